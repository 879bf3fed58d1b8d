//! Putting a backup in the ledger's place. Whatever moment it is killed at, one complete ledger is
//! there: the old one until the last step, which is a rename, and the new one from then on.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::OpenFlags;

use crate::error::{LedgerError, Result};
use crate::index;
use crate::keep::copy::sync_folder;
use crate::{files, open};

/// How long to wait for those who have just closed the ledger.
const WAIT: Duration = Duration::from_secs(1);

/// Puts the ledger `new`, which [`take_in`](crate::take_in) made, in the place of the closed one in
/// `folder`; what was there is kept as `kept`. The search index is made anew when it is opened.
/// Blocks.
///
/// # Errors
/// `Busy` when the ledger is still open, and those of the disk. The old ledger is in its place then.
pub fn replace(folder: &Path, new: &Path, kept: &Path) -> Result<()> {
    let ledger = folder.join(files::FILE);
    end_log(&ledger)?;
    keep(&ledger, kept)?;
    index::throw_away_in(folder)?;
    fs::rename(new, &ledger)
        .and_then(|()| sync_folder(&ledger))
        .map_err(|why| files::refused(&ledger, &why))
}

/// Ends the log, which would be taken for the new ledger's, and which SQLite only ends for whoever
/// is alone with the file.
fn end_log(ledger: &Path) -> Result<()> {
    let conn = open::connect(ledger, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.busy_timeout(WAIT)?;
    let mode: String =
        conn.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get(0))?;
    if mode == "delete" {
        Ok(())
    } else {
        Err(LedgerError::Busy)
    }
}

/// Keeps the old ledger under another name too: by a second link to it where there can be one.
pub(crate) fn keep(ledger: &Path, kept: &Path) -> Result<()> {
    link(ledger, kept)
        .or_else(|_| fs::copy(ledger, kept).and_then(|_| fs::File::open(kept)?.sync_all()))
        .and_then(|()| sync_folder(kept))
        .map_err(|why| files::refused(kept, &why))
}

#[cfg(unix)]
fn link(ledger: &Path, kept: &Path) -> std::io::Result<()> {
    fs::hard_link(ledger, kept)
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

/// Whether a file is the ledger in `folder` itself under another name: what a replacement that was
/// interrupted leaves behind. It would change with the ledger.
#[cfg(unix)]
pub fn is_ledger_itself(folder: &Path, file: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let which = |path: &Path| fs::metadata(path).map(|it| (it.dev(), it.ino())).ok();
    which(file).is_some_and(|file| which(&folder.join(files::FILE)) == Some(file))
}

/// Whether a file is the ledger in `folder` itself under another name.
#[cfg(not(unix))]
pub fn is_ledger_itself(_: &Path, _: &Path) -> bool {
    false
}
