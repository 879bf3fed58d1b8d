use serde::Serialize;
use specta::Type;

use super::{AppKind, AppMode};

/// An entry of the apps catalog.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConnectorCard {
    /// The connector's id in its manifest, `bigcommerce`.
    pub id: String,
    /// Its name as the platform writes it.
    pub name: String,
    /// One sentence on what it connects.
    pub summary: String,
    /// Words it is also found by.
    pub categories: Vec<String>,
    /// The worst of its apps' states.
    pub state: AppState,
    /// The apps set up with it, oldest first.
    pub apps: Vec<AppSummary>,
    /// How many triggers it can receive.
    pub triggers: u32,
}

/// Whether an app can do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum AppState {
    /// No app yet, or a step of its set-up is still open.
    NotSetUp,
    /// Installed on a store, its triggers registered.
    Ready,
    /// Something that worked no longer does.
    NeedsAttention,
}

/// An app as a list shows it.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AppSummary {
    /// Its id.
    pub id: u32,
    /// The name the user gave it.
    pub name: String,
    /// What stands behind it at BigCommerce.
    pub kind: AppKind,
    /// With the practice BigCommerce, or the real one.
    pub mode: AppMode,
    /// Whether it can do its work.
    pub state: AppState,
    /// How many stores have it installed.
    pub stores: u32,
    /// The next thing to do, in a few words, when it is not ready.
    pub next: Option<String>,
}
