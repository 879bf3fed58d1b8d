//! The list of stores, something done with those selected, and a store's page in trouble.

use serde_json::json;

use crate::desk::Desk;
use crate::path::{place_order, set_up};

pub const DOWN: &str = "\u{e015}";
const ENTER: &str = "\u{e007}";
const SIZES: [(u32, u32); 2] = [(1000, 700), (1600, 1000)];

#[tokio::test(flavor = "multi_thread")]
async fn stores_are_checked_and_say_how_they_are() {
    let desk = Desk::open(&[]).await;
    let (client_id, _) = set_up(&desk).await;
    place_order(&desk).await;
    let app = &desk.app;
    app.press("Stores").await;
    app.see("Harbour Coffee Roasters").await;
    select_first(&desk).await;
    app.see("1 store selected").await;
    app.accessible("the list of stores").await;
    app.press("Check health").await;
    app.see("Checked 1 store: 1 well.").await;

    drive(&desk, "hooks/give-up", &client_id).await;
    drive(&desk, "hooks/block", &client_id).await;
    app.press("Check health").await;
    app.see("Domain blocked").await;
    app.accessible("what came of a check").await;
    pictures(&desk, "stores-checked").await;
    app.press("Dismiss").await;
    app.gone("Checked 1 store").await;

    focus_list(&desk).await;
    app.keys(ENTER).await;
    app.titled("Harbour Coffee Roasters").await;
    app.see("BigCommerce delivers nothing to 127.0.0.1 for now")
        .await;
    app.see("4 hooks were off and made active again").await;
    app.press("Change whom BigCommerce writes to").await;
    app.fill("#hook-emails", "nobody").await;
    app.press("Save addresses").await;
    app.see("“nobody” is not an e-mail address.").await;
    app.fill("#hook-emails", "ops@example.com").await;
    app.press("Save addresses").await;
    app.see("BigCommerce writes to ops@example.com about hooks")
        .await;
    app.accessible("a store in trouble").await;
    pictures(&desk, "store-troubled").await;
    app.press("Show in the feed").await;
    app.titled("Feed").await;
    app.find("button[aria-label^='Remove']").await;
    app.see("was created").await;
    desk.close().await;
}

/// Puts the keyboard on the list, as Tab does.
pub async fn focus_list(desk: &Desk) {
    let focus = "document.querySelector('[role=grid]').focus()";
    desk.app.0.execute(focus, vec![]).await.unwrap();
}

async fn select_first(desk: &Desk) {
    focus_list(desk).await;
    desk.app.keys(DOWN).await;
    desk.app.keys(" ").await;
}

/// Does to the app's hooks on the first store what BigCommerce does.
pub async fn drive(desk: &Desk, what: &str, client_id: &str) {
    let here = desk.browser.0.current_url().await.unwrap();
    let url = here
        .join(&format!("/practice/stores/g5cd38/{what}"))
        .unwrap();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = http
        .post(url.as_str())
        .json(&json!({ "client_id": client_id }));
    let answer = answer.send().await.unwrap();
    assert!(answer.status().is_success(), "{what}: {}", answer.status());
}

/// The screen in both themes, small and large.
pub async fn pictures(desk: &Desk, name: &str) {
    for (width, height) in SIZES {
        desk.app.0.set_window_size(width, height).await.unwrap();
        for theme in ["light", "dark"] {
            let script = "document.documentElement.dataset.theme = arguments[0]";
            desk.app
                .0
                .execute(script, vec![json!(theme)])
                .await
                .unwrap();
            desk.app.picture(&format!("{name}-{width}-{theme}")).await;
        }
    }
    let script = "delete document.documentElement.dataset.theme";
    desk.app.0.execute(script, vec![]).await.unwrap();
}
