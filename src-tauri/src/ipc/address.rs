use patchbay_core::view::{
    AddressView, AddressWay, ListenerView, MovedCallbacks, OutageView, PracticeView, TunnelMeans,
};
use tauri::State;

use super::Session;
use super::error::Answer;

/// Takes another way in, with its token if it is a new one, and tells what became of it.
#[tauri::command]
#[specta::specta]
pub async fn set_address(
    session: State<'_, Session>,
    way: AddressWay,
    token: String,
) -> Answer<AddressView> {
    Ok(session.patchbay()?.set_address(way, token.into()).await?)
}

/// Forgets the public address.
#[tauri::command]
#[specta::specta]
pub async fn clear_address(session: State<'_, Session>) -> Answer<AddressView> {
    Ok(session.patchbay()?.clear_address().await?)
}

/// Tries the public address at once.
#[tauri::command]
#[specta::specta]
pub async fn test_address(session: State<'_, Session>) -> Answer<AddressView> {
    Ok(session.patchbay()?.test_address().await?)
}

/// What the set-up of a tunnel can start from.
#[tauri::command]
#[specta::specta]
pub async fn tunnel_means(session: State<'_, Session>) -> Answer<TunnelMeans> {
    Ok(session.patchbay()?.tunnel_means().await?)
}

/// The public half of the app's own SSH key, which is made when there is none.
#[tauri::command]
#[specta::specta]
pub async fn ssh_public_key(session: State<'_, Session>) -> Answer<String> {
    Ok(session.patchbay()?.ssh_public_key().await?)
}

/// Takes the next host key that the SSH server shows for its own.
#[tauri::command]
#[specta::specta]
pub async fn forget_host_key(session: State<'_, Session>) -> Answer<AddressView> {
    Ok(session.patchbay()?.forget_host_key().await?)
}

/// The latest times during which nothing arrived.
#[tauri::command]
#[specta::specta]
pub async fn outages(session: State<'_, Session>) -> Answer<Vec<OutageView>> {
    Ok(session.patchbay()?.outages().await?)
}

/// The apps whose callback URLs have to be changed in the developer portal.
#[tauri::command]
#[specta::specta]
pub async fn moved_callbacks(session: State<'_, Session>) -> Answer<Vec<MovedCallbacks>> {
    Ok(session.patchbay()?.moved_callbacks().await?)
}

/// Has the practice BigCommerce call by the public address, or straight on this machine again.
#[tauri::command]
#[specta::specta]
pub async fn set_practice_address(
    session: State<'_, Session>,
    through: bool,
) -> Answer<PracticeView> {
    Ok(session.patchbay()?.set_practice_address(through).await?)
}

/// Moves the listener to another loopback port.
#[tauri::command]
#[specta::specta]
pub async fn set_listener_port(session: State<'_, Session>, port: u16) -> Answer<ListenerView> {
    Ok(session.patchbay()?.set_listener_port(port).await?)
}
