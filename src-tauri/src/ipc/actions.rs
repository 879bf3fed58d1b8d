use patchbay_core::RunAs;
use patchbay_core::view::{
    ActionForm, ActionPreview, ActionProgress, ActionRow, CallFilter, CallFound, CallRow,
    CallSettled, CallView, InputChoice,
};
use tauri::State;
use tauri::ipc::Channel;

use super::Session;
use super::error::Answer;

/// Every action of every connector.
#[tauri::command]
#[specta::specta]
pub async fn actions(session: State<'_, Session>) -> Answer<Vec<ActionRow>> {
    Ok(session.patchbay()?.actions())
}

/// An action with what a person fills in.
#[tauri::command]
#[specta::specta]
pub async fn action(
    session: State<'_, Session>,
    connector: String,
    id: String,
) -> Answer<ActionForm> {
    Ok(session.patchbay()?.action(&connector, &id)?)
}

/// What would be sent to a store for what is filled in: a JSON object. Nothing is sent.
#[tauri::command]
#[specta::specta]
pub async fn preview_action(
    session: State<'_, Session>,
    store_id: u32,
    action: String,
    input: String,
) -> Answer<ActionPreview> {
    Ok(session
        .patchbay()?
        .preview_action(store_id, &action, &input)
        .await?)
}

/// What can be chosen in an input at a place, `items/0/order_product_id`.
#[tauri::command]
#[specta::specta]
pub async fn action_options(
    session: State<'_, Session>,
    store_id: u32,
    action: String,
    place: String,
    input: String,
    typed: String,
) -> Answer<Vec<InputChoice>> {
    Ok(session
        .patchbay()?
        .action_options(store_id, &action, &place, &input, &typed)
        .await?)
}

/// Runs an action. What BigCommerce refuses is an outcome, no error.
#[tauri::command]
#[specta::specta]
pub async fn run_action(
    session: State<'_, Session>,
    store_id: u32,
    action: String,
    input: String,
    run: RunAs,
    on_progress: Channel<ActionProgress>,
) -> Answer<CallView> {
    let tell = move |progress| drop(on_progress.send(progress));
    Ok(session
        .patchbay()?
        .run_action(store_id, &action, &input, run, tell)
        .await?)
}

/// Calls, the newest first, a hundred at most; those before the one of an id.
#[tauri::command]
#[specta::specta]
pub async fn calls(
    session: State<'_, Session>,
    filter: CallFilter,
    before: Option<u32>,
) -> Answer<Vec<CallRow>> {
    Ok(session.patchbay()?.calls(filter, before).await?)
}

/// A call.
#[tauri::command]
#[specta::specta]
pub async fn call(session: State<'_, Session>, call_id: u32) -> Answer<CallView> {
    Ok(session.patchbay()?.call(call_id).await?)
}

/// What BigCommerce shows of a call whose outcome nobody knows.
#[tauri::command]
#[specta::specta]
pub async fn look_for_call(session: State<'_, Session>, call_id: u32) -> Answer<CallFound> {
    Ok(session.patchbay()?.look_for_call(call_id).await?)
}

/// Notes what the user says of a call whose outcome nobody knows.
#[tauri::command]
#[specta::specta]
pub async fn settle_call(
    session: State<'_, Session>,
    call_id: u32,
    settled: CallSettled,
) -> Answer<CallView> {
    Ok(session.patchbay()?.settle_call(call_id, settled).await?)
}

/// Forgets the calls of a store, or of all, but those that are under way or that nobody settled.
#[tauri::command]
#[specta::specta]
pub async fn forget_calls(session: State<'_, Session>, store_id: Option<u32>) -> Answer<u32> {
    Ok(session.patchbay()?.forget_calls(store_id).await?)
}
