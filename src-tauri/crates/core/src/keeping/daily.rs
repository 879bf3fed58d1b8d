//! Daily backups in the data folder, for those who want them: none unless the user says how many,
//! since each is as large as the ledger.

use std::fs;

use patchbay_ledger::LedgerError;

use super::backups::name_of_day;
use crate::error::{Error, Result};
use crate::patchbay::Patchbay;
use crate::view::{BackupKind, TaskKind};

/// The setting that says how many are kept.
const KEPT: &str = "backups.daily";

/// The most that are kept.
const MOST: u32 = 30;

/// What must be left on the disk beside a backup.
const LEFT: i64 = 2 << 30;

impl Patchbay {
    /// Sets how many daily backups are kept; 0 makes none, and leaves those that are there.
    pub async fn set_daily_backups(&self, kept: u32) -> Result<()> {
        let kept = kept.min(MOST).to_string();
        self.0.ledger.set_setting(KEPT, &kept).await?;
        self.note(None, "daily backups set", &kept).await;
        self.0.keeping.wake.notify_one();
        self.touch();
        Ok(())
    }

    /// How many daily backups are kept.
    pub(super) async fn daily_backups(&self) -> Result<u32> {
        let kept = self.0.ledger.setting(KEPT).await?;
        Ok(kept.and_then(|kept| kept.parse().ok()).unwrap_or(0))
    }

    /// Makes today's backup unless there is one, and deletes those that are too many.
    pub(super) async fn back_up_if_due(&self) {
        let problem = match self.back_up_today().await {
            Ok(()) => None,
            Err(error) => {
                tracing::warn!(error.message = %error, "there is no backup of today");
                Some(error.problem())
            }
        };
        self.0.keeping.known().daily = problem;
        self.touch();
    }

    async fn back_up_today(&self) -> Result<()> {
        let kept = self.daily_backups().await?;
        let name = name_of_day(self.now());
        if kept == 0 || self.backup(&name).is_ok() {
            return Ok(());
        }
        let space = self.0.ledger.space().await?;
        if self
            .disk_free()
            .is_some_and(|free| free < space.ledger + LEFT)
        {
            return Err(Error::BackupNotWritten(LedgerError::Full));
        }
        let to = self.make_backups_folder()?.join(name);
        let (_turn, hear) = self.begin(TaskKind::BackUp)?;
        match self.0.ledger.back_up(to, hear).await {
            Ok(()) => self.thin_out(kept as usize),
            Err(LedgerError::Stopped) => {}
            Err(why) => return Err(Error::BackupNotWritten(why)),
        }
        Ok(())
    }

    fn thin_out(&self, kept: usize) {
        let backups = self.backups().into_iter();
        let daily = backups.filter(|(_, file)| file.kind == BackupKind::Daily);
        for (path, file) in daily.skip(kept) {
            if let Err(why) = fs::remove_file(path) {
                tracing::warn!(%why, backup.name = file.name, "an old backup is still there");
            }
        }
    }
}
