//! Triggers are tested and faults answered from the real window.

use fantoccini::Locator;

use crate::desk::Desk;
use crate::path::{place_order, set_up};

#[tokio::test(flavor = "multi_thread")]
async fn a_trigger_is_tested_and_a_fault_is_answered_once() {
    let desk = Desk::open(&[]).await;
    set_up(&desk).await;
    let app = &desk.app;
    app.keys("t").await;
    app.see("Send a test trigger").await;
    while !app
        .value("[role='dialog'] textarea")
        .await
        .contains("store/order/created")
    {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    app.press("Straight to this machine").await;
    app.picture("test-trigger").await;
    app.accessible("the dialog that tests a trigger").await;
    app.press("Send").await;
    app.see("Stored in").await;
    app.press("Show the event").await;
    app.see("Signed with this app").await;
    app.see("Test").await;
    app.picture("test-trigger-event").await;

    app.press("Try out").await;
    let fault = "//*[@role='menuitem'][contains(., 'fault')]";
    app.click(Locator::XPath(fault)).await;
    app.see("Deliveries are stored all the same").await;
    app.press("For the next deliveries").await;
    app.fill("#fault-times", "1").await;
    app.picture("fault").await;
    app.accessible("the dialog of a fault").await;
    app.press("Answer so").await;
    app.see("Patchbay answers 500").await;
    app.picture("fault-banner").await;
    app.accessible("the banner of a fault").await;
    place_order(&desk).await;
    app.gone("Patchbay answers 500").await;
    let new = "//button[contains(normalize-space(.), ' new')]";
    app.click(Locator::XPath(new)).await;
    let order = "//*[@role='row'][contains(., 'was created')]";
    app.click(Locator::XPath(order)).await;
    app.press("Deliveries 1").await;
    app.see("Answered 500").await;
    app.picture("fault-delivery").await;
    desk.close().await;
}
