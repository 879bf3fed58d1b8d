//! Files that the user chooses: the kinds a dialog offers, and what can go wrong with one.

use std::io;
use std::path::Path;

use thiserror::Error;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileKind {
    /// What a dialog calls it.
    pub name: &'static str,
    /// How names of such files end, without the dot; the first is what a new one gets.
    pub endings: &'static [&'static str],
}

/// Why a file that the user chose cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FileError {
    /// Its disk is full.
    #[error("There is no room for {name} on its disk. Nothing was written.")]
    Full {
        /// The file's name.
        name: String,
    },
    /// Its folder takes no files of this user.
    #[error("{name} cannot be written: you may not write to that folder.")]
    Forbidden {
        /// The file's name.
        name: String,
    },
    /// The system could not write it.
    #[error("{name} was not written: {why}.")]
    NotWritten {
        /// The file's name.
        name: String,
        /// What the system said.
        why: String,
    },
    /// The system could not read it.
    #[error("{name} cannot be read: {why}.")]
    NotRead {
        /// The file's name.
        name: String,
        /// What the system said.
        why: String,
    },
    /// It is an export in a format that cannot be imported.
    #[error("{name} is {format}, which does not carry all that an import needs.")]
    OneWay {
        /// The file's name.
        name: String,
        /// The format, with its article.
        format: &'static str,
    },
    /// It is no export of Patchbay.
    #[error("{name} is no export of Patchbay.")]
    Foreign {
        /// The file's name.
        name: String,
    },
    /// It is no set-up of Patchbay.
    #[error("{name} is no set-up that Patchbay exported.")]
    NoSetup {
        /// The file's name.
        name: String,
    },
    /// A newer Patchbay wrote it.
    #[error("A newer Patchbay wrote {name}.")]
    Newer {
        /// The file's name.
        name: String,
    },
    /// It was chosen too long ago.
    #[error("That file is not chosen any more.")]
    NotChosen,
}

impl FileError {
    /// What the user can do about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Full { .. } => "Free some space, or choose a folder on another disk.",
            Self::Forbidden { .. } => "Choose a folder of your own, such as Documents.",
            Self::NotWritten { .. } => "Check the disk, or choose another folder.",
            Self::NotRead { .. } => "Check that it is still there and that you may read it.",
            Self::OneWay { .. } => "Export the events as JSON or NDJSON, and import that.",
            Self::Foreign { .. } => "Choose a JSON or NDJSON file that Patchbay exported.",
            Self::NoSetup { .. } => "Choose the file that “Export the set-up” wrote.",
            Self::Newer { .. } => "Install the newest Patchbay here, then import it again.",
            Self::NotChosen => "Choose the file again.",
        }
    }

    /// Why a file could not be written.
    pub(crate) fn writing(path: &Path, why: &io::Error) -> Self {
        use io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
        let (name, kind) = (name_of(path), why.kind());
        if matches!(kind, StorageFull | QuotaExceeded) {
            return Self::Full { name };
        }
        if matches!(kind, PermissionDenied | ReadOnlyFilesystem) {
            return Self::Forbidden { name };
        }
        Self::NotWritten {
            name,
            why: kind.to_string(),
        }
    }

    /// Why a file could not be read.
    pub(crate) fn reading(path: &Path, why: &io::Error) -> Self {
        Self::NotRead {
            name: name_of(path),
            why: why.kind().to_string(),
        }
    }
}

/// A file's name without its folder.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
