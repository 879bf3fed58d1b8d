use patchbay_core::view::{DeadGroup, ReplayRun, RunFilter, RunRow, RunSaid, RunView, TryOut};
use tauri::State;

use super::Session;
use super::error::Answer;

/// Runs, the newest first, a hundred at most; those before the one of an id.
#[tauri::command]
#[specta::specta]
pub async fn runs(
    session: State<'_, Session>,
    filter: RunFilter,
    before: Option<u32>,
) -> Answer<Vec<RunRow>> {
    Ok(session.patchbay()?.runs(filter, before).await?)
}

/// A run with its steps.
#[tauri::command]
#[specta::specta]
pub async fn run(session: State<'_, Session>, run_id: u32) -> Answer<RunView> {
    Ok(session.patchbay()?.run(run_id).await?)
}

/// Carries out an orchestration's draft; the run's id.
#[tauri::command]
#[specta::specta]
pub async fn try_out(session: State<'_, Session>, wanted: TryOut) -> Answer<u32> {
    Ok(session.patchbay()?.try_out(&wanted).await?)
}

/// Starts a run of what is published by hand, with what was filled in: a JSON object.
#[tauri::command]
#[specta::specta]
pub async fn start_by_hand(
    session: State<'_, Session>,
    id: u32,
    store_id: Option<u32>,
    input: String,
) -> Answer<u32> {
    Ok(session
        .patchbay()?
        .start_by_hand(id, store_id, &input)
        .await?)
}

/// Does a run again; the new run's id.
#[tauri::command]
#[specta::specta]
pub async fn replay_run(session: State<'_, Session>, replay: ReplayRun) -> Answer<u32> {
    Ok(session.patchbay()?.replay_run(&replay).await?)
}

/// Stops a run.
#[tauri::command]
#[specta::specta]
pub async fn cancel_run(session: State<'_, Session>, run_id: u32) -> Answer<RunView> {
    Ok(session.patchbay()?.cancel_run(run_id).await?)
}

/// Has a run that waits go on at once.
#[tauri::command]
#[specta::specta]
pub async fn resume_run(session: State<'_, Session>, run_id: u32) -> Answer<RunView> {
    Ok(session.patchbay()?.resume_run(run_id).await?)
}

/// Has a run that failed tried again from the step that failed.
#[tauri::command]
#[specta::specta]
pub async fn requeue_run(session: State<'_, Session>, run_id: u32) -> Answer<RunView> {
    Ok(session.patchbay()?.requeue_run(run_id).await?)
}

/// Says that nobody needs to look at a run that failed.
#[tauri::command]
#[specta::specta]
pub async fn dismiss_run(session: State<'_, Session>, run_id: u32) -> Answer<RunView> {
    Ok(session.patchbay()?.dismiss_run(run_id).await?)
}

/// Notes something on a run.
#[tauri::command]
#[specta::specta]
pub async fn note_run(session: State<'_, Session>, run_id: u32, note: String) -> Answer<RunView> {
    Ok(session.patchbay()?.note_run(run_id, &note).await?)
}

/// Takes a person's word on what a step of a run asks, with what it made (JSON) where they know that.
#[tauri::command]
#[specta::specta]
pub async fn say_of_run(
    session: State<'_, Session>,
    run_id: u32,
    place: String,
    said: RunSaid,
    made: Option<String>,
) -> Answer<RunView> {
    Ok(session
        .patchbay()?
        .say_of_run(run_id, &place, said, made.as_deref())
        .await?)
}

/// Runs that failed and wait for somebody, by why.
#[tauri::command]
#[specta::specta]
pub async fn dead_runs(session: State<'_, Session>) -> Answer<Vec<DeadGroup>> {
    Ok(session.patchbay()?.dead_runs().await?)
}

/// Has runs that failed for a reason tried again; how many.
#[tauri::command]
#[specta::specta]
pub async fn requeue_dead_runs(
    session: State<'_, Session>,
    orchestration_id: u32,
    code: String,
) -> Answer<u32> {
    Ok(session
        .patchbay()?
        .requeue_dead_runs(orchestration_id, &code)
        .await?)
}

/// Says that nobody needs to look at runs that failed for a reason; how many.
#[tauri::command]
#[specta::specta]
pub async fn dismiss_dead_runs(
    session: State<'_, Session>,
    orchestration_id: u32,
    code: String,
) -> Answer<u32> {
    Ok(session
        .patchbay()?
        .dismiss_dead_runs(orchestration_id, &code)
        .await?)
}
