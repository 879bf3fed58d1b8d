//! Actions, run by hand against the practice BigCommerce: shown before they are sent, written down, and
//! what came of them known afterwards.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::sync::{Arc, Mutex};

use patchbay_core::view::{ActionProgress, CallFilter, CallState, StoreState};
use patchbay_core::{ErrorCode, RunAs};
use serde_json::json;
use support::shop::{Shop, answer};

#[tokio::test]
async fn a_list_is_read() {
    let shop = Shop::open().await;
    shop.burst("orders", 6).await;
    let call = shop.run("list_orders", json!({ "limit": 5 })).await;
    assert_eq!((call.row.state, call.items), (CallState::Done, Some(5)));
    assert_eq!(call.row.words, "5 items");
    assert_eq!(call.request.path, "/v2/orders?limit=5");
    assert!(answer(&call)[0]["id"].is_u64());
    let nothing = shop
        .run("list_orders", json!({ "email": "nobody@example.com" }))
        .await;
    assert_eq!((nothing.items, nothing.row.status), (Some(0), Some(204)));
    assert_eq!(nothing.row.words, "Nothing found");
    let history = shop.bench.patchbay.calls(CallFilter::default(), None).await;
    let history = history.unwrap();
    assert_eq!(history.len(), 2);
    assert_eq!(history[0], nothing.row, "the newest first");
}

#[tokio::test]
async fn a_list_is_read_to_its_end() {
    let shop = Shop::open().await;
    let before = shop.run("list_orders", json!({ "limit": 250 })).await.items;
    shop.burst("orders", 510).await;
    let seen: Arc<Mutex<Vec<ActionProgress>>> = Arc::default();
    let tell = {
        let seen = Arc::clone(&seen);
        move |progress| seen.lock().unwrap().push(progress)
    };
    let run = RunAs {
        every_page: true,
        ..RunAs::default()
    };
    let patchbay = &shop.bench.patchbay;
    let call = patchbay.run_action(shop.store, "list_orders", "{}", run, tell);
    let call = call.await.unwrap();
    assert_eq!(call.items, before.map(|before| before + 510));
    let ids = answer(&call);
    let ids: std::collections::HashSet<u64> = ids
        .as_array()
        .unwrap()
        .iter()
        .map(|order| order["id"].as_u64().unwrap())
        .collect();
    assert_eq!(
        Some(ids.len()),
        call.items.map(|it| it as usize),
        "each once"
    );
    let seen = seen.lock().unwrap();
    let pages: Vec<u32> = seen.iter().map(|it| it.pages).collect();
    assert_eq!(pages, [1, 2, 3]);
    assert!(seen.iter().all(|it| it.watch != 0));
}

#[tokio::test]
async fn reading_on_is_stopped_by_letting_go() {
    let shop = Shop::open().await;
    shop.burst("orders", 510).await;
    let patchbay = shop.bench.patchbay.clone();
    let stop = move |progress: ActionProgress| patchbay.unwatch(progress.watch);
    let run = RunAs {
        every_page: true,
        ..RunAs::default()
    };
    let call = shop
        .bench
        .patchbay
        .run_action(shop.store, "list_orders", "{}", run, stop);
    let call = call.await.unwrap();
    assert_eq!((call.row.state, call.items), (CallState::Done, Some(250)));
}

#[tokio::test]
async fn what_is_filled_in_is_judged_and_shown_before_it_is_sent() {
    let shop = Shop::open().await;
    let patchbay = &shop.bench.patchbay;
    let preview = |input: &'static str| patchbay.preview_action(shop.store, "list_orders", input);
    let good = preview(r#"{"min_total":"12.50","status_id":"11"}"#)
        .await
        .unwrap();
    let request = good.request.unwrap();
    assert_eq!(request.path, "/v2/orders?status_id=11&min_total=12.5");
    assert_eq!(
        (good.faults.len(), good.refused, good.asks),
        (0, None, None)
    );
    let curl = request.curl;
    assert!(
        curl.starts_with("curl --request GET 'http://127.0.0.1:"),
        "{curl}"
    );
    assert!(
        curl.contains("\"X-Auth-Token: $BIGCOMMERCE_TOKEN\""),
        "{curl}"
    );
    let bad = preview(r#"{"min_total":"12,50","odd":1}"#).await.unwrap();
    let faults: Vec<(&str, &str)> = bad
        .faults
        .iter()
        .map(|fault| (&*fault.place, &*fault.words))
        .collect();
    assert_eq!(
        faults,
        [
            ("odd", "The action has no such field"),
            ("min_total", "An amount is needed, with a point: 12.50"),
        ]
    );
    assert_eq!(bad.request, None);
    let none = preview("[]").await.unwrap_err();
    assert_eq!(none.code(), ErrorCode::Validation);
    let history = patchbay.calls(CallFilter::default(), None).await.unwrap();
    assert!(history.is_empty(), "nothing was sent");
}

#[tokio::test]
async fn what_can_be_chosen_comes_from_the_store() {
    let shop = Shop::open().await;
    let options = shop.options("list_orders", "status_id", json!({})).await;
    let pending = options.iter().find(|option| option.value == "1").unwrap();
    assert_eq!(pending.name, "Pending");
}

#[tokio::test]
async fn a_refusal_is_explained_with_what_mends_it() {
    let shop = Shop::open().await;
    shop.bench
        .faults(json!({ "scopes": ["store_v2_products"] }))
        .await;
    let call = shop.run("list_orders", json!({})).await;
    assert_eq!(
        (call.row.state, call.row.status),
        (CallState::Failed, Some(403))
    );
    let problem = call.problem.unwrap();
    assert_eq!(call.row.words, problem.title);
    assert!(problem.mend.is_some(), "{problem:?}");
    assert!(call.answer.unwrap().contains("required scope"));
}

#[tokio::test]
async fn a_dead_token_is_taken_down() {
    let shop = Shop::open().await;
    shop.bench.faults(json!({ "revoked_tokens": true })).await;
    let call = shop.run("list_orders", json!({})).await;
    assert_eq!(
        (call.row.state, call.row.status),
        (CallState::Failed, Some(401))
    );
    let store = shop.bench.patchbay.store(shop.store).await.unwrap();
    assert_eq!(store.state, StoreState::Revoked);
    let again = shop
        .run_as("list_orders", json!({}), RunAs::default())
        .await;
    assert_eq!(again.unwrap_err().code(), ErrorCode::Conflict);
}
