//! Triggers beyond the four of a new app: chosen for an app, on every store of it, and told of.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use patchbay_core::view::{AppView, Origin, TriggerView};
use serde_json::json;
use support::{Bench, Registered, STORE};

async fn triggers(bench: &Bench, app: &AppView) -> Vec<TriggerView> {
    bench.patchbay.triggers(app.id).await.unwrap()
}

async fn turn(bench: &Bench, app: &AppView, id: &str, on: bool) {
    bench.patchbay.set_trigger(app.id, id, on).await.unwrap();
}

fn enabled(all: &[TriggerView]) -> Vec<&str> {
    let on = all.iter().filter(|it| it.enabled);
    on.map(|it| it.id.as_str()).collect()
}

/// Waits until the practice BigCommerce has both of these hooks, or neither.
async fn until_hooked(bench: &Bench, of: &Registered, there: bool) {
    let both = ["store/order/statusUpdated", "store/order/archived"];
    bench
        .until("the hooks are as they should be", |it| async move {
            let hooks = it.practice_hooks(&of.client_id).await;
            let has = |scope: &&str| hooks.iter().any(|hook| hook["scope"] == **scope);
            both.iter().all(|scope| has(scope) == there)
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_app_listens_to_four_and_every_other_is_offered() {
    let bench = Bench::start().await;
    let (app, _) = bench.installed().await;
    let all = triggers(&bench, &app).await;
    let four = [
        "order_created",
        "order_updated",
        "refund_created",
        "cart_updated",
    ];
    assert_eq!(enabled(&all), four);
    let described: Vec<_> = all.iter().filter(|it| !it.other).collect();
    assert_eq!(described.len(), 14);
    assert!(described.iter().all(|it| it.hooks.len() == 1));
    let mut others = all.iter().filter(|it| it.other);
    assert!(others.all(|it| it.hooks.is_empty() && it.missing_scope.is_none()));
    let customer = all.iter().find(|it| it.id == "customer_created").unwrap();
    assert_eq!(customer.group, "Customers");
    let missing = customer.missing_scope.as_deref();
    assert_eq!(missing, Some("store_v2_customers_read_only"));
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_is_switched_on_has_a_hook_until_it_is_switched_off() {
    let bench = Bench::start().await;
    let (app, registered) = bench.installed().await;
    turn(&bench, &app, "order_status_changed", true).await;
    turn(&bench, &app, "order_archived", true).await;
    let store = &bench.patchbay.stores(Some(app.id)).await.unwrap()[0];
    assert_eq!((store.hooks_active, store.hooks_wanted), (6, 6));
    until_hooked(&bench, &registered, true).await;
    turn(&bench, &app, "order_status_changed", false).await;
    turn(&bench, &app, "order_archived", false).await;
    until_hooked(&bench, &registered, false).await;
    assert_eq!(enabled(&triggers(&bench, &app).await).len(), 4);
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_of_them_is_proved_by_a_signed_test() {
    let bench = Bench::start().await;
    let (app, _) = bench.installed().await;
    let all = triggers(&bench, &app).await;
    let others = ["price_list_records_created", "quote_status_updated"];
    for trigger in all.iter().filter(|it| !it.other && !it.enabled) {
        turn(&bench, &app, &trigger.id, true).await;
    }
    for other in others {
        turn(&bench, &app, other, true).await;
    }
    let on = triggers(&bench, &app).await;
    for trigger in on.iter().filter(|it| it.enabled) {
        let store = trigger.hooks[0].store_id;
        let proved = bench.patchbay.prove_hook(store, &trigger.id).await.unwrap();
        assert!(proved.problem.is_none(), "{}: {proved:?}", trigger.name);
    }
    let rows = bench.feed().await.rows;
    let tests: Vec<_> = rows.iter().filter(|it| it.origin == Origin::Test).collect();
    assert_eq!(tests.len(), 16);
    let words: Vec<&str> = tests.iter().map(|it| it.summary.as_str()).collect();
    for said in [
        "Shipment 9 of order 118 was created",
        "The stock of variant 93 changed",
        "Quote Status Updated: quote 205",
    ] {
        assert!(words.contains(&said), "{words:?}");
    }
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_in_a_store_is_told_by_them() {
    let bench = Bench::start().await;
    let (app, _) = bench.installed().await;
    turn(&bench, &app, "order_status_changed", true).await;
    let order = bench.place_order().await;
    let path = format!("stores/{STORE}/orders/{order}/status");
    bench.drive(&path, json!({ "status_id": 2 })).await;
    bench
        .until("the change of status arrives", |it| async move {
            let rows = it.feed().await.rows;
            let changed = |id: Option<&str>| id == Some("order_status_changed");
            rows.iter().any(|row| changed(row.trigger_id.as_deref()))
        })
        .await;
    bench.patchbay.stop().await;
}
