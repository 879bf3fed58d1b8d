//! Notifications of the desktop: what core wants told, shown, and led to when it is opened.

use std::time::Duration;

#[cfg(all(unix, not(target_os = "macos")))]
use notify_rust::Hint;
use notify_rust::Notification;
use patchbay_core::{Alert, Error};
use tauri::async_runtime::{spawn, spawn_blocking};
use tauri::{AppHandle, Manager, Runtime};
use tokio::sync::Semaphore;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{sleep, timeout};

use super::window;
use crate::ipc::Session;

/// What the desktop calls the one thing that can be done with a notification.
#[cfg(all(unix, not(target_os = "macos")))]
const OPEN: &str = "default";

/// How long the desktop may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// Notifications that are waited for to be opened; each keeps a thread, and a desktop need not tell when
/// one is gone.
static LISTENING: Semaphore = Semaphore::const_new(8);

/// How long to wait for an app that could not start, or begins again.
const AGAIN: Duration = Duration::from_secs(2);

/// Shows what core wants told, for as long as the app runs.
pub async fn follow<R: Runtime>(app: AppHandle<R>) {
    loop {
        if let Ok(patchbay) = app.state::<Session>().patchbay() {
            let mut alerts = patchbay.alerts();
            drop(patchbay);
            loop {
                match alerts.recv().await {
                    Ok(alert) => show(&app, alert).await,
                    Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => break,
                }
            }
        }
        sleep(AGAIN).await;
    }
}

async fn show<R: Runtime>(app: &AppHandle<R>, alert: Alert) {
    if let Err(error) = tell(app, alert).await {
        tracing::warn!(%error, "something was not told");
    }
}

/// Shows a notification; opened, it leads the window to its place.
///
/// # Errors
/// When the desktop shows none.
pub async fn tell<R: Runtime>(app: &AppHandle<R>, alert: Alert) -> Result<(), Error> {
    let place = alert.place.clone();
    let showing = spawn_blocking(move || notification(&alert).show());
    let shown = timeout(PATIENCE, showing).await.map_err(|_| silent())?;
    let shown = shown.map_err(|why| Error::Internal(why.to_string()))?;
    let handle = shown.map_err(|why| Error::NoNotifications(why.to_string()))?;
    if let Ok(listening) = LISTENING.try_acquire() {
        let app = app.clone();
        spawn(async move {
            let opened = spawn_blocking(move || is_opened(handle)).await;
            drop(listening);
            if opened.unwrap_or(false) {
                open(&app, &place);
            }
        });
    }
    Ok(())
}

fn silent() -> Error {
    Error::NoNotifications("its notification service does not answer".into())
}

fn notification(alert: &Alert) -> Notification {
    let mut notification = Notification::new();
    notification
        .appname("Patchbay")
        .summary(&alert.title)
        .body(&alert.body);
    #[cfg(all(unix, not(target_os = "macos")))]
    notification
        .icon("patchbay")
        .hint(Hint::DesktopEntry("patchbay".into()))
        .action(OPEN, "Open");
    notification
}

/// Waits until it is opened or gone.
#[cfg(all(unix, not(target_os = "macos")))]
fn is_opened(handle: notify_rust::NotificationHandle) -> bool {
    let mut opened = false;
    handle.wait_for_action(|action| opened = action == OPEN);
    opened
}

/// Elsewhere the system brings the app to the front by itself.
#[cfg(not(all(unix, not(target_os = "macos"))))]
fn is_opened(_handle: notify_rust::NotificationHandle) -> bool {
    false
}

fn open<R: Runtime>(app: &AppHandle<R>, place: &str) {
    window::show(app);
    if let Ok(patchbay) = app.state::<Session>().patchbay() {
        patchbay.lead_to(place);
    }
}
