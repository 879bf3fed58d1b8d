use patchbay_core::Error;
use tauri::{AppHandle, Runtime};

use super::clipboard::Clipboard;
use super::links;
use crate::ipc::Desktop;

/// The real desktop.
pub struct TauriDesktop<R: Runtime> {
    app: AppHandle<R>,
    clipboard: Clipboard,
}

impl<R: Runtime> TauriDesktop<R> {
    pub fn new(app: AppHandle<R>) -> Self {
        Self {
            app,
            clipboard: Clipboard::default(),
        }
    }
}

impl<R: Runtime> Desktop for TauriDesktop<R> {
    fn open(&self, url: &str) -> Result<(), Error> {
        links::open(url)
    }

    fn copy(&self, text: &str) -> Result<(), Error> {
        self.clipboard.copy(text)
    }

    fn quit(&self) {
        self.app.exit(0);
    }
}
