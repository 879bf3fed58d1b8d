use std::path::PathBuf;

use async_trait::async_trait;
use patchbay_core::{Alert, Error, FileKind, Wish};
use tauri::{AppHandle, Runtime};

use super::clipboard::Clipboard;
use super::{closing, files, links, notifications, tray};
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

#[async_trait]
impl<R: Runtime> Desktop for TauriDesktop<R> {
    fn open(&self, url: &str) -> Result<(), Error> {
        links::open(url)
    }

    fn copy(&self, text: &str) -> Result<(), Error> {
        self.clipboard.copy(text)
    }

    async fn choose_target(&self, suggested: &str, kinds: &[FileKind]) -> Option<PathBuf> {
        files::choose_target(&self.app, suggested, kinds).await
    }

    async fn choose_file(&self, kinds: &[FileKind]) -> Option<PathBuf> {
        files::choose_file(&self.app, kinds).await
    }

    async fn tell(&self, alert: Alert) -> Result<(), Error> {
        notifications::tell(&self.app, alert).await
    }

    async fn has_tray(&self) -> bool {
        tray::is_there().await
    }

    async fn stay_in_tray(&self) -> Result<(), Error> {
        closing::stay_in_tray(&self.app).await
    }

    fn wish_to_quit(&self) {
        closing::wish(&self.app, Wish::Quit);
    }

    fn quit(&self) {
        self.app.exit(0);
    }
}
