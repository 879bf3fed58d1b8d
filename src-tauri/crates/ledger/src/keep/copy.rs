//! A copy of a ledger, page by page, as it was at one moment: a snapshot is held on the connection
//! that is read from, so that what arrives meanwhile neither gets into the copy nor starts it over.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::OpenFlags;
use rusqlite::backup::{Backup, StepResult};

use crate::error::{LedgerError, Result};
use crate::keep::progress::{Hear, Progress};
use crate::{files, open};

/// Pages copied between two looks at who stops it: 2 MiB.
const PAGES: i32 = 512;

/// The pause after each, which leaves the disk to arrivals.
const PAUSE: Duration = Duration::from_millis(1);

/// Copies the ledger at `from` to `to`, in place of what is there. A copy that is stopped or fails
/// leaves there what was there; one that is done is on the disk.
pub(crate) fn copy(from: &Path, to: &Path, hear: &Hear) -> Result<()> {
    let partial = beside(to);
    let copied = files::create_private(&partial)
        .map_err(|why| files::refused(&partial, &why))
        .and_then(|file| {
            pages(from, &partial, hear)?;
            settle(&partial)?;
            file.sync_all()
                .and_then(|()| fs::rename(&partial, to))
                .and_then(|()| sync_folder(to))
                .map_err(|why| files::refused(to, &why))
        });
    if copied.is_err() {
        let _there_may_be_none = fs::remove_file(&partial);
    }
    copied
}

/// Where a copy grows: beside its place, hidden, so that the last step is a rename.
fn beside(to: &Path) -> PathBuf {
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    to.with_file_name(format!(".{name}.partial"))
}

fn pages(from: &Path, to: &Path, hear: &Hear) -> Result<()> {
    let from = open::connect(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let snapshot = from.unchecked_transaction()?;
    let _begun: i64 =
        snapshot.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let mut to = open::connect(to, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    to.pragma_update(None, "synchronous", "OFF")?;
    let backup = Backup::new(&snapshot, &mut to)?;
    loop {
        let step = backup.step(PAGES)?;
        let progress = backup.progress();
        let of = progress.pagecount.unsigned_abs().into();
        let left: u64 = progress.remaining.unsigned_abs().into();
        if !hear(Progress {
            done: of - left,
            of,
        }) {
            return Err(LedgerError::Stopped);
        }
        if step == StepResult::Done {
            return Ok(());
        }
        std::thread::sleep(PAUSE);
    }
}

/// Makes a copy one file that can be read wherever it is put: the original's log is not its own.
fn settle(copy: &Path) -> Result<()> {
    let conn = open::connect(copy, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.pragma_update_and_check(None, "journal_mode", "DELETE", |row| {
        row.get::<_, String>(0)
    })?;
    Ok(())
}

/// Has the disk keep a new name.
#[cfg(unix)]
pub(crate) fn sync_folder(of: &Path) -> io::Result<()> {
    of.parent()
        .map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}

#[cfg(not(unix))]
pub(crate) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
