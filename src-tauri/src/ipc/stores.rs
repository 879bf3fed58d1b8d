use patchbay_core::view::{Removal, StoreView};
use tauri::State;

use super::Session;
use super::error::Answer;

/// The stores of one app, or of all.
#[tauri::command]
#[specta::specta]
pub async fn stores(session: State<'_, Session>, app_id: Option<u32>) -> Answer<Vec<StoreView>> {
    Ok(session.patchbay()?.stores(app_id).await?)
}

/// Proves a store's token and reads its hooks.
#[tauri::command]
#[specta::specta]
pub async fn check_store(session: State<'_, Session>, store_id: u32) -> Answer<StoreView> {
    Ok(session.patchbay()?.check_store(store_id).await?)
}

/// Accepts a store that arrived while no install was awaited.
#[tauri::command]
#[specta::specta]
pub async fn confirm_store(session: State<'_, Session>, store_id: u32) -> Answer<StoreView> {
    Ok(session.patchbay()?.confirm_store(store_id).await?)
}

/// Refuses such a store and forgets its token.
#[tauri::command]
#[specta::specta]
pub async fn refuse_store(session: State<'_, Session>, store_id: u32) -> Answer<Removal> {
    Ok(session.patchbay()?.remove_store(store_id).await?)
}

/// Removes a store's hooks at BigCommerce, its token and its events.
#[tauri::command]
#[specta::specta]
pub async fn remove_store(session: State<'_, Session>, store_id: u32) -> Answer<Removal> {
    Ok(session.patchbay()?.remove_store(store_id).await?)
}
