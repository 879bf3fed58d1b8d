//! What stood in the way of a backup, in words.

use patchbay_ledger::LedgerError;

/// Why a file could not be written or read, in a few words.
pub(crate) fn short(error: &LedgerError) -> String {
    if let LedgerError::NotWritable { why, .. } | LedgerError::Disk(why) = error {
        format!("{why}.")
    } else {
        error.to_string()
    }
}

/// What is wrong with a backup.
pub(crate) fn unusable(error: &LedgerError) -> String {
    match error {
        LedgerError::Foreign => "This file is not a backup of Patchbay.".into(),
        LedgerError::Corrupt => "This backup is damaged.".into(),
        LedgerError::Newer { found, supported } => format!(
            "A newer Patchbay made this backup (version {found}; this one knows {supported})."
        ),
        LedgerError::Full => "The disk has no room for it.".into(),
        LedgerError::NotWritable { .. }
        | LedgerError::Busy
        | LedgerError::Stopped
        | LedgerError::NotFound
        | LedgerError::Conflict { .. }
        | LedgerError::Disk(_)
        | LedgerError::Sqlite(_)
        | LedgerError::Closed => format!("The backup could not be read: {}", short(error)),
    }
}

/// What to do about it.
pub(crate) fn remedy(error: &LedgerError) -> &'static str {
    if matches!(error, LedgerError::Newer { .. }) {
        "Nothing was changed. Install the newest Patchbay first."
    } else if matches!(error, LedgerError::Full) {
        "Nothing was changed. Free some space on the disk that Patchbay’s data folder is on."
    } else {
        "Nothing was changed. Choose another backup."
    }
}
