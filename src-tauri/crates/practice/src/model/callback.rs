//! The callbacks BigCommerce's servers made, and what was answered.

use serde::{Deserialize, Serialize};

/// A callback that comes from the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CallbackKind {
    /// The app was uninstalled.
    Uninstall,
    /// A user lost access.
    RemoveUser,
}

/// One callback that was made.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Called {
    /// Which.
    pub kind: CallbackKind,
    /// The app.
    pub app_id: u64,
    /// The store's hash.
    pub store: String,
    /// When, in milliseconds since the epoch.
    pub at_ms: i64,
    /// What came of it, in words.
    pub answer: String,
}
