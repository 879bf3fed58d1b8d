//! What the page is shown: plain values, already in the user's words, that cross the bridge as they stand.
//!
//! Times are milliseconds since the Unix epoch; ids are the ledger's row ids. No secret has a view.

use serde::{Deserialize, Serialize};
use specta::Type;

mod account;
mod action;
mod address;
mod alert;
mod app;
mod catalog;
mod chart;
mod condition;
mod data;
mod diagnosis;
mod exception;
mod feed;
mod forward;
mod health;
mod history;
mod install;
mod leaving;
mod orchestration;
mod recovery;
mod run;
mod scope;
mod scope_table;
mod sending;
mod setup_file;
mod shape;
mod status;
mod store;
mod store_row;
mod sweep;
mod transfer;
mod trigger;

pub use account::*;
pub use action::*;
pub use address::*;
pub use alert::*;
pub use app::*;
pub use catalog::*;
pub use chart::*;
pub use condition::*;
pub use data::*;
pub use diagnosis::*;
pub use exception::*;
pub use feed::*;
pub use forward::*;
pub use health::*;
pub use history::*;
pub use install::*;
pub use leaving::*;
pub use orchestration::*;
pub use recovery::*;
pub use run::*;
pub use scope::*;
pub use scope_table::*;
pub use sending::*;
pub use setup_file::*;
pub use shape::*;
pub use status::*;
pub use store::*;
pub use store_row::*;
pub use sweep::*;
pub use transfer::*;
pub use trigger::*;

/// Milliseconds since the Unix epoch.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type,
)]
#[serde(transparent)]
pub struct Millis(
    /// Far below what the page's numbers hold exactly.
    #[specta(type = u32)]
    pub i64,
);
