//! What is different between two versions of an orchestration, in words: steps are told apart by their
//! ids, so that one that was moved is not one that was removed and another that was added.

mod change;
mod diff;
mod fields;
mod order;
mod shell;
mod spot;

pub use change::{Change, ChangeKind};
pub use diff::diff;
