use patchbay_core::view::{AccountSpec, AppMode, AppView, StoreView};
use tauri::State;

use super::Session;
use super::error::Answer;

/// Adds a store by its API account. The secrets go into the vault and never come out again.
#[tauri::command]
#[specta::specta]
pub async fn add_account(
    session: State<'_, Session>,
    connector: String,
    mode: AppMode,
    account: AccountSpec,
    client_secret: String,
    access_token: String,
) -> Answer<StoreView> {
    let (secret, token) = (client_secret.into(), access_token.into());
    Ok(session
        .patchbay()?
        .add_account(&connector, mode, &account, secret, token)
        .await?)
}

/// Gives an API account other credentials of the same store.
#[tauri::command]
#[specta::specta]
pub async fn replace_account(
    session: State<'_, Session>,
    id: u32,
    api_path: String,
    client_id: String,
    client_secret: String,
    access_token: String,
) -> Answer<AppView> {
    let (secret, token) = (client_secret.into(), access_token.into());
    Ok(session
        .patchbay()?
        .replace_account(id, &api_path, &client_id, secret, token)
        .await?)
}
