//! What becomes of runs: each operation is one transaction over the tables of runs, so that a kill
//! leaves a run either before it or after it.

mod add;
pub(crate) mod advance;
pub(crate) mod by_hand;
pub(crate) mod chart;
pub(crate) mod dead;
pub(crate) mod list;
pub(crate) mod removal;
pub(crate) mod start;
pub(crate) mod state;
pub(crate) mod sweep;
pub(crate) mod turns;
pub(crate) mod unseen;
pub(crate) mod whole;
