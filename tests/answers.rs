//! What requests are answered is shown over time: acknowledgements with how long they took, and
//! failures by reason.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::time::{Duration, Instant};

use patchbay_core::view::{ChartSpan, ChartView, FaultSpec, TriggerTest, Way};
use support::Bench;

const FAULT: &str = "a fault you asked for";

async fn chart(bench: &Bench) -> ChartView {
    bench.patchbay.chart(ChartSpan::Hour).await.unwrap()
}

fn acknowledged(chart: &ChartView) -> u32 {
    chart.times.iter().flat_map(|slot| &slot.counts).sum()
}

fn failed(chart: &ChartView, reason: &str) -> u32 {
    let failures = chart.failures.iter().find(|it| it.reason == reason);
    failures.map_or(0, |it| it.counts.iter().sum())
}

async fn test(bench: &Bench) {
    let store_id = bench.patchbay.stores(None).await.unwrap()[0].id;
    let trigger = "order_created";
    let body = bench.patchbay.test_payload(store_id, trigger).await;
    let test = TriggerTest {
        store_id,
        trigger: trigger.into(),
        way: Way::Here,
        body: body.unwrap(),
    };
    let _told_as_asked = bench.patchbay.test_trigger(&test).await;
}

async fn under_fault(bench: &Bench, status: u16, delay_s: u32) {
    let fault = FaultSpec {
        store_id: None,
        trigger: None,
        status,
        delay_s,
        minutes: 10,
        times: Some(1),
    };
    bench.patchbay.set_fault(fault).await.unwrap();
    test(bench).await;
}

async fn flood(bench: &Bench, requests: u32) {
    let port = bench.status().await.listener.port;
    for number in 0..requests {
        let url = format!("http://127.0.0.1:{port}/wp-login.php?{number}");
        assert_eq!(bench.http.get(url).send().await.unwrap().status(), 404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_is_in_the_chart_at_once_and_after_a_restart() {
    let bench = Bench::start().await;
    bench.installed().await;
    flood(&bench, 300).await;
    let before = acknowledged(&chart(&bench).await);
    test(&bench).await;
    under_fault(&bench, 500, 0).await;
    bench
        .until("all of it is counted", |it| async move {
            let chart = chart(it).await;
            acknowledged(&chart) == before + 1 && failed(&chart, FAULT) == 1
        })
        .await;
    assert_eq!(failed(&chart(&bench).await, "unknown path"), 300);
    let bench = bench.restart().await;
    let chart = chart(&bench).await;
    assert_eq!(acknowledged(&chart), before + 1);
    assert_eq!(failed(&chart, "unknown path"), 300);
    assert_eq!(failed(&chart, FAULT), 1);
    let refusals = bench.patchbay.refusals().await.unwrap();
    let told: Vec<_> = refusals.iter().map(|it| (&*it.reason, it.count)).collect();
    assert_eq!(told, [("unknown path", 300)], "a fault is no refusal");
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delay_that_was_asked_for_is_no_part_of_an_acknowledgement() {
    let bench = Bench::start().await;
    bench.installed().await;
    let before = acknowledged(&chart(&bench).await);
    let began = Instant::now();
    under_fault(&bench, 200, 3).await;
    bench
        .until("it is acknowledged", |it| async move {
            acknowledged(&chart(it).await) == before + 1
        })
        .await;
    assert!(began.elapsed() >= Duration::from_secs(3));
    let chart = chart(&bench).await;
    let longest = chart.times.iter().map(|slot| slot.longest_us).max();
    assert!(longest.unwrap() < 3_000_000, "{longest:?} µs");
    assert_eq!(failed(&chart, FAULT), 0);
    bench.patchbay.stop().await;
}
