use patchbay_core::view::{GapView, StoreWatermarks};
use tauri::State;

use super::Session;
use super::error::Answer;

/// The last times that something may have been missed, newest first.
#[tauri::command]
#[specta::specta]
pub async fn gaps(session: State<'_, Session>) -> Answer<Vec<GapView>> {
    Ok(session.patchbay()?.gaps().await?)
}

/// Asks BigCommerce for what one store, or every connected one, may have missed.
#[tauri::command]
#[specta::specta]
pub async fn look_for_missed(session: State<'_, Session>, store_id: Option<u32>) -> Answer<()> {
    Ok(session.patchbay()?.look_for_missed(store_id).await?)
}

/// Stops asking; what was found stays.
#[tauri::command]
#[specta::specta]
pub async fn stop_looking_for_missed(session: State<'_, Session>) -> Answer<()> {
    Ok(session.patchbay()?.stop_looking_for_missed().await?)
}

/// Up to when everything of a store is known, and its last gaps.
#[tauri::command]
#[specta::specta]
pub async fn store_watermarks(
    session: State<'_, Session>,
    store_id: u32,
) -> Answer<StoreWatermarks> {
    Ok(session.patchbay()?.store_watermarks(store_id).await?)
}
