//! The feed: pages, filters, changes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{House, NOON};
use patchbay_ledger::{EventRow, FeedFilter, NewDelivery, Verdict};
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
        let filter = FeedFilter {
            before,
            limit: 10,
            ..FeedFilter::default()
        };
        let page = house.ledger.feed(filter).await.unwrap();
        let Some(last) = page.last() else { break };
        before = Some(last.id);
        seen.extend(ids(&page));
        record(&house, &format!("meanwhile {}", seen.len())).await;
        record(&house, "3").await;
    }
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn filters_hold_alone_and_together() {
    let house = House::new().await;
    let (app, store) = common::app_and_store(&house.ledger, "key-b", "zzz").await;
    let mut all = Vec::new();
    for number in 0..60_i64 {
        let mine = number % 2 == 0;
        let (app_id, store_id) = if mine {
            (house.app.id, house.store.id)
        } else {
            (app.id, store.id)
        };
        let mut sent: NewDelivery = common::delivery(app_id, store_id, format!("order-{number}"));
        sent.verdict = Verdict::ALL[number as usize % 5];
        sent.event.trigger = (number % 3 != 0).then(|| format!("trigger_{}", number % 3));
        sent.event.extra_id = (number % 7 == 0).then(|| format!("refund_%{number}"));
        let recorded = house.ledger.record(sent).await.unwrap();
        all.insert(
            0,
            house
                .ledger
                .event(recorded.event_id)
                .await
                .unwrap()
                .unwrap(),
        );
    }
    let none = FeedFilter {
        limit: 1000,
        ..FeedFilter::default()
    };
    let parts = [
        None,
        Some("order-1"),
        Some("_%4"),
        Some("%"),
        Some("' OR 1=1 --"),
        Some(""),
    ];
    let mut looked = 0;
    for app_id in [None, Some(house.app.id), Some(999)] {
        for store_id in [None, Some(store.id)] {
            for trigger in [None, Some("trigger_1".to_owned())] {
                for verdict in [None, Some(Verdict::Verified), Some(Verdict::Unverified)] {
                    for part in parts {
                        let filter = FeedFilter {
                            app_id,
                            store_id,
                            trigger: trigger.clone(),
                            verdict,
                            resource_part: part.map(str::to_owned),
                            ..none.clone()
                        };
                        let expected: Vec<_> = all
                            .iter()
                            .filter(|row| wanted(row, &filter))
                            .cloned()
                            .collect();
                        looked += expected.len();
                        assert_eq!(
                            house.ledger.feed(filter.clone()).await.unwrap(),
                            expected,
                            "{filter:?}"
                        );
                    }
                }
            }
        }
    }
    assert!(looked > 500, "the filters let nearly nothing through");
}

fn wanted(row: &EventRow, filter: &FeedFilter) -> bool {
    let part = filter.resource_part.as_deref().unwrap_or_default();
    let extra = row.extra_id.as_deref().unwrap_or_default();
    filter.app_id.is_none_or(|id| id == row.app_id)
        && filter.store_id.is_none_or(|id| id == row.store_id)
        && filter
            .trigger
            .as_ref()
            .is_none_or(|trigger| row.trigger.as_ref() == Some(trigger))
        && filter.verdict.is_none_or(|verdict| verdict == row.verdict)
        && (row.resource_id.contains(part) || extra.contains(part))
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
    assert_eq!(house.ledger.events_since(NOON + 240_001).await.unwrap(), 5);
}

#[tokio::test]
async fn nothing_is_sorted_and_no_delivery_is_touched() {
    let house = House::new().await;
    record(&house, "1").await;
    let conn = Connection::open(house.file()).unwrap();
    let plans = [
        ("NOT INDEXED", "id < 9"),
        ("INDEXED BY event_store", "store_id = 1 AND id < 9"),
        ("INDEXED BY event_app", "app_id = 1 AND id < 9"),
        ("INDEXED BY event_trigger", "trigger = 'x' AND id < 9"),
        (
            "INDEXED BY event_doubtful",
            "verdict = 'unverified' AND verdict <> 'verified'",
        ),
    ];
    for (index, condition) in plans {
        let sql = format!(
            "EXPLAIN QUERY PLAN SELECT * FROM event {index} WHERE {condition} ORDER BY id DESC"
        );
        let mut statement = conn.prepare(&sql).unwrap();
        let plan: Vec<String> = statement
            .query_map([], |row| row.get(3))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(plan.len(), 1, "{plan:?}");
        assert!(plan[0].starts_with("SEARCH event USING"), "{plan:?}");
    }
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
