use patchbay_core::view::ConnectorCard;
use tauri::State;

use super::Session;
use super::error::Answer;

/// The connectors that match `query`, all of them when it is empty.
#[tauri::command]
#[specta::specta]
pub async fn catalog(session: State<'_, Session>, query: String) -> Answer<Vec<ConnectorCard>> {
    Ok(session.patchbay()?.catalog(&query).await?)
}
