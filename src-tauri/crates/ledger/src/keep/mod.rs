//! Keeping the ledger: what goes by a rule, what the files take, copies of them, and whether they
//! are whole. None of it stands in front of an acknowledgement for longer than one slice.

pub(crate) mod backup;
pub(crate) mod compact;
mod copy;
pub(crate) mod expiry;
pub(crate) mod health;
pub(crate) mod progress;
pub(crate) mod rescue;
pub(crate) mod restore;
mod shape;
pub(crate) mod space;
pub(crate) mod sweep;
