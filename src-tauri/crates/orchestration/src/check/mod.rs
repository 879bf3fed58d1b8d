//! What is wrong with an orchestration before it ever runs, as far as that can be seen: from what there
//! is to refer to, from samples of what triggers and actions answer, and from the order of its steps.
//!
//! A version with errors is not published. A warning is about what may be meant, or what only a sample
//! shows: samples do not have every field there is.

mod action;
mod expressions;
mod finding;
mod groups;
mod inputs;
mod known;
mod literal;
mod look;
mod loops;
mod outgoing;
mod references;
mod scope;
mod steps;
mod trigger;

pub use finding::{Finding, FindingKind, Severity};
pub use known::{Danger, Fits, Known, KnownAction, KnownInput, KnownTrigger, Unmet};
pub use look::{MOST_ATTEMPTS_ASKED, check};
