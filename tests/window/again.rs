//! Events go on to the user's own software, and are sent again, from the real window.

#[path = "../support/receiver.rs"]
mod receiver;

use std::time::{Duration, Instant};

use fantoccini::Locator;
use receiver::Receiver;

use crate::desk::Desk;
use crate::path::{place_order, set_up};

const ENTER: &str = "\u{e007}";

#[tokio::test(flavor = "multi_thread")]
async fn events_are_forwarded_and_replayed() {
    let (desk, receiver) = (Desk::open(&[]).await, Receiver::start().await);
    let (_, client_secret) = set_up(&desk).await;
    let app = &desk.app;
    app.press("Forward addresses").await;
    app.titled("Forward addresses").await;
    app.see("Send events on to your own software").await;
    app.picture("forwards-none").await;
    add_address(&desk, &receiver.url("/webhooks")).await;

    place_order(&desk).await;
    taken(&receiver, 1).await;
    assert!(receiver.taken()[0].is_signed_with(&client_secret));
    app.see("Delivered 1").await;
    app.see("was created").await;
    app.picture("forwards").await;
    app.accessible("the forward addresses").await;

    app.press("Feed").await;
    app.click(Locator::Css("[role='row'][aria-rowindex='2']"))
        .await;
    app.see("Signed with this app").await;
    app.keys("r").await;
    app.see("Becomes a new event").await;
    app.picture("replay").await;
    app.accessible("the dialog that replays").await;
    send(&desk).await;
    app.see("Stored as a new event").await;
    app.press("Show the event").await;
    app.see("Event 1").await;
    app.picture("replayed").await;
    taken(&receiver, 2).await;
    assert_eq!(receiver.taken()[1].header("patchbay-origin"), "replayed");

    app.keys("r").await;
    app.press("Development server").await;
    app.press("Edited").await;
    app.fill("[role='dialog'] textarea", "{\"edited\": true}")
        .await;
    send(&desk).await;
    app.see("Development server answered 200").await;
    assert_eq!(
        &receiver.taken().last().unwrap().body[..],
        b"{\"edited\": true}"
    );
    app.press("Close").await;
    app.press("Forwards 2").await;
    app.see("by hand").await;
    app.picture("event-forwards").await;
    app.accessible("where an event went").await;
    desk.close().await;
}

async fn add_address(desk: &Desk, url: &str) {
    let app = &desk.app;
    app.press("Add a forward address").await;
    app.fill("#forward-name", "Development server").await;
    app.fill("#forward-url", "localhost").await;
    app.keys(ENTER).await;
    app.see("Give a whole URL").await;
    app.fill("#forward-url", url).await;
    app.picture("forwards-add").await;
    app.accessible("the form of a forward address").await;
    app.press("Save").await;
    app.see("Nothing was delivered here yet").await;
}

/// Presses the dialog's button, not the feed's.
async fn send(desk: &Desk) {
    let button = "//*[@role='dialog']//button[normalize-space(.)='Replay']";
    desk.app.click(Locator::XPath(button)).await;
}

async fn taken(receiver: &Receiver, count: usize) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while receiver.taken().len() < count {
        assert!(Instant::now() < deadline, "never forwarded");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
