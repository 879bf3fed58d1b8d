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
        let departure = timeout(PATIENCE, departure(&app, wish)).await;
        match departure.unwrap_or(Departure::Quit) {
            Departure::Quit => app.exit(0),
            Departure::Ask => window::show(&app),
            Departure::Stay => match stay_in_tray(&app).await {
                Ok(()) => {}
                Err(_) => app.exit(0),
            },
        }
    });
}

async fn departure<R: Runtime>(app: &AppHandle<R>, wish: Wish) -> Departure {
    match app.state::<Session>().patchbay() {
        Ok(patchbay) => patchbay.departure(wish, tray::is_there().await).await,
        Err(_) => Departure::Quit,
    }
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
