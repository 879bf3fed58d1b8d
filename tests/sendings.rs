//! What Patchbay sends to itself: tests of triggers and events sent again; and the faults it
//! answers with when it is asked to.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::time::{Duration, Instant};

use patchbay_core::view::{
    EventDetail, FaultSpec, FeedRow, Origin, ReplayTo, TriggerTest, Verdict, Way,
};
use patchbay_core::{ErrorCode, Field};
use serde_json::{Value, json};
use support::{Bench, STORE};

async fn store(bench: &Bench) -> u32 {
    bench.patchbay.stores(None).await.unwrap()[0].id
}

async fn test(bench: &Bench, trigger: &str, way: Way) -> TriggerTest {
    let store_id = store(bench).await;
    TriggerTest {
        store_id,
        trigger: trigger.into(),
        way,
        body: bench
            .patchbay
            .test_payload(store_id, trigger)
            .await
            .unwrap(),
    }
}

/// The newest event of a merchant.
async fn newest(bench: &Bench) -> Option<FeedRow> {
    let rows = bench.feed().await.rows;
    rows.into_iter().find(|row| !row.exception)
}

async fn arrived(bench: &Bench) -> FeedRow {
    bench.place_order().await;
    bench
        .until("a trigger", |it| async move { newest(it).await.is_some() })
        .await;
    newest(bench).await.unwrap()
}

async fn event(bench: &Bench, id: u32) -> EventDetail {
    bench.patchbay.event(id).await.unwrap()
}

