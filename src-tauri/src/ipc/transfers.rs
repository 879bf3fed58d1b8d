use patchbay_core::IMPORT_KINDS;
use patchbay_core::view::{
    EventCount, ExportView, ExportWanted, FeedQuery, ImportPreview, ImportView, Progress,
};
use tauri::State;
use tauri::ipc::Channel;

use super::error::Answer;
use super::session::{Desktop, Session};

/// Asks for a file and exports events to it. Letting go of the watch that the progress names
/// cancels it.
#[tauri::command]
#[specta::specta]
pub async fn export_events(
    session: State<'_, Session>,
    desktop: State<'_, Box<dyn Desktop>>,
    wanted: ExportWanted,
    on_progress: Channel<Progress>,
) -> Answer<ExportView> {
    let export = session.patchbay()?.export(wanted);
    let name = export.suggested();
    match desktop.choose_target(&name, export.kinds()).await {
        Some(target) => Ok(export.write(&target, tell(on_progress)).await?),
        None => Ok(ExportView::Nowhere),
    }
}

/// Shows the folder of an export.
#[tauri::command]
#[specta::specta]
pub async fn show_export(
    session: State<'_, Session>,
    desktop: State<'_, Box<dyn Desktop>>,
    number: u32,
) -> Answer<()> {
    let folder = session.patchbay()?.export_folder(number)?;
    Ok(desktop.open(&folder)?)
}

/// How many events meet the conditions, as far as is found in a moment.
#[tauri::command]
#[specta::specta]
pub async fn count_events(session: State<'_, Session>, query: FeedQuery) -> Answer<EventCount> {
    Ok(session.patchbay()?.count_events(&query).await?)
}

/// Asks for a file and tells what is in it. Letting go of the watch that the progress names cancels
/// the reading.
#[tauri::command]
#[specta::specta]
pub async fn choose_import(
    session: State<'_, Session>,
    desktop: State<'_, Box<dyn Desktop>>,
    on_progress: Channel<Progress>,
) -> Answer<ImportPreview> {
    let patchbay = session.patchbay()?;
    match desktop.choose_file(IMPORT_KINDS).await {
        Some(file) => Ok(patchbay.read_import(&file, tell(on_progress)).await?),
        None => Ok(ImportPreview::Nothing),
    }
}

/// Imports a file that was chosen: into one app, or each event into the app of the same name.
/// Letting go of the watch that the progress names cancels it; what was added by then stays.
#[tauri::command]
#[specta::specta]
pub async fn import_events(
    session: State<'_, Session>,
    number: u32,
    app: Option<u32>,
    on_progress: Channel<Progress>,
) -> Answer<ImportView> {
    let patchbay = session.patchbay()?;
    let tell = tell(on_progress);
    Ok(patchbay.import_events(number, app, tell).await?)
}

fn tell(on_progress: Channel<Progress>) -> impl FnMut(Progress) + Send + 'static {
    move |progress| drop(on_progress.send(progress))
}
