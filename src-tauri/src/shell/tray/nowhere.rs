//! No tray: this build was made without one.

use std::marker::PhantomData;

use tauri::{AppHandle, Runtime};

/// Whether the desktop shows a tray.
#[allow(clippy::unused_async)]
pub async fn is_there() -> bool {
    false
}

/// An icon that is never shown.
pub struct Icon<R: Runtime>(PhantomData<fn() -> R>);

#[allow(clippy::unused_async)]
impl<R: Runtime> Icon<R> {
    /// Shows none.
    pub async fn show(_: &AppHandle<R>, _: &str) -> Option<Self> {
        None
    }

    /// Says nothing.
    pub async fn say(&self, _: &str) {}

    /// Takes nothing away.
    pub async fn remove(self) {}
}
