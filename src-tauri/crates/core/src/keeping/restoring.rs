//! Putting a backup in the ledger's place. It is copied into the data folder and looked at first, so
//! that what is put in place is what was looked at; the app ends and begins around the one step that
//! replaces the ledger.

use std::path::{Path, PathBuf};

use patchbay_ledger::{BackedUpApp, Contents, LedgerError, is_ledger_itself, replace, take_in};
use patchbay_vault::Key;
use tokio::task::spawn_blocking;

use crate::clock::local_time;
use crate::error::{Error, Result, StartError};
use crate::patchbay::Patchbay;
use crate::view::{AppWithoutSecrets, ContentsView, Millis, RestorePreview, TaskKind};
use crate::words;

/// What was looked at and waits to be put in place.
pub(super) const INCOMING: &str = "ledger.incoming.db";

/// The app after a backup was to be put in place.
#[derive(Debug)]
pub struct Restored {
    /// The app, begun again.
    pub patchbay: Patchbay,
    /// Why it is on the ledger it had before, when it is.
    pub failure: Option<Error>,
}

impl Patchbay {
    /// Reads a backup and says what it holds; nothing when it was stopped. Nothing is replaced.
    pub async fn look_at_backup(&self, file: PathBuf) -> Result<Option<RestorePreview>> {
        let (_turn, hear) = self.begin(TaskKind::LookAtBackup)?;
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let to = self.incoming();
        let looked = spawn_blocking(move || take_in(&file, &to, &hear)).await;
        let contents = match looked.unwrap_or(Err(LedgerError::Closed)) {
            Ok(contents) => contents,
            Err(LedgerError::Stopped) => return Ok(None),
            Err(why) => return Err(Error::BackupNotUsable(why)),
        };
        self.0.keeping.known().incoming = Some(name.clone());
        Ok(Some(RestorePreview {
            file: name,
            without_secrets: self.without_secrets(&contents.apps).await,
            backup: contents_view(contents),
            now: contents_view(self.0.ledger.contents().await?),
        }))
    }

    /// The same of a backup in the data folder, by its file name.
    pub async fn look_at_kept_backup(&self, name: &str) -> Result<Option<RestorePreview>> {
        let (path, _) = self.backup(name)?;
        self.look_at_backup(path).await
    }

    /// Forgets the backup that was looked at.
    pub fn forget_backup(&self) {
        self.0.keeping.known().incoming = None;
        let _there_may_be_none = std::fs::remove_file(self.incoming());
    }

    /// Puts the backup that was looked at in the ledger's place, and begins again. What was there is
    /// kept among the backups; where something stands in the way, it is what the app begins with.
    ///
    /// # Errors
    /// The app has ended and could not begin again.
    pub async fn restore(&self) -> Result<Restored, StartError> {
        let Some(name) = self.0.keeping.known().incoming.take() else {
            return Ok(Restored {
                patchbay: self.clone(),
                failure: Some(Error::NotFound("backup")),
            });
        };
        let kept = self.make_backups_folder();
        self.stop().await;
        let failure = match kept {
            Ok(folder) => self.put_in_place(&folder).await.err(),
            Err(error) => Some(error),
        };
        let patchbay = self.again().await?;
        if failure.is_none() {
            patchbay.note(None, "backup restored", &name).await;
        }
        Ok(Restored { patchbay, failure })
    }

    async fn put_in_place(&self, backups: &Path) -> Result<()> {
        let name = format!(
            "before-restore-{}.db",
            local_time(self.now(), "%Y-%m-%d-%H%M%S")
        );
        let (kept, new) = (backups.join(name), self.incoming());
        let folder = self.0.home.folder().to_owned();
        let replaced = spawn_blocking(move || replace(&folder, &new, &kept)).await;
        Ok(replaced.unwrap_or(Err(LedgerError::Closed))?)
    }

    /// Removes what an earlier restoring that was interrupted left behind.
    pub(crate) fn tidy_restoring(&self) {
        let home = self.0.home.folder();
        let _there_may_be_none = std::fs::remove_file(self.incoming());
        let Ok(entries) = std::fs::read_dir(self.backups_folder()) else {
            return;
        };
        for entry in entries.flatten() {
            if is_ledger_itself(home, &entry.path()) {
                let _gone_already = std::fs::remove_file(entry.path());
            }
        }
    }

    fn incoming(&self) -> PathBuf {
        self.0.home.folder().join(INCOMING)
    }

    /// The apps of a backup whose secrets are not in the vault, which no backup has.
    async fn without_secrets(&self, apps: &[BackedUpApp]) -> Vec<AppWithoutSecrets> {
        let mut found = Vec::new();
        for app in apps {
            let lacks = AppWithoutSecrets {
                app: app.name.clone(),
                kind: words::kind(app.kind),
                client_secret: app.has_client_id
                    && self.lacks(app, &Key::app_secret(&app.key)).await,
                stores: self.stores_without_tokens(app).await,
            };
            if lacks.client_secret || lacks.stores > 0 {
                found.push(lacks);
            }
        }
        found
    }

    async fn stores_without_tokens(&self, app: &BackedUpApp) -> u32 {
        let mut without = 0;
        for hash in &app.stores {
            without += u32::from(self.lacks(app, &Key::store_token(&app.key, hash)).await);
        }
        without
    }

    async fn lacks(&self, app: &BackedUpApp, key: &Key) -> bool {
        !matches!(self.0.secrets.get(app.mode, key).await, Ok(Some(_)))
    }
}

pub(super) fn contents_view(contents: Contents) -> ContentsView {
    ContentsView {
        apps: contents.apps.into_iter().map(|app| app.name).collect(),
        stores: words::count(contents.stores),
        events: words::count(contents.events),
        oldest: contents.oldest.map(Millis),
        newest: contents.newest.map(Millis),
    }
}
