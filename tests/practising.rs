//! Practice by the public address, and how hooks follow it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::path::Path;

use patchbay_core::view::{AddressState, CallbackKind};
use patchbay_ledger::{Hook, Ledger};
use serde_json::json;
use support::Bench;
use support::outside::{
    by_name, choose, ids, points_to, through_address, until_hooks, with_address,
};
use support::sshd::free_port;

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
async fn hooks_stay_where_they_are_until_the_new_address_works() {
    let (bench, registered, _) = through_address().await;
    let before = by_name(bench.status().await.listener.port);
    let nowhere = format!("http://localhost:{}", free_port());
    let way = json!({ "kind": "own", "url": nowhere }).to_string();
    let bench = bench
        .restart_after(async |home| choose(home, &way).await)
        .await;
    bench
        .until("none of four is seen to point there", |it| async move {
            let address = it.status().await.address;
            let hooks = address.hooks.map(|hooks| (hooks.in_order, hooks.wanted));
            address.state == AddressState::Down && hooks == Some((0, 4))
        })
        .await;
    assert_eq!(bench.status().await.address.url, Some(nowhere));
    let hooks = bench.practice_hooks(&registered.client_id).await;
    assert!(hooks.iter().all(|hook| points_to(hook, &before)));
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hook_whose_answer_was_lost_is_found_by_its_path() {
    let (bench, registered, hooks) = through_address().await;
    bench.patchbay.set_practice_address(false).await.unwrap();
    until_hooks(&bench, &registered, |hook| {
        points_to(hook, "http://127.0.0.1:")
    })
    .await;
    let bench = bench
        .restart_after(async |home| forget_remote_ids(home).await)
        .await;
    bench.patchbay.start_practice().await.unwrap();
    bench.patchbay.set_practice_address(true).await.unwrap();
    let base = by_name(bench.status().await.listener.port);
    let found = until_hooks(&bench, &registered, |hook| points_to(hook, &base)).await;
    assert_eq!(ids(&found), ids(&hooks));
    bench.patchbay.stop().await;
}

async fn forget_remote_ids(home: &Path) {
    let ledger = Ledger::open(home).unwrap();
    for hook in ledger.hooks(None).await.unwrap() {
        let forgotten = Hook {
            remote_id: None,
            active: false,
            ..hook
        };
        ledger.put_hook(forgotten).await.unwrap();
    }
    ledger.close().await;
}
