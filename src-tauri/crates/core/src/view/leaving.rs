use serde::{Deserialize, Serialize};
use specta::Type;

/// The user asked to leave while hooks are at work, and is asked what becomes of those.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LeavingView {
    /// Active hooks that BigCommerce reaches from outside.
    pub hooks: u32,
    /// The stores that they are on.
    pub stores: u32,
    /// Whether it was the window that was to be closed.
    pub closes: bool,
    /// Whether the app can stay in the tray instead.
    pub can_stay: bool,
    /// How many of the hooks have been paused, once that was asked for.
    pub paused: Option<u32>,
}

/// What closing the window does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Closing {
    /// Asks while hooks are at work, and ends the app where none is.
    #[default]
    Ask,
    /// Leaves the app running in the tray, where there is one.
    Stay,
    /// Ends the app, and leaves hooks active.
    Quit,
}
