//! A mistake in the developer portal, said at once, shown to the letter, and mended.

use fantoccini::Locator;

use crate::desk::Desk;
use crate::path::{callback_url, install, pick_scopes, place_order, register};

const ENTER: &str = "\u{e007}";
const SIZES: [(u32, u32); 2] = [(1000, 700), (1600, 1000)];

#[tokio::test(flavor = "multi_thread")]
async fn a_slash_too_many_is_shown_and_mended() {
    let desk = Desk::open(&[]).await;
    let app = &desk.app;
    app.press("Practise first").await;
    let callback = callback_url(&desk).await;
    let (information, manage) = installed_with(&desk, &format!("{callback}/")).await;

    app.see("The registered URL has a slash at its end").await;
    app.picture("install-astray").await;
    app.accessible("an install that went astray").await;
    app.click(Locator::Css("main a[href^='#/diagnose/app/']"))
        .await;
    app.titled("Diagnose").await;
    app.see("A slash at the end").await;
    app.find("[aria-label='Copy report']").await;
    app.accessible("a diagnosis with trouble").await;
    pictures(&desk, "diagnose-trouble").await;

    app.click(Locator::Css("main a[href$='/settings/callbacks']"))
        .await;
    app.titled("Practice").await;
    desk.browser.0.goto(&information).await.unwrap();
    desk.fill("auth", &callback).await;
    desk.click("save").await;
    desk.browser.see("Changes were saved").await;
    app.press("Installs").await;
    app.press("Open BigCommerce").await;
    desk.follow().await;
    desk.browser.0.goto(&manage).await.unwrap();
    desk.click("uninstall").await;
    desk.click("install").await;
    desk.click("confirm").await;
    app.see("Harbour Coffee Roasters").await;

    all_is_well(&desk, &callback).await;
    desk.close().await;
}

/// The whole set-up with this Callback URL under Auth; where that is changed, and where the app is
/// installed from.
async fn installed_with(desk: &Desk, callback: &str) -> (String, String) {
    let app = &desk.app;
    app.press("Open developer portal").await;
    desk.follow().await;
    let (client_id, client_secret) = register(desk, callback).await;
    let information = here(desk).await;
    app.press("Continue").await;
    app.press("Add").await;
    app.see("store_cart_read_only").await;
    pick_scopes(desk).await;
    app.press("Continue").await;
    app.fill("#client-id", &client_id).await;
    app.fill("#client-secret", &client_secret).await;
    app.press("Save credentials").await;
    app.see("not yet proved").await;
    app.press("Continue").await;
    app.press("Open BigCommerce").await;
    desk.follow().await;
    install(desk).await;
    let frame = here(desk).await;
    let (store, number) = frame.split_once("/app/").unwrap();
    let number = number.split(['?', '/']).next().unwrap();
    (information, format!("{store}/marketplace/apps/{number}"))
}

async fn here(desk: &Desk) -> String {
    desk.browser.0.current_url().await.unwrap().into()
}

/// After a trigger arrived, by the keyboard where a user would.
async fn all_is_well(desk: &Desk, callback: &str) {
    let app = &desk.app;
    place_order(desk).await;
    app.press("Feed").await;
    app.see("was created").await;
    app.keys("g").await;
    app.keys("d").await;
    app.titled("Diagnose").await;
    app.find("[aria-label='Copy report']").await;
    app.gone("Failing").await;
    pictures(desk, "diagnose").await;
    app.accessible("a diagnosis").await;
    let row = "//button[contains(@class, 'head')][contains(., 'Callback URLs at BigCommerce')]";
    app.click(Locator::XPath(row)).await;
    app.fill("form input", &format!("{callback}/uninstall"))
        .await;
    app.keys(ENTER).await;
    app.see("This is the URL for App information › Uninstall")
        .await;
    app.picture("diagnose-compared").await;
    app.press("Copy report").await;
    app.find("[aria-label='Copy report'][data-outcome='copied']")
        .await;
}

async fn pictures(desk: &Desk, name: &str) {
    for (width, height) in SIZES {
        let set = desk.app.0.set_window_size(width, height).await;
        set.unwrap();
        desk.app.picture(&format!("{name}-{width}")).await;
    }
}
