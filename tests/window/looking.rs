//! What a trigger is about is fetched as it arrives, and the feed says what became of it.

use fantoccini::Locator;
use serde_json::json;

use crate::desk::Desk;
use crate::path::{place_order, set_up};

#[tokio::test(flavor = "multi_thread")]
async fn the_feed_says_what_became_of_an_order() {
    let desk = Desk::open(&[]).await;
    set_up(&desk).await;
    let app = &desk.app;
    app.press("Catalog").await;
    app.click(Locator::Css("main a[href*='/settings']")).await;
    app.press("Triggers").await;
    app.press("Fetch what a trigger is about as it arrives")
        .await;
    app.find("[role='switch'][aria-label^='Fetch'][aria-checked='true']")
        .await;
    app.picture("fetching").await;
    app.accessible("the triggers of an app").await;

    place_order(&desk).await;
    app.press("Feed").await;
    app.see("· Awaiting Fulfillment ·").await;
    set_newest_order(&desk, "Shipped").await;
    app.see("moved from Awaiting Fulfillment to Shipped").await;
    app.fill("[role='combobox']", "to shipped").await;
    app.keys("\u{e007}").await;
    app.find("button[aria-label^='Remove']").await;
    app.see("moved from Awaiting Fulfillment to Shipped").await;
    app.picture("looked-for").await;
    app.click(Locator::Css("[role='row'][aria-rowindex='2']"))
        .await;
    app.press("Resource").await;
    app.see("GET /v2/orders/").await;
    app.picture("looked").await;
    app.accessible("a resource that was fetched").await;
    app.press("What changed since").await;
    app.see("\"Shipped\"").await;
    app.picture("looked-since").await;
    desk.close().await;
}

/// Gives the newest order of the store that the browser is in another status.
async fn set_newest_order(desk: &Desk, status: &str) {
    let script = "const form = document.querySelector(\"[data-test='orders'] select\").form;
        const select = form.querySelector('select');
        select.value = [...select.options].find((it) => it.text === arguments[0]).value;
        form.requestSubmit();";
    desk.browser
        .0
        .execute(script, vec![json!(status)])
        .await
        .unwrap();
}
