//! What commands work on: the app, once it could be started.

use std::path::PathBuf;

use async_trait::async_trait;
use patchbay_core::view::Startup;
use patchbay_core::{Error, FileKind, Patchbay, Setup};
use tokio::sync::OnceCell;
use tracing_appender::non_blocking::WorkerGuard;

use crate::logs;

/// The app behind the window. A start that failed can be tried again for as long as the window
/// lives, since what stood in its way (a folder, a full disk, another Patchbay) can be mended
/// meanwhile.
pub struct Session {
    setup: Setup,
    running: OnceCell<Running>,
}

struct Running {
    patchbay: Patchbay,
    /// Writes out what is logged for as long as it lives.
    _logs: Option<WorkerGuard>,
}

impl Session {
    /// A session that has not started anything yet.
    pub fn new(setup: Setup) -> Self {
        Self {
            setup,
            running: OnceCell::new(),
        }
    }

    /// Starts the app unless it runs. Those who ask meanwhile wait for the same start.
    pub async fn start(&self) -> Startup {
        match self.running.get_or_try_init(|| run(&self.setup)).await {
            Ok(_) => Startup::Ready,
            Err(error) => Startup::Failed {
                problem: error.problem(),
                home: self.setup.folder.display().to_string(),
            },
        }
    }

    /// The running app.
    pub fn patchbay(&self) -> Result<&Patchbay, Error> {
        match self.running.get() {
            Some(running) => Ok(&running.patchbay),
            None => Err(Error::Internal("Patchbay has not started".into())),
        }
    }

    /// Ends the app if it runs.
    pub async fn stop(&self) {
        if let Some(running) = self.running.get() {
            running.patchbay.stop().await;
        }
    }
}

async fn run(setup: &Setup) -> Result<Running, patchbay_core::StartError> {
    let patchbay = Patchbay::start(setup.clone()).await?;
    let logs = logs::start(&setup.folder.join("logs"));
    tracing::info!(app.home = %setup.folder.display(), "started");
    Ok(Running {
        patchbay,
        _logs: logs,
    })
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
    /// Ends the app.
    fn quit(&self);
}
