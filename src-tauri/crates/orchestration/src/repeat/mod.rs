//! What is done after an attempt to send something, and what may be repeated.
//!
//! No platform that is spoken to takes a key by which it would know a request again. So what may have
//! happened is never sent again before somebody looked, and what nobody can look for is asked about.

mod after;
mod attempt;
mod delay;
mod loops;

pub use after::{After, Cause, LOOK_AFTER_MS, LOOKS, WaitReason, after};
pub use attempt::{Attempt, Class, Outcome};
pub use delay::{FIRST_DELAY_MS, LONGEST_DELAY_MS, LONGEST_WAIT_MS, MOST_ATTEMPTS};
pub use loops::{LOOP_RUNS, LOOP_WITHIN_MS, Loop, PastRun, loop_of};
