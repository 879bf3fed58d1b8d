use patchbay_core::view::{Closing, LeftHooks};
use tauri::State;

use super::Session;
use super::error::Answer;

/// Pauses every active hook; gives back those that could not be.
#[tauri::command]
#[specta::specta]
pub async fn pause_hooks(session: State<'_, Session>) -> Answer<Vec<LeftHooks>> {
    Ok(session.patchbay()?.pause_hooks().await?)
}

/// The user stays after all.
#[tauri::command]
#[specta::specta]
pub async fn stay(session: State<'_, Session>) -> Answer<()> {
    session.patchbay()?.stay();
    Ok(())
}

/// Chooses what closing the window does.
#[tauri::command]
#[specta::specta]
pub async fn set_closing(session: State<'_, Session>, closing: Closing) -> Answer<()> {
    Ok(session.patchbay()?.set_closing(closing).await?)
}
