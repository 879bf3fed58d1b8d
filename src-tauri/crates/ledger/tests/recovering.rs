//! What was missed: found once, whatever arrives of it before, meanwhile and later.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{House, NOON, look};
use patchbay_ledger::{
    KnownBy, MissedEvent, NewDelivery, NewRecovery, Origin, ProblemRecord, Recovery, RecoveryCause,
    RecoveryEnd, RecoveryState, RecoveryStep,
};

async fn begun(house: &House) -> Recovery {
    let new = NewRecovery {
        store_id: house.store.id,
        cause: RecoveryCause::Sleep,
        gap: Some((NOON - 1000, NOON)),
        wanted_at: NOON,
        began_at: NOON,
    };
    house.ledger.begin_recovery(new).await.unwrap()
}

fn step(of: &Recovery, events: Vec<MissedEvent>) -> RecoveryStep {
    RecoveryStep {
        recovery_id: of.id,
        read: events.len(),
        events,
        progress: "{\"page\":2}".into(),
        marks: Vec::new(),
    }
}

/// Order 7 was placed.
fn created(house: &House) -> MissedEvent {
    let mut delivery = house.delivery("c:7");
    delivery.origin = Origin::Recovered;
    MissedEvent {
        delivery,
        known_by: None,
        look: None,
    }
}

/// Order 7 changed `at`, as BigCommerce sends it.
fn update(house: &House, webhook: &str, at: i64) -> NewDelivery {
    let mut delivery = house.delivery(webhook);
    delivery.event.trigger = Some("order_updated".into());
    delivery.event.resource_id = "7".into();
    delivery.event.occurred_at = Some(at);
    delivery.event.recovered_from = Some(at);
    delivery
}

/// The same, as a list shows it.
fn changed(house: &House, at: i64, after: i64) -> MissedEvent {
    let mut delivery = update(house, &format!("r:7:{at}"), at);
    delivery.origin = Origin::Recovered;
    delivery.event.recovered_from = None;
    MissedEvent {
        delivery,
        known_by: Some(KnownBy { after, at }),
        look: None,
    }
}

#[tokio::test]
async fn what_arrived_is_not_found_again() {
    let house = House::new().await;
    let recovery = begun(&house).await;
    house.ledger.record(house.delivery("c:7")).await.unwrap();
    let page = step(&recovery, vec![created(&house)]);
    assert_eq!(house.ledger.recover(page).await.unwrap(), 0);
    assert_eq!(house.ledger.feed_head().await.unwrap().total, 1);
}

#[tokio::test]
async fn what_was_found_is_told_once_and_a_late_delivery_belongs_to_it() {
    let house = House::new().await;
    let recovery = begun(&house).await;
    let twice = vec![created(&house), created(&house)];
    assert_eq!(
        house.ledger.recover(step(&recovery, twice)).await.unwrap(),
        1
    );
    let late = house.ledger.record(house.delivery("c:7")).await.unwrap();
    assert!(!late.new_event);
    let row = house.ledger.event(late.event_id).await.unwrap().unwrap();
    assert_eq!((row.origin, row.deliveries), (Origin::Recovered, 2));
    let told = &house.ledger.recoveries(None, 9).await.unwrap()[0];
    assert_eq!(told.found, [("order_created".to_owned(), 1)]);
    assert_eq!(
        (told.read, told.progress.as_str()),
        (2, "{\"page\":2}"),
        "it goes on from there"
    );
}

#[tokio::test]
async fn an_update_is_known_by_a_delivery_that_is_not_older() {
    let house = House::new().await;
    let recovery = begun(&house).await;
    house
        .ledger
        .record(update(&house, "a", NOON))
        .await
        .unwrap();
    let older = changed(&house, NOON, 0);
    let newer = changed(&house, NOON + 5000, 0);
    let page = step(&recovery, vec![older, newer]);
    assert_eq!(house.ledger.recover(page).await.unwrap(), 1);
}

#[tokio::test]
async fn a_late_update_belongs_to_the_change_that_was_found() {
    let house = House::new().await;
    let recovery = begun(&house).await;
    house
        .ledger
        .record(update(&house, "told", NOON - 9000))
        .await
        .unwrap();
    let page = step(&recovery, vec![changed(&house, NOON, 1)]);
    assert_eq!(house.ledger.recover(page).await.unwrap(), 1);
    for (webhook, at, is_new) in [
        ("missed", NOON, false),
        ("missed before", NOON - 5000, false),
        ("told", NOON - 9000, false),
        ("later", NOON + 1000, true),
    ] {
        let late = house.ledger.record(update(&house, webhook, at)).await;
        assert_eq!(late.unwrap().new_event, is_new, "{webhook}");
    }
    let mut other = update(&house, "of another order", NOON);
    other.event.resource_id = "8".into();
    assert!(house.ledger.record(other).await.unwrap().new_event);
    let found = house.ledger.event(2).await.unwrap().unwrap();
    assert_eq!((found.origin, found.deliveries), (Origin::Recovered, 3));
    let told = house.ledger.event(1).await.unwrap().unwrap();
    assert_eq!(told.deliveries, 2, "its own retry stays its own");
}

