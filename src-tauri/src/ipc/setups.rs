use patchbay_core::SETUP_KINDS;
use patchbay_core::view::{SetupExportView, SetupPreview, SetupPurpose, SetupTaken, SetupWanted};
use tauri::State;

use super::error::Answer;
use super::session::{Desktop, Session};

/// Asks for a file and writes the set-up of these apps to it, without secrets.
#[tauri::command]
#[specta::specta]
pub async fn export_setup(
    session: State<'_, Session>,
    desktop: State<'_, Box<dyn Desktop>>,
    app_ids: Vec<u32>,
    purpose: SetupPurpose,
) -> Answer<SetupExportView> {
    let export = session.patchbay()?.export_setup(&app_ids, purpose).await?;
    match desktop
        .choose_target(&export.suggested(), export.kinds())
        .await
    {
        Some(target) => Ok(export.write(&target).await?),
        None => Ok(SetupExportView::Nowhere),
    }
}

/// Asks for a file and tells which set-up is in it.
#[tauri::command]
#[specta::specta]
pub async fn choose_setup(
    session: State<'_, Session>,
    desktop: State<'_, Box<dyn Desktop>>,
) -> Answer<SetupPreview> {
    let patchbay = session.patchbay()?;
    match desktop.choose_file(SETUP_KINDS).await {
        Some(file) => Ok(patchbay.look_at_setup(&file).await?),
        None => Ok(SetupPreview::Nothing),
    }
}

/// Takes what is wanted of a set-up that was chosen.
#[tauri::command]
#[specta::specta]
pub async fn take_setup(
    session: State<'_, Session>,
    number: u32,
    wanted: SetupWanted,
) -> Answer<SetupTaken> {
    Ok(session.patchbay()?.take_setup(number, &wanted).await?)
}
