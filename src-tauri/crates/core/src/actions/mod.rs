//! Actions: operations on a store, run by hand. What they are is the connector's data; this is how one
//! is filled in, shown before it is sent, written down, sent, and what is known of it afterwards.
//!
//! Each is in the ledger before it is sent, so that one whose answer a kill or a broken connection took
//! away is known to be unknown, and never sent again by itself.

mod answer;
mod calls;
mod ending;
mod form;
mod input;
mod listing;
mod looking;
mod options;
mod outgoing;
mod paging;
mod preview;
mod run;
mod shown;

pub(crate) use ending::of as ending_of;
pub use run::RunAs;
pub(crate) use run::{Ready, ready_for};
pub(crate) use shown::state as call_state;
