//! Backups: to a file that the user chose, and those in the data folder.

use std::cmp::Reverse;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use patchbay_ledger::{LedgerError, is_ledger_itself};

use crate::error::{Error, Result};
use crate::files::FileKind;
use crate::patchbay::Patchbay;
use crate::view::{BackupFile, BackupKind, Bytes, Millis, TaskKind};

/// What a file dialog offers for backups.
pub const BACKUPS: &[FileKind] = &[FileKind {
    name: "Patchbay backups",
    endings: &["db"],
}];

/// Where backups are kept in the data folder.
pub(super) const BACKUPS_FOLDER: &str = "backups";

/// What the names of damaged ledgers begin with that were kept beside them.
pub(super) const DAMAGED: &str = "damaged-";

impl Patchbay {
    /// Writes a backup to a file that the user chose; whether it was not stopped.
    pub async fn back_up(&self, to: PathBuf) -> Result<bool> {
        if self.is_at_home(&to) {
            return Err(Error::Conflict {
                message: "That file is in Patchbay’s data folder.".into(),
                remedy: "Choose a place outside of it, best on another disk.",
            });
        }
        let (_turn, hear) = self.begin(TaskKind::BackUp)?;
        match self.0.ledger.back_up(to, hear).await {
            Ok(()) => {
                self.note(None, "backup made", "").await;
                Ok(true)
            }
            Err(LedgerError::Stopped) => Ok(false),
            Err(why) => Err(Error::BackupNotWritten(why)),
        }
    }

    /// Whether a file lies in the data folder, where it could take the place of one of ours.
    fn is_at_home(&self, file: &Path) -> bool {
        let folder = file.parent().and_then(|folder| folder.canonicalize().ok());
        let home = self.0.home.folder().canonicalize().ok();
        matches!((folder, home), (Some(folder), Some(home)) if folder.starts_with(&home))
    }

    /// A name to offer for a backup's file: "patchbay-2026-11-23.db".
    pub fn backup_name(&self) -> String {
        name_of_day(self.now())
    }

    /// Deletes a backup in the data folder, by its file name.
    pub async fn delete_backup(&self, name: &str) -> Result<()> {
        let (path, _) = self.backup(name)?;
        for file in [beside(&path, "-wal"), beside(&path, "-shm"), path] {
            match fs::remove_file(file) {
                Err(why) if why.kind() != ErrorKind::NotFound => {
                    return Err(Error::Internal(why.to_string()));
                }
                _ => {}
            }
        }
        self.note(None, "backup deleted", name).await;
        self.touch();
        Ok(())
    }

    /// Where backups are kept in the data folder.
    pub(super) fn backups_folder(&self) -> PathBuf {
        self.0.home.folder().join(BACKUPS_FOLDER)
    }

    /// The same, made if need be.
    pub(super) fn make_backups_folder(&self) -> Result<PathBuf> {
        let folder = self.backups_folder();
        crate::home::make_private(&folder)
            .map_err(|why| Error::Internal(format!("{}: {why}", folder.display())))?;
        Ok(folder)
    }

    /// One of the backups in the data folder.
    pub(super) fn backup(&self, name: &str) -> Result<(PathBuf, BackupFile)> {
        let found = self
            .backups()
            .into_iter()
            .find(|(_, file)| file.name == name);
        found.ok_or(Error::NotFound("backup"))
    }

    /// The backups in the data folder, newest first.
    pub(super) fn backups(&self) -> Vec<(PathBuf, BackupFile)> {
        backups_at(self.0.home.folder())
    }
}

/// The backups in a data folder, newest first.
pub(super) fn backups_at(home: &Path) -> Vec<(PathBuf, BackupFile)> {
    let mut found: Vec<_> = [home.to_owned(), home.join(BACKUPS_FOLDER)]
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flat_map(|entries| entries.flatten())
        .filter_map(|entry| file_at(&entry.path()))
        .filter(|(path, _)| !is_ledger_itself(home, path))
        .collect();
    found.sort_by_key(|(_, file)| Reverse(file.at));
    found
}

/// The backup at a path, if it is one by its name.
fn file_at(path: &Path) -> Option<(PathBuf, BackupFile)> {
    let name = path.file_name()?.to_str()?;
    let kind = kind_of(name)?;
    let about = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    let at = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let logs = ["-wal", "-shm"].map(|ending| fs::metadata(beside(path, ending)));
    let logs: u64 = logs.iter().flatten().map(fs::Metadata::len).sum();
    let file = BackupFile {
        name: name.to_owned(),
        kind,
        at: Millis(i64::try_from(at.as_millis()).unwrap_or_default()),
        bytes: Bytes(i64::try_from(about.len() + logs).unwrap_or(i64::MAX)),
    };
    Some((path.to_owned(), file))
}

fn kind_of(name: &str) -> Option<BackupKind> {
    let name = name.strip_suffix(".db")?;
    if name.starts_with("patchbay-") {
        Some(BackupKind::Daily)
    } else if name.starts_with("before-restore-") {
        Some(BackupKind::BeforeRestore)
    } else if name.starts_with("ledger.v") && name.ends_with(".backup") {
        Some(BackupKind::BeforeUpdate)
    } else if name.starts_with(DAMAGED) {
        Some(BackupKind::Damaged)
    } else {
        None
    }
}

/// What a damaged ledger's log was kept as.
fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// The file name of a day's backup.
pub(super) fn name_of_day(now: i64) -> String {
    format!("patchbay-{}.db", crate::clock::local_time(now, "%Y-%m-%d"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backups_are_known_by_their_names() {
        assert_eq!(kind_of(&name_of_day(0)), Some(BackupKind::Daily));
        let before = "before-restore-2026-11-23-101112.db";
        assert_eq!(kind_of(before), Some(BackupKind::BeforeRestore));
        let damaged = "damaged-2026-11-23-101112-2.db";
        assert_eq!(kind_of(damaged), Some(BackupKind::Damaged));
        assert_eq!(kind_of("damaged-2026-11-23-101112.db-wal"), None);
        assert_eq!(
            kind_of("ledger.v3.backup.db"),
            Some(BackupKind::BeforeUpdate)
        );
        for other in [
            "ledger.db",
            "index.db",
            "patchbay-1.txt",
            ".patchbay-1.db.partial",
        ] {
            assert_eq!(kind_of(other), None, "{other}");
        }
    }
}
