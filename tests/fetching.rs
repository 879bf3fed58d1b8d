//! Resources are looked at as their events arrive, when the user says so, and rows then tell what
//! became of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use patchbay_core::view::{FeedRow, ResourceView, TriggerTest, Way};
use serde_json::{Value, json};
use support::{Bench, STORE};

const SHIPPED: u64 = 2;
const COMPLETED: u64 = 10;

/// Installed, with looks as events arrive.
async fn fetching() -> Bench {
    let bench = Bench::start().await;
    let (app, _) = bench.installed().await;
    let app = bench.patchbay.set_fetching(app.id, true).await.unwrap();
    assert!(app.fetches);
    bench
}

async fn set_status(bench: &Bench, order: u64, status: u64) {
    let path = format!("stores/{STORE}/orders/{order}/status");
    bench.drive(&path, json!({"status_id": status})).await;
}

/// The newest event of a trigger about something.
async fn newest(bench: &Bench, trigger: &str, id: &str) -> Option<FeedRow> {
    let rows = bench.feed().await.rows.into_iter();
    let mut of = rows.filter(|row| row.trigger_id.as_deref() == Some(trigger));
    of.find(|row| row.resource_id == id)
}

/// Waits until the newest event of a trigger says something.
async fn told(bench: &Bench, trigger: &str, id: &str, words: &str) -> FeedRow {
    let says = async |it: &Bench| {
        newest(it, trigger, id)
            .await
            .filter(|it| it.summary.contains(words))
    };
    bench
        .until(&format!("{trigger} says {words:?}"), |it| async move {
            says(it).await.is_some()
        })
        .await;
    says(bench).await.unwrap()
}

