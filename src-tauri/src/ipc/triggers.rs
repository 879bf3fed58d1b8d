use patchbay_core::view::{AppView, HookView, TriggerView};
use tauri::State;

use super::Session;
use super::error::Answer;

/// The triggers of an app, with their hooks.
#[tauri::command]
#[specta::specta]
pub async fn triggers(session: State<'_, Session>, app_id: u32) -> Answer<Vec<TriggerView>> {
    Ok(session.patchbay()?.triggers(app_id).await?)
}

/// Wants a trigger, or no longer; its hooks follow.
#[tauri::command]
#[specta::specta]
pub async fn set_trigger(
    session: State<'_, Session>,
    app_id: u32,
    trigger: String,
    enabled: bool,
) -> Answer<Vec<TriggerView>> {
    Ok(session
        .patchbay()?
        .set_trigger(app_id, &trigger, enabled)
        .await?)
}

/// Creates the hooks that are missing and mends those that are off.
#[tauri::command]
#[specta::specta]
pub async fn register_hooks(session: State<'_, Session>, app_id: u32) -> Answer<Vec<TriggerView>> {
    Ok(session.patchbay()?.register_hooks(app_id).await?)
}

/// Sends a signed test through the public address.
#[tauri::command]
#[specta::specta]
pub async fn prove_hook(
    session: State<'_, Session>,
    store_id: u32,
    trigger: String,
) -> Answer<HookView> {
    Ok(session.patchbay()?.prove_hook(store_id, &trigger).await?)
}

/// Has resources fetched as events of an app arrive, or no longer.
#[tauri::command]
#[specta::specta]
pub async fn set_fetching(session: State<'_, Session>, app_id: u32, on: bool) -> Answer<AppView> {
    Ok(session.patchbay()?.set_fetching(app_id, on).await?)
}
