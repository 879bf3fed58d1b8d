//! What commands work on: the app, or the reason why it could not start.

use patchbay_core::view::Problem;
use patchbay_core::{Error, Patchbay};

/// The outcome of the start, for as long as the window lives.
pub enum Session {
    /// The app runs.
    Ready(Patchbay),
    /// It could not start; the window shows why and nothing else.
    Failed {
        /// Why, and the remedy.
        problem: Problem,
        /// The folder concerned.
        home: String,
    },
}

impl Session {
    /// The running app.
    pub fn patchbay(&self) -> Result<&Patchbay, Error> {
        match self {
            Self::Ready(patchbay) => Ok(patchbay),
            Self::Failed { problem, .. } => Err(Error::Internal(problem.title.clone())),
        }
    }
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
