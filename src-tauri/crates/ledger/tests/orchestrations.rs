//! Orchestrations against a real file: what was published stays as it was, and what is switched on
//! begins with the next event.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::runs::{enabled, new_orchestration, new_version};
use common::{House, NOON, app_and_store};
use patchbay_ledger::{LedgerError, Published};
use rusqlite::Connection;

#[tokio::test]
async fn one_that_was_added_is_off_and_behind_the_others() {
    let house = House::new().await;
    let ledger = &house.ledger;
    house.ledger.record(house.delivery("old")).await.unwrap();
    let first = ledger.add_orchestration(new_orchestration(&house, "a"));
    let first = first.await.unwrap();
    let second = ledger.add_orchestration(new_orchestration(&house, "b"));
    let second = second.await.unwrap();
    assert!(!first.enabled && first.differs && first.published.is_none());
    assert_eq!((first.since, first.seen), (1, 1));
    assert_eq!(first.stores, [house.store.id]);
    assert_eq!((first.position, second.position), (0, 1));

    let same = ledger.add_orchestration(new_orchestration(&house, "a"));
    let same = same.await;
    assert!(
        matches!(same, Err(LedgerError::Conflict { .. })),
        "{same:?}"
    );
    assert_eq!(ledger.orchestrations().await.unwrap(), [first, second]);
}

#[tokio::test]
async fn a_draft_changes_and_what_is_published_does_not() {
    let house = House::new().await;
    let ledger = &house.ledger;
    let (made, first) = enabled(&house, "a").await;
    let saved = ledger.save_draft(made.id, "{\"n\":2}".into(), NOON + 5);
    let saved = saved.await.unwrap();
    assert!(saved.differs);
    assert_eq!(saved.drafted_at, NOON + 5);
    let draft = ledger.orchestration_draft(made.id).await.unwrap();
    assert_eq!(draft.as_deref(), Some("{\"n\":2}"));

    let second = ledger.publish(new_version(made.id, "{\"n\":2}"));
    let second = second.await.unwrap();
    assert_eq!((first.number, second.number), (1, 2));
    let now = ledger.orchestration(made.id).await.unwrap().unwrap();
    let published = Published {
        version_id: second.id,
        number: 2,
        at: NOON + 1,
    };
    assert_eq!(now.published, Some(published));
    assert!(now.enabled && !now.differs);
    assert_eq!(now.drafted_at, NOON + 5);

    let kept = ledger.orchestration_version(first.id).await.unwrap();
    assert_eq!(kept, Some(first));
    let versions = ledger.orchestration_versions(made.id).await.unwrap();
    assert_eq!(
        versions.iter().map(|it| it.number).collect::<Vec<_>>(),
        [2, 1]
    );
}

#[tokio::test]
async fn what_is_published_becomes_the_draft() {
    let house = House::new().await;
    let made = house
        .ledger
        .add_orchestration(new_orchestration(&house, "a"));
    let made = made.await.unwrap();
    let found = new_version(made.id, "{\"checked\":true}");
    house.ledger.publish(found).await.unwrap();
    let draft = house.ledger.orchestration_draft(made.id).await.unwrap();
    assert_eq!(draft.as_deref(), Some("{\"checked\":true}"));
    let now = house.ledger.orchestration(made.id).await.unwrap().unwrap();
    assert_eq!(now.drafted_at, NOON + 1);
}

#[tokio::test]
async fn nothing_is_published_of_what_is_gone_or_is_no_json() {
    let house = House::new().await;
    let ledger = &house.ledger;
    let gone = ledger.publish(new_version(77, "{}")).await;
    assert_eq!(gone, Err(LedgerError::NotFound));
    let (made, version) = enabled(&house, "a").await;
    let broken = ledger.publish(new_version(made.id, "{")).await;
    assert!(matches!(broken, Err(LedgerError::Sqlite(_))), "{broken:?}");
    let versions = ledger.orchestration_versions(made.id).await.unwrap();
    assert_eq!(versions.len(), 1);
    let now = ledger.orchestration(made.id).await.unwrap().unwrap();
    assert_eq!(now.published.unwrap().version_id, version.id);
    let conn = Connection::open(house.file()).unwrap();
    let rows: i64 = conn
        .query_row("SELECT count(*) FROM orchestration_version", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(rows, 1);
}

#[tokio::test]
async fn one_that_is_enabled_begins_with_the_next_event() {
    let house = House::new().await;
    let ledger = &house.ledger;
    let made = ledger.add_orchestration(new_orchestration(&house, "a"));
    let made = made.await.unwrap();
    let early = ledger.enable_orchestration(made.id).await;
    assert_eq!(early, Err(LedgerError::NotFound), "nothing is published");

    ledger.publish(new_version(made.id, "{}")).await.unwrap();
    let old = house.ledger.record(house.delivery("old")).await.unwrap();
    let on = ledger.enable_orchestration(made.id).await.unwrap();
    assert_eq!((on.since, on.seen), (old.event_id, old.seq));

    let new = house.ledger.record(house.delivery("new")).await.unwrap();
    let still = ledger.enable_orchestration(made.id).await.unwrap();
    assert_eq!(still, on, "it was on");
    let off = ledger.disable_orchestration(made.id).await.unwrap();
    assert!(!off.enabled);
    let again = ledger.enable_orchestration(made.id).await.unwrap();
    assert_eq!(again.since, new.event_id, "what came while it was off");
}

#[tokio::test]
async fn stores_names_and_places_change() {
    let house = House::new().await;
    let ledger = &house.ledger;
    let (_, other) = app_and_store(ledger, "key-b", "zzz").await;
    let (first, _) = enabled(&house, "a").await;
    let (second, _) = enabled(&house, "b").await;
    let both = ledger.listen_to(first.id, vec![other.id, house.store.id, other.id]);
    assert_eq!(both.await.unwrap().stores, [house.store.id, other.id]);
    let gone = ledger.listen_to(first.id, vec![house.store.id, 99]).await;
    assert_eq!(gone, Err(LedgerError::NotFound));
    let named = ledger.rename_orchestration(first.id, "Refunds".into());
    let named = named.await.unwrap();
    assert_eq!(named.name, "Refunds");
    assert_eq!(named.stores, [house.store.id, other.id]);

    let order = vec![second.id, first.id];
    ledger.order_orchestrations(order.clone()).await.unwrap();
    let (third, _) = enabled(&house, "c").await;
    let now = ledger.orchestrations().await.unwrap();
    let ids: Vec<i64> = now.iter().map(|it| it.id).collect();
    assert_eq!(ids, [second.id, first.id, third.id]);

    ledger.remove_store(other.id).await.unwrap();
    let left = ledger.orchestration(first.id).await.unwrap().unwrap();
    assert_eq!(left.stores, [house.store.id]);
}
