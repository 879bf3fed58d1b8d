//! The clipboard. One handle for the app's life: on X11 its owner serves what was copied.

use std::sync::{Mutex, PoisonError};

use patchbay_core::Error;

#[derive(Default)]
pub struct Clipboard(Mutex<Option<arboard::Clipboard>>);

impl Clipboard {
    /// Puts text on the clipboard.
    pub fn copy(&self, text: &str) -> Result<(), Error> {
        let mut handle = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if handle.is_none() {
            *handle = Some(arboard::Clipboard::new().map_err(unavailable)?);
        }
        let Some(clipboard) = handle.as_mut() else {
            return Ok(());
        };
        clipboard.set_text(text).map_err(unavailable)
    }
}

fn unavailable(why: arboard::Error) -> Error {
    Error::Conflict {
        message: format!("The clipboard did not take the text: {why}"),
        remedy: "Select the text and copy it by hand.",
    }
}
