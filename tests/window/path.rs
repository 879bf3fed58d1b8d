//! The pieces of a new user's way, from nothing to a store that sends.

use crate::desk::Desk;

/// What stands under Auth and Load, as the wizard shows it.
pub async fn callback_url(desk: &Desk) -> String {
    let line = desk
        .app
        .find("[data-step='callbacks'] code[data-copy]")
        .await;
    line.attr("data-copy").await.unwrap().unwrap()
}

/// Registers the app in the practice developer portal, as the wizard says.
pub async fn register(desk: &Desk, callback: &str) -> (String, String) {
    desk.click("create-app").await;
    desk.fill("app-name", "Order desk").await;
    desk.click("generate-credentials").await;
    let client_id = desk.browser.value("#client-id").await;
    let client_secret = desk.browser.value("#client-secret").await;
    desk.click("finish").await;
    desk.fill("auth", callback).await;
    desk.fill("load", callback).await;
    desk.click("save").await;
    desk.browser.see("Changes were saved").await;
    (client_id, client_secret)
}

/// Picks the rows of the checklist in the portal.
pub async fn pick_scopes(desk: &Desk) {
    desk.browser.press("Scopes").await;
    for scope in [
        "store_v2_products",
        "store_v2_orders",
        "store_v2_information_read_only",
        "store_cart_read_only",
    ] {
        desk.click(scope).await;
    }
    desk.click("save").await;
    desk.click("confirm-scopes").await;
}

/// Installs the app on the first practice store, from its control panel.
pub async fn install(desk: &Desk) {
    let store = desk.browser.find("[data-test^='store-']").await;
    store.click().await.unwrap();
    desk.browser
        .find("[data-test^='app-']")
        .await
        .click()
        .await
        .unwrap();
    desk.click("install").await;
    desk.click("confirm").await;
    desk.browser.find("[data-test='app-frame']").await;
}

/// Places an order in the store that the browser is in.
pub async fn place_order(desk: &Desk) {
    let here = desk.browser.0.current_url().await.unwrap();
    let manage = here.as_str().split("/manage").next().unwrap().to_owned();
    desk.browser
        .0
        .goto(&format!("{manage}/manage/orders"))
        .await
        .unwrap();
    desk.click("place-order").await;
}

/// The whole way, without a look aside: the app is installed and the feed is open. Gives the Client
/// ID and the Client Secret.
#[allow(dead_code)]
pub async fn set_up(desk: &Desk) -> (String, String) {
    desk.app.press("Practise first").await;
    let callback = callback_url(desk).await;
    desk.app.press("Open developer portal").await;
    desk.follow().await;
    let (client_id, client_secret) = register(desk, &callback).await;
    desk.app.press("Continue").await;
    desk.app.press("Add").await;
    desk.app.see("store_cart_read_only").await;
    pick_scopes(desk).await;
    desk.app.press("Continue").await;
    desk.app.fill("#client-id", &client_id).await;
    desk.app.fill("#client-secret", &client_secret).await;
    desk.app.press("Save credentials").await;
    desk.app.see("Not proved yet").await;
    desk.app.press("Continue").await;
    desk.app.press("Open BigCommerce").await;
    desk.follow().await;
    install(desk).await;
    desk.app.press("Continue").await;
    desk.app.see("4 of 4").await;
    desk.app.press("Feed").await;
    desk.app.titled("Feed").await;
    (client_id, client_secret)
}
