//! What becomes of runs when something goes wrong: asked about, waited for, given up, done again, stopped.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use patchbay_core::view::{ReplayRun, RunAsks, RunSaid, RunState, RunView, TryOut};
use serde_json::{Value, json};
use support::Bench;
use support::shop::{REFUNDS, Shop, answer};

/// Steps that refund ten of the order that they are tried out with.
fn refunding(confirm: Value) -> Value {
    let items =
        json!([{ "item_type": "ORDER", "item_id": "{{ trigger.order }}", "amount": "1.00" }]);
    json!({
        "schema_version": 1, "name": "Refund",
        "trigger": { "manual": { "inputs": [{ "name": "order", "as": "number", "required": true }] } },
        "steps": [
            { "id": "quote", "do": { "action": { "connector": "bigcommerce", "action": "quote_refund",
                "input": { "order_id": "{{ trigger.order }}", "items": items } } } },
            { "id": "refund", "do": { "action": { "connector": "bigcommerce", "action": "create_refund",
                "input": { "order_id": "{{ trigger.order }}", "items": items, "payments": [{
                    "provider_id": "{{ steps.quote.refund_methods[0][0].provider_id }}",
                    "amount": "{{ steps.quote.refund_methods[0][0].amount }}", "offline": true }] },
                "confirm": confirm } } },
        ],
    })
}

impl Shop {
    /// Tries a document out with a new order; order and run.
    async fn tried(&self, document: Value) -> (u64, u32) {
        let orchestration_id = self.draw_up(document).await;
        let order = self.bench.place_order().await;
        let trial = TryOut {
            orchestration_id,
            store_id: self.store,
            event_id: None,
            input: Some(json!({ "order": order }).to_string()),
            dry: false,
        };
        let run = self.bench.patchbay.try_out(&trial).await.unwrap();
        (order, run)
    }

    async fn until_run(&self, run: u32, state: RunState) -> RunView {
        let stands = |it: &Bench| {
            let patchbay = it.patchbay.clone();
            async move { patchbay.run(run).await.unwrap().row.state == state }
        };
        self.bench.until("the run stands so", stands).await;
        self.bench.patchbay.run(run).await.unwrap()
    }
}

#[tokio::test]
async fn what_a_person_has_to_allow_waits_for_their_word() {
    let shop = Shop::open().await;
    let (_, run) = shop.tried(refunding(json!("ask"))).await;
    let waiting = shop.until_run(run, RunState::Waiting).await;
    let Some(RunAsks::Confirm { input, .. }) = &waiting.steps[1].asks else {
        panic!("{waiting:#?}")
    };
    assert!(input.contains("\"payments\""), "{input}");
    assert_eq!(shop.written(REFUNDS).await, 0);
    let patchbay = &shop.bench.patchbay;
    patchbay
        .say_of_run(run, "refund", RunSaid::Go, None)
        .await
        .unwrap();
    shop.until_run(run, RunState::Succeeded).await;
    assert_eq!(shop.written(REFUNDS).await, 1);
}

#[tokio::test]
async fn what_a_person_refuses_is_not_sent() {
    let shop = Shop::open().await;
    let confirm = json!({ "ask_above": { "amount": "{{ steps.quote.total_refund_amount }}", "limit": "0.50" } });
    let (_, run) = shop.tried(refunding(confirm)).await;
    shop.until_run(run, RunState::Waiting).await;
    let patchbay = &shop.bench.patchbay;
    patchbay
        .say_of_run(run, "refund", RunSaid::No, None)
        .await
        .unwrap();
    let failed = shop.until_run(run, RunState::Failed).await;
    assert_eq!(shop.written(REFUNDS).await, 0);
    assert!(failed.can.replay, "{:?}", failed.can);
}

