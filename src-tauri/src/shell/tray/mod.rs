//! The tray: where the app stays while its window is closed. The icon is there for that long only.

#[cfg(all(not(target_os = "linux"), feature = "tray"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(any(target_os = "linux", feature = "tray")))]
mod nowhere;
mod words;

use patchbay_core::Error;
use tauri::async_runtime::{JoinHandle, spawn};
use tauri::{AppHandle, Manager, Runtime};
use tokio::sync::Mutex;

#[cfg(all(not(target_os = "linux"), feature = "tray"))]
use self::elsewhere as system;
#[cfg(target_os = "linux")]
use self::linux as system;
#[cfg(not(any(target_os = "linux", feature = "tray")))]
use self::nowhere as system;
use self::words::words;
use crate::ipc::Session;

pub use self::system::is_there;

/// The name of the app's icon.
const NAME: &str = "Patchbay";

/// The icon, while there is one, and what keeps its words up to date.
pub struct Tray<R: Runtime>(Mutex<Option<(system::Icon<R>, JoinHandle<()>)>>);

impl<R: Runtime> Tray<R> {
    /// No icon yet.
    pub fn new() -> Self {
        Self(Mutex::new(None))
    }

    /// Shows the icon, which follows the public address from then on.
    ///
    /// # Errors
    /// When the desktop shows no tray.
    pub async fn show(&self, app: &AppHandle<R>) -> Result<(), Error> {
        let mut icon = self.0.lock().await;
        if icon.is_none() {
            let shown = system::Icon::show(app, &at_this_moment(app)).await;
            let shown = shown.ok_or_else(no_tray)?;
            *icon = Some((shown, follow(app.clone())));
        }
        Ok(())
    }

    /// Takes the icon away.
    pub async fn remove(&self) {
        if let Some((icon, following)) = self.0.lock().await.take() {
            following.abort();
            icon.remove().await;
        }
    }

    async fn say(&self, words: &str) {
        if let Some((icon, _)) = self.0.lock().await.as_ref() {
            icon.say(words).await;
        }
    }
}

fn at_this_moment<R: Runtime>(app: &AppHandle<R>) -> String {
    let patchbay = app.state::<Session>().patchbay();
    patchbay.map_or_else(
        |_| NAME.to_owned(),
        |patchbay| words(&patchbay.address_changes().borrow()),
    )
}

fn follow<R: Runtime>(app: AppHandle<R>) -> JoinHandle<()> {
    spawn(async move {
        let Ok(patchbay) = app.state::<Session>().patchbay() else {
            return;
        };
        let mut changes = patchbay.address_changes();
        drop(patchbay);
        while changes.changed().await.is_ok() {
            let now = words(&changes.borrow_and_update());
            app.state::<Tray<R>>().say(&now).await;
        }
    })
}

fn no_tray() -> Error {
    Error::Conflict {
        message: "This desktop shows no tray.".into(),
        remedy: "Keep the window open or minimised. On GNOME the AppIndicator extension adds a tray.",
    }
}
