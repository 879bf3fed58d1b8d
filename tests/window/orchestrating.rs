//! An orchestration from a ready-made one to the runs that events start, in the real window.

use fantoccini::Locator;

use crate::desk::Desk;
use crate::path::{place_order, set_up};

#[tokio::test(flavor = "multi_thread")]
async fn a_ready_made_orchestration_is_tried_published_and_started_by_a_refund() {
    let desk = Desk::open(&[]).await;
    set_up(&desk).await;
    place_order(&desk).await;
    let app = &desk.app;
    app.see("was created").await;
    app.press("Orchestrations").await;
    app.see("Let events do something").await;
    app.picture("orchestrations-none").await;
    app.accessible("no orchestrations").await;
    app.press("New orchestration").await;
    let ready = "//*[@role='radio'][contains(., 'large refunds')]";
    app.click(Locator::XPath(ready)).await;
    app.picture("orchestration-new").await;
    app.accessible("a new orchestration").await;
    app.press("Make it").await;
    app.see("Refund Created").await;
    app.see("Saved").await;
    app.picture("orchestration-editor").await;
    app.accessible("the editor").await;

    app.press("Try out").await;
    app.picture("orchestration-try").await;
    app.accessible("trying out").await;
    app.press("Try it out").await;
    app.see("Refund").await;
    app.picture("run-tried").await;
    app.0.back().await.unwrap();
    app.see("Saved").await;

    app.press("Publish").await;
    app.picture("orchestration-publish").await;
    app.press("Publish version 1").await;
    app.gone("Publish version 1").await;
    app.press("Enable").await;
    app.see("Disable").await;
    refund(&desk).await;
    app.press("Orchestrations").await;
    app.press("Runs").await;
    app.see("The filter does not hold").await;
    app.picture("runs").await;
    app.accessible("runs").await;
    desk.close().await;
}

/// Makes a refund of any order in the control panel.
async fn refund(desk: &Desk) {
    let what = Locator::Css("[data-test='burst-what']");
    let what = desk.browser.0.find(what).await.unwrap();
    what.select_by_value("refunds").await.unwrap();
    desk.fill("burst-count", "1").await;
    desk.click("burst-go").await;
}
