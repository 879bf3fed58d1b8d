use serde::{Deserialize, Serialize};
use specta::Type;

use super::Millis;

/// A page of the history of an app's changes, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HistoryPage {
    /// The changes.
    pub changes: Vec<HistoryEntry>,
    /// Where older ones go on, as `before` of the next page; `None` at the end.
    pub older: Option<u32>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HistoryEntry {
    /// Its id.
    pub id: u32,
    /// When.
    pub at: Millis,
    /// What changed, "Scope added".
    pub what: String,
    /// What exactly; no secrets.
    pub detail: String,
    /// Whether it is of all apps: the public address.
    pub shared: bool,
}

/// The format of an exported history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum HistoryFormat {
    /// One document.
    Json,
    /// A row a change, for spreadsheets.
    Csv,
}

/// What became of an export of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum HistoryExportView {
    /// The user chose no file.
    Nowhere,
    /// It is whole.
    #[serde(rename_all = "camelCase")]
    Done {
        /// Its number, to show its folder by.
        number: u32,
        /// How many changes are in it.
        changes: u32,
        /// The file's name.
        file: String,
    },
}
