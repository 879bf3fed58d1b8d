//! Keeping the ledger: what goes by the user's rules, what it takes on the disk, backups of it, and
//! whether it is whole.

pub(crate) mod backup_words;
mod backups;
mod checking;
mod daily;
mod data;
mod disk;
mod removing;
mod rescue;
mod restoring;
mod retention;
mod rounds;
mod task;

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::{Notify, watch};

use crate::view::Problem;
use task::Task;

pub use backups::BACKUPS;
pub use rescue::Rescue;
pub use restoring::Restored;

/// What is being done, and what is known, between two looks of the page.
#[derive(Debug, Default)]
pub(crate) struct Keeping {
    /// Something to do has come up.
    wake: Notify,
    /// What takes long.
    task: watch::Sender<Option<Task>>,
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    /// Events removed so far, of apps that some are being removed of.
    removing: HashMap<i64, i64>,
    /// Free bytes on the disk.
    disk_free: Option<i64>,
    /// Why the last daily backup could not be made.
    daily: Option<Problem>,
    /// The file name of the backup that was looked at and may be restored.
    incoming: Option<String>,
}

impl Keeping {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
