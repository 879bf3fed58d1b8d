//! Permissions & scopes as the window shows them: why each scope is there, what BigCommerce granted
//! of it, how a store is asked to consent again, and what is written down of it all.

use crate::desk::Desk;
use crate::path::set_up;

const DOWN: &str = "\u{e015}";
const ENTER: &str = "\u{e007}";

async fn go(desk: &Desk, hash: &str) {
    let script = "location.hash = arguments[0]";
    let gone = desk.app.0.execute(script, vec![hash.into()]).await;
    gone.unwrap();
}

/// Opens the app's scopes in the practice portal, and picks one more.
async fn tick(desk: &Desk, scope: &str) {
    desk.app.press("Open developer portal").await;
    desk.follow().await;
    desk.browser.press("Order desk").await;
    desk.browser.press("Scopes").await;
    desk.click(scope).await;
    desk.click("save").await;
    desk.click("confirm-scopes").await;
}

/// The merchant opens the app, and agrees to what it may do as of today.
async fn consent(desk: &Desk) {
    for there in ["[data-test^='store-']", "[data-test^='app-']"] {
        let found = desk.browser.find(there).await;
        found.click().await.unwrap();
    }
    desk.click("launch").await;
    desk.click("confirm").await;
    desk.browser.find("[data-test='app-frame']").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn scopes_are_compared_with_what_bigcommerce_granted() {
    let desk = Desk::open(&[]).await;
    set_up(&desk).await;
    go(&desk, "#/apps/1/settings/scopes").await;
    desk.app.see("Asked for, ticked, granted").await;
    desk.app
        .see("Finds missed Order Created, Order Updated and Refund Created again")
        .await;
    desk.app.picture("scopes").await;
    desk.app.accessible("the scopes of an app").await;

    desk.app
        .fill("#scope-picker", "store_v2_customers modify")
        .await;
    desk.app.gone("store_storefront_api").await;
    desk.app.picture("scopes-picker").await;
    desk.app.keys(&format!("{DOWN}{ENTER}")).await;
    desk.app
        .find("[aria-label='Remove store_v2_customers']")
        .await;
    desk.app
        .see("Scopes missing: the portal has Customers at None, not Modify")
        .await;
    desk.app.see("Nothing that is on here needs it").await;
    desk.app.press("What store_v2_customers opens").await;
    desk.app.see("POST /v3/customers").await;
    desk.app.picture("scopes-missing").await;
    desk.app.accessible("scopes that are missing").await;

    tick(&desk, "store_v2_customers").await;
    desk.app.press("Ask for consent again").await;
    desk.app.see("Waiting for BigCommerce").await;
    desk.follow().await;
    consent(&desk).await;
    desk.app.see("The store consented").await;
    desk.app.gone("Scopes missing").await;
    desk.app.picture("scopes-consented").await;

    go(&desk, "#/stores/1").await;
    desk.app.see("This store’s token").await;
    desk.app.picture("store-scopes").await;
    desk.app.accessible("the scopes of a store").await;

    go(&desk, "#/apps/1/settings/history").await;
    desk.app.see("Store consented again").await;
    desk.app.see("+store_v2_customers").await;
    desk.app.see("Scope added").await;
    desk.app.picture("history").await;
    desk.app.accessible("the history of an app").await;
    desk.close().await;
}
