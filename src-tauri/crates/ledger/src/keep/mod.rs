//! Keeping the ledger: what goes by a rule, what the files take, copies of them, and whether they
//! are whole. None of it stands in front of an acknowledgement for longer than one slice.

pub(crate) mod compact;
pub(crate) mod expiry;
pub(crate) mod sweep;
