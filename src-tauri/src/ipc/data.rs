use patchbay_core::BACKUPS;
use patchbay_core::view::{
    CheckView, DataView, RemovalPreview, RestorePreview, RetentionRule, Startup,
};
use tauri::State;
use tauri::ipc::Channel;

use super::Session;
use super::error::Answer;
use super::session::Desktop;

/// Sends what is kept and what it takes, at once and at each change, until the page lets go.
#[tauri::command]
#[specta::specta]
pub async fn watch_data(session: State<'_, Session>, on_data: Channel<DataView>) -> Answer<u32> {
    Ok(session
        .patchbay()?
        .watch_data(move |data| on_data.send(data).is_ok()))
}

/// What would go by a rule at this moment.
#[tauri::command]
#[specta::specta]
pub async fn retention_preview(
    session: State<'_, Session>,
    app_id: u32,
    rule: RetentionRule,
) -> Answer<RemovalPreview> {
    Ok(session.patchbay()?.retention_preview(app_id, rule).await?)
}

/// Sets what is kept of an app.
#[tauri::command]
#[specta::specta]
pub async fn set_retention(
    session: State<'_, Session>,
    app_id: u32,
    rule: RetentionRule,
) -> Answer<()> {
    Ok(session.patchbay()?.set_retention(app_id, rule).await?)
}

/// What would go if all events of an app went now.
#[tauri::command]
#[specta::specta]
pub async fn clearing_preview(
    session: State<'_, Session>,
    app_id: u32,
    marked_too: bool,
) -> Answer<RemovalPreview> {
    let patchbay = session.patchbay()?;
    Ok(patchbay.clearing_preview(app_id, marked_too).await?)
}

/// Lets all events that an app has by now go. Its set-up stays.
#[tauri::command]
#[specta::specta]
pub async fn clear_events(
    session: State<'_, Session>,
    app_id: u32,
    marked_too: bool,
) -> Answer<()> {
    Ok(session.patchbay()?.clear_events(app_id, marked_too).await?)
}

/// Asks where a backup goes, and writes it; whether there is one now.
#[tauri::command]
#[specta::specta]
pub async fn back_up(
    session: State<'_, Session>,
    desktop: State<'_, Box<dyn Desktop>>,
) -> Answer<bool> {
    let patchbay = session.patchbay()?;
    match desktop
        .choose_target(&patchbay.backup_name(), BACKUPS)
        .await
    {
        Some(to) => Ok(patchbay.back_up(to).await?),
        None => Ok(false),
    }
}

/// Asks for a backup, reads it and says what it holds; nothing when none was chosen.
#[tauri::command]
#[specta::specta]
pub async fn look_at_backup(
    session: State<'_, Session>,
    desktop: State<'_, Box<dyn Desktop>>,
) -> Answer<Option<RestorePreview>> {
    match desktop.choose_file(BACKUPS).await {
        Some(file) => Ok(session.patchbay()?.look_at_backup(file).await?),
        None => Ok(None),
    }
}

/// Sets how many daily backups are kept; 0 makes none.
#[tauri::command]
#[specta::specta]
pub async fn set_daily_backups(session: State<'_, Session>, kept: u32) -> Answer<()> {
    Ok(session.patchbay()?.set_daily_backups(kept).await?)
}

/// Deletes a backup in the data folder, by its file name.
#[tauri::command]
#[specta::specta]
pub async fn delete_backup(session: State<'_, Session>, name: String) -> Answer<()> {
    Ok(session.patchbay()?.delete_backup(&name).await?)
}

/// Reads a backup in the data folder and says what it holds; nothing when it was stopped.
#[tauri::command]
#[specta::specta]
pub async fn look_at_kept_backup(
    session: State<'_, Session>,
    name: String,
) -> Answer<Option<RestorePreview>> {
    Ok(session.patchbay()?.look_at_kept_backup(&name).await?)
}

/// Forgets the backup that was looked at.
#[tauri::command]
#[specta::specta]
pub async fn forget_backup(session: State<'_, Session>) -> Answer<()> {
    session.patchbay()?.forget_backup();
    Ok(())
}

/// Puts the backup that was looked at in the ledger's place, and begins again.
#[tauri::command]
#[specta::specta]
pub async fn restore_backup(session: State<'_, Session>) -> Answer<Startup> {
    Ok(session.restore().await?)
}

/// Looks at every page and row of the ledger; nothing when it was stopped.
#[tauri::command]
#[specta::specta]
pub async fn check_ledger(session: State<'_, Session>) -> Answer<Option<CheckView>> {
    Ok(session.patchbay()?.check_ledger().await?)
}

/// Makes the search index anew.
#[tauri::command]
#[specta::specta]
pub async fn remake_index(session: State<'_, Session>) -> Answer<()> {
    session.patchbay()?.remake_index();
    Ok(())
}

/// Stops what takes long.
#[tauri::command]
#[specta::specta]
pub async fn stop_task(session: State<'_, Session>) -> Answer<()> {
    session.patchbay()?.stop_task();
    Ok(())
}
