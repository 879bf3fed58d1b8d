//! The app as its users have it: the real window, and the practice BigCommerce in a real browser.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod accounts;
mod acting;
mod address;
mod again;
#[path = "../live/certificates.rs"]
mod certificates;
mod desk;
mod desktop;
mod diagnosing;
mod driver;
mod exceptions;
mod keeping;
mod leaving;
#[path = "../support/ledger.rs"]
mod ledger;
mod looking;
#[path = "../live/network.rs"]
#[allow(dead_code, reason = "the live test uses the rest")]
mod network;
mod orchestrating;
mod page;
mod path;
#[path = "../live/proxy.rs"]
#[allow(dead_code, reason = "the live test uses the rest")]
mod proxy;
mod recovering;
mod scopes;
mod setups;
#[path = "../../src-tauri/crates/gateway/tests/common/sshd.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod sshd;
mod stores;
mod telling;
mod transfers;
mod tray;
mod troubles;
mod tryout;

use desk::Desk;
use fantoccini::Locator;
use path::{callback_url, install, pick_scopes, place_order, register};

#[tokio::test(flavor = "multi_thread")]
async fn a_new_user_gets_from_nothing_to_a_live_trigger() {
    let desk = Desk::open(&[]).await;
    desk.app.see("BigCommerce").await;
    desk.app.picture("catalog").await;
    desk.app.press("Practise first").await;
    let callback = callback_url(&desk).await;
    desk.app.picture("setup-callbacks").await;
    desk.app.press("Open developer portal").await;
    desk.follow().await;
    let (client_id, client_secret) = register(&desk, &callback).await;
    desk.app.press("Continue").await;

    desk.app.find("[data-step='scopes']").await;
    desk.app.picture("setup-scopes").await;
    desk.app.press("Add").await;
    desk.app.see("store_cart_read_only").await;
    pick_scopes(&desk).await;
    desk.app.press("Continue").await;

    desk.app.fill("#client-id", &client_id).await;
    desk.app.fill("#client-secret", &client_secret).await;
    desk.app.picture("setup-credentials").await;
    desk.app.press("Save credentials").await;
    desk.app.see("Not proved yet").await;
    assert!(
        !desk.app.0.source().await.unwrap().contains(&client_secret),
        "the secret is write-only"
    );
    desk.app.press("Continue").await;

    desk.app.find("[data-step='install']").await;
    desk.app.picture("setup-install").await;
    desk.app.press("Open BigCommerce").await;
    desk.app.see("Waiting").await;
    desk.app.picture("setup-waiting").await;
    desk.follow().await;
    install(&desk).await;
    desk.app
        .find("[data-step-link='install'][data-state='proved']")
        .await;
    desk.app.picture("setup-installed").await;
    desk.app.press("Continue").await;

    desk.app.see("4 of 4").await;
    desk.app.picture("setup-triggers").await;
    place_order(&desk).await;
    desk.app
        .find("[data-step-link='triggers'][data-state='proved']")
        .await;
    desk.app.picture("setup-done").await;
    desk.app.press("Open the feed").await;
    desk.app.see("was created").await;
    desk.fill("burst-count", "12").await;
    desk.click("burst-go").await;
    desk.app.see("13 events").await;
    desk.app.picture("feed").await;
    desk.app
        .click(Locator::Css("[role='row'][aria-rowindex='2']"))
        .await;
    desk.app.see("Signed with this app").await;
    desk.app.picture("feed-detail").await;
    desk.app.accessible("an event").await;
    desk.app.0.refresh().await.unwrap();
    desk.app.see("13 events").await;
    place_order(&desk).await;
    desk.app.see("14 events").await;
    search(&desk).await;
    look_around(&desk).await;
    desk.close().await;
}

/// Searches, charts, compares and pins what arrived, by the keyboard where a user would.
async fn search(desk: &Desk) {
    let app = &desk.app;
    app.fill("[role='combobox']", "store/order/created").await;
    app.keys("\u{e007}").await;
    app.find("button[aria-label^='Remove']").await;
    app.see("was created").await;
    app.fill("[role='combobox']", "-is:verified").await;
    app.keys("\u{e007}").await;
    app.see("No event passes the filter").await;
    app.picture("feed-nothing").await;
    app.accessible("a search that finds nothing").await;
    app.press("Clear").await;
    app.press("Chart of events over time").await;
    app.find("[role='slider']").await;
    app.picture("feed-chart").await;
    app.accessible("the chart").await;
    for (view, name) in [
        ("Failures", "feed-failures"),
        ("Answer times", "feed-answer-times"),
    ] {
        app.press(view).await;
        app.picture(name).await;
        app.accessible(view).await;
    }
    app.press("Events").await;
    app.click(Locator::Css("[role='row'][aria-rowindex='2']"))
        .await;
    app.keys("d").await;
    app.find("[role='tab'][data-state='active'][data-value='compare']")
        .await;
    app.picture("feed-compare").await;
    app.accessible("a comparison").await;
    app.keys("p").await;
    app.find("[role='row'][aria-rowindex='2'] [aria-label='Pinned']")
        .await;
    app.press("Chart of events over time").await;
}

/// Every screen can be left by the rail, whatever it shows.
async fn look_around(desk: &Desk) {
    for screen in ["Stores", "Diagnose", "Preferences", "Catalog", "Feed"] {
        desk.app.press(screen).await;
        desk.app.titled(screen).await;
        desk.app.accessible(screen).await;
    }
    desk.app.press("Stores").await;
    desk.app.picture("stores").await;
    desk.app
        .click(Locator::Css("[role='row'] a[href^='#/stores/']"))
        .await;
    desk.app.titled("Harbour Coffee Roasters").await;
    desk.app.picture("store").await;
    desk.app.accessible("a store").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn practice_opens_straight_into_the_set_up() {
    let desk = Desk::open(&["--practice"]).await;
    desk.app.find("[data-step='callbacks']").await;
    desk.app.see("Use your credentials").await;
    desk.close().await;
}

/// What breaks the content policy, but for the one style that Tauri's isolation brings along.
const VIOLATIONS: &str = "window.violations = []; \
    addEventListener('securitypolicyviolation', (e) => window.violations.push( \
      [e.violatedDirective, e.blockedURI, e.sourceFile, e.lineNumber].join(' ')));";

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_keeps_the_content_policy() {
    let desk = Desk::open(&[]).await;
    desk.app.see("BigCommerce").await;
    desk.app.0.execute(VIOLATIONS, vec![]).await.unwrap();
    desk.app.press("Practise first").await;
    desk.app.find("[data-step='callbacks']").await;
    for step in ["scopes", "credentials", "install", "triggers"] {
        desk.app
            .click(Locator::Css(&format!(
                "[data-step-link='{step}'] a, a[data-step-link='{step}']"
            )))
            .await;
        desk.app.find(&format!("[data-step='{step}']")).await;
        desk.app.accessible(step).await;
    }
    for (screen, words) in [
        ("Stores", "store"),
        ("Feed", "Feed"),
        ("Preferences", "Preferences"),
        ("Catalog", "BigCommerce"),
    ] {
        desk.app.press(screen).await;
        desk.app.see(words).await;
        desk.app
            .picture(&format!("screen-{}", screen.to_lowercase()))
            .await;
    }
    let found = desk
        .app
        .0
        .execute("return window.violations", vec![])
        .await
        .unwrap();
    assert_eq!(found, serde_json::json!([]));
    desk.close().await;
}
