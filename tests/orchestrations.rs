//! Orchestrations from the first draft to the runs that events start, against the practice BigCommerce.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use patchbay_core::view::{ForwardAddressSpec, RunState, RunStepState, TryOut};
use serde_json::{Value, json};
use support::Bench;
use support::receiver::Receiver;
use support::shop::Shop;

async fn forward_address(bench: &Bench, receiver: &Receiver) -> String {
    let spec = ForwardAddressSpec {
        name: "ERP".into(),
        url: receiver.url("/in"),
        forwards: false,
        conditions: Vec::new(),
    };
    let saved = bench
        .patchbay
        .save_forward_address(None, &spec)
        .await
        .unwrap();
    saved.id.to_string()
}

fn large_refunds(address: &str) -> Value {
    json!({
        "schema_version": 1,
        "name": "Large refunds",
        "trigger": { "webhook": { "connector": "bigcommerce", "of": { "trigger": "refund_created" } } },
        "filter": { "row": { "left": "{{ trigger.refund.total_amount }}", "as": "money",
            "op": "greater", "right": "5" } },
        "steps": [
            { "id": "order", "do": { "action": { "connector": "bigcommerce", "action": "get_order",
                "input": { "order_id": "{{ trigger.refund.order_id }}" } } } },
            { "id": "paid", "do": { "if": {
                "condition": { "row": { "left": "{{ steps.order.payment_status }}", "as": "text",
                    "op": "is_not_empty" } },
                "then": [
                    { "id": "tell", "do": { "notify": {
                        "title": "Refund of {{ trigger.refund.total_amount | money }}" } } },
                    { "id": "pass_on", "do": { "forward": { "address": address } } },
                    { "id": "mirror", "do": { "http": { "origin": address, "method": "POST",
                        "path": "/refunds/{{ trigger.refund.id }}",
                        "body": { "order": "{{ steps.order.id }}", "key": "{{ step.key }}" },
                        "repeatable": true } } },
                ],
            } } },
        ],
    })
}

#[tokio::test]
async fn a_refund_is_told_of_passed_on_and_shown_step_by_step() {
    let shop = Shop::open().await;
    let receiver = Receiver::start().await;
    let address = forward_address(&shop.bench, &receiver).await;
    shop.put_to_work(large_refunds(&address)).await;
    let order = shop.bench.place_order().await;
    let refund = shop.refund_of(order).await;
    shop.run("create_refund", refund).await;
    let run = shop.run_that(RunState::Succeeded).await;
    let steps: Vec<(&str, RunStepState)> = run
        .steps
        .iter()
        .map(|step| (&*step.id, step.state))
        .collect();
    let done = RunStepState::Done;
    assert_eq!(
        steps,
        [
            ("order", done),
            ("paid", done),
            ("tell", done),
            ("pass_on", done),
            ("mirror", done)
        ]
    );
    let taken = receiver.taken();
    assert_eq!(taken.len(), 2, "{taken:?}");
    assert!(
        taken[0].header("webhook-signature").len() > 10,
        "forwarded, signed"
    );
    let mirrored: Value = serde_json::from_slice(&taken[1].body).unwrap();
    assert_eq!(mirrored["order"], order);
    assert_eq!(run.steps[0].attempts.len(), 1);
    assert_eq!(run.steps[0].attempts[0].status, Some(200));
    assert!(run.trigger.unwrap().contains("\"total_amount\""));
}

#[tokio::test]
async fn what_the_filter_leaves_out_is_skipped_with_the_reason() {
    let shop = Shop::open().await;
    let mut document = large_refunds("1");
    document["filter"]["row"]["right"] = json!("100");
    document["steps"] = json!([{ "id": "end", "do": { "stop": { "ending": "succeed" } } }]);
    shop.put_to_work(document).await;
    let order = shop.bench.place_order().await;
    let refund = shop.refund_of(order).await;
    shop.run("create_refund", refund).await;
    let run = shop.run_that(RunState::Skipped).await;
    assert!(run.row.words.contains("10"), "{}", run.row.words);
}

#[tokio::test]
async fn a_trial_that_is_dry_changes_nothing_and_shows_what_it_would() {
    let shop = Shop::open().await;
    let order = shop.bench.place_order().await;
    let id = shop
        .draw_up(json!({
            "schema_version": 1, "name": "Note orders",
            "trigger": { "manual": { "inputs": [
                { "name": "order", "as": "number", "required": true, "default": 101 }] } },
            "steps": [{ "id": "note", "do": { "action": { "connector": "bigcommerce",
                "action": "update_order", "input": { "order_id": "{{ trigger.order }}",
                "staff_notes": "Seen" } } } }],
        }))
        .await;
    let trial = |dry| TryOut {
        orchestration_id: id,
        store_id: shop.store,
        event_id: None,
        input: Some(json!({ "order": order }).to_string()),
        dry,
    };
    let patchbay = &shop.bench.patchbay;
    patchbay.try_out(&trial(true)).await.unwrap();
    let run = shop.run_that(RunState::Succeeded).await;
    assert!(run.row.dry && run.steps[0].attempts.is_empty());
    let before = support::shop::answer(&shop.run("get_order", json!({ "order_id": order })).await);
    assert_eq!(before["staff_notes"], "");
    let wet = patchbay.try_out(&trial(false)).await.unwrap();
    shop.bench
        .until("it is done", |it| async move {
            it.patchbay.run(wet).await.unwrap().row.state == RunState::Succeeded
        })
        .await;
    let after = support::shop::answer(&shop.run("get_order", json!({ "order_id": order })).await);
    assert_eq!(after["staff_notes"], "Seen");
}
