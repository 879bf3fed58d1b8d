//! Practice by the public address; and what becomes of the hooks while the app is closed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::time::{Duration, Instant};

use patchbay_core::view::{AddressState, AppView, CallbackKind, Closing};
use patchbay_core::{Departure, Wish};
use patchbay_ledger::Ledger;
use serde_json::{Value, json};
use support::{Bench, Registered};

/// A practice app with four hooks, and a public address that leads to the listener by its other name.
async fn with_address() -> (Bench, AppView, Registered) {
    let bench = Bench::start().await;
    let (app, registered) = bench.installed().await;
    let port = bench.status().await.listener.port;
    let way = json!({ "kind": "own", "url": by_name(port) }).to_string();
    let choose = async move |home: &std::path::Path| {
        let ledger = Ledger::open(home).unwrap();
        ledger.set_setting("address.way", &way).await.unwrap();
        ledger.close().await;
    };
    let bench = bench.restart_after(choose).await;
    bench
        .until("the address is up", |it| async move {
            it.status().await.address.state == AddressState::Up
        })
        .await;
    bench.patchbay.start_practice().await.unwrap();
    (bench, app, registered)
}

fn by_name(port: u16) -> String {
    format!("http://localhost:{port}")
}

/// The same, with its hooks led by the address.
async fn through_address() -> (Bench, Registered, Vec<Value>) {
    let (bench, _, registered) = with_address().await;
    bench.patchbay.set_practice_address(true).await.unwrap();
    let port = bench.status().await.listener.port;
    let hooks = until_hooks(&bench, &registered, |hook| {
        points_to(hook, &by_name(port)) && hook["is_active"] == true
    })
    .await;
    (bench, registered, hooks)
}

fn points_to(hook: &Value, base: &str) -> bool {
    hook["destination"].as_str().unwrap().starts_with(base)
}

async fn until_hooks(bench: &Bench, app: &Registered, are: impl Fn(&Value) -> bool) -> Vec<Value> {
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        let hooks = bench.practice_hooks(&app.client_id).await;
        if hooks.iter().all(&are) {
            assert_eq!(hooks.len(), 4, "no hook is made twice");
            return hooks;
        }
        assert!(Instant::now() < deadline, "{hooks:#?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

fn ids(hooks: &[Value]) -> Vec<u64> {
    let mut ids: Vec<_> = hooks
        .iter()
        .map(|hook| hook["id"].as_u64().unwrap())
        .collect();
    ids.sort_unstable();
    ids
}

#[tokio::test(flavor = "multi_thread")]
async fn practice_goes_by_the_public_address_and_back() {
    let (bench, app, registered) = with_address().await;
    let before = ids(&bench.practice_hooks(&registered.client_id).await);
    assert!(bench.patchbay.moved_callbacks().await.unwrap().is_empty());

    let practice = bench.patchbay.set_practice_address(true).await.unwrap();
    assert!(practice.through_address);
    let base = by_name(bench.status().await.listener.port);
    let hooks = until_hooks(&bench, &registered, |hook| points_to(hook, &base)).await;
    assert_eq!(ids(&hooks), before, "the same hooks, elsewhere");
    bench.place_order().await;
    bench
        .until("a trigger through the address", |it| async move {
            !it.feed().await.rows.is_empty()
        })
        .await;
    let moved = bench.patchbay.moved_callbacks().await.unwrap();
    assert_eq!(moved[0].app, app.id, "the portal still has the old URL");
    let auth = moved[0]
        .callbacks
        .iter()
        .find(|one| one.kind == CallbackKind::Auth);
    assert!(auth.unwrap().url.starts_with(&base));

    bench.patchbay.clear_address().await.unwrap();
    let hooks = until_hooks(&bench, &registered, |hook| {
        points_to(hook, "http://127.0.0.1:")
    })
    .await;
    assert_eq!(ids(&hooks), before);
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_public_address_practice_stays_on_this_machine() {
    let bench = Bench::start().await;
    let refused = bench.patchbay.set_practice_address(true).await;
    assert!(refused.is_err());
    assert!(!bench.status().await.practice.through_address);
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hooks_are_paused_and_woken_at_the_next_start() {
    let (bench, registered, hooks) = through_address().await;
    let asked = bench.patchbay.departure(Wish::CloseWindow, true).await;
    assert_eq!(asked, Departure::Ask);
    let leaving = bench.status().await.leaving.unwrap();
    assert_eq!((leaving.hooks, leaving.stores), (4, 1));
    assert!(leaving.can_stay && leaving.paused.is_none());

    assert_eq!(bench.patchbay.pause_hooks().await.unwrap(), []);
    assert_eq!(bench.status().await.leaving.unwrap().paused, Some(4));
    let paused = until_hooks(&bench, &registered, |hook| hook["is_active"] == false).await;
    assert_eq!(ids(&paused), ids(&hooks));
    let bench = bench.restart().await;
    bench.patchbay.start_practice().await.unwrap();
    let woken = until_hooks(&bench, &registered, |hook| hook["is_active"] == true).await;
    assert_eq!(ids(&woken), ids(&hooks));
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_stays_after_all_has_the_hooks_woken() {
    let (bench, registered, hooks) = through_address().await;
    bench.patchbay.departure(Wish::Quit, true).await;
    bench.patchbay.pause_hooks().await.unwrap();
    until_hooks(&bench, &registered, |hook| hook["is_active"] == false).await;
    bench.patchbay.stay();
    let woken = until_hooks(&bench, &registered, |hook| hook["is_active"] == true).await;
    assert_eq!(ids(&woken), ids(&hooks));
    assert_eq!(bench.status().await.leaving, None);
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_paused_is_named() {
    let (bench, _, _) = through_address().await;
    bench.patchbay.departure(Wish::Quit, false).await;
    bench.faults(json!({ "revoked_tokens": true })).await;
    let left = bench.patchbay.pause_hooks().await.unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].hooks, 4);
    assert!(!left[0].why.is_empty() && !left[0].store.is_empty());
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_asks_stays_or_quits_as_chosen() {
    let (bench, _, _) = through_address().await;
    let wish = async |wish, tray| bench.patchbay.departure(wish, tray).await;
    let choose = async |closing| bench.patchbay.set_closing(closing).await.unwrap();

    choose(Closing::Quit).await;
    assert_eq!(wish(Wish::CloseWindow, true).await, Departure::Quit);
    choose(Closing::Stay).await;
    assert_eq!(wish(Wish::CloseWindow, true).await, Departure::Stay);
    assert_eq!(bench.status().await.leaving, None);
    assert_eq!(
        wish(Wish::CloseWindow, false).await,
        Departure::Ask,
        "there is no tray to stay in"
    );
    bench.patchbay.stay();
    assert_eq!(wish(Wish::Quit, true).await, Departure::Ask);
    assert!(!bench.status().await.leaving.unwrap().can_stay);
    bench
        .until("who insists may go", |it| async move {
            it.patchbay.departure(Wish::CloseWindow, false).await == Departure::Quit
        })
        .await;
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_hooks_nobody_is_asked() {
    let bench = Bench::start().await;
    let departure = bench.patchbay.departure(Wish::CloseWindow, false).await;
    assert_eq!(departure, Departure::Quit);
    bench.patchbay.stop().await;
}
