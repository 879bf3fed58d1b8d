use patchbay_core::view::{AddressView, ListenerView};
use tauri::State;

use super::Session;
use super::error::Answer;

/// Takes a static HTTPS address and probes it.
#[tauri::command]
#[specta::specta]
pub async fn set_address(session: State<'_, Session>, url: String) -> Answer<AddressView> {
    Ok(session.patchbay()?.set_address(&url).await?)
}

/// Forgets the public address.
#[tauri::command]
#[specta::specta]
pub async fn clear_address(session: State<'_, Session>) -> Answer<AddressView> {
    Ok(session.patchbay()?.clear_address().await?)
}

/// Sends a nonce through the public address.
#[tauri::command]
#[specta::specta]
pub async fn probe_address(session: State<'_, Session>) -> Answer<AddressView> {
    Ok(session.patchbay()?.probe_address().await?)
}

/// Moves the listener to another loopback port.
#[tauri::command]
#[specta::specta]
pub async fn set_listener_port(session: State<'_, Session>, port: u16) -> Answer<ListenerView> {
    Ok(session.patchbay()?.set_listener_port(port).await?)
}
