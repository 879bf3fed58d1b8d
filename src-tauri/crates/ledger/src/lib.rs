//! The ledger: a SQLite database whose one writer commits before anything is acknowledged.
//!
//! What arrives is answered only once it is on the disk, so a kill or a power cut loses nothing
//! that BigCommerce believes delivered. One thread owns the only connection that writes and makes
//! one transaction of whatever is queued; readers have connections of their own and see committed
//! rows only. Secret values never reach this crate: callers mask them first.

mod checkpoint;
mod counts;
mod error;
mod files;
mod headers;
mod heard;
mod index;
mod job;
mod keep;
mod ledger;
mod migrations;
mod open;
mod queue;
mod readers;
mod rows;
mod runs;
mod search;
mod tables;
mod times;
mod words;
mod writer;

pub use error::{LedgerError, Result};
pub use index::paths::fields_of;
pub use index::shape::{SHAPE_CAP, ShapeField, teaches};
pub use index::tally::{Chart, Column};
pub use keep::backup::{BackedUpApp, Contents, take_in};
pub use keep::expiry::{Expired, Expiry};
pub use keep::health::{Flaw, Health};
pub use keep::progress::{Hear, Progress};
pub use keep::rescue::replace_damaged;
pub use keep::restore::{is_ledger_itself, replace};
pub use keep::space::Space;
pub use keep::sweep::Sweep;
pub use ledger::{Ledger, Limits};
pub use queue::Written;
pub use runs::advance::{Advanced, NewAttempt, RunAdvance, RunNext};
pub use runs::by_hand::RunSettled;
pub use runs::chart::RunColumn;
pub use runs::dead::{DeadGroup, DeadOf};
pub use runs::list::{EventRuns, RunsOf};
pub use runs::start::{NewRun, RunStart, StartedRuns};
pub use runs::state::Trouble;
pub use runs::sweep::{RunRetention, RunSweep};
pub use runs::turns::NextRuns;
pub use runs::unseen::EventsToRun;
pub use runs::whole::{RunDetail, WholeRun};
pub use search::{Condition, Conditions, Found, Search, Term};
pub use tables::account::NewAccount;
pub use tables::answer::Answer;
pub use tables::answered::Answers;
pub use tables::app::{App, AppChange, ChosenScope, NewApp};
pub use tables::arrival::Arrival;
pub use tables::call::{Call, CallEnd, CallOfRun, NewCall};
pub use tables::call_row::CallsOf;
pub use tables::callback::CallbackSeen;
pub use tables::change::Change;
pub use tables::delivery::{Delivery, Headers, NewDelivery, NewEvent, Recorded, StoredDelivery};
pub use tables::event::{EventRow, Head};
pub use tables::exception::{Exception, NewException, WaitingExceptions};
pub use tables::forward::{Attempt, Forward, Settled};
pub use tables::forward_address::{ForwardAddress, NewForwardAddress};
pub use tables::health::{Health as StoreHealth, Told, ToldBlock, ToldHook, ToldQuota};
pub use tables::hook::{Hook, HookTold};
pub use tables::import::{Import, ImportedDelivery, Took};
pub use tables::orchestration::{NewOrchestration, Orchestration, Published};
pub use tables::orchestration_version::{NewVersion, OrchestrationVersion, VersionRow};
pub use tables::outage::Outage;
pub use tables::recover::{KnownBy, Lately, MissedEvent, RecoveryStep};
pub use tables::recovery::{NewRecovery, Recovery, RecoveryEnd};
pub use tables::removal::Counts;
pub use tables::retention::{Clearing, Retention};
pub use tables::run::Run;
pub use tables::run_tally::RunTally;
pub use tables::saved_filter::SavedFilter;
pub use tables::snapshot::{NewSnapshot, Snapshot};
pub use tables::step::StepRecord;
pub use tables::store::{Access, NewStore, ProblemRecord, Profile, Store, StoreChange};
pub use tables::store_row::StoreRow;
pub use tables::usage::Usage;
pub use tables::watermark::Watermark;
pub use tables::whole::{WholeDelivery, WholeEvent};
pub use times::Times;
pub use words::{
    AnswerKind, AppKind, CallKind, CallSettled, CallState, ForwardState, HookKind, HookStatus,
    JsonType, Looked, Mode, Origin, Proof, Reach, RecoveryCause, RecoveryState, RunCause, RunState,
    ScopeKind, StepState, StoreState, Verdict, WaitsFor,
};

/// Quarantined deliveries kept for each app; the oldest go first.
pub const QUARANTINE_CAP: usize = 1000;
