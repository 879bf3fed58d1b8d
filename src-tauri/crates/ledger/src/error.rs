//! What can go wrong in the ledger, closed, so that a full disk is never taken for a broken one.

use std::path::PathBuf;

use rusqlite::ErrorCode;
use rusqlite::ffi::{SQLITE_CONSTRAINT_FOREIGNKEY, SQLITE_CONSTRAINT_UNIQUE};
use thiserror::Error;

/// What the ledger's operations return.
pub type Result<T, E = LedgerError> = std::result::Result<T, E>;

/// Why the ledger could not do something. Cloned for everyone a failed commit concerns.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LedgerError {
    /// A newer Patchbay wrote it.
    #[error("A newer Patchbay wrote the ledger (version {found}; this one knows {supported}).")]
    Newer {
        /// The version of the file.
        found: i64,
        /// The newest version this build knows.
        supported: i64,
    },
    /// The file or its folder cannot be opened or written to.
    #[error("The ledger cannot be written to: {why}")]
    NotWritable {
        /// The ledger's file; empty when it went read-only while open.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
    /// The disk, or the size the ledger may have, is used up.
    #[error("The disk is full.")]
    Full,
    /// More is waiting to be written than the queue holds.
    #[error("Too much waits to be written.")]
    Busy,
    /// It was stopped before it was done.
    #[error("It was stopped.")]
    Stopped,
    /// The file is no ledger.
    #[error("The file is not a Patchbay ledger.")]
    Foreign,
    /// The file is no database, or is damaged.
    #[error("The ledger is damaged.")]
    Corrupt,
    /// The row meant is not there, or one it belongs to is not.
    #[error("It is not in the ledger any more.")]
    NotFound,
    /// There is one already.
    #[error("There is one already: {what}")]
    Conflict {
        /// The columns that must be unique, as SQLite names them.
        what: String,
    },
    /// The system could not read or write the file.
    #[error("The disk failed: {0}")]
    Disk(String),
    /// Anything else SQLite said.
    #[error("The ledger failed: {0}")]
    Sqlite(String),
    /// It has been closed.
    #[error("The ledger is closed.")]
    Closed,
}

impl LedgerError {
    /// Whether nothing can be written until somebody mends the disk or the file.
    pub fn is_outage(&self) -> bool {
        match self {
            Self::Full | Self::NotWritable { .. } | Self::Disk(_) | Self::Corrupt => true,
            Self::Newer { .. }
            | Self::Busy
            | Self::Stopped
            | Self::Foreign
            | Self::NotFound
            | Self::Conflict { .. }
            | Self::Sqlite(_)
            | Self::Closed => false,
        }
    }

    /// What the user can do about it, in a sentence or two.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Newer { .. } => {
                "Install the newest Patchbay, or start this one with PATCHBAY_HOME set to another \
                 folder."
            }
            Self::NotWritable { .. } => {
                "Give yourself write access to Patchbay's data folder and start again."
            }
            Self::Full => "Free some space on the disk that Patchbay's data folder is on.",
            Self::Busy => "Nothing to do: BigCommerce delivers again what was turned away.",
            Self::Stopped => "Nothing was changed. Start it again when you like.",
            Self::Foreign => "Choose a backup that Patchbay made, or a ledger.db.",
            Self::Corrupt => "Put a backup in its place. Patchbay keeps what is damaged.",
            Self::NotFound => "Go back and choose again.",
            Self::Conflict { .. } => "Use the one that is there, or choose another name.",
            Self::Disk(_) => "Check the disk the data folder is on, then start again.",
            Self::Sqlite(_) => "Try again; if it stays, report it with the log.",
            Self::Closed => "Start Patchbay again.",
        }
    }
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        if let rusqlite::Error::SqliteFailure(failure, message) = &error {
            let said = message.clone().unwrap_or_else(|| failure.to_string());
            return of_code(failure.code, failure.extended_code, said);
        }
        Self::Sqlite(error.to_string())
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "SQLite adds codes; what is new is `Sqlite`"
)]
fn of_code(code: ErrorCode, extended: i32, said: String) -> LedgerError {
    match code {
        ErrorCode::DiskFull => LedgerError::Full,
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => LedgerError::Corrupt,
        ErrorCode::OperationInterrupted => LedgerError::Stopped,
        ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied => {
            LedgerError::NotWritable {
                path: PathBuf::new(),
                why: said,
            }
        }
        ErrorCode::SystemIoFailure => LedgerError::Disk(said),
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => LedgerError::Busy,
        ErrorCode::ConstraintViolation => of_constraint(extended, said),
        _ => LedgerError::Sqlite(said),
    }
}

fn of_constraint(extended: i32, said: String) -> LedgerError {
    match extended {
        SQLITE_CONSTRAINT_FOREIGNKEY => LedgerError::NotFound,
        SQLITE_CONSTRAINT_UNIQUE => LedgerError::Conflict {
            what: said
                .trim_start_matches("UNIQUE constraint failed: ")
                .to_owned(),
        },
        _ => LedgerError::Sqlite(said),
    }
}