async fn looks(bench: &Bench, row: &FeedRow) -> Vec<ResourceView> {
    bench.patchbay.resource_looks(row.id).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_tell_what_became_of_an_order() {
    let bench = fetching().await;
    let order = bench.place_order().await;
    let id = order.to_string();
    told(&bench, "order_created", &id, &format!("Order {id} · ")).await;
    set_status(&bench, order, SHIPPED).await;
    let moved = format!("Order {id} moved from Awaiting Fulfillment to Shipped");
    told(&bench, "order_updated", &id, &moved).await;
    set_status(&bench, order, COMPLETED).await;
    let moved = format!("Order {id} moved from Shipped to Completed");
    let row = told(&bench, "order_updated", &id, &moved).await;

    let look = bench.patchbay.event(row.id).await.unwrap().look.unwrap();
    let status = &look.changes[0];
    assert_eq!(status.name, "Status");
    assert_eq!(status.from.as_deref(), Some("Shipped"));
    assert_eq!(status.to.as_deref(), Some("Completed"));
    let looks = looks(&bench, &row).await;
    assert_eq!(looks.len(), 3, "{looks:#?}");
    let Some(ResourceView::Found { body, .. }) = looks.last() else {
        panic!("the order was found: {looks:#?}")
    };
    let body: Value = serde_json::from_str(body).unwrap();
    assert_eq!(body["status"], "Completed");
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_tell_of_refunds_and_carts() {
    let bench = fetching().await;
    let order = bench.place_order().await;
    let id = order.to_string();
    told(&bench, "order_created", &id, "USD").await;
    let path = format!("stores/{STORE}/orders/{order}/refund");
    bench.drive(&path, json!({"share": "partial"})).await;
    let refund = told(&bench, "refund_created", &id, "USD").await;
    assert!(refund.summary.starts_with("Refund "), "{}", refund.summary);
    assert!(
        refund.summary.contains(&format!("of order {id}: ")),
        "{}",
        refund.summary
    );

    let cart = bench
        .drive(&format!("stores/{STORE}/carts"), json!({}))
        .await;
    let cart = cart["cart_id"].as_str().unwrap();
    let row = told(&bench, "cart_updated", cart, "USD").await;
    assert!(row.summary.contains(" item"), "{}", row.summary);
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_fetched_unless_the_user_says_so() {
    let bench = Bench::start().await;
    let (app, _) = bench.installed().await;
    assert!(!app.fetches);
    let first = bench.place_order().await.to_string();
    let row = told(&bench, "order_created", &first, "was created").await;
    assert!(looks(&bench, &row).await.is_empty());

    bench.patchbay.set_fetching(app.id, true).await.unwrap();
    let second = bench.place_order().await.to_string();
    told(&bench, "order_created", &second, "·").await;
    let app = bench.patchbay.set_fetching(app.id, false).await.unwrap();
    assert!(!app.fetches);
    let third = bench.place_order().await.to_string();
    told(&bench, "order_created", &third, "was created").await;
    for order in [&first, &third] {
        let row = newest(&bench, "order_created", order).await.unwrap();
        assert!(looks(&bench, &row).await.is_empty(), "{}", row.summary);
    }
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn trouble_at_bigcommerce_is_outlasted() {
    let bench = fetching().await;
    bench
        .faults(json!({"server_error": 503, "answers": 2}))
        .await;
    let order = bench.place_order().await.to_string();
    told(&bench, "order_created", &order, "·").await;
    bench
        .faults(json!({"too_many": "with_headers", "answers": 1}))
        .await;
    let order = bench.place_order().await.to_string();
    told(&bench, "order_created", &order, "·").await;
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_arrived_lately_is_looked_at_after_a_start() {
    let bench = fetching().await;
    let seen = bench.place_order().await.to_string();
    let seen = told(&bench, "order_created", &seen, "·").await;
    bench.faults(json!({"server_error": 503})).await;
    let missed = bench.place_order().await.to_string();
    told(&bench, "order_created", &missed, "was created").await;
    let bench = bench.restart().await;
    bench.patchbay.start_practice().await.unwrap();
    bench.faults(json!({})).await;
    told(&bench, "order_created", &missed, "·").await;
    assert_eq!(
        looks(&bench, &seen).await.len(),
        1,
        "it was looked at before"
    );
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_look_tells_nothing_of_an_event_before_the_last() {
    let bench = Bench::start().await;
    bench.installed().await;
    let order = bench.place_order().await;
    let id = order.to_string();
    let created = told(&bench, "order_created", &id, "was created").await;
    set_status(&bench, order, SHIPPED).await;
    let updated = told(&bench, "order_updated", &id, "was updated").await;
    bench.patchbay.fetch_resource(created.id).await.unwrap();
    told(&bench, "order_created", &id, "was created").await;
    assert_eq!(
        looks(&bench, &created).await.len(),
        1,
        "it is kept all the same"
    );
    bench.patchbay.fetch_resource(updated.id).await.unwrap();
    told(&bench, "order_updated", &id, "Shipped").await;
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_app_may_not_see_and_what_is_gone_is_said() {
    let bench = fetching().await;
    let narrowed = json!({"scopes": ["store_v2_products"]});
    bench.faults(narrowed).await;
    let order = bench.place_order().await.to_string();
    let row = told(&bench, "order_created", &order, "was created").await;
    bench
        .until("the refusal is kept", |it| {
            let row = &row;
            async move {
                matches!(
                    looks(it, row).await.as_slice(),
                    [ResourceView::Failed { .. }]
                )
            }
        })
        .await;
    bench.faults(json!({})).await;

    let store_id = bench.patchbay.stores(None).await.unwrap()[0].id;
    let test = TriggerTest {
        store_id,
        trigger: "order_created".into(),
        way: Way::Here,
        body: bench
            .patchbay
            .test_payload(store_id, "order_created")
            .await
            .unwrap(),
    };
    bench.patchbay.test_trigger(&test).await.unwrap();
    let row = bench.feed().await.rows.remove(0);
    assert!(
        looks(&bench, &row).await.is_empty(),
        "a test is not looked at by itself"
    );
    let answer = bench.patchbay.fetch_resource(row.id).await.unwrap();
    assert!(matches!(answer, ResourceView::Gone { .. }), "{answer:?}");
    assert!(matches!(
        looks(&bench, &row).await.as_slice(),
        [ResourceView::Gone { .. }]
    ));
    bench.patchbay.stop().await;
}
