//! What was missed is found again, and the window tells of it.

use fantoccini::Locator;

use crate::desk::Desk;
use crate::page::Page;
use crate::path::{place_order, set_up};

const ENTER: &str = "\u{e007}";
const CONTROL: char = '\u{e009}';

#[tokio::test(flavor = "multi_thread")]
async fn orders_that_found_nobody_are_recovered() {
    let desk = Desk::open(&[]).await;
    set_up(&desk).await;
    let app = &desk.app;
    nobody_is_there(&desk).await;
    for _ in 0..3 {
        place_order(&desk).await;
    }
    look(app).await;
    app.see("3 events did not arrive and were recovered").await;
    app.see("When you asked: 3 Order Created.").await;
    app.picture("missed").await;
    app.accessible("the feed after a recovery").await;
    app.press("Show them").await;
    app.find("button[aria-label^='Remove']").await;
    app.click(Locator::Css("[role='row'][aria-rowindex='2']"))
        .await;
    app.see("Recovered").await;
    app.picture("missed-event").await;
    app.press("Deliveries 1").await;
    app.picture("missed-delivery").await;
    app.accessible("an event that was recovered").await;

    app.press("All gaps").await;
    app.find("[data-test='gap-row']").await;
    app.picture("missed-gaps").await;
    app.accessible("the list of gaps").await;
    app.press("Look for missed events").await;
    app.see("Nothing was missed").await;
    app.press("Close").await;
    app.click(Locator::Css("button[aria-label='Dismiss']"))
        .await;
    app.gone("Nothing was missed").await;
    desk.close().await;
}

/// From now on deliveries find nobody.
async fn nobody_is_there(desk: &Desk) {
    let browser = &desk.browser;
    let orders = browser.0.current_url().await.unwrap();
    let faults = orders.join("/faults").unwrap();
    browser.0.goto(faults.as_str()).await.unwrap();
    desk.click("nobody").await;
    desk.click("save").await;
    browser.see("Faults are on").await;
    browser.0.goto(orders.as_str()).await.unwrap();
}

/// Asks for what was missed, by the palette.
async fn look(app: &Page) {
    app.chord(CONTROL, 'k').await;
    app.find("[role='dialog'] input").await;
    app.keys("missed events").await;
    app.keys(ENTER).await;
}
