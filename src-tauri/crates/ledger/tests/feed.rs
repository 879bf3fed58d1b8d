//! The feed: pages and changes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::collections::BTreeMap;

use common::{House, NOON};
use patchbay_ledger::{Chart, EventRow, NewDelivery, Verdict};
use rusqlite::Connection;

fn ids(rows: &[EventRow]) -> Vec<i64> {
    rows.iter().map(|row| row.id).collect()
}

async fn record(house: &House, identity: &str) -> i64 {
    house
        .ledger
        .record(house.delivery(identity))
        .await
        .unwrap()
        .event_id
}

#[tokio::test]
async fn pages_stay_put_while_events_arrive() {
    let house = House::new().await;
    let mut expected = Vec::new();
    for number in 0..25 {
        expected.insert(0, record(&house, &number.to_string()).await);
    }
    let mut seen = Vec::new();
    let mut before = None;
    loop {
        let page = common::page(&house.ledger, before, 10).await;
        let Some(last) = page.last() else { break };
        before = Some(last.id);
        seen.extend(ids(&page));
        record(&house, &format!("meanwhile {}", seen.len())).await;
        record(&house, "3").await;
    }
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn changes_come_in_their_order_each_event_once() {
    let house = House::new().await;
    for identity in ["a", "b", "c", "a", "b", "a"] {
        record(&house, identity).await;
    }
    let rows = house.ledger.feed_changes(0, 100).await.unwrap();
    let order: Vec<_> = rows.iter().map(|row| row.resource_id.as_str()).collect();
    assert_eq!(order, ["c", "b", "a"]);
    assert!(rows.is_sorted_by_key(|row| row.seq));
    let head = house.ledger.feed_head().await.unwrap();
    assert_eq!((head.seq, head.total), (rows[2].seq, 3));
    let later = house.ledger.feed_changes(rows[0].seq, 1).await.unwrap();
    assert_eq!(later, rows[1..2]);
    assert!(
        house
            .ledger
            .feed_changes(head.seq, 100)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn events_are_counted_from_a_moment_on() {
    let house = House::new().await;
    for minute in 0..10 {
        let at = NOON + minute * 60_000;
        let sent = NewDelivery {
            received_at: at,
            ..house.delivery(minute.to_string())
        };
        house.ledger.record(sent).await.unwrap();
    }
    assert_eq!(house.ledger.events_since(NOON + 240_000).await.unwrap(), 6);
    assert_eq!(house.ledger.events_since(NOON + 300_000).await.unwrap(), 5);
}

/// Slots, triggers and verdicts of a chart with how many events they have.
async fn charted(house: &House, chart: Chart) -> BTreeMap<(i64, String, Verdict), i64> {
    let mut sums = BTreeMap::new();
    for column in house.ledger.chart(chart).await.unwrap() {
        let key = (column.slot, column.trigger, column.verdict);
        *sums.entry(key).or_default() += column.events;
    }
    sums
}

#[tokio::test]
async fn a_chart_counts_each_event_once_wherever_it_is_counted() {
    let house = House::new().await;
    let first = NOON / 60_000;
    for number in 0..40 {
        let mut sent = house.delivery(number.to_string());
        sent.received_at = (first + number) * 60_000 + 59_000;
        sent.event.trigger = (number % 2 == 0).then(|| "order_created".into());
        if number % 10 == 0 {
            sent.verdict = Verdict::Unverified;
        }
        let recorded = house.ledger.record(sent.clone()).await.unwrap();
        house.ledger.record(sent).await.unwrap();
        if number == 20 {
            common::indexed(&house.ledger).await;
            let (id, verdict) = (recorded.delivery_id, Verdict::Verified);
            house.ledger.reverify(id, verdict).await.unwrap();
        }
    }
    let chart = Chart {
        from: first + 5,
        step: 10,
        slots: 3,
    };
    let expected = BTreeMap::from([
        ((0, "order_created".into(), Verdict::Verified), 4),
        ((0, "order_created".into(), Verdict::Unverified), 1),
        ((0, "store/order/created".into(), Verdict::Verified), 5),
        ((1, "order_created".into(), Verdict::Verified), 5),
        ((1, "store/order/created".into(), Verdict::Verified), 5),
        ((2, "order_created".into(), Verdict::Verified), 4),
        ((2, "order_created".into(), Verdict::Unverified), 1),
        ((2, "store/order/created".into(), Verdict::Verified), 5),
    ]);
    let events = |of: &BTreeMap<(i64, String, Verdict), i64>| of.values().sum::<i64>();
    assert_eq!(events(&charted(&house, chart).await), events(&expected));
    common::indexed(&house.ledger).await;
    assert_eq!(charted(&house, chart).await, expected);
}

#[tokio::test]
async fn changes_are_not_sorted_either() {
    let house = House::new().await;
    record(&house, "1").await;
    let conn = Connection::open(house.file()).unwrap();
    let sql = "EXPLAIN QUERY PLAN
        SELECT id, id AS seq, scope FROM event NOT INDEXED WHERE id > ?1 AND seq = id UNION ALL
        SELECT id, seq, scope FROM event INDEXED BY event_changed WHERE seq > ?1 AND seq <> id
        ORDER BY seq LIMIT ?2";
    let mut statement = conn.prepare(sql).unwrap();
    let plan: Vec<String> = statement
        .query_map((0, 10), |row| row.get(3))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert!(
        plan.iter().all(|step| !step.contains("TEMP B-TREE")),
        "{plan:?}"
    );
}
