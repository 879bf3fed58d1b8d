use serde::{Deserialize, Serialize};
use specta::Type;

/// Of what the desktop tells the user.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AlertSettings {
    /// What the user wants to be told.
    pub kinds: Vec<AlertKind>,
    /// When nothing is told.
    pub quiet: Option<QuietHours>,
}

/// When nothing is told, every day, in minutes since midnight by this machine's clock: from the one,
/// that minute included, to the other, which may be on the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct QuietHours {
    /// The first minute.
    pub from: u16,
    /// The minute after the last.
    pub to: u16,
}

/// The kinds of things that the desktop may tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum AlertKind {
    /// A store removed the app, or BigCommerce refuses its token.
    StoreLost,
    /// BigCommerce switched a hook off.
    HookOff,
    /// The public address has been down for a minute.
    AddressDown,
    /// Events did not arrive.
    Missed,
}

/// Where in the window an alert leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GoTo {
    /// Another for each time.
    pub turn: u32,
    /// The place, as the page names it: `#/stores/3`.
    pub hash: String,
}
