use patchbay_core::view::{FaultSpec, ReplayTo, Replayed, TestArrived, TriggerTest};
use tauri::State;

use super::Session;
use super::error::Answer;

/// A payload of a trigger as a store would send it at this moment.
#[tauri::command]
#[specta::specta]
pub async fn test_payload(
    session: State<'_, Session>,
    store_id: u32,
    trigger: String,
) -> Answer<String> {
    Ok(session.patchbay()?.test_payload(store_id, &trigger).await?)
}

/// Sends a signed test of a trigger and waits until it is stored.
#[tauri::command]
#[specta::specta]
pub async fn test_trigger(session: State<'_, Session>, test: TriggerTest) -> Answer<TestArrived> {
    Ok(session.patchbay()?.test_trigger(&test).await?)
}

/// Sends events again, as received or, a single one, edited.
#[tauri::command]
#[specta::specta]
pub async fn replay_events(
    session: State<'_, Session>,
    ids: Vec<u32>,
    to: ReplayTo,
    edited: Option<String>,
) -> Answer<Vec<Replayed>> {
    Ok(session.patchbay()?.replay_events(ids, to, edited).await?)
}

/// Answers arriving deliveries with a fault for a while.
#[tauri::command]
#[specta::specta]
pub async fn set_fault(session: State<'_, Session>, fault: FaultSpec) -> Answer<()> {
    Ok(session.patchbay()?.set_fault(fault).await?)
}

/// Answers arriving deliveries as ever again.
#[tauri::command]
#[specta::specta]
pub async fn clear_fault(session: State<'_, Session>) -> Answer<()> {
    session.patchbay()?.clear_fault();
    Ok(())
}
