use patchbay_core::view::{EventDetail, FeedBatch, FeedPage, FeedQuery, ResourceView};
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

/// Sends what is new or changed after `after`, in batches, until the page lets go.
#[tauri::command]
#[specta::specta]
pub async fn follow_feed(
    session: State<'_, Session>,
    after: u32,
    on_batch: Channel<FeedBatch>,
) -> Answer<u32> {
    Ok(session
        .patchbay()?
        .follow_feed(after, move |batch| on_batch.send(batch).is_ok()))
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
