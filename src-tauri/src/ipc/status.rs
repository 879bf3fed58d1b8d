use patchbay_core::view::{PracticeView, RefusedCount, Startup, StatusView, VaultView};
use tauri::State;
use tauri::ipc::Channel;

use super::Session;
use super::error::Answer;

/// Whether the app could start; tries it again when it could not.
#[tauri::command]
#[specta::specta]
pub async fn startup(session: State<'_, Session>) -> Answer<Startup> {
    Ok(session.start().await)
}

/// What the status bar shows.
#[tauri::command]
#[specta::specta]
pub async fn status(session: State<'_, Session>) -> Answer<StatusView> {
    Ok(session.patchbay()?.status().await?)
}

/// Sends the status at once and at each change, until the page lets go.
#[tauri::command]
#[specta::specta]
pub async fn watch_status(
    session: State<'_, Session>,
    on_status: Channel<StatusView>,
) -> Answer<u32> {
    Ok(session
        .patchbay()?
        .watch_status(move |status| on_status.send(status).is_ok()))
}

/// Lets go of a watch, by the number it was given.
#[tauri::command]
#[specta::specta]
pub async fn unwatch(session: State<'_, Session>, watch: u32) -> Answer<()> {
    session.patchbay()?.unwatch(watch);
    Ok(())
}

/// Starts the practice BigCommerce.
#[tauri::command]
#[specta::specta]
pub async fn start_practice(session: State<'_, Session>) -> Answer<PracticeView> {
    Ok(session.patchbay()?.start_practice().await?)
}

/// Stops the practice BigCommerce. Its state stays.
#[tauri::command]
#[specta::specta]
pub async fn stop_practice(session: State<'_, Session>) -> Answer<PracticeView> {
    Ok(session.patchbay()?.stop_practice().await?)
}

/// Tries the keychain again.
#[tauri::command]
#[specta::specta]
pub async fn retry_vault(session: State<'_, Session>) -> Answer<VaultView> {
    Ok(session.patchbay()?.retry_vault().await?)
}

/// The requests that were refused within 24 hours, by reason.
#[tauri::command]
#[specta::specta]
pub async fn refusals(session: State<'_, Session>) -> Answer<Vec<RefusedCount>> {
    Ok(session.patchbay()?.refusals().await?)
}
