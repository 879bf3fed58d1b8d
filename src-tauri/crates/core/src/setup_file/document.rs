//! The form of the file. What a newer Patchbay wrote is refused rather than half understood.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::files::{FileError, name_of};
use crate::view::{AddressWay, AppMode, Condition, SetupPurpose};

/// What the file calls its format.
pub(super) const FORMAT: &str = "patchbay-setup";

/// The version of the format that this build writes, and the newest that it reads.
pub(super) const VERSION: u32 = 1;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 4 << 20;

/// A set-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Document {
    pub format: String,
    pub version: u32,
    pub written_by: String,
    pub exported_at: Timestamp,
    pub purpose: SetupPurpose,
    pub apps: Vec<SetupApp>,
    #[serde(default)]
    pub address: Option<AddressWay>,
    #[serde(default)]
    pub filters: Vec<SetupFilter>,
    #[serde(default)]
    pub forwards: Vec<SetupForward>,
}

/// An app, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct SetupApp {
    pub connector: String,
    pub mode: AppMode,
    pub name: String,
    pub client_id: Option<String>,
    /// The unguessable part of its callback URLs, so that those stay the same on another machine.
    #[serde(default)]
    pub key: Option<String>,
    pub additional_scopes: Vec<String>,
    pub custom_scopes: Vec<String>,
    pub triggers_off: Vec<String>,
    /// Absent where a file names none, so that a Patchbay that knows no such triggers reads it too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub triggers_on: Vec<String>,
    pub fetches: bool,
    #[serde(default)]
    pub stores: Vec<SetupStore>,
}

/// A store, without its token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct SetupStore {
    pub hash: String,
    pub name: String,
}

/// A saved filter that names nothing of this machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct SetupFilter {
    pub name: String,
    pub conditions: Vec<Condition>,
}

/// A forward address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct SetupForward {
    pub name: String,
    pub url: String,
    pub conditions: Vec<Condition>,
}

/// The head of a file of ours.
#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
}

/// Reads a file.
///
/// # Errors
/// `Foreign` for one that is no set-up, `Newer` for one of a later format.
pub(super) fn read(path: &Path) -> Result<Document, FileError> {
    let name = || name_of(path);
    let file = File::open(path).map_err(|why| FileError::reading(path, &why))?;
    let mut text = String::new();
    let mut beginning = file.take(LARGEST + 1);
    let read = beginning.read_to_string(&mut text);
    if read.is_err() || text.len() as u64 > LARGEST {
        return Err(FileError::NoSetup { name: name() });
    }
    let text = text.trim_start_matches('\u{feff}');
    let head: Head = serde_json::from_str(text).map_err(|_| FileError::NoSetup { name: name() })?;
    if head.format != FORMAT {
        return Err(FileError::NoSetup { name: name() });
    }
    if head.version > VERSION {
        return Err(FileError::Newer { name: name() });
    }
    serde_json::from_str(text).map_err(|_| FileError::NoSetup { name: name() })
}
