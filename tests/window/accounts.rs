//! A store without an app, by a person who has no mouse: its account is made in the control panel,
//! typed with mistakes, added, seen at work, deleted there, and another takes over.

use std::time::{Duration, Instant};

use crate::desk::Desk;
use crate::path::place_order;

const CONTROL: char = '\u{e009}';
const ENTER: &str = "\u{e007}";
const TAB: &str = "\u{e004}";
const RIGHT: &str = "\u{e014}";

/// An account as its control panel shows it once.
struct Account {
    path: String,
    client_id: String,
    secret: String,
    token: String,
    file: String,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_is_added_by_its_account_and_given_another() {
    let desk = Desk::open(&[]).await;
    let app = &desk.app;
    app.see("No app? A store’s own API account will do.").await;
    app.picture("accounts-catalog").await;
    app.chord(CONTROL, 'k').await;
    app.find("[role='dialog'] input").await;
    app.keys("api account").await;
    app.see("Add a store by its API account").await;
    app.keys(ENTER).await;
    app.titled("Add a store by its API account").await;
    app.picture("accounts-empty").await;
    app.accessible("the form of an account").await;

    tab_to(&desk, "[role='radio']").await;
    app.keys(RIGHT).await;
    app.see("Open the practice control panel").await;
    tab_to_words(&desk, "Open the practice control panel").await;
    app.keys(ENTER).await;
    desk.follow().await;
    let account = make(&desk, "Warehouse").await;

    with_mistakes(&desk, &account).await;
    app.titled("Harbour Coffee Roasters").await;
    app.see("Order Created: its order").await;
    app.see("Works").await;
    app.see("not told by BigCommerce").await;
    place_order(&desk).await;
    app.see("was created").await;
    app.picture("accounts-store").await;
    let script = "[...document.querySelectorAll('h2')].at(-1).scrollIntoView()";
    app.0.execute(script, vec![]).await.unwrap();
    app.picture("accounts-scopes").await;
    app.accessible("the store of an account").await;
    app.chord(CONTROL, 'k').await;
    app.find("[role='dialog'] input").await;
    app.keys("feed").await;
    app.keys(ENTER).await;
    app.titled("Feed").await;
    app.see("was created").await;
    app.see("Verified").await;
    app.picture("accounts-feed").await;
    replaced(&desk).await;
    desk.close().await;
}

/// Types the account, first with what people get wrong.
async fn with_mistakes(desk: &Desk, account: &Account) {
    let app = &desk.app;
    enter(desk, "#account-name", "Harbour Coffee, warehouse").await;
    enter(
        desk,
        "#api-path",
        "https://api.bigcommerce.com/stores/g5cd38/v3/",
    )
    .await;
    enter(desk, "#client-id", &account.client_id).await;
    enter(desk, "#client-secret", &account.secret).await;
    enter(desk, "#access-token", &account.token[..20]).await;
    app.keys(ENTER).await;
    app.see("This is not a path of the practice BigCommerce.")
        .await;
    focused(desk, "#api-path").await;
    enter(desk, "#api-path", &account.path).await;
    app.keys(ENTER).await;
    app.see("does not accept this token for the store g5cd38 (401)")
        .await;
    focused(desk, "#access-token").await;
    assert_eq!(
        app.value("#account-name").await,
        "Harbour Coffee, warehouse"
    );
    assert_eq!(
        app.value("#client-secret").await,
        account.secret,
        "nothing is lost"
    );
    app.picture("accounts-mistake").await;
    app.accessible("a mistake in an account").await;
    enter(desk, "#access-token", &account.token).await;
    app.keys(ENTER).await;
}

/// The account is deleted in the control panel; another takes over.
async fn replaced(desk: &Desk) {
    let app = &desk.app;
    desk.click("nav-settings").await;
    let delete = desk
        .browser
        .find("[data-test^='delete-api-account-']")
        .await;
    delete.click().await.unwrap();
    desk.browser.see("No API accounts").await;
    app.chord(CONTROL, 'k').await;
    app.find("[role='dialog'] input").await;
    app.keys("harbour coffee roasters").await;
    app.keys(ENTER).await;
    app.titled("Harbour Coffee Roasters").await;
    tab_to_words(desk, "Check now").await;
    app.keys(ENTER).await;
    app.see("its API account was deleted").await;
    app.picture("accounts-deleted").await;
    app.accessible("a store whose account was deleted").await;
    tab_to_words(desk, "Replace credentials").await;
    app.keys(ENTER).await;
    app.see("The Client ID, Client Secret and access token of the API account.")
        .await;
    app.see("BigCommerce signed a trigger with it").await;
    let other = make(desk, "Warehouse 2").await;
    tab_to_words(desk, "Replace credentials").await;
    app.keys(ENTER).await;
    focused(desk, "#credentials-file").await;
    app.keys(&other.file.trim().replace('\n', ENTER)).await;
    app.keys(TAB).await;
    app.see("Filled in: API path, Client ID, Client Secret, access token.")
        .await;
    app.picture("accounts-replacing").await;
    app.accessible("the replacing of credentials").await;
    tab_to(desk, "form button[type='submit']").await;
    app.keys(ENTER).await;
    app.see("BigCommerce accepts it, checked").await;
    app.see("The first trigger proves it.").await;
    place_order(desk).await;
    app.see("BigCommerce signed a trigger with it").await;
    app.picture("accounts-settings").await;
    app.accessible("the credentials of an account").await;
}

/// Makes an account in the control panel of the first store.
async fn make(desk: &Desk, name: &str) -> Account {
    let browser = &desk.browser;
    if browser.text().await.contains("Choose a store") {
        desk.click("store-g5cd38").await;
    }
    desk.click("nav-settings").await;
    desk.click("create-api-account").await;
    desk.fill("account-name", name).await;
    for scope in [
        "store_v2_orders_read_only",
        "store_v2_information_read_only",
        "store_cart_read_only",
    ] {
        desk.click(scope).await;
    }
    desk.click("save").await;
    browser
        .picture(&format!("accounts-practice-{}", name.len()))
        .await;
    Account {
        path: browser.value("#api-path").await,
        client_id: browser.value("#client-id").await,
        secret: browser.value("#client-secret").await,
        token: browser.value("#access-token").await,
        file: browser.value("#credentials-file").await,
    }
}

/// Goes to a field and types in place of what stands there.
async fn enter(desk: &Desk, css: &str, text: &str) {
    tab_to(desk, css).await;
    desk.app.chord(CONTROL, 'a').await;
    desk.app.keys(text).await;
}

/// Presses Tab until the keyboard is there.
async fn tab_to(desk: &Desk, css: &str) {
    let here = "return document.activeElement?.matches(arguments[0]) ?? false";
    tab_until(desk, here, css).await;
}

/// Presses Tab until the keyboard is on the button or link with these words.
async fn tab_to_words(desk: &Desk, words: &str) {
    let here = "return document.activeElement?.textContent?.trim() === arguments[0]";
    tab_until(desk, here, words).await;
}

async fn tab_until(desk: &Desk, script: &str, what: &str) {
    for _ in 0..80 {
        let there = desk.app.0.execute(script, vec![what.into()]).await.unwrap();
        if there == true {
            return;
        }
        desk.app.keys(TAB).await;
    }
    panic!("the keyboard never gets to {what}");
}

/// Waits until the keyboard is there by itself.
async fn focused(desk: &Desk, css: &str) {
    let script = "return document.activeElement?.matches(arguments[0]) ?? false";
    let deadline = Instant::now() + Duration::from_secs(10);
    while desk.app.0.execute(script, vec![css.into()]).await.unwrap() != true {
        assert!(Instant::now() < deadline, "the keyboard is not at {css}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
