//! What Patchbay does: apps, installs, stores, triggers and the feed.
//!
//! [`Patchbay`] is the app without its window. It knows the ledger, the vault, BigCommerce and the
//! gateway, and is asked by the shell in plain values ([`view`]). It never names the shell.

mod address;
mod answers;
mod apps;
mod auth;
mod callbacks;
mod catalog;
pub mod clock;
mod credentials;
mod error;
mod export;
mod faults;
mod feed;
mod fetching;
mod files;
mod forward;
mod history;
mod home;
mod hook_secret;
mod hooks;
mod identity;
mod import;
mod inbox;
mod install;
mod keeping;
mod leaving;
mod links;
mod listener;
mod pages;
mod patchbay;
mod portable;
mod practice;
mod random;
mod recovery;
pub mod redact;
mod release;
mod reverify;
mod routes;
mod scopes;
mod secrets;
mod send;
mod sendings;
mod status;
mod steps;
mod stores;
mod suspicions;
mod test_triggers;
mod transfers;
mod triggers;
pub mod view;
mod watches;
mod words;

pub use error::{Error, ErrorCode, Field, StartError};
pub use export::Export;
pub use files::{FileError, FileKind};
pub use history::HistoryExport;
pub use import::IMPORT_KINDS;
pub use keeping::{BACKUPS, Rescue, Restored};
pub use leaving::{Departure, Wish};
pub use links::Page;
pub use listener::DEFAULT_PORT as DEFAULT_LISTENER_PORT;
pub use patchbay::{Patchbay, Setup};
pub use patchbay_gateway::tunnel::supervise;
pub use practice::DEFAULT_PORT as DEFAULT_PRACTICE_PORT;
