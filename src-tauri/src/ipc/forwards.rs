use patchbay_core::view::{
    ForwardAddressSpec, ForwardAddressView, ForwardState, ForwardView, Reach,
};
use tauri::State;
use tauri::ipc::Channel;

use super::Session;
use super::error::Answer;

/// The forward addresses, by name.
#[tauri::command]
#[specta::specta]
pub async fn forward_addresses(session: State<'_, Session>) -> Answer<Vec<ForwardAddressView>> {
    Ok(session.patchbay()?.forward_addresses().await?)
}

/// Sends the forward addresses at once and whenever something of them changed, until the page lets
/// go.
#[tauri::command]
#[specta::specta]
pub async fn watch_forwards(
    session: State<'_, Session>,
    on_change: Channel<Vec<ForwardAddressView>>,
) -> Answer<u32> {
    Ok(session
        .patchbay()?
        .watch_forwards(move |addresses| on_change.send(addresses).is_ok()))
}

/// Where a URL leads, before it is saved.
#[tauri::command]
#[specta::specta]
pub async fn check_forward_url(session: State<'_, Session>, url: String) -> Answer<Reach> {
    Ok(session.patchbay()?.check_forward_url(&url).await?)
}

/// Saves a forward address: a new one, or in place of the one with this id.
#[tauri::command]
#[specta::specta]
pub async fn save_forward_address(
    session: State<'_, Session>,
    id: Option<u32>,
    spec: ForwardAddressSpec,
) -> Answer<ForwardAddressView> {
    Ok(session.patchbay()?.save_forward_address(id, &spec).await?)
}

/// Deletes a forward address, and what waits for it.
#[tauri::command]
#[specta::specta]
pub async fn delete_forward_address(session: State<'_, Session>, id: u32) -> Answer<()> {
    Ok(session.patchbay()?.delete_forward_address(id).await?)
}

/// A page of an address's forwards in one state, newest first.
#[tauri::command]
#[specta::specta]
pub async fn forwards(
    session: State<'_, Session>,
    address_id: u32,
    state: ForwardState,
    before: Option<u32>,
) -> Answer<Vec<ForwardView>> {
    let patchbay = session.patchbay()?;
    Ok(patchbay.forwards(address_id, state, before).await?)
}

/// Sends what an address did not get, or only one of those, at once; how many.
#[tauri::command]
#[specta::specta]
pub async fn retry_forwards(
    session: State<'_, Session>,
    address_id: u32,
    only: Option<u32>,
) -> Answer<u32> {
    Ok(session.patchbay()?.retry_forwards(address_id, only).await?)
}

/// Forgets what an address did not get; how many.
#[tauri::command]
#[specta::specta]
pub async fn discard_forwards(session: State<'_, Session>, address_id: u32) -> Answer<u32> {
    Ok(session.patchbay()?.discard_forwards(address_id).await?)
}
