use tauri::State;

use super::Session;
use super::error::Answer;

/// Pins events, or takes the pins off.
#[tauri::command]
#[specta::specta]
pub async fn pin_events(session: State<'_, Session>, ids: Vec<u32>, pinned: bool) -> Answer<()> {
    Ok(session.patchbay()?.pin_events(&ids, pinned).await?)
}

/// Puts a label on events, or takes it off.
#[tauri::command]
#[specta::specta]
pub async fn label_events(
    session: State<'_, Session>,
    ids: Vec<u32>,
    label: String,
    on: bool,
) -> Answer<()> {
    Ok(session.patchbay()?.label_events(&ids, &label, on).await?)
}

/// Writes a note on an event; an empty one takes it off.
#[tauri::command]
#[specta::specta]
pub async fn note_event(session: State<'_, Session>, id: u32, note: String) -> Answer<()> {
    Ok(session.patchbay()?.note_event(id, &note).await?)
}

/// Every label in use, in alphabetical order.
#[tauri::command]
#[specta::specta]
pub async fn labels(session: State<'_, Session>) -> Answer<Vec<String>> {
    Ok(session.patchbay()?.labels().await?)
}
