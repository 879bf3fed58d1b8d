//! The ledger: a SQLite database whose one writer commits before anything is acknowledged.
//!
//! What arrives is answered only once it is on the disk, so a kill or a power cut loses nothing
//! that BigCommerce believes delivered. One thread owns the only connection that writes and makes
//! one transaction of whatever is queued; readers have connections of their own and see committed
//! rows only. Secret values never reach this crate: callers mask them first.

mod checkpoint;
mod error;
mod files;
mod headers;
mod heard;
mod index;
mod job;
mod ledger;
mod migrations;
mod open;
mod queue;
mod readers;
mod rows;
mod search;
mod tables;
mod words;
mod writer;

pub use error::{LedgerError, Result};
pub use index::tally::{Chart, Column};
pub use ledger::{Ledger, Limits};
pub use queue::Written;
pub use search::{Condition, Conditions, Found, Search, Term};
pub use tables::app::{App, AppChange, ChosenScope, NewApp};
pub use tables::callback::CallbackSeen;
pub use tables::change::Change;
pub use tables::delivery::{Delivery, Headers, NewDelivery, NewEvent, Recorded, StoredDelivery};
pub use tables::event::{EventRow, Head};
pub use tables::hook::Hook;
pub use tables::import::{Import, ImportedDelivery, Took};
pub use tables::removal::Counts;
pub use tables::saved_filter::SavedFilter;
pub use tables::store::{NewStore, ProblemRecord, Profile, Store, StoreChange};
pub use tables::whole::{WholeDelivery, WholeEvent};
pub use words::{Mode, Origin, Proof, ScopeKind, StoreState, Verdict};

/// Quarantined deliveries kept for each app; the oldest go first.
pub const QUARANTINE_CAP: usize = 1000;
