use patchbay_core::view::{
    BodyView, ChartSpan, ChartView, Condition, EventDetail, FeedBatch, FeedPage, FeedQuery,
    ResourceView, SavedFilter, ShapeView,
};
use tauri::State;
use tauri::ipc::Channel;

use super::Session;
use super::error::Answer;

/// A page of the feed, newest first.
#[tauri::command]
#[specta::specta]
pub async fn feed_page(session: State<'_, Session>, query: FeedQuery) -> Answer<FeedPage> {
    Ok(session.patchbay()?.feed_page(&query).await?)
}

/// Sends what is new or changed after `after`, judged by the conditions, in batches, until the page lets go.
#[tauri::command]
#[specta::specta]
pub async fn follow_feed(
    session: State<'_, Session>,
    conditions: Vec<Condition>,
    after: u32,
    on_batch: Channel<FeedBatch>,
) -> Answer<u32> {
    Ok(session
        .patchbay()?
        .follow_feed(&conditions, after, move |batch| {
            on_batch.send(batch).is_ok()
        }))
}

/// An event with everything known of it.
#[tauri::command]
#[specta::specta]
pub async fn event(session: State<'_, Session>, id: u32) -> Answer<EventDetail> {
    Ok(session.patchbay()?.event(id).await?)
}

/// The resource of an event as it is now.
#[tauri::command]
#[specta::specta]
pub async fn fetch_resource(session: State<'_, Session>, event_id: u32) -> Answer<ResourceView> {
    Ok(session.patchbay()?.fetch_resource(event_id).await?)
}

/// The looks at an event's resource that were kept, oldest first.
#[tauri::command]
#[specta::specta]
pub async fn resource_looks(
    session: State<'_, Session>,
    event_id: u32,
) -> Answer<Vec<ResourceView>> {
    Ok(session.patchbay()?.resource_looks(event_id).await?)
}

/// The event before this one of the same resource.
#[tauri::command]
#[specta::specta]
pub async fn previous_event(session: State<'_, Session>, id: u32) -> Answer<Option<EventDetail>> {
    Ok(session.patchbay()?.previous_event(id).await?)
}

/// A delivery's body, its first megabyte.
#[tauri::command]
#[specta::specta]
pub async fn delivery_body(session: State<'_, Session>, delivery_id: u32) -> Answer<BodyView> {
    Ok(session.patchbay()?.delivery_body(delivery_id).await?)
}

/// A delivery's payload beside the others of its event's trigger; nothing when there is none to
/// compare.
#[tauri::command]
#[specta::specta]
pub async fn payload_shape(
    session: State<'_, Session>,
    event_id: u32,
    delivery_id: u32,
) -> Answer<Option<ShapeView>> {
    let patchbay = session.patchbay()?;
    Ok(patchbay.payload_shape(event_id, delivery_id).await?)
}

/// The saved filters, by name.
#[tauri::command]
#[specta::specta]
pub async fn saved_filters(session: State<'_, Session>) -> Answer<Vec<SavedFilter>> {
    Ok(session.patchbay()?.saved_filters().await?)
}

/// Keeps a filter under a name, in place of one with the same name.
#[tauri::command]
#[specta::specta]
pub async fn save_filter(
    session: State<'_, Session>,
    name: String,
    conditions: Vec<Condition>,
) -> Answer<SavedFilter> {
    Ok(session.patchbay()?.save_filter(&name, &conditions).await?)
}

/// Forgets a saved filter.
#[tauri::command]
#[specta::specta]
pub async fn delete_filter(session: State<'_, Session>, id: u32) -> Answer<()> {
    Ok(session.patchbay()?.delete_filter(id).await?)
}

/// How many events arrived over time, by trigger.
#[tauri::command]
#[specta::specta]
pub async fn chart(session: State<'_, Session>, span: ChartSpan) -> Answer<ChartView> {
    Ok(session.patchbay()?.chart(span).await?)
}
