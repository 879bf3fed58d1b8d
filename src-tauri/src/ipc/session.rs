//! What commands work on: the app, once it could be started.

use patchbay_core::view::Startup;
use patchbay_core::{Error, Patchbay, Setup};
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
pub trait Desktop: Send + Sync {
    /// Opens a page in the system browser, or a folder.
    fn open(&self, url: &str) -> Result<(), Error>;
    /// Puts text on the clipboard.
    fn copy(&self, text: &str) -> Result<(), Error>;
    /// Ends the app.
    fn quit(&self);
}
