//! Forwards against a real file: what is planned once stays planned, what is settled stays settled.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{House, NOON};
use patchbay_ledger::{
    Answer, Attempt, ForwardAddress, ForwardState, LedgerError, NewForwardAddress, Origin, Reach,
    Settled,
};

fn address(name: &str) -> NewForwardAddress {
    NewForwardAddress {
        name: name.into(),
        url: "http://127.0.0.1:3000/hooks".into(),
        reach: Reach::Machine,
        forwards: true,
        conditions: "[]".into(),
    }
}

fn attempt(status: u16) -> Attempt {
    Attempt {
        at: NOON,
        took_ms: 12,
        status: Some(status),
        said: "ok".into(),
    }
}

async fn saved(house: &House) -> ForwardAddress {
    let ledger = &house.ledger;
    ledger
        .save_forward_address(None, address("Development"))
        .await
        .unwrap()
}

async fn arrived(house: &House, identity: &str) -> i64 {
    let delivery = house.delivery(identity);
    house.ledger.record(delivery).await.unwrap().event_id
}

#[tokio::test]
async fn one_that_begins_to_forward_begins_with_the_next_event() {
    let house = House::new().await;
    let old = arrived(&house, "old").await;
    let address = saved(&house).await;
    assert_eq!(address.cursor, old);

    let new = arrived(&house, "new").await;
    let judged = house
        .ledger
        .events_judged(Default::default(), address.cursor, 10)
        .await
        .unwrap();
    assert_eq!(
        judged
            .iter()
            .map(|(row, meets)| (row.id, *meets))
            .collect::<Vec<_>>(),
        [(new, true)]
    );

    let off = NewForwardAddress {
        forwards: false,
        ..address.saved.clone()
    };
    let paused = house
        .ledger
        .save_forward_address(Some(address.id), off)
        .await
        .unwrap();
    let again = house
        .ledger
        .save_forward_address(Some(address.id), paused.saved.clone())
        .await;
    assert_eq!(
        again.unwrap().cursor,
        new,
        "what came while it was off is not sent later"
    );
}

#[tokio::test]
async fn an_event_is_planned_once_however_often_it_is_asked_for() {
    let house = House::new().await;
    let (ledger, address) = (&house.ledger, saved(&house).await);
    let event = arrived(&house, "one").await;
    for _ in 0..2 {
        let span = (address.cursor, event);
        ledger
            .plan_forwards(address.id, span, vec![event], NOON)
            .await
            .unwrap();
    }
    let due = ledger.due_forwards(address.id, NOON, 10).await.unwrap();
    assert_eq!(due.len(), 1);
    assert_eq!(
        ledger.next_forward(address.id, NOON - 1).await.unwrap(),
        Some(NOON)
    );
}

#[tokio::test]
async fn attempts_are_kept_and_decide_what_is_due() {
    let house = House::new().await;
    let (ledger, address) = (&house.ledger, saved(&house).await);
    let event = arrived(&house, "one").await;
    ledger
        .plan_forwards(address.id, (address.cursor, event), vec![event], NOON)
        .await
        .unwrap();
    let id = ledger.due_forwards(address.id, NOON, 10).await.unwrap()[0].id;

    ledger
        .settle_forward(id, attempt(500), Settled::Again(NOON + 1000))
        .await
        .unwrap();
    assert!(
        ledger
            .due_forwards(address.id, NOON, 10)
            .await
            .unwrap()
            .is_empty()
    );
    ledger
        .settle_forward(id, attempt(500), Settled::Failed)
        .await
        .unwrap();
    assert_eq!(ledger.next_forward(address.id, 0).await.unwrap(), None);
    assert_eq!(
        ledger
            .retry_forwards(address.id, Some(id), NOON)
            .await
            .unwrap(),
        1
    );
    ledger
        .settle_forward(id, attempt(200), Settled::Delivered)
        .await
        .unwrap();
    assert_eq!(
        ledger.retry_forwards(address.id, None, NOON).await.unwrap(),
        0
    );

    let delivered = ledger
        .forwards(address.id, ForwardState::Delivered, None, 10)
        .await
        .unwrap();
    let statuses: Vec<_> = delivered[0].attempts.iter().map(|it| it.status).collect();
    assert_eq!(statuses, [Some(500), Some(500), Some(200)]);
    let counted = ledger.forward_address(address.id).await.unwrap().unwrap();
    assert_eq!(
        (counted.waiting, counted.delivered, counted.failed),
        (0, 1, 0)
    );
}

#[tokio::test]
async fn forwards_go_with_their_event_and_with_their_address() {
    let house = House::new().await;
    let (ledger, address) = (&house.ledger, saved(&house).await);
    let event = arrived(&house, "one").await;
    ledger.add_forward(address.id, event, NOON).await.unwrap();
    assert_eq!(ledger.forwards_of_event(event).await.unwrap().len(), 1);
    assert_eq!(ledger.give_up_interrupted_forwards().await.unwrap(), 1);

    ledger.delete_forward_address(address.id).await.unwrap();
    assert!(ledger.forwards_of_event(event).await.unwrap().is_empty());
    let gone = ledger.add_forward(address.id, event, NOON).await;
    assert!(matches!(gone, Err(LedgerError::NotFound)), "{gone:?}");

    let address = saved(&house).await;
    ledger.add_forward(address.id, event, NOON).await.unwrap();
    ledger.delete_app(house.app.id).await.unwrap();
    let counted = ledger.forward_address(address.id).await.unwrap().unwrap();
    assert_eq!(counted.waiting, 0);
}

#[tokio::test]
async fn two_addresses_cannot_have_one_name() {
    let house = House::new().await;
    saved(&house).await;
    let taken = house
        .ledger
        .save_forward_address(None, address("DEVELOPMENT"))
        .await;
    assert!(
        matches!(taken, Err(LedgerError::Conflict { .. })),
        "{taken:?}"
    );
}

#[tokio::test]
async fn a_replay_names_its_source_and_an_answer_its_delivery() {
    let house = House::new().await;
    let source = arrived(&house, "one").await;
    let mut replay = house.delivery("two");
    replay.origin = Origin::Replayed;
    replay.replay_of = Some(source);
    replay.answer = Some(Answer {
        status: 500,
        delay_ms: 1500,
    });
    let recorded = house.ledger.record(replay).await.unwrap();

    assert_eq!(
        house.ledger.replays(source).await.unwrap(),
        [recorded.event_id]
    );
    assert_eq!(
        house.ledger.replay_source(recorded.event_id).await.unwrap(),
        Some(source)
    );
    let deliveries = house.ledger.deliveries(recorded.event_id).await.unwrap();
    assert_eq!(
        deliveries[0].answer,
        Some(Answer {
            status: 500,
            delay_ms: 1500
        })
    );
    assert_eq!(
        house.ledger.deliveries(source).await.unwrap()[0].answer,
        None
    );
}
