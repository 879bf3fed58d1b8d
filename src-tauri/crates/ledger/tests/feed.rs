//! The feed: pages and changes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{House, NOON};
use patchbay_ledger::{EventRow, NewDelivery};
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