fn fault() -> FaultSpec {
    FaultSpec {
        store_id: None,
        trigger: None,
        status: 500,
        delay_s: 0,
        minutes: 10,
        times: Some(1),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_trigger_can_be_tested_by_both_ways() {
    let bench = Bench::start().await;
    bench.installed().await;
    for trigger in [
        "order_created",
        "order_updated",
        "refund_created",
        "cart_updated",
    ] {
        for way in [Way::Public, Way::Here] {
            let test = test(&bench, trigger, way).await;
            let arrived = bench.patchbay.test_trigger(&test).await.unwrap();
            let event = event(&bench, arrived.event_id).await;
            assert_eq!(event.row.origin, Origin::Test, "{trigger}");
            assert_eq!(event.row.verdict, Verdict::Verified, "{trigger}");
            assert_eq!(event.row.trigger_id.as_deref(), Some(trigger));
            let body: Value = serde_json::from_str(&event.body).unwrap();
            assert_eq!(body["producer"], json!(format!("stores/{STORE}")));
        }
    }
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_may_be_nonsense_but_not_too_large() {
    let bench = Bench::start().await;
    bench.installed().await;
    let mut test = test(&bench, "order_created", Way::Here).await;
    test.body = "{\"scope\": not json".into();
    let arrived = bench.patchbay.test_trigger(&test).await.unwrap();
    assert!(!event(&bench, arrived.event_id).await.body_is_json);
    test.body = "x".repeat(256 * 1024 + 1);
    let refused = bench.patchbay.test_trigger(&test).await.unwrap_err();
    assert_eq!(refused.field(), Some(Field::Payload));
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_without_a_hook_says_so() {
    let bench = Bench::start().await;
    let (app, _) = bench.installed().await;
    let test = test(&bench, "cart_updated", Way::Here).await;
    bench
        .patchbay
        .set_trigger(app.id, "cart_updated", false)
        .await
        .unwrap();
    bench
        .until("the hook is gone", |it| {
            let test = test.clone();
            async move {
                let refused = it.patchbay.test_trigger(&test).await;
                refused.is_err_and(|error| error.code() == ErrorCode::NotFound)
            }
        })
        .await;
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_sent_again_is_a_new_one_that_names_its_source() {
    let bench = Bench::start().await;
    bench.installed().await;
    let row = arrived(&bench).await;
    let ids = vec![row.id];
    let sent = bench
        .patchbay
        .replay_events(ids, ReplayTo::Here, None)
        .await
        .unwrap();
    let became = sent[0].became.unwrap();
    let (source, replay) = (event(&bench, row.id).await, event(&bench, became).await);
    assert_eq!(replay.row.origin, Origin::Replayed);
    assert_eq!(replay.row.verdict, Verdict::Verified);
    assert_eq!(replay.body, source.body);
    assert_eq!(replay.replay_of, Some(row.id));
    assert_eq!(source.replays, [became]);
    assert_eq!(source.row.deliveries, 1, "the source stays as it was");
    assert_eq!(
        replay.deliveries[0].webhook_id,
        source.deliveries[0].webhook_id
    );

    let edited = Some(source.body.replace("created_at", "created_at_then"));
    let sent = bench
        .patchbay
        .replay_events(vec![row.id], ReplayTo::Here, edited)
        .await
        .unwrap();
    let edited = event(&bench, sent[0].became.unwrap()).await;
    assert!(edited.body.contains("created_at_then"));
    assert_eq!(edited.row.verdict, Verdict::Verified);
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_are_sent_again_in_the_order_they_came_and_one_that_is_gone_stops_none() {
    let bench = Bench::start().await;
    bench.installed().await;
    let first = arrived(&bench).await.id;
    let second = {
        bench.place_order().await;
        bench
            .until(
                "another",
                |it| async move { it.feed().await.rows[0].id > first },
            )
            .await;
        bench.feed().await.rows[0].id
    };
    let ids = vec![second, 99_999, first, first];
    let sent = bench
        .patchbay
        .replay_events(ids, ReplayTo::Here, None)
        .await
        .unwrap();
    let order: Vec<u32> = sent.iter().map(|it| it.event_id).collect();
    assert_eq!(order, [first, second, 99_999]);
    assert!(sent[0].became < sent[1].became);
    assert!(sent[2].problem.is_some());
    let both = Some("{}".to_owned());
    let refused = bench
        .patchbay
        .replay_events(vec![first, second], ReplayTo::Here, both)
        .await;
    assert_eq!(refused.unwrap_err().field(), Some(Field::Payload));
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_cannot_pass_a_delivery_off_as_a_test() {
    let bench = Bench::start().await;
    let (_, registered) = bench.installed().await;
    let hook = &bench.practice_hooks(&registered.client_id).await[0];
    let (name, value) = hook["headers"].as_object().unwrap().iter().next().unwrap();
    let answer = bench
        .http
        .post(hook["destination"].as_str().unwrap())
        .header(name, value.as_str().unwrap())
        .header("X-Patchbay-Sent", "0".repeat(32))
        .body("{}")
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(bench.feed().await.rows[0].origin, Origin::Live);
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_is_answered_but_loses_nothing_and_ends() {
    let bench = Bench::start().await;
    bench.installed().await;
    bench.patchbay.set_fault(fault()).await.unwrap();
    assert_eq!(
        bench.status().await.fault.map(|fault| fault.status),
        Some(500)
    );

    let row = arrived(&bench).await;
    let answer = event(&bench, row.id).await.deliveries[0].answer.unwrap();
    assert_eq!((answer.status, answer.delay_ms), (500, 0));
    assert_eq!(bench.status().await.fault, None, "once was asked for");
    let attempts = bench
        .get(&format!(
            "{}/practice/deliveries",
            bench.control_panel().await
        ))
        .await
        .json::<Value>()
        .await
        .unwrap();
    assert!(
        attempts.to_string().contains("500"),
        "BigCommerce saw it: {attempts}"
    );

    bench
        .patchbay
        .set_fault(FaultSpec {
            times: None,
            ..fault()
        })
        .await
        .unwrap();
    bench.patchbay.clear_fault();
    assert_eq!(bench.status().await.fault, None);
    let refused = bench
        .patchbay
        .set_fault(FaultSpec {
            status: 99,
            ..fault()
        })
        .await;
    assert_eq!(refused.unwrap_err().field(), Some(Field::Fault));
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_says_how_many_deliveries_are_left() {
    let bench = Bench::start().await;
    bench.installed().await;
    let twice = FaultSpec {
        times: Some(2),
        ..fault()
    };
    bench.patchbay.set_fault(twice).await.unwrap();
    let left = async || bench.status().await.fault.map(|fault| fault.left);
    assert_eq!(left().await, Some(Some(2)));
    let test = test(&bench, "order_created", Way::Here).await;
    bench.patchbay.test_trigger(&test).await.unwrap();
    assert_eq!(left().await, Some(Some(1)));
    bench.patchbay.test_trigger(&test).await.unwrap();
    assert_eq!(left().await, None, "it is over");
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_answer_holds_up_neither_the_feed_nor_the_end() {
    let bench = Bench::start().await;
    bench.installed().await;
    let late = FaultSpec {
        status: 200,
        delay_s: 30,
        times: None,
        ..fault()
    };
    bench.patchbay.set_fault(late).await.unwrap();
    let test = test(&bench, "order_created", Way::Here).await;
    let sent = bench.patchbay.test_trigger(&test).await.unwrap();
    assert_eq!(
        event(&bench, sent.event_id).await.deliveries[0]
            .answer
            .unwrap()
            .delay_ms,
        30_000
    );
    let began = Instant::now();
    bench.patchbay.stop().await;
    assert!(
        began.elapsed() < Duration::from_secs(20),
        "the end does not wait for late answers"
    );
}
