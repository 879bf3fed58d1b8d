//! Actions that must not be done twice: they ask, go one after another, and where nobody knows whether
//! one happened, that is said and looked up.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use patchbay_core::view::{ActionPreview, CallFilter, CallSettled, CallState};
use patchbay_core::{ErrorCode, RunAs};
use serde_json::{Value, json};
use support::shop::{REFUNDS, Shop, answer};

impl Shop {
    async fn preview(&self, action: &str, input: &Value) -> ActionPreview {
        let patchbay = &self.bench.patchbay;
        let input = input.to_string();
        let preview = patchbay.preview_action(self.store, action, &input);
        preview.await.unwrap()
    }

    async fn refunded(&self, order: u64) -> Value {
        answer(&self.run("get_order", json!({ "order_id": order })).await)["refunded_amount"]
            .clone()
    }
}

fn as_http(refund: &Value) -> Value {
    let order = &refund["order_id"];
    let body = json!({ "items": refund["items"], "payments": refund["payments"] });
    json!({ "method": "POST", "body": body,
        "path": format!("/v3/orders/{order}/payment_actions/refunds") })
}

#[tokio::test]
async fn a_refund_asks_with_its_amount_and_is_made_once_confirmed() {
    let shop = Shop::open().await;
    let order = shop.bench.place_order().await;
    let refund = shop.refund_of(order).await;
    let preview = shop.preview("create_refund", &refund).await;
    let asks = preview.asks.unwrap();
    assert!(asks.ends_with(&format!(" of order {order}?")), "{asks}");
    let unasked = shop.run_as("create_refund", refund.clone(), RunAs::default());
    assert_eq!(unasked.await.unwrap_err().code(), ErrorCode::Conflict);
    assert_eq!(shop.written(REFUNDS).await, 0, "nothing was sent");
    let call = shop.run("create_refund", refund).await;
    assert_eq!(call.row.state, CallState::Done, "{call:?}");
    assert_eq!(shop.written(REFUNDS).await, 1);
    assert_eq!(shop.refunded(order).await, "10.0000");
}

#[tokio::test]
async fn a_typed_request_is_as_dangerous_as_what_it_calls() {
    let shop = Shop::open().await;
    let order = shop.bench.place_order().await;
    let typed = as_http(&shop.refund_of(order).await);
    assert!(shop.preview("http_request", &typed).await.asks.is_some());
    let read = json!({ "method": "GET", "path": format!("/v2/orders/{order}") });
    assert_eq!(shop.preview("http_request", &read).await.asks, None);
    let customers = json!({ "method": "GET", "path": "/v3/customers" });
    let refused = shop.preview("http_request", &customers).await.refused;
    assert!(
        refused
            .unwrap()
            .title
            .contains("store_v2_customers_read_only")
    );
}

#[tokio::test]
async fn what_a_token_lacks_a_scope_for_is_not_sent() {
    let shop = Shop::open().await;
    let customer = json!({ "email": "ada@example.com", "first_name": "Ada", "last_name": "Byron" });
    let refused = shop.run_as("create_customer", customer, RunAs::default());
    let refused = refused.await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::ScopeMissing);
    assert!(
        refused.to_string().contains("store_v2_customers"),
        "{refused}"
    );
    let calls = shop.bench.patchbay.calls(CallFilter::default(), None);
    assert!(calls.await.unwrap().is_empty());
}

#[tokio::test]
async fn refunds_of_one_order_go_one_after_another() {
    let shop = Shop::open().await;
    let order = shop.bench.place_order().await;
    let refund = shop.refund_of(order).await;
    let typed = as_http(&refund);
    shop.bench.faults(json!({ "slow_ms": 200 })).await;
    let (one, other, third) = tokio::join!(
        shop.run("create_refund", refund.clone()),
        shop.run("create_refund", refund),
        shop.run("http_request", typed),
    );
    let mut spans: Vec<(i64, i64)> = [one, other, third]
        .iter()
        .map(|call| {
            let began = call.row.at.0;
            (began, began + i64::from(call.row.took_ms.unwrap()))
        })
        .collect();
    spans.sort_unstable();
    for pair in spans.windows(2) {
        assert!(pair[1].0 >= pair[0].1, "{spans:?}");
    }
}

