//! What becomes of runs: each operation is one transaction over the tables of runs, so that a kill
//! leaves a run either before it or after it.

mod add;
pub(crate) mod start;
pub(crate) mod unseen;
pub(crate) mod whole;