#[tokio::test]
async fn a_request_that_is_refused_waits_among_the_dead_and_goes_on_where_it_failed() {
    let shop = Shop::open().await;
    let note = |order: &str| {
        json!({
            "schema_version": 1, "name": "Notes",
            "trigger": { "manual": { "inputs": [{ "name": "order", "as": "number", "required": true }] } },
            "steps": [
                { "id": "first", "do": { "action": { "connector": "bigcommerce", "action": "get_order",
                    "input": { "order_id": "{{ trigger.order }}" } } } },
                { "id": "second", "do": { "action": { "connector": "bigcommerce", "action": "get_product",
                    "input": { "product_id": order } } } },
            ],
        })
    };
    let (_, run) = shop.tried(note("999999")).await;
    let dead = shop.until_run(run, RunState::Dead).await;
    assert_eq!(dead.row.words, dead.problem.unwrap().title);
    let patchbay = &shop.bench.patchbay;
    let groups = patchbay.dead_runs().await.unwrap();
    assert_eq!((groups.len(), groups[0].runs), (1, 1));
    let again = patchbay.requeue_dead_runs(groups[0].orchestration_id, &groups[0].code);
    assert_eq!(again.await.unwrap(), 1);
    let dead = shop.until_run(run, RunState::Dead).await;
    let attempts: Vec<usize> = dead.steps.iter().map(|step| step.attempts.len()).collect();
    assert_eq!(attempts, [1, 2], "what was done is not done again");
    patchbay.dismiss_run(run).await.unwrap();
    assert!(patchbay.dead_runs().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_dead_token_pauses_the_stores_runs_until_it_is_installed_again() {
    let shop = Shop::open().await;
    shop.bench.faults(json!({ "revoked_tokens": true })).await;
    let (_, run) = shop.tried(refunding(json!("go"))).await;
    let waiting = shop.until_run(run, RunState::Waiting).await;
    assert!(
        waiting.row.next_at.is_none(),
        "it does not try again by itself"
    );
    shop.bench.faults(json!({})).await;
    shop.bench.patchbay.check_store(shop.store).await.unwrap();
    shop.until_run(run, RunState::Succeeded).await;
    assert_eq!(shop.written(REFUNDS).await, 1);
}

#[tokio::test]
async fn a_request_whose_answer_is_lost_and_that_nobody_can_look_for_is_asked_about() {
    let shop = Shop::open().await;
    let document = json!({
        "schema_version": 1, "name": "Categories",
        "trigger": { "manual": { "inputs": [{ "name": "order", "as": "number", "required": true }] } },
        "steps": [{ "id": "make", "do": { "action": { "connector": "bigcommerce",
            "action": "http_request", "confirm": "go", "input": { "method": "POST",
            "path": "/v3/orders/{{ trigger.order }}/metafields",
            "body": { "namespace": "a", "key": "b", "value": "c", "permission_set": "app_only" } } } } }],
    });
    shop.bench
        .faults(json!({ "lost_answers": 1, "lost_path": "/metafields" }))
        .await;
    let (order, run) = shop.tried(document).await;
    let unknown = shop.until_run(run, RunState::Unknown).await;
    assert!(
        matches!(unknown.steps[0].asks, Some(RunAsks::Happened { .. })),
        "{unknown:#?}"
    );
    let patchbay = &shop.bench.patchbay;
    let made = Some(r#"{"id": 7}"#);
    patchbay
        .say_of_run(run, "make", RunSaid::Happened, made)
        .await
        .unwrap();
    let done = shop.until_run(run, RunState::Succeeded).await;
    assert!(done.steps[0].output.as_ref().unwrap().contains('7'));
    let fields = shop
        .run("list_order_metafields", json!({ "order_id": order }))
        .await;
    assert_eq!(
        answer(&fields)["data"].as_array().unwrap().len(),
        1,
        "it was not sent again"
    );
}

#[tokio::test]
async fn a_run_is_done_again_with_another_payload() {
    let shop = Shop::open().await;
    let (_, run) = shop.tried(refunding(json!("go"))).await;
    shop.until_run(run, RunState::Succeeded).await;
    let other = shop.bench.place_order().await;
    let replay = ReplayRun {
        run_id: run,
        from_failed: false,
        current: false,
        trigger: Some(json!({ "order": other }).to_string()),
        dry: false,
    };
    let again = shop.bench.patchbay.replay_run(&replay).await.unwrap();
    let done = shop.until_run(again, RunState::Succeeded).await;
    assert_eq!(done.replay_of, Some(run));
    assert!(done.trigger.unwrap().contains(&other.to_string()));
    assert_eq!(shop.written(REFUNDS).await, 2);
}

#[tokio::test]
async fn a_pause_is_stopped_by_hand() {
    let shop = Shop::open().await;
    let document = json!({
        "schema_version": 1, "name": "Later",
        "trigger": { "manual": { "inputs": [{ "name": "order", "as": "number", "required": true }] } },
        "steps": [{ "id": "later", "do": { "delay": { "for_s": 3600 } } },
            { "id": "end", "do": { "stop": { "ending": "succeed" } } }],
    });
    let (_, run) = shop.tried(document).await;
    let waiting = shop.until_run(run, RunState::Waiting).await;
    assert!(waiting.row.next_at.is_some());
    shop.bench.patchbay.cancel_run(run).await.unwrap();
    shop.until_run(run, RunState::Cancelled).await;
}

#[tokio::test]
async fn an_orchestration_that_starts_itself_is_disabled() {
    let shop = Shop::open().await;
    let id = shop.draw_up_with_warnings(json!({
        "schema_version": 1, "name": "Circle",
        "trigger": { "webhook": { "connector": "bigcommerce", "of": { "trigger": "order_updated" } } },
        "filter": { "row": { "left": "{{ trigger.order.id }}", "as": "number", "op": "greater", "right": 0 } },
        "steps": [{ "id": "note", "do": { "action": { "connector": "bigcommerce", "action": "update_order",
            "input": { "order_id": "{{ trigger.order.id }}", "staff_notes": "Run {{ run.id }}" } } } }],
    })).await;
    let patchbay = &shop.bench.patchbay;
    patchbay.publish_orchestration(id, "").await.unwrap();
    patchbay.enable_orchestration(id).await.unwrap();
    let order = shop.bench.place_order().await;
    let note = json!({ "order_id": order, "staff_notes": "by hand" });
    shop.run("update_order", note).await;
    let disabled = |it: &Bench| {
        let patchbay = it.patchbay.clone();
        async move { !patchbay.orchestrations().await.unwrap()[0].enabled }
    };
    shop.bench.until("it is disabled", disabled).await;
    let dead = patchbay.dead_runs().await.unwrap();
    assert_eq!((dead.len(), &*dead[0].code), (1, "loop"));
    assert!(
        dead[0].problem.title.contains("Circle"),
        "{:?}",
        dead[0].problem
    );
    let runs = shop.runs().await;
    assert!(runs.len() < 9, "{} runs", runs.len());
}

#[tokio::test]
async fn only_the_way_from_one_status_to_another_starts_what_asks_for_it() {
    let shop = Shop::open().await;
    shop.put_to_work(json!({
        "schema_version": 1, "name": "Shipped",
        "trigger": { "webhook": { "connector": "bigcommerce", "of": { "trigger": "order_updated" },
            "status_to": [2] } },
        "steps": [{ "id": "end", "do": { "stop": { "ending": "succeed" } } }],
    }))
    .await;
    let order = shop.bench.place_order().await;
    for (status, counted) in [(2, 1), (2, 1), (11, 1), (2, 2)] {
        let before = shop.runs().await.len();
        let change = json!({ "order_id": order, "status_id": status });
        shop.run("set_order_status", change).await;
        let ended = |it: &Bench| {
            let patchbay = it.patchbay.clone();
            async move {
                let runs = patchbay.runs(Default::default(), None).await.unwrap();
                let ended = |state| matches!(state, RunState::Succeeded | RunState::Skipped);
                runs.len() > before && runs.iter().all(|run| ended(run.state))
            }
        };
        shop.bench.until("its runs ended", ended).await;
        let runs = shop.runs().await;
        let done = runs.iter().filter(|run| run.state == RunState::Succeeded);
        assert_eq!(done.count(), counted, "after status {status}: {runs:#?}");
    }
}
