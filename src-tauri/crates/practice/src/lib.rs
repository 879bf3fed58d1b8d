//! The practice BigCommerce: a strict stand-in on loopback, with a developer portal, a login
//! host, control panels of three stores, their REST API and webhook delivery. It follows the
//! published documentation and shares no code with the client it is there to test.

pub mod api;
mod callbacks;
mod cli;
pub mod clock;
pub mod commerce;
pub mod config;
mod context;
mod control_panel;
pub mod delivery;
pub mod faults;
mod login;
pub mod model;
mod pages;
mod persist;
mod portal;
pub mod seed;
pub mod server;

pub use callbacks::signed_payload;
pub use cli::main;
pub use config::{DEFAULT_PORT, Options, Tuning};
pub use context::Practice;
pub use persist::LoadError;
pub use server::{Addresses, Running, StartError, serve};
