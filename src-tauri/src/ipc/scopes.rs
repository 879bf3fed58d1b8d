use patchbay_core::view::{AppView, CustomScopeCheck, ScopeFacts, StoreScopes};
use tauri::State;

use super::Session;
use super::error::Answer;

/// Sets the additional and custom scopes; the mandatory ones are always there.
#[tauri::command]
#[specta::specta]
pub async fn set_scopes(
    session: State<'_, Session>,
    id: u32,
    additional: Vec<String>,
    custom: Vec<String>,
) -> Answer<AppView> {
    Ok(session
        .patchbay()?
        .set_scopes(id, &additional, &custom)
        .await?)
}

/// Looks at a scope somebody types.
#[tauri::command]
#[specta::specta]
pub async fn check_scope(
    session: State<'_, Session>,
    connector: String,
    typed: String,
) -> Answer<CustomScopeCheck> {
    Ok(session.patchbay()?.check_scope(&connector, &typed)?)
}

/// Everything that is known of a documented scope.
#[tauri::command]
#[specta::specta]
pub async fn scope_facts(
    session: State<'_, Session>,
    connector: String,
    scope: String,
) -> Answer<ScopeFacts> {
    Ok(session.patchbay()?.scope_facts(&connector, &scope)?)
}

/// One store's scopes: configured, ticked in the portal, held by its token.
#[tauri::command]
#[specta::specta]
pub async fn store_scopes(session: State<'_, Session>, store_id: u32) -> Answer<StoreScopes> {
    Ok(session.patchbay()?.store_scopes(store_id).await?)
}
