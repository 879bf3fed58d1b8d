//! A ledger that cannot be opened: what can be put in its place, before the app has started.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use patchbay_ledger::{LedgerError, replace_damaged, take_in};
use tokio::task::spawn_blocking;

use crate::clock::{Clock as _, SystemClock, local_time};
use crate::error::{Error, Result, StartError};
use crate::home::{Home, make_private};
use crate::keeping::backups::{BACKUPS_FOLDER, DAMAGED, backups_at};
use crate::keeping::restoring::{INCOMING, contents_view};
use crate::patchbay::Setup;
use crate::view::{BackupFile, BackupKind, ContentsView, RescueView};

/// What can be put in the place of a ledger that cannot be opened. The data folder is this process's
/// only for as long as each step takes.
#[derive(Debug)]
pub struct Rescue {
    folder: PathBuf,
    moved: bool,
    /// Whether a backup was looked at and found whole.
    looked: AtomicBool,
}

impl Rescue {
    /// For the data folder of an app that could not start.
    pub fn new(setup: &Setup) -> Self {
        Self {
            folder: setup.folder.clone(),
            moved: setup.moved,
            looked: AtomicBool::new(false),
        }
    }

    /// What there is to put in its place, when it is the ledger that `why` is about.
    pub fn view(&self, why: &StartError) -> Option<RescueView> {
        matches!(why, StartError::Ledger(LedgerError::Corrupt)).then(|| RescueView {
            backups: self.usable().into_iter().map(|(_, file)| file).collect(),
        })
    }

    /// The backups in the data folder that may be whole.
    fn usable(&self) -> Vec<(PathBuf, BackupFile)> {
        let mut backups = backups_at(&self.folder);
        backups.retain(|(_, file)| file.kind != BackupKind::Damaged);
        backups
    }

    /// Reads a backup in the data folder, by its file name, and says what it holds.
    pub async fn look_at_kept(&self, name: &str) -> Result<ContentsView> {
        let mut kept = self.usable().into_iter();
        let (path, _) = kept
            .find(|(_, file)| file.name == name)
            .ok_or(Error::NotFound("backup"))?;
        self.look_at(path).await
    }

    /// Reads a backup and says what it holds. Nothing is replaced.
    pub async fn look_at(&self, file: PathBuf) -> Result<ContentsView> {
        let _home = self.claim()?;
        self.looked.store(false, Ordering::Release);
        let to = self.folder.join(INCOMING);
        let looked = spawn_blocking(move || take_in(&file, &to, &on_and_on())).await;
        let contents = looked
            .unwrap_or(Err(LedgerError::Closed))
            .map_err(Error::BackupNotUsable)?;
        self.looked.store(true, Ordering::Release);
        Ok(contents_view(contents))
    }

    /// Puts the backup that was looked at in the ledger's place. What was there is kept among the
    /// backups.
    pub async fn put_backup(&self) -> Result<()> {
        if !self.looked.swap(false, Ordering::AcqRel) {
            return Err(Error::NotFound("backup"));
        }
        self.put(Some(self.folder.join(INCOMING))).await
    }

    /// Puts an empty ledger in its place; likewise.
    pub async fn put_nothing(&self) -> Result<()> {
        self.put(None).await
    }

    async fn put(&self, new: Option<PathBuf>) -> Result<()> {
        let _home = self.claim()?;
        let (folder, kept) = (self.folder.clone(), self.kept()?);
        let replaced =
            spawn_blocking(move || replace_damaged(&folder, new.as_deref(), &kept)).await;
        Ok(replaced.unwrap_or(Err(LedgerError::Closed))?)
    }

    fn kept(&self) -> Result<PathBuf> {
        let folder = self.folder.join(BACKUPS_FOLDER);
        make_private(&folder)
            .map_err(|why| in_the_way(&StartError::not_writable(&folder, &why)))?;
        let now = local_time(SystemClock.now_ms(), "%Y-%m-%d-%H%M%S");
        Ok(unused(&folder, &format!("{DAMAGED}{now}")))
    }

    fn claim(&self) -> Result<Home> {
        Home::claim(&self.folder, self.moved).map_err(|why| in_the_way(&why))
    }
}

fn in_the_way(why: &StartError) -> Error {
    Error::Conflict {
        message: why.problem().meaning,
        remedy: "Mend that, and try again.",
    }
}

/// A file of this name that is not there yet.
fn unused(folder: &Path, name: &str) -> PathBuf {
    let numbered = (2..).map(|number| folder.join(format!("{name}-{number}.db")));
    let mut names = std::iter::once(folder.join(format!("{name}.db"))).chain(numbered);
    let free = names.find(|path| fs::symlink_metadata(path).is_err());
    free.unwrap_or_else(|| folder.join(name))
}

/// Nobody stops it.
fn on_and_on() -> patchbay_ledger::Hear {
    Arc::new(|_| true)
}
