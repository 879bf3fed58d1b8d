//! What BigCommerce tells of deliveries that failed: kept with its event, and waiting until somebody
//! looked into it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{HOOK, House, NOON, hook, indexed};
use patchbay_ledger::{Hook, NewDelivery, NewException, Origin, Verdict};

fn told(house: &House, name: &str, remote_id: i64, code: i64) -> NewDelivery {
    let plain = house.delivery(name);
    NewDelivery {
        event: patchbay_ledger::NewEvent {
            trigger: None,
            scope: "store/hook/exception".into(),
            ..plain.event
        },
        exception: Some(NewException {
            remote_id: Some(remote_id),
            code: Some(code),
            message: "It failed.".into(),
        }),
        ..plain
    }
}

async fn kept(house: &House, delivery: NewDelivery) -> i64 {
    house.ledger.record(delivery).await.unwrap().event_id
}

async fn waiting(house: &House) -> Vec<(i64, Vec<i64>)> {
    let waiting = house.ledger.exceptions_waiting().await.unwrap();
    waiting.into_iter().map(|it| (it.last, it.codes)).collect()
}

#[tokio::test]
async fn the_hook_that_is_meant_is_known_after_it_went() {
    let house = House::new().await;
    let (ledger, store) = (&house.ledger, house.store.id);
    ledger.put_hook(hook(store)).await.unwrap();
    let known = kept(&house, told(&house, "a", 18, 7)).await;
    ledger.remove_hook(HOOK).await.unwrap();
    let unknown = kept(&house, told(&house, "b", 18, 8)).await;
    let plain = kept(&house, house.delivery("c")).await;
    let of = ledger
        .exceptions_of(vec![known, unknown, plain])
        .await
        .unwrap();
    assert_eq!(of.len(), 2);
    let (known, unknown) = (&of[&known], &of[&unknown]);
    assert_eq!(known.trigger.as_deref(), Some("order_created"));
    assert_eq!(known.destination, Some(hook(store).destination));
    assert_eq!((known.at, known.told.code), (NOON, Some(7)));
    assert_eq!((&unknown.trigger, &unknown.destination), (&None, &None));
    let last = ledger.last_exception(store).await.unwrap();
    assert_eq!(last.as_ref(), Some(unknown));
}

#[tokio::test]
async fn they_wait_until_they_are_looked_into() {
    let house = House::new().await;
    let (ledger, store) = (&house.ledger, house.store.id);
    let first = kept(&house, told(&house, "a", 1, 7)).await;
    let again = kept(&house, told(&house, "a", 1, 7)).await;
    assert_eq!(again, first, "a retry is the same");
    let second = kept(&house, told(&house, "b", 1, 8)).await;
    assert_eq!(waiting(&house).await, [(second, vec![7, 8])]);
    ledger.looked_into(store, first, NOON).await.unwrap();
    assert_eq!(waiting(&house).await, [(second, vec![8])]);
    ledger.looked_into(store, second, NOON).await.unwrap();
    assert_eq!(waiting(&house).await, []);
    let house = house.reopen().await;
    assert_eq!(waiting(&house).await, []);
}

#[tokio::test]
async fn what_is_in_doubt_waits_only_once_it_is_proved() {
    let house = House::new().await;
    let (ledger, store) = (&house.ledger, house.store.id);
    let doubtful = |name: &str, verdict, origin| NewDelivery {
        verdict,
        origin,
        ..told(&house, name, 1, 7)
    };
    kept(
        &house,
        doubtful("forged", Verdict::Quarantined, Origin::Live),
    )
    .await;
    kept(
        &house,
        doubtful("sent again", Verdict::Verified, Origin::Replayed),
    )
    .await;
    let unverified = doubtful("locked", Verdict::Unverified, Origin::Live);
    let locked = ledger.record(unverified).await.unwrap();
    assert_eq!(waiting(&house).await, []);
    assert_eq!(ledger.last_exception(store).await.unwrap(), None);
    ledger.looked_into(store, i64::MAX, NOON).await.unwrap();
    ledger
        .reverify(locked.delivery_id, Verdict::Verified)
        .await
        .unwrap();
    assert_eq!(waiting(&house).await, [(locked.event_id, vec![7])]);
}

#[tokio::test]
async fn it_is_no_event_of_the_stores() {
    let house = House::new().await;
    let (ledger, store) = (&house.ledger, house.store.id);
    let carries = Hook {
        kind: patchbay_ledger::HookKind::Exceptions,
        trigger: String::new(),
        ..hook(store)
    };
    ledger.put_hook(carries).await.unwrap();
    let by_hook = NewDelivery {
        hook_id: Some(HOOK.into()),
        ..told(&house, "a", 1, 7)
    };
    let event = kept(&house, by_hook).await;
    let house = house.reopen().await;
    let ledger = &house.ledger;
    assert!(ledger.event(event).await.unwrap().unwrap().exception);
    assert_eq!(ledger.last_event_at(store).await.unwrap(), None);
    let hook = ledger.hook(HOOK).await.unwrap().unwrap();
    assert_eq!(
        hook.last_delivery_at,
        Some(NOON),
        "its hook carried something"
    );
    indexed(ledger).await;
    let scope = "store/hook/exception".to_owned();
    let shape = ledger.shape(house.app.id, scope).await.unwrap();
    assert_eq!(shape, [], "it teaches nothing");
}

#[tokio::test]
async fn it_goes_with_its_event() {
    let house = House::new().await;
    let event = kept(&house, told(&house, "a", 1, 7)).await;
    house.ledger.remove_store(house.store.id).await.unwrap();
    let left = house.ledger.exceptions_of(vec![event]).await.unwrap();
    assert!(left.is_empty());
    assert_eq!(waiting(&house).await, []);
}
