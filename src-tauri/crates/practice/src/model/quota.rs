//! How many requests a store takes in a window, where that is not what its plan says.

use serde::{Deserialize, Serialize};

/// How many requests a store takes in a 30-second window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quota {
    /// As many as its plan has.
    #[default]
    Plan,
    /// Any number.
    None,
    /// So many.
    Requests(u32),
}

/// Requests counted in a store's current 30-second window.
#[derive(Debug, Clone, Copy, Default)]
pub struct RateWindow {
    /// When the window opened, in milliseconds since the epoch.
    pub opened_ms: i64,
    /// Requests taken since.
    pub used: u32,
}
