//! Webhook delivery: who is told of an event, with what signature, how often it is tried again and
//! when a destination is given up.
//!
//! It follows the documentation but for one liberty: besides `https` on port 443 it delivers to
//! `http` on loopback, because that is where somebody who practises listens. Whatever waits is
//! part of the world, so that a restart loses nothing.

pub mod destination;
mod exception;
mod health;
mod lapse;
mod publish;
mod request;
pub mod schedule;
pub mod scope;
mod settle;
pub mod sign;
mod worker;

pub use exception::SCOPE as EXCEPTION;
pub use health::{block, blocked_until};
pub use lapse::lapse;
pub use publish::publish;
pub use settle::give_up;
pub use worker::run;