#[tokio::test]
async fn a_refund_whose_answer_is_lost_is_unknown_until_it_is_looked_up() {
    let shop = Shop::open().await;
    let order = shop.bench.place_order().await;
    let refund = shop.refund_of(order).await;
    let lost = json!({ "lost_answers": 1, "lost_path": "/refunds" });
    shop.bench.faults(lost).await;
    let call = shop.run("create_refund", refund).await;
    assert_eq!(call.row.state, CallState::Unknown);
    assert!(call.can_look);
    assert_eq!(call.row.words, "It may have happened");
    assert_eq!(shop.written(REFUNDS).await, 1, "it was not sent again");
    let patchbay = &shop.bench.patchbay;
    let found = patchbay.look_for_call(call.row.id).await.unwrap();
    assert_eq!(found.items.len(), 1, "{found:?}");
    let settled = patchbay.settle_call(call.row.id, CallSettled::Happened);
    let settled = settled.await.unwrap();
    assert_eq!(settled.settled, Some(CallSettled::Happened));
    assert_eq!(settled.row.words, "It happened, you said");
}

#[tokio::test]
async fn what_did_not_happen_is_not_found_although_one_like_it_was_there_before() {
    let shop = Shop::open().await;
    let order = shop.bench.place_order().await;
    let shipment = |tracking: &str| {
        json!({ "order_id": order, "order_address_id": 1,
        "tracking_number": tracking, "items": [{ "order_product_id": 1, "quantity": 1 }] })
    };
    shop.bench.faults(json!({ "server_error": 500 })).await;
    let call = shop.run("create_shipment", shipment("1Z")).await;
    assert_eq!(call.row.state, CallState::Unknown, "a 500 tells nothing");
    shop.bench.faults(json!({})).await;
    let found = shop
        .bench
        .patchbay
        .look_for_call(call.row.id)
        .await
        .unwrap();
    assert!(found.items.is_empty(), "{found:?}");
    assert!(found.words.contains("nothing like it"), "{}", found.words);
}

#[tokio::test]
async fn a_metafield_that_is_there_is_changed_and_not_doubled() {
    let shop = Shop::open().await;
    let order = shop.bench.place_order().await;
    let field = |value: &str| {
        json!({ "order_id": order, "namespace": "patchbay", "key": "exported",
        "value": value, "permission_set": "app_only" })
    };
    let first = shop.run("set_order_metafield", field("no")).await;
    let second = shop.run("set_order_metafield", field("yes")).await;
    assert_eq!(first.row.state, CallState::Done, "{first:?}");
    assert_eq!(second.row.state, CallState::Done, "{second:?}");
    assert_eq!(second.request.method, "PUT");
    let (first, second) = (answer(&first), answer(&second));
    assert_eq!(first["data"]["id"], second["data"]["id"]);
    assert_eq!(second["data"]["value"], "yes");
    let all = shop.run("list_order_metafields", json!({ "order_id": order }));
    assert_eq!(all.await.items, Some(1));
}

#[tokio::test]
async fn what_is_cut_off_by_the_end_of_the_app_is_unknown_and_a_read_is_not() {
    let shop = Shop::open().await;
    let order = shop.bench.place_order().await;
    let refund = shop.refund_of(order).await;
    shop.bench.faults(json!({ "slow_ms": 60_000 })).await;
    for (action, input) in [("create_refund", refund), ("list_orders", json!({}))] {
        let (patchbay, store) = (shop.bench.patchbay.clone(), shop.store);
        tokio::spawn(async move {
            let confirmed = RunAs {
                confirmed: true,
                ..RunAs::default()
            };
            let input = input.to_string();
            patchbay
                .run_action(store, action, &input, confirmed, |_| ())
                .await
        });
    }
    let running = |bench: &support::Bench| {
        let patchbay = bench.patchbay.clone();
        async move {
            let calls = patchbay.calls(CallFilter::default(), None).await.unwrap();
            let running = calls.iter().filter(|call| call.state == CallState::Running);
            running.count() == 2
        }
    };
    shop.bench.until("both are under way", running).await;
    let bench = shop.bench.restart().await;
    let calls = bench
        .patchbay
        .calls(CallFilter::default(), None)
        .await
        .unwrap();
    let state = |action: &str| {
        let of = calls.iter().find(|call| call.action == action);
        of.map(|call| (call.state, call.words.clone()))
    };
    assert_eq!(state("create_refund").unwrap().0, CallState::Unknown);
    assert_eq!(state("list_orders").unwrap().0, CallState::Failed);
}
