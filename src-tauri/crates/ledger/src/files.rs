//! The ledger's files on disk, which only their owner may read: they hold what merchants' stores
//! sent, and other accounts of the machine have no business with it.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use crate::error::{LedgerError, Result};

/// The ledger's file in its folder.
pub(crate) const FILE: &str = "ledger.db";

/// Makes the folder and an empty ledger where there are none, and closes both to other accounts.
/// SQLite gives its `-wal` and `-shm` files the mode of the database.
pub(crate) fn prepare(folder: &Path) -> Result<PathBuf> {
    let path = folder.join(FILE);
    make(folder, &path).map_err(|why| refused(&path, &why))?;
    Ok(path)
}

/// The file that SQLite keeps beside a database, `-wal` say.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// An empty private file, in place of any that is there.
pub(crate) fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    private_file(&mut options);
    options.open(path)
}

/// A file that only its owner may read, as it is or empty.
pub(crate) fn open_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    private_file(&mut options);
    let file = options.open(path)?;
    close_to_others(path, 0o600);
    Ok(file)
}

/// The error for a file that the system keeps us from.
pub(crate) fn refused(path: &Path, why: &io::Error) -> LedgerError {
    if matches!(
        why.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
    ) {
        return LedgerError::Full;
    }
    LedgerError::NotWritable {
        path: path.to_owned(),
        why: why.to_string(),
    }
}

fn make(folder: &Path, path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    private_folder(&mut builder);
    builder.create(folder)?;
    open_private(path)?;
    close_to_others(folder, 0o700);
    Ok(())
}

#[cfg(unix)]
fn private_folder(builder: &mut DirBuilder) {
    std::os::unix::fs::DirBuilderExt::mode(builder, 0o700);
}

#[cfg(unix)]
fn private_file(options: &mut OpenOptions) {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
}

#[cfg(unix)]
fn close_to_others(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    if let Err(why) = fs::set_permissions(path, fs::Permissions::from_mode(mode)) {
        tracing::warn!(%why, "the ledger's files stay open to other accounts");
    }
}

#[cfg(not(unix))]
fn private_folder(_: &mut DirBuilder) {}

#[cfg(not(unix))]
fn private_file(_: &mut OpenOptions) {}

#[cfg(not(unix))]
fn close_to_others(_: &Path, _: u32) {}
