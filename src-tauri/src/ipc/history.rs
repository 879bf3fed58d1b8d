use patchbay_core::view::{HistoryExportView, HistoryFormat, HistoryPage};
use tauri::State;

use super::error::Answer;
use super::session::{Desktop, Session};

/// A page of an app's history of changes, newest first.
#[tauri::command]
#[specta::specta]
pub async fn history(
    session: State<'_, Session>,
    app_id: u32,
    before: Option<u32>,
) -> Answer<HistoryPage> {
    Ok(session.patchbay()?.history(app_id, before).await?)
}

/// Asks for a file and writes an app's history to it.
#[tauri::command]
#[specta::specta]
pub async fn export_history(
    session: State<'_, Session>,
    desktop: State<'_, Box<dyn Desktop>>,
    app_id: u32,
    format: HistoryFormat,
) -> Answer<HistoryExportView> {
    let export = session.patchbay()?.export_history(app_id, format).await?;
    match desktop
        .choose_target(&export.suggested(), export.kinds())
        .await
    {
        Some(target) => Ok(export.write(&target).await?),
        None => Ok(HistoryExportView::Nowhere),
    }
}
