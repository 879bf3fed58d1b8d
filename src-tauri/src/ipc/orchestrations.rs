use patchbay_core::view::{
    BeginWith, Change, Document, DraftSaved, ExpressionPreview, OrchestrationRow,
    OrchestrationView, Palette, SampleContext, StartingPoint, VersionView,
};
use tauri::State;

use super::Session;
use super::error::Answer;

/// Every orchestration, in the user's order.
#[tauri::command]
#[specta::specta]
pub async fn orchestrations(session: State<'_, Session>) -> Answer<Vec<OrchestrationRow>> {
    Ok(session.patchbay()?.orchestrations().await?)
}

/// An orchestration with all that its editor shows.
#[tauri::command]
#[specta::specta]
pub async fn orchestration(session: State<'_, Session>, id: u32) -> Answer<OrchestrationView> {
    Ok(session.patchbay()?.orchestration(id).await?)
}

/// Ready-made orchestrations to begin with.
#[tauri::command]
#[specta::specta]
pub async fn starting_points(session: State<'_, Session>) -> Answer<Vec<StartingPoint>> {
    Ok(session.patchbay()?.starting_points()?)
}

/// What can start an orchestration, and what its steps can be made of.
#[tauri::command]
#[specta::specta]
pub async fn orchestration_palette(session: State<'_, Session>) -> Answer<Palette> {
    Ok(session.patchbay()?.palette().await?)
}

/// Adds an orchestration, off and with nothing published; its id.
#[tauri::command]
#[specta::specta]
pub async fn new_orchestration(session: State<'_, Session>, begin: BeginWith) -> Answer<u32> {
    Ok(session.patchbay()?.new_orchestration(&begin).await?)
}

/// Saves an orchestration's draft, and what stands in the way of publishing it.
#[tauri::command]
#[specta::specta]
pub async fn save_draft(
    session: State<'_, Session>,
    id: u32,
    draft: Document,
) -> Answer<DraftSaved> {
    Ok(session.patchbay()?.save_draft(id, &draft).await?)
}

/// Says whose events an orchestration is for.
#[tauri::command]
#[specta::specta]
pub async fn set_orchestration_stores(
    session: State<'_, Session>,
    id: u32,
    stores: Vec<u32>,
) -> Answer<OrchestrationRow> {
    Ok(session
        .patchbay()?
        .set_orchestration_stores(id, stores)
        .await?)
}

/// Puts orchestrations in this order.
#[tauri::command]
#[specta::specta]
pub async fn order_orchestrations(session: State<'_, Session>, ids: Vec<u32>) -> Answer<()> {
    Ok(session.patchbay()?.order_orchestrations(ids).await?)
}

/// Deletes an orchestration with its versions and runs.
#[tauri::command]
#[specta::specta]
pub async fn delete_orchestration(session: State<'_, Session>, id: u32) -> Answer<()> {
    Ok(session.patchbay()?.delete_orchestration(id).await?)
}

/// Publishes an orchestration's draft.
#[tauri::command]
#[specta::specta]
pub async fn publish_orchestration(
    session: State<'_, Session>,
    id: u32,
    note: String,
) -> Answer<OrchestrationView> {
    Ok(session.patchbay()?.publish_orchestration(id, &note).await?)
}

/// Has events start runs of an orchestration, from the next one on.
#[tauri::command]
#[specta::specta]
pub async fn enable_orchestration(
    session: State<'_, Session>,
    id: u32,
) -> Answer<OrchestrationRow> {
    Ok(session.patchbay()?.enable_orchestration(id).await?)
}

/// Has events start no runs of an orchestration any more.
#[tauri::command]
#[specta::specta]
pub async fn disable_orchestration(
    session: State<'_, Session>,
    id: u32,
) -> Answer<OrchestrationRow> {
    Ok(session.patchbay()?.disable_orchestration(id).await?)
}

/// A published version.
#[tauri::command]
#[specta::specta]
pub async fn orchestration_version(
    session: State<'_, Session>,
    version_id: u32,
) -> Answer<VersionView> {
    Ok(session
        .patchbay()?
        .orchestration_version(version_id)
        .await?)
}

/// What a version says other than the one before it, or the draft other than a version.
#[tauri::command]
#[specta::specta]
pub async fn compare_versions(
    session: State<'_, Session>,
    id: u32,
    from: Option<u32>,
    to: Option<u32>,
) -> Answer<Vec<Change>> {
    Ok(session.patchbay()?.compare_versions(id, from, to).await?)
}

/// What expressions of an orchestration's draft can look at.
#[tauri::command]
#[specta::specta]
pub async fn sample_context(
    session: State<'_, Session>,
    id: u32,
    event_id: Option<u32>,
) -> Answer<SampleContext> {
    Ok(session.patchbay()?.sample_context(id, event_id).await?)
}

/// What a text with expressions comes to with what is known: a JSON object.
#[tauri::command]
#[specta::specta]
pub async fn preview_expression(
    session: State<'_, Session>,
    text: String,
    known: String,
) -> Answer<ExpressionPreview> {
    Ok(session.patchbay()?.preview_expression(&text, &known)?)
}
