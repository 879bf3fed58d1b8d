//! Orchestrations: what they say, what is wrong with them, what to do next, and what may be repeated.
//!
//! Everything here is pure. What happened goes in and what to do comes out; there is no clock, no
//! randomness, no disk and no network, so that a run takes the same way however often it is gone over.

pub mod changes;
pub mod check;
pub mod condition;
pub mod document;
pub mod expression;
mod json;
mod moment;
mod nearest;
pub mod plan;
pub mod repeat;

pub use json::Json;
