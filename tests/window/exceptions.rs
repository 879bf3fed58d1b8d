//! BigCommerce gives hooks up: the feed says so, the store's page too, and they are active again before
//! anybody asks.

use fantoccini::Locator;

use crate::desk::Desk;
use crate::path::{place_order, set_up};
use crate::stores::{drive, pictures};

#[tokio::test(flavor = "multi_thread")]
async fn hooks_that_are_given_up_are_told_of() {
    let desk = Desk::open(&[]).await;
    let (client_id, _) = set_up(&desk).await;
    place_order(&desk).await;
    let app = &desk.app;
    app.press("Stores").await;
    app.click(Locator::Css("[role='grid'] a[href^='#/stores/']"))
        .await;
    app.titled("Harbour Coffee Roasters").await;
    app.see("BigCommerce tells Patchbay when it cannot deliver by these hooks.")
        .await;
    app.see("It told of none yet.").await;
    pictures(&desk, "exceptions-none").await;

    drive(&desk, "hooks/give-up", &client_id).await;
    app.see("and switched its hook off").await;
    app.see("4 hooks were off and made active again").await;
    app.accessible("a store whose hooks were given up").await;
    pictures(&desk, "exceptions-store").await;

    app.press("Show failed deliveries").await;
    app.titled("Feed").await;
    app.see("BigCommerce gave up on Order Created and switched its hook off")
        .await;
    app.gone("was created").await;
    app.click(Locator::Css("[role='row'][aria-rowindex='2']"))
        .await;
    app.see("Every attempt of about two days failed.").await;
    app.see("90002").await;
    app.accessible("an event that tells of failed deliveries")
        .await;
    pictures(&desk, "exceptions-event").await;
    app.press("Open the store").await;
    app.titled("Harbour Coffee Roasters").await;
    desk.close().await;
}
