//! What commands work on: the app, once it could be started.

use std::path::PathBuf;
use std::sync::{OnceLock, PoisonError, RwLock};

use async_trait::async_trait;
use patchbay_core::view::Startup;
use patchbay_core::{Alert, Error, FileKind, Patchbay, Rescue, Setup, StartError};
use tokio::sync::Mutex;
use tracing_appender::non_blocking::WorkerGuard;

use crate::logs;

/// The app behind the window. A start that failed can be tried again for as long as the window
/// lives, since what stood in its way (a folder, a full disk, another Patchbay) can be mended
/// meanwhile. It can also begin again on another ledger, in the same window.
pub struct Session {
    setup: Setup,
    /// What there is while the ledger cannot be opened.
    rescue: Rescue,
    running: RwLock<Option<Patchbay>>,
    /// One start at a time.
    turn: Mutex<()>,
    /// Writes out what is logged for as long as it lives.
    logs: OnceLock<Option<WorkerGuard>>,
}

impl Session {
    /// A session that has not started anything yet.
    pub fn new(setup: Setup) -> Self {
        Self {
            rescue: Rescue::new(&setup),
            setup,
            running: RwLock::default(),
            turn: Mutex::default(),
            logs: OnceLock::new(),
        }
    }

    /// Starts the app unless it runs. Those who ask meanwhile wait for the same start.
    pub async fn start(&self) -> Startup {
        let _turn = self.turn.lock().await;
        if self.patchbay().is_ok() {
            return Startup::Ready;
        }
        match Patchbay::start(self.setup.clone()).await {
            Ok(patchbay) => {
                self.log();
                self.put(Some(patchbay));
                Startup::Ready
            }
            Err(error) => self.failed(&error),
        }
    }

    /// The running app.
    pub fn patchbay(&self) -> Result<Patchbay, Error> {
        let running = self.running.read().unwrap_or_else(PoisonError::into_inner);
        let not_started = || Error::Internal("Patchbay has not started".into());
        running.clone().ok_or_else(not_started)
    }

    /// Begins again on the backup that was looked at.
    pub async fn restore(&self) -> Result<Startup, Error> {
        let _turn = self.turn.lock().await;
        let restored = self.patchbay()?.restore().await;
        match restored {
            Ok(restored) => {
                self.put(Some(restored.patchbay));
                restored.failure.map_or(Ok(Startup::Ready), Err)
            }
            Err(error) => {
                self.put(None);
                Ok(self.failed(&error))
            }
        }
    }

    /// What can be done about a ledger that cannot be opened.
    ///
    /// # Errors
    /// The app runs.
    pub fn rescue(&self) -> Result<&Rescue, Error> {
        let stopped = self.patchbay().is_err();
        stopped.then_some(&self.rescue).ok_or(Error::Conflict {
            message: "Patchbay has started, so there is nothing to rescue.".into(),
            remedy: "Restore a backup under Preferences.",
        })
    }

    /// Ends the app if it runs.
    pub async fn stop(&self) {
        if let Ok(patchbay) = self.patchbay() {
            patchbay.stop().await;
        }
    }

    fn put(&self, patchbay: Option<Patchbay>) {
        *self.running.write().unwrap_or_else(PoisonError::into_inner) = patchbay;
    }

    fn log(&self) {
        let folder = &self.setup.folder;
        self.logs.get_or_init(|| logs::start(&folder.join("logs")));
        tracing::info!(app.home = %folder.display(), "started");
    }

    fn failed(&self, error: &StartError) -> Startup {
        Startup::Failed {
            problem: error.problem(),
            home: self.setup.folder.display().to_string(),
            rescue: self.rescue.view(error),
        }
    }
}

/// What the desktop does for the page, behind a seam so that commands run without a window.
#[async_trait]
pub trait Desktop: Send + Sync {
    /// Opens a page in the system browser, or a folder.
    fn open(&self, url: &str) -> Result<(), Error>;
    /// Puts text on the clipboard.
    fn copy(&self, text: &str) -> Result<(), Error>;
    /// Asks where a new file of one of these kinds goes; `None` when the user wants none.
    async fn choose_target(&self, suggested: &str, kinds: &[FileKind]) -> Option<PathBuf>;
    /// Asks for a file of one of these kinds; `None` when the user chose none.
    async fn choose_file(&self, kinds: &[FileKind]) -> Option<PathBuf>;
    /// Shows a notification, which leads the window to its place when it is opened.
    async fn tell(&self, alert: Alert) -> Result<(), Error>;
    /// Whether the desktop shows a tray.
    async fn has_tray(&self) -> bool;
    /// Closes the window and leaves the app in the tray.
    async fn stay_in_tray(&self) -> Result<(), Error>;
    /// Ends the app, unless the user is to be asked first.
    fn wish_to_quit(&self);
    /// Ends the app.
    fn quit(&self);
}
