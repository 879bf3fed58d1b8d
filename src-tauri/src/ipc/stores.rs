use patchbay_core::view::{
    Removal, StoreHealthView, StoreRow, StoreView, SweepProgress, SweepReport, SweepWork,
};
use tauri::State;
use tauri::ipc::Channel;

use super::Session;
use super::error::Answer;

/// The stores of one app, or of all.
#[tauri::command]
#[specta::specta]
pub async fn stores(session: State<'_, Session>, app_id: Option<u32>) -> Answer<Vec<StoreView>> {
    Ok(session.patchbay()?.stores(app_id).await?)
}

/// Every store as the list shows it.
#[tauri::command]
#[specta::specta]
pub async fn store_rows(session: State<'_, Session>) -> Answer<Vec<StoreRow>> {
    Ok(session.patchbay()?.store_rows().await?)
}

/// One store.
#[tauri::command]
#[specta::specta]
pub async fn store(session: State<'_, Session>, store_id: u32) -> Answer<StoreView> {
    Ok(session.patchbay()?.store(store_id).await?)
}

/// How a store is, as BigCommerce last told it, and what became of the store.
#[tauri::command]
#[specta::specta]
pub async fn store_health(session: State<'_, Session>, store_id: u32) -> Answer<StoreHealthView> {
    Ok(session.patchbay()?.store_health(store_id).await?)
}

/// Sets whom BigCommerce writes to when it switches hooks of a store off.
#[tauri::command]
#[specta::specta]
pub async fn set_hook_emails(
    session: State<'_, Session>,
    store_id: u32,
    emails: Vec<String>,
) -> Answer<StoreHealthView> {
    Ok(session
        .patchbay()?
        .set_hook_emails(store_id, &emails)
        .await?)
}

/// Checks several stores, or writes their hooks anew. Letting go of the watch that the progress names
/// cancels it.
#[tauri::command]
#[specta::specta]
pub async fn sweep_stores(
    session: State<'_, Session>,
    store_ids: Vec<u32>,
    work: SweepWork,
    on_sweep: Channel<SweepProgress>,
) -> Answer<SweepReport> {
    let tell = move |progress| drop(on_sweep.send(progress));
    Ok(session
        .patchbay()?
        .sweep_stores(&store_ids, work, tell)
        .await?)
}

/// Asks BigCommerce how a store and its hooks are, and mends the hooks.
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
