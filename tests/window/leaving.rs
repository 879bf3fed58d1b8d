//! The window is closed while triggers arrive: what becomes of the hooks is asked, and the app stays in
//! the tray where that is wanted.

use std::time::{Duration, Instant};

use fantoccini::Locator;
use patchbay_ledger::Ledger;
use serde_json::json;

use crate::desk::{Circumstances, Desk};
use crate::desktop::Desktop;
use crate::driver::free_port;
use crate::path::{place_order, set_up};
use crate::tray::Tray;

const TITLE: &str = "Patchbay";
const CONTROL: char = '\u{e009}';

/// A desk whose practice is led by a public address: the listener's other name.
async fn with_address() -> Desk {
    let (circumstances, port) = (Circumstances::default(), free_port().to_string());
    let home = circumstances.folder.path().join("home");
    let way = json!({ "kind": "own", "url": format!("http://localhost:{port}") }).to_string();
    let ledger = Ledger::open(&home).unwrap();
    ledger.set_setting("address.way", &way).await.unwrap();
    ledger.close().await;
    let desk = Desk::open_under(Circumstances {
        arguments: &["--port", &port],
        ..circumstances
    })
    .await;
    set_up(&desk).await;
    desk.app.press("Preferences").await;
    let switch = "[role=switch][aria-label='Practice by the public address']";
    desk.app.click(Locator::Css(switch)).await;
    desk.app.see("4 of 4 hooks").await;
    desk
}

async fn choose(desk: &Desk, way: &str) {
    let radio = format!("[role=dialog] [role=radio][data-value='{way}']");
    desk.app.click(Locator::Css(&radio)).await;
}

/// Presses the button after the driver has its answer: the window may be gone before it could give one.
async fn quit(desk: &Desk, words: &str) {
    let script = "const all = [...document.querySelectorAll('[role=dialog] button')]; \
        const button = all.find((one) => one.textContent.trim() === arguments[0]); \
        setTimeout(() => button.click(), 200); return button !== undefined";
    let there = desk.app.0.execute(script, vec![words.into()]).await;
    assert_eq!(there.unwrap(), true, "{words}");
}

async fn until_ended(desk: &Desk) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while desk.runs() {
        assert!(Instant::now() < deadline, "the app did not end");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_asks_about_hooks_and_pauses_them() {
    let (desk, desktop) = (with_address().await, Desktop::open());
    let app = &desk.app;
    desktop.close(TITLE);
    app.see("4 hooks on 1 store").await;
    app.picture("leaving").await;
    app.accessible("the question before the app ends").await;
    assert!(
        !app.text().await.contains("Keep running in the tray"),
        "there is none"
    );
    app.press("Cancel").await;
    app.gone("Quit Patchbay?").await;

    app.chord(CONTROL, 'q').await;
    app.see("4 hooks on 1 store").await;
    choose(&desk, "pause").await;
    app.picture("leaving-pause").await;
    quit(&desk, "Pause hooks and quit").await;
    until_ended(&desk).await;
    let ledger = Ledger::open(&desk.home()).unwrap();
    let hooks = ledger.hooks(None).await.unwrap();
    assert_eq!(hooks.len(), 4);
    assert!(hooks.iter().all(|hook| !hook.active), "{hooks:#?}");
    ledger.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_app_stays_in_the_tray_and_comes_back() {
    let (desk, desktop, tray) = (with_address().await, Desktop::open(), Tray::open().await);
    let app = &desk.app;
    desktop.close(TITLE);
    choose(&desk, "stay").await;
    app.picture("leaving-stay").await;
    app.click(Locator::Css("[role=dialog] input[type=checkbox]"))
        .await;
    app.press("Keep running").await;
    desktop.until(TITLE, false).await;
    tray.says("localhost: up").await;
    place_order(&desk).await;

    tray.click().await;
    desktop.until(TITLE, true).await;
    app.press("Feed").await;
    app.see("was created").await;
    app.press("Preferences").await;
    app.see("Closing the window").await;

    desktop.close(TITLE);
    desktop.until(TITLE, false).await;
    tray.says("localhost: up").await;
    tray.choose("Quit").await;
    desktop.until(TITLE, true).await;
    app.see("4 hooks on 1 store").await;
    quit(&desk, "Quit").await;
    until_ended(&desk).await;
}
