//! Putting something in the place of a ledger that cannot be opened, which nobody can close either.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::error::Result;
use crate::keep::copy::sync_folder;
use crate::keep::restore::keep;
use crate::{files, index};

/// Puts the ledger `new`, which [`take_in`](crate::take_in) made, in the place of the damaged one in
/// `folder`, or nothing, so that the next start makes an empty one. What was there is kept as
/// `kept`, its log beside it. Blocks.
///
/// # Errors
/// Those of the disk. The damaged ledger is in its place then.
pub fn replace_damaged(folder: &Path, new: Option<&Path>, kept: &Path) -> Result<()> {
    let ledger = folder.join(files::FILE);
    keep(&ledger, kept)?;
    move_away(
        &files::beside(&ledger, "-wal"),
        &files::beside(kept, "-wal"),
    )?;
    move_away(
        &files::beside(&ledger, "-shm"),
        &files::beside(kept, "-shm"),
    )?;
    index::throw_away_in(folder)?;
    match new {
        Some(new) => fs::rename(new, &ledger),
        None => fs::remove_file(&ledger),
    }
    .and_then(|()| sync_folder(&ledger))
    .map_err(|why| files::refused(&ledger, &why))
}

fn move_away(from: &Path, to: &Path) -> Result<()> {
    match fs::rename(from, to) {
        Err(why) if why.kind() != ErrorKind::NotFound => Err(files::refused(from, &why)),
        _ => Ok(()),
    }
}
