use serde::{Deserialize, Serialize};
use specta::Type;

use super::{AppKind, AppMode, Millis, Problem};

/// Bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(transparent)]
pub struct Bytes(
    /// Far below what the page's numbers hold exactly.
    #[specta(type = u32)]
    pub i64,
);

/// What is kept, what it takes, and what is being done with it.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DataView {
    /// What the files take.
    pub space: SpaceView,
    /// Events in the ledger.
    pub events: u32,
    /// Their deliveries.
    pub deliveries: u32,
    /// When the oldest event arrived.
    pub oldest: Option<Millis>,
    /// How much of the ledger the search index has, from 0 to 1.
    pub indexed: f64,
    /// Each app, in the order they were added.
    pub apps: Vec<AppData>,
    /// What is being done that takes long.
    pub task: Option<TaskView>,
    /// The backups.
    pub backups: BackupsView,
}

/// What the files take on the disk.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SpaceView {
    /// The ledger.
    pub ledger: Bytes,
    /// What of that is empty and is given back in time.
    pub free_inside: Bytes,
    /// The ledger's write-ahead log.
    pub log: Bytes,
    /// The search index.
    pub index: Bytes,
    /// Patchbay's own logs.
    pub logs: Bytes,
    /// The backups in the data folder.
    pub backups: Bytes,
    /// Free on the disk they are on, when the system says so.
    pub disk_free: Option<Bytes>,
    /// Why that is too little.
    pub problem: Option<Problem>,
}

/// What an app has in the ledger, and what is kept of it.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AppData {
    /// Its id.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// Which BigCommerce it belongs to.
    pub mode: AppMode,
    /// Its events.
    pub events: u32,
    /// Their deliveries.
    pub deliveries: u32,
    /// What they take, about.
    pub bytes: Bytes,
    /// What is kept of it.
    pub rule: RetentionRule,
    /// How many events have been removed by now, while some are.
    pub removing: Option<u32>,
}

/// What of an app's events is kept. An event goes as soon as one limit says so; without any limit
/// everything is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RetentionRule {
    /// Events that arrived within so many days.
    pub days: Option<u32>,
    /// The newest so many events.
    pub events: Option<u32>,
    /// The newest events that take so many megabytes (of a million bytes), about.
    pub megabytes: Option<u32>,
    /// Whether pinned, labelled and noted events go too.
    pub marked_too: bool,
}

/// What would go, counted in the ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RemovalPreview {
    /// Events.
    pub events: u32,
    /// Their deliveries.
    pub deliveries: u32,
    /// What they take, about.
    pub bytes: Bytes,
    /// When the latest of them arrived.
    pub latest: Option<Millis>,
    /// Events that stay because they are pinned, labelled or noted.
    pub kept: u32,
}

/// Something that takes long. There is one at a time.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TaskView {
    /// What.
    pub kind: TaskKind,
    /// How much of it is done, from 0 to 1; nothing while that is not known.
    pub done: Option<f64>,
}

/// What takes long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TaskKind {
    /// A backup is written.
    BackUp,
    /// A backup is read and looked at.
    LookAtBackup,
    /// The ledger is checked.
    Check,
}

/// The backups.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BackupsView {
    /// How many daily backups are kept; 0 makes none.
    pub daily: u32,
    /// Those in the data folder, newest first.
    pub files: Vec<BackupFile>,
    /// Why the last daily one could not be made.
    pub problem: Option<Problem>,
}

/// A backup in the data folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BackupFile {
    /// Its file name.
    pub name: String,
    /// Why it was made.
    pub kind: BackupKind,
    /// When it was made.
    pub at: Millis,
    /// Its size.
    pub bytes: Bytes,
}

/// What can be put in the place of a ledger that cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RescueView {
    /// Backups in the data folder, newest first.
    pub backups: Vec<BackupFile>,
}

/// Why a backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum BackupKind {
    /// A day had begun.
    Daily,
    /// Another took the ledger's place.
    BeforeRestore,
    /// A newer Patchbay changed the ledger's form.
    BeforeUpdate,
    /// None: a ledger that could not be opened, kept when another took its place.
    Damaged,
}

/// What a backup holds, beside what it would replace.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RestorePreview {
    /// The backup's file name.
    pub file: String,
    /// What is in it.
    pub backup: ContentsView,
    /// What is in the ledger now.
    pub now: ContentsView,
    /// Apps of the backup whose secrets are not in the keychain.
    pub without_secrets: Vec<AppWithoutSecrets>,
}

/// What a ledger holds.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ContentsView {
    /// The names of its apps.
    pub apps: Vec<String>,
    /// Its stores.
    pub stores: u32,
    /// Its events.
    pub events: u32,
    /// When its oldest event arrived.
    pub oldest: Option<Millis>,
    /// When its newest event arrived.
    pub newest: Option<Millis>,
}

/// An app whose secrets have to be given again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AppWithoutSecrets {
    /// Its name.
    pub app: String,
    /// What stands behind it: an API account is given new credentials, as it cannot be installed.
    pub kind: AppKind,
    /// Whether its Client Secret is not there.
    pub client_secret: bool,
    /// Its stores that have to install it again.
    pub stores: u32,
}

/// What a check of the ledger found.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CheckView {
    /// What is wrong, in sentences; nothing when the ledger is whole.
    pub flaws: Vec<String>,
    /// Events looked at.
    pub events: u32,
    /// Deliveries looked at.
    pub deliveries: u32,
    /// How long it took, in milliseconds.
    pub took: Millis,
}
