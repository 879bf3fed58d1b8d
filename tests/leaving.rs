//! What becomes of the hooks while the app is closed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use patchbay_core::view::Closing;
use patchbay_core::{Departure, Wish};
use serde_json::json;
use support::Bench;
use support::outside::{ids, through_address, until_hooks};

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
async fn who_stays_while_hooks_are_being_paused_has_them_woken() {
    let (bench, registered, _) = through_address().await;
    bench.patchbay.departure(Wish::Quit, true).await;
    bench.faults(json!({ "slow_ms": 300 })).await;
    let patchbay = bench.patchbay.clone();
    let pausing = tokio::spawn(async move { patchbay.pause_hooks().await.unwrap() });
    bench
        .until("one is paused", |it| async move {
            let leaving = it.status().await.leaving.unwrap();
            leaving.paused.is_some_and(|paused| paused > 0)
        })
        .await;
    bench.patchbay.stay();
    assert_eq!(pausing.await.unwrap(), [], "nothing is left to be paused");
    bench.faults(json!({})).await;
    until_hooks(&bench, &registered, |hook| hook["is_active"] == true).await;
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_goes_into_the_tray_has_paused_hooks_woken() {
    let (bench, registered, _) = through_address().await;
    bench.patchbay.departure(Wish::Quit, true).await;
    bench.patchbay.pause_hooks().await.unwrap();
    bench.patchbay.set_closing(Closing::Stay).await.unwrap();
    let departure = bench.patchbay.departure(Wish::CloseWindow, true).await;
    assert_eq!(departure, Departure::Stay);
    assert_eq!(bench.status().await.leaving, None);
    until_hooks(&bench, &registered, |hook| hook["is_active"] == true).await;
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
