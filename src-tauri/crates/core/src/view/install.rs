use serde::{Deserialize, Serialize};
use specta::Type;

use super::Millis;

/// The ways to install an app on a store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", tag = "way")]
pub enum InstallWay {
    /// A draft app, from the store's control panel (Apps › Develop).
    ControlPanel,
    /// An approved or unlisted app, by its install link.
    InstallLink,
    /// `/oauth2/authorize` with the store's hash: experimental.
    #[serde(rename_all = "camelCase")]
    Authorize {
        /// The store's hash, `g5cd38`.
        store_hash: String,
    },
}

/// An install that is awaited, and how far it came.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct InstallView {
    /// How far it came.
    pub stage: InstallStage,
    /// When waiting began.
    pub since: Millis,
    /// The page opened in the system browser.
    pub opened_url: String,
    /// The store that was installed.
    pub store_id: Option<u32>,
    /// What went wrong, and the remedy.
    pub problem: Option<Problem>,
    /// When nothing comes: the likely mistakes, likeliest first.
    pub suspicions: Vec<Problem>,
}

/// How far an install came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum InstallStage {
    /// Waiting for BigCommerce to call back.
    Waiting,
    /// A code arrived and is being exchanged.
    Exchanging,
    /// The token is being proved with the store's own details.
    Proving,
    /// The store is connected.
    Done,
    /// It failed; `problem` says why.
    Failed,
    /// The user stopped waiting.
    Cancelled,
}

/// What happened, what it means, what to do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// What happened.
    pub title: String,
    /// What it means.
    pub meaning: String,
    /// What to do.
    pub remedy: String,
    /// Where that is done.
    pub mend: Option<Mend>,
}

/// Where something is mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Mend {
    /// The public address.
    Address,
    /// The callback URLs to paste in the portal.
    Callbacks,
    /// The app's scopes.
    Scopes,
    /// The app's credentials.
    Credentials,
    /// An install on the store.
    Install,
    /// The store's control panel.
    ControlPanel,
    /// The app's triggers.
    Triggers,
    /// The store's hooks, written anew.
    Hooks,
    /// The store's page.
    Store,
    /// The list of stores.
    Stores,
    /// The keychain, tried again.
    Keychain,
    /// The practice BigCommerce, started.
    Practice,
    /// The listener's port.
    Listener,
    /// What is kept of events, and the disk.
    Data,
    /// What was missed, looked for.
    Missed,
    /// Nowhere: it passes.
    Wait,
}
