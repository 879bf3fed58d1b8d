//! The window's way out: ends the app, asks first, or leaves it in the tray.

use std::time::Duration;

use patchbay_core::{Departure, Error, Wish};
use tauri::async_runtime::spawn;
use tauri::{AppHandle, Manager, Runtime, WindowEvent};
use tokio::time::timeout;

use super::tray::{self, Tray};
use super::window;
use crate::ipc::Session;

/// How long it may take to know what comes of a wish to leave, before the app simply ends.
const PATIENCE: Duration = Duration::from_secs(3);

/// Decides what becomes of the window when its button is pressed.
pub fn on_event<R: Runtime>(app: &AppHandle<R>, event: &WindowEvent) {
    if let WindowEvent::CloseRequested { api, .. } = event {
        api.prevent_close();
        wish(app, Wish::CloseWindow);
    }
}

/// Does what comes of a wish to leave.
pub fn wish<R: Runtime>(app: &AppHandle<R>, wish: Wish) {
    let app = app.clone();
    spawn(async move {
        let tray = wish == Wish::CloseWindow && tray::is_there().await;
        let stays = departure(&app, wish, tray).await == Departure::Stay;
        if stays && stay_in_tray(&app).await.is_err() {
            departure(&app, wish, false).await;
        }
    });
}

/// Decides, and does all but going into the tray.
async fn departure<R: Runtime>(app: &AppHandle<R>, wish: Wish, tray: bool) -> Departure {
    let decided = match app.state::<Session>().patchbay() {
        Ok(patchbay) => timeout(PATIENCE, patchbay.departure(wish, tray)).await,
        Err(_) => Ok(Departure::Quit),
    };
    let departure = decided.unwrap_or(Departure::Quit);
    match departure {
        Departure::Quit => app.exit(0),
        Departure::Ask => window::show(app),
        Departure::Stay => {}
    }
    departure
}

/// Closes the window and leaves an icon in the tray that brings it back.
///
/// # Errors
/// When the desktop shows no tray: then the window stays.
pub async fn stay_in_tray<R: Runtime>(app: &AppHandle<R>) -> Result<(), Error> {
    let tray = app.state::<Tray<R>>();
    tray.show(app).await?;
    window::hide(app);
    Ok(())
}
