use serde::{Deserialize, Serialize};
use specta::Type;

/// What is done with several stores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SweepWork {
    /// Ask BigCommerce how they and their hooks are, and mend the hooks.
    Check,
    /// Write their hooks anew.
    Register,
}

/// How far it is.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SweepProgress {
    /// The number to let go of it by, which cancels it.
    pub watch: u32,
    /// Stores done by now.
    pub done: u32,
    /// Stores there are to do.
    pub total: u32,
    /// What came of the store that was done last.
    pub latest: Option<StoreOutcome>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SweepReport {
    /// By store, in the order they were done.
    pub outcomes: Vec<StoreOutcome>,
    /// Stores that were not come to, because it was cancelled.
    pub left: u32,
}

/// What came of one store.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StoreOutcome {
    /// The store.
    pub store_id: u32,
    /// Its name or hash.
    pub name: String,
    /// How it is.
    pub kind: OutcomeKind,
    /// The same in a sentence.
    pub words: String,
}

/// How a store was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum OutcomeKind {
    /// As it should be.
    Well,
    /// Not as it should be, and mended.
    Mended,
    /// Not as it should be.
    Lacking,
    /// BigCommerce refuses it, or could not be asked.
    Failed,
    /// Not asked: it is not connected.
    PassedOver,
}
