use serde::{Deserialize, Serialize};
use specta::Type;

use super::{AppMode, Condition, Millis};

/// What to export, and how.
#[derive(Clone, Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ExportWanted {
    /// Which events.
    pub what: ExportedEvents,
    /// The format of the file.
    pub format: ExportFormat,
}

/// The events to export.
#[derive(Clone, Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum ExportedEvents {
    /// These.
    #[serde(rename_all = "camelCase")]
    Chosen {
        /// Their ids.
        ids: Vec<u32>,
    },
    /// Every one that meets the conditions; all of them when there are none.
    #[serde(rename_all = "camelCase")]
    Filtered {
        /// The conditions.
        conditions: Vec<Condition>,
    },
}

/// The format of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ExportFormat {
    /// One document, with everything that is needed to import it.
    Json,
    /// The same with an event a line.
    Ndjson,
    /// A row an event, for spreadsheets.
    Csv,
    /// An HTTP Archive: an entry a delivery.
    Har,
}

/// How far an export or an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// The number to let go of it by, which cancels it.
    pub watch: u32,
    /// What it does at the moment.
    pub phase: Phase,
    /// Events done by now.
    pub done: u32,
    /// Events there are to do, once that is known.
    pub total: Option<u32>,
}

/// What an export or an import does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Phase {
    /// It looks for the events to export.
    Finding,
    /// It writes them.
    Writing,
    /// It reads a file to see what is in it.
    Reading,
    /// It imports events.
    Importing,
}

/// What became of an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum ExportView {
    /// The user chose no file.
    Nowhere,
    /// The user cancelled it; there is no file.
    Cancelled,
    /// It is whole.
    #[serde(rename_all = "camelCase")]
    Done {
        /// Its number, to show its folder by.
        number: u32,
        /// How many events are in it.
        events: u32,
        /// The file's name.
        file: String,
    },
}

/// A file that the user chose to import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum ImportPreview {
    /// The user chose no file, or cancelled the reading of it.
    Nothing,
    /// It can be imported.
    Ready(ImportFile),
}

/// What is in a file to import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportFile {
    /// The number to import it by.
    pub number: u32,
    /// The file's name.
    pub file: String,
    /// How many events can be read.
    pub events: u32,
    /// The apps they are of, most events first.
    pub apps: Vec<ImportedApp>,
    /// The stores they are of, most events first.
    pub stores: Vec<ImportedStore>,
    /// When the first of them arrived.
    pub from: Option<Millis>,
    /// When the last of them arrived.
    pub to: Option<Millis>,
    /// The apps they can go to, the one they go to by default first.
    pub targets: Vec<ImportTarget>,
    /// What cannot be read.
    pub unreadable: Unreadable,
}

/// An app that events in a file are of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportedApp {
    /// Its name there.
    pub name: String,
    /// Its connector's name, or id when there is none here.
    pub connector: String,
    /// How many events.
    pub events: u32,
}

/// A store that events in a file are of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportedStore {
    /// Its name there.
    pub name: String,
    /// Its hash at BigCommerce.
    pub hash: String,
    /// How many events.
    pub events: u32,
}

/// An app of ours that events can go to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportTarget {
    /// The app; `None` for each event to the app of the same name.
    pub app: Option<u32>,
    /// Its name.
    pub name: String,
    /// Which BigCommerce it belongs to.
    pub mode: Option<AppMode>,
    /// How many of the events it has already.
    pub here: u32,
    /// Stores in the file that it does not know yet, by name.
    pub new_stores: Vec<String>,
}

/// What of a file cannot be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Unreadable {
    /// How many.
    pub count: u32,
    /// The first of them.
    pub first: Vec<BadLine>,
}

/// Something in a file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BadLine {
    /// The line, from 1.
    pub line: u32,
    /// Why.
    pub reason: String,
}

/// What became of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportView {
    /// Events added.
    pub added: u32,
    /// Events that were here already.
    pub here: u32,
    /// Quarantined events for which there was no room.
    pub no_room: u32,
    /// What could not be read.
    pub unreadable: Unreadable,
    /// Whether the user cancelled it. What was added by then stays.
    pub cancelled: bool,
}

/// How many events meet some conditions, as far as was looked in a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EventCount {
    /// How many.
    pub events: u32,
    /// Where to go on counting, as `before` of the next query; `None` at the end.
    pub next: Option<u32>,
}
