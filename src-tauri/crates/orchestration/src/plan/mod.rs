//! What a run does next, from its document, what it was started with, and what is remembered of it.
//!
//! Nothing else decides it: however often a run is gone over, after a kill or on another day, it takes
//! the same way. So whoever carries it out has only to keep what is recorded, before anything is sent,
//! and to ask again.

mod admit;
mod decide;
mod each;
mod failure;
mod fill;
mod key;
mod memo;
mod next;
mod outgoing;
mod pause;
mod place;
mod start;
mod walk;
mod work;

pub use admit::{Skip, admit};
pub use each::MOST_ITEMS;
pub use failure::{Failure, FailureKind};
pub use key::{run_key, step_key};
pub use memo::{Mark, Memo, Way};
pub use next::{Next, Record, Then, next};
pub use pause::LONGEST_PAUSE_MS;
pub use place::{Place, PlaceError, Stage};
pub use start::{RunFacts, Start, StoreFacts};
pub use walk::{MOST_RECORDS, MOST_STEPS_RUN};
pub use work::{Question, Work};
