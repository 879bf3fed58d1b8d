use patchbay_core::view::{AppMode, AppView, DeletionPreview, Removal};
use tauri::State;
use tauri::ipc::Channel;

use super::Session;
use super::error::Answer;

/// Creates an app of a connector.
#[tauri::command]
#[specta::specta]
pub async fn create_app(
    session: State<'_, Session>,
    connector: String,
    mode: AppMode,
    name: String,
) -> Answer<AppView> {
    Ok(session
        .patchbay()?
        .create_app(&connector, mode, &name)
        .await?)
}

/// An app with all its set-up.
#[tauri::command]
#[specta::specta]
pub async fn app(session: State<'_, Session>, id: u32) -> Answer<AppView> {
    Ok(session.patchbay()?.app(id).await?)
}

/// Sends the app's view at once and again whenever it changes, until the page lets go.
#[tauri::command]
#[specta::specta]
pub async fn watch_app(
    session: State<'_, Session>,
    id: u32,
    on_app: Channel<AppView>,
) -> Answer<u32> {
    Ok(session
        .patchbay()?
        .watch_app(id, move |view| on_app.send(view).is_ok()))
}

/// Gives an app another name.
#[tauri::command]
#[specta::specta]
pub async fn rename_app(session: State<'_, Session>, id: u32, name: String) -> Answer<AppView> {
    Ok(session.patchbay()?.rename_app(id, &name).await?)
}

/// What deleting an app would take with it.
#[tauri::command]
#[specta::specta]
pub async fn deletion_preview(session: State<'_, Session>, id: u32) -> Answer<DeletionPreview> {
    Ok(session.patchbay()?.deletion_preview(id).await?)
}

/// Deletes an app with everything of it; `typed_name` must be its name.
#[tauri::command]
#[specta::specta]
pub async fn delete_app(
    session: State<'_, Session>,
    id: u32,
    typed_name: String,
) -> Answer<Removal> {
    Ok(session.patchbay()?.delete_app(id, &typed_name).await?)
}

/// Puts the credentials into the vault. The secret goes in and never comes out again.
#[tauri::command]
#[specta::specta]
pub async fn set_credentials(
    session: State<'_, Session>,
    id: u32,
    client_id: String,
    client_secret: String,
) -> Answer<AppView> {
    Ok(session
        .patchbay()?
        .set_credentials(id, client_id, client_secret.into())
        .await?)
}
