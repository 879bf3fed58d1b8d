//! Conditions: rows that compare two things as what they are said to be, in groups, or one expression.
//!
//! A row says how its two sides are read, so that `"250"` and 250 are the same number. What cannot be
//! read so is an error and never just false; what was compared is kept for the timeline of the run.

mod compare;
mod data;
mod fault;
mod judge;
mod operator;
mod pointer;
mod read;
mod typed;

pub(crate) use compare::alike;
pub use data::{As, Condition, Row};
pub use fault::{ConditionError, ConditionFault, Side};
pub use judge::{Judged, Judgement};
pub use operator::Operator;
pub use read::{Judge, MOST_ROWS};
pub(crate) use typed::Typed;