#[tokio::test]
async fn a_look_goes_with_what_was_found() {
    let house = House::new().await;
    let recovery = begun(&house).await;
    let mut event = created(&house);
    event.look = Some(look(0));
    house
        .ledger
        .recover(step(&recovery, vec![event]))
        .await
        .unwrap();
    assert!(house.ledger.snapshot(1).await.unwrap().is_some());
}

#[tokio::test]
async fn what_came_lately_is_read_past_imported_ones() {
    let house = House::new().await;
    for (webhook, at) in [("old", NOON - 900_000), ("new", NOON), ("newer", NOON + 1)] {
        let mut delivery = update(&house, webhook, at);
        delivery.received_at = at;
        house.ledger.record(delivery).await.unwrap();
    }
    let lately = house.ledger.events_lately(house.store.id, NOON - 1000);
    let (found, last) = lately.await.unwrap();
    let at: Vec<i64> = found.iter().map(|event| event.occurred_at).collect();
    assert_eq!((at, last), (vec![NOON + 1, NOON], 3));
    let none = house.ledger.events_lately(house.store.id + 1, 0).await;
    assert!(none.unwrap().0.is_empty());
}

#[tokio::test]
async fn watermarks_move_on_with_a_page_and_never_back() {
    let house = House::new().await;
    let store = house.store.id;
    let triggers = || vec!["order_created".to_owned(), "order_updated".to_owned()];
    let ledger = &house.ledger;
    ledger
        .begin_watermarks(store, triggers(), NOON)
        .await
        .unwrap();
    ledger
        .begin_watermarks(store, triggers(), NOON + 50)
        .await
        .unwrap();
    let recovery = begun(&house).await;
    for at in [NOON + 10, NOON + 5] {
        let page = RecoveryStep {
            marks: vec![("order_created".into(), at)],
            ..step(&recovery, Vec::new())
        };
        ledger.recover(page).await.unwrap();
    }
    let marks = ledger.watermarks(Some(store)).await.unwrap();
    let at: Vec<(i64, i64)> = marks.iter().map(|mark| (mark.since, mark.at)).collect();
    assert_eq!(at, [(NOON, NOON + 10), (NOON, NOON)]);
    ledger
        .look_back_no_further(house.app.id, NOON + 7)
        .await
        .unwrap();
    let marks = ledger.watermarks(None).await.unwrap();
    let at: Vec<(i64, i64)> = marks.iter().map(|mark| (mark.since, mark.at)).collect();
    assert_eq!(at, [(NOON + 7, NOON + 10), (NOON + 7, NOON + 7)]);
    let fewer = vec!["order_updated".to_owned()];
    ledger.begin_watermarks(store, fewer, NOON).await.unwrap();
    assert_eq!(ledger.watermarks(None).await.unwrap().len(), 1);
}

#[tokio::test]
async fn recoveries_are_open_until_they_end() {
    let house = House::new().await;
    let (first, second) = (begun(&house).await, begun(&house).await);
    let waits = RecoveryEnd {
        state: RecoveryState::Waiting,
        ended_at: None,
        problem: Some(ProblemRecord {
            code: "network".into(),
            detail: "{}".into(),
        }),
    };
    house
        .ledger
        .settle_recovery(first.id, waits.clone())
        .await
        .unwrap();
    let ended = RecoveryEnd {
        state: RecoveryState::Done,
        ended_at: Some(NOON + 1),
        problem: None,
    };
    house
        .ledger
        .settle_recovery(second.id, ended)
        .await
        .unwrap();
    let house = house.reopen().await;
    let open = house.ledger.open_recoveries().await.unwrap();
    assert_eq!(open.len(), 1);
    assert_eq!((open[0].id, &open[0].problem), (first.id, &waits.problem));
    assert_eq!(open[0].of, first.of);
    house.ledger.forget_recovery(first.id).await.unwrap();
    assert_eq!(house.ledger.recoveries(None, 9).await.unwrap().len(), 1);
}

#[tokio::test]
async fn the_oldest_of_a_store_are_forgotten() {
    let house = House::new().await;
    for _ in 0..60 {
        let one = begun(&house).await;
        let ended = RecoveryEnd {
            state: RecoveryState::Done,
            ended_at: Some(NOON),
            problem: None,
        };
        house.ledger.settle_recovery(one.id, ended).await.unwrap();
    }
    let left = house.ledger.recoveries(None, 99).await.unwrap();
    assert_eq!((left.len(), left[0].id), (51, 60));
}
