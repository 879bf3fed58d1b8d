use patchbay_core::view::{CallbackComparison, CallbackKind, DiagnosisAbout, DiagnosisView};
use tauri::State;
use tauri::ipc::Channel;

use super::Session;
use super::error::Answer;

/// Runs every check of a store, of an app or of everything, and tells how far it is. Letting go of the
/// watch that it names stops it.
#[tauri::command]
#[specta::specta]
pub async fn diagnose(
    session: State<'_, Session>,
    about: DiagnosisAbout,
    on_check: Channel<DiagnosisView>,
) -> Answer<DiagnosisView> {
    let tell = move |view: &DiagnosisView| drop(on_check.send(view.clone()));
    Ok(session.patchbay()?.diagnose(about, tell).await?)
}

/// Compares what stands in the developer portal with what should, to the letter.
#[tauri::command]
#[specta::specta]
pub async fn compare_callback(
    session: State<'_, Session>,
    app_id: u32,
    kind: CallbackKind,
    pasted: String,
) -> Answer<CallbackComparison> {
    Ok(session
        .patchbay()?
        .compare_callback(app_id, kind, &pasted)
        .await?)
}
