//! Pins, labels, notes and saved filters.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::time::Duration;

use common::House;
use patchbay_ledger::{Condition, Conditions, LedgerError, Search, Term};

async fn three(house: &House) -> Vec<i64> {
    let mut ids = Vec::new();
    for identity in ["a", "b", "c"] {
        let recorded = house.ledger.record(house.delivery(identity)).await.unwrap();
        ids.push(recorded.event_id);
    }
    ids
}

async fn with(house: &House, term: Term) -> Vec<i64> {
    let search = Search {
        conditions: Conditions::new([Condition { not: false, term }]),
        limit: 10,
        patience: Duration::from_secs(10),
        ..Search::default()
    };
    let found = house.ledger.search(search).await.unwrap();
    found.rows.iter().map(|row| row.id).collect()
}

#[tokio::test]
async fn a_pin_is_a_change_that_is_found_and_taken_off() {
    let house = House::new().await;
    let ids = three(&house).await;
    let before = house.ledger.feed_head().await.unwrap().seq;
    house
        .ledger
        .pin(vec![ids[0], ids[2], 999], true)
        .await
        .unwrap();
    let changed = house.ledger.feed_changes(before, 10).await.unwrap();
    assert_eq!(changed.len(), 2);
    assert!(changed.iter().all(|row| row.pinned));
    common::indexed(&house.ledger).await;
    assert_eq!(with(&house, Term::Pinned).await, [ids[2], ids[0]]);
    house.ledger.pin(vec![ids[2]], false).await.unwrap();
    assert_eq!(with(&house, Term::Pinned).await, [ids[0]]);
    common::indexed(&house.ledger).await;
    assert_eq!(with(&house, Term::Pinned).await, [ids[0]]);
}

#[tokio::test]
async fn labels_are_put_on_and_taken_off_one_by_one() {
    let house = House::new().await;
    let ids = three(&house).await;
    let put = |ids: Vec<i64>, label: &'static str, on| house.ledger.label(ids, label, on);
    put(ids.clone(), "to check", true).await.unwrap();
    put(vec![ids[1]], "Ünïcode \"x\"", true).await.unwrap();
    put(vec![ids[1]], "to check", true).await.unwrap();
    common::indexed(&house.ledger).await;
    put(vec![ids[0], ids[1]], "to check", false).await.unwrap();
    let row = house.ledger.event(ids[1]).await.unwrap().unwrap();
    assert_eq!(row.labels, ["Ünïcode \"x\""]);
    assert_eq!(with(&house, Term::Label("to check".into())).await, [ids[2]]);
    let all: Vec<_> = house.ledger.labels().await.unwrap().into_iter().collect();
    assert_eq!(all, ["to check", "Ünïcode \"x\""]);
    common::indexed(&house.ledger).await;
    assert_eq!(with(&house, Term::Label("to check".into())).await, [ids[2]]);
}

#[tokio::test]
async fn a_note_is_kept_changed_and_taken_off() {
    let house = House::new().await;
    let ids = three(&house).await;
    house
        .ledger
        .write_note(ids[1], "ask Ann\nabout it")
        .await
        .unwrap();
    let house = house.reopen().await;
    assert_eq!(
        house.ledger.note(ids[1]).await.unwrap(),
        "ask Ann\nabout it"
    );
    assert_eq!(with(&house, Term::Noted).await, [ids[1]]);
    house.ledger.write_note(ids[1], "").await.unwrap();
    assert!(with(&house, Term::Noted).await.is_empty());
    assert_eq!(house.ledger.note(999).await.unwrap(), "");
    let gone = house.ledger.write_note(999, "x").await;
    assert_eq!(gone, Err(LedgerError::NotFound));
}

#[tokio::test]
async fn a_filter_is_kept_under_its_name() {
    let house = House::new().await;
    let first = house.ledger.save_filter("Refunds", "[1]").await.unwrap();
    house.ledger.save_filter("carts", "[2]").await.unwrap();
    let again = house.ledger.save_filter("REFUNDS", "[3]").await.unwrap();
    assert_eq!((again.id, again.name.as_str()), (first.id, "REFUNDS"));
    let house = house.reopen().await;
    let all = house.ledger.saved_filters().await.unwrap();
    let names: Vec<_> = all
        .iter()
        .map(|it| (it.name.as_str(), it.conditions.as_str()))
        .collect();
    assert_eq!(names, [("carts", "[2]"), ("REFUNDS", "[3]")]);
    house.ledger.delete_filter(first.id).await.unwrap();
    assert_eq!(house.ledger.saved_filters().await.unwrap().len(), 1);
}
