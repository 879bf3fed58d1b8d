//! What the ledger knows of itself is exact whenever it is read, though it is written now and then.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::time::{Duration, Instant};

use common::{HOOK, House, NOON, hook};
use patchbay_ledger::{Head, NewDelivery, Usage, Verdict};
use rusqlite::Connection;

/// The third of every ten is in quarantine, and every fifth is the one before once more.
fn sent(house: &House, number: i64) -> NewDelivery {
    let identity = number - i64::from(number % 5 == 4);
    NewDelivery {
        hook_id: Some(HOOK.into()),
        received_at: NOON + number,
        verdict: match number % 10 {
            3 => Verdict::Quarantined,
            _ => Verdict::Verified,
        },
        ..house.delivery(identity.to_string())
    }
}

async fn filled(deliveries: i64) -> House {
    let house = House::new().await;
    house.ledger.put_hook(hook(house.store.id)).await.unwrap();
    for number in 0..deliveries {
        house.ledger.record(sent(&house, number)).await.unwrap();
    }
    house
}

/// How far the ledger is as it stands in the file.
fn written(house: &House) -> i64 {
    let conn = Connection::open(house.file()).unwrap();
    conn.query_row("SELECT seq FROM head", [], |row| row.get(0))
        .unwrap()
}

async fn until_written(house: &House) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while written(house) < house.ledger.feed_head().await.unwrap().seq {
        assert!(Instant::now() < deadline, "never written");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn all_counts(house: &House) -> (Head, Vec<Usage>, Option<i64>, Option<i64>) {
    let ledger = &house.ledger;
    let hook = ledger.hook(HOOK).await.unwrap().unwrap();
    (
        ledger.feed_head().await.unwrap(),
        ledger.usage().await.unwrap(),
        ledger.last_event_at(house.store.id).await.unwrap(),
        hook.last_delivery_at,
    )
}

#[tokio::test]
async fn what_came_is_counted_at_once() {
    let house = filled(0).await;
    let mut events = 0;
    for number in 0..100 {
        let recorded = house.ledger.record(sent(&house, number)).await.unwrap();
        events += i64::from(recorded.new_event);
        let head = house.ledger.feed_head().await.unwrap();
        let seq = recorded.delivery_id;
        assert_eq!(head, Head { seq, total: events });
        let usage = house.ledger.usage().await.unwrap()[0];
        assert_eq!((usage.events, usage.deliveries), (events, number + 1));
    }
    assert_eq!(events, 80);
}

#[tokio::test]
async fn it_is_written_when_nothing_comes_any_more() {
    let house = filled(50).await;
    until_written(&house).await;
    let (head, usage, store, hook) = all_counts(&house).await;
    assert_eq!((head.seq, head.total), (50, 40));
    assert_eq!(usage[0].deliveries, 50);
    assert_eq!((store, hook), (Some(NOON + 49), Some(NOON + 49)));
}

#[tokio::test]
async fn what_was_not_written_is_counted_at_opening() {
    let house = filled(64).await;
    until_written(&house).await;
    let before = all_counts(&house).await;
    assert_eq!(before.2, Some(NOON + 62), "the last is in quarantine");
    let conn = Connection::open(house.file()).unwrap();
    conn.execute_batch(
        "UPDATE head SET seq = 0, total = 0; DELETE FROM usage;
        UPDATE store SET last_event_at = NULL; UPDATE hook SET last_delivery_at = NULL;",
    )
    .unwrap();
    drop(conn);
    let house = house.reopen().await;
    assert_eq!(all_counts(&house).await, before);
    assert_eq!(written(&house), 64);
    let recorded = house.ledger.record(sent(&house, 65)).await.unwrap();
    assert_eq!(recorded.delivery_id, 65, "no place is given twice");
}

#[tokio::test]
async fn what_goes_is_counted_with_what_came_before_it() {
    let house = filled(30).await;
    let last = house.ledger.feed_head().await.unwrap().seq;
    house.ledger.pin(vec![last], true).await.unwrap();
    assert_eq!(
        written(&house),
        last + 1,
        "with whatever does more than add"
    );
    let (head, usage, ..) = all_counts(&house).await;
    assert_eq!((head.seq, head.total), (last + 1, 24));
    assert_eq!((usage[0].events, usage[0].deliveries), (24, 30));
}
