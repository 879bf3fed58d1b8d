//! Calls: written down before they are sent, and what came of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{House, app_and_store};
use patchbay_ledger::{
    CallEnd, CallKind, CallSettled, CallState, CallsOf, LedgerError, NewCall, ProblemRecord,
};

fn refund(store_id: i64, at: i64) -> NewCall {
    NewCall {
        kind: CallKind::Action,
        store_id: Some(store_id),
        action: "create_refund".into(),
        input: r#"{"order_id":118}"#.into(),
        method: "POST".into(),
        path: "/v3/orders/118/payment_actions/refunds".into(),
        body: Some(r#"{"items":[]}"#.into()),
        began_at: at,
        repeats: None,
    }
}

fn ended(state: CallState) -> CallEnd {
    CallEnd {
        state,
        ended_at: 20,
        status: Some(201),
        answer: Some(r#"{"data":{"id":7}}"#.into()),
        too_large: false,
        items: None,
        problem: None,
    }
}

async fn listed(house: &House, of: CallsOf) -> Vec<i64> {
    let calls = house.ledger.calls(of, 10).await.unwrap();
    calls.iter().map(|call| call.id).collect()
}

#[tokio::test]
async fn a_call_is_there_before_its_answer_is() {
    let house = House::new().await;
    let asked = refund(house.store.id, 10);
    let id = house.ledger.begin_call(asked.clone()).await.unwrap();
    let house = house.reopen().await;
    let call = house.ledger.call(id).await.unwrap().unwrap();
    assert_eq!((call.asked, call.end), (asked, None));
    house
        .ledger
        .end_call(id, ended(CallState::Done))
        .await
        .unwrap();
    let call = house.ledger.call(id).await.unwrap().unwrap();
    assert_eq!(call.end, Some(ended(CallState::Done)));
}

#[tokio::test]
async fn what_went_wrong_is_kept() {
    let house = House::new().await;
    let id = house
        .ledger
        .begin_call(refund(house.store.id, 10))
        .await
        .unwrap();
    let problem = ProblemRecord {
        code: "api_invalid".into(),
        detail: r#"{"title":"No"}"#.into(),
    };
    let end = CallEnd {
        problem: Some(problem),
        answer: None,
        ..ended(CallState::Failed)
    };
    house.ledger.end_call(id, end.clone()).await.unwrap();
    assert_eq!(house.ledger.call(id).await.unwrap().unwrap().end, Some(end));
}

#[tokio::test]
async fn calls_are_listed_newest_first_by_what_is_asked_for() {
    let house = House::new().await;
    let (_, other) = app_and_store(&house.ledger, "key-b", "b2").await;
    let mut ids = Vec::new();
    for (store, state) in [
        (house.store.id, CallState::Done),
        (other.id, CallState::Failed),
        (house.store.id, CallState::Unknown),
    ] {
        let id = house.ledger.begin_call(refund(store, 10)).await.unwrap();
        house.ledger.end_call(id, ended(state)).await.unwrap();
        ids.push(id);
    }
    let all = listed(&house, CallsOf::default()).await;
    assert_eq!(all, [ids[2], ids[1], ids[0]]);
    let of_store = CallsOf {
        store_id: Some(house.store.id),
        ..CallsOf::default()
    };
    assert_eq!(listed(&house, of_store.clone()).await, [ids[2], ids[0]]);
    let older = CallsOf {
        before: Some(ids[2]),
        ..of_store
    };
    assert_eq!(listed(&house, older).await, [ids[0]]);
    let unknown = CallsOf {
        state: Some(CallState::Unknown),
        ..CallsOf::default()
    };
    assert_eq!(listed(&house, unknown).await, [ids[2]]);
    let of_action = CallsOf {
        action: Some("list_orders".into()),
        ..CallsOf::default()
    };
    assert!(listed(&house, of_action).await.is_empty());
}

#[tokio::test]
async fn only_what_nobody_knows_is_settled() {
    let house = House::new().await;
    let [done, unknown] = [CallState::Done, CallState::Unknown];
    for state in [done, unknown] {
        let id = house
            .ledger
            .begin_call(refund(house.store.id, 10))
            .await
            .unwrap();
        house.ledger.end_call(id, ended(state)).await.unwrap();
        let settled = house.ledger.settle_call(id, CallSettled::Happened).await;
        let call = house.ledger.call(id).await.unwrap().unwrap();
        match state == unknown {
            true => assert_eq!(call.settled, Some(CallSettled::Happened)),
            false => {
                assert!(matches!(settled, Err(LedgerError::NotFound)));
                assert_eq!(call.settled, None);
            }
        }
    }
}

#[tokio::test]
async fn what_is_open_is_never_forgotten() {
    let house = House::new().await;
    let ledger = &house.ledger;
    let store = house.store.id;
    let running = ledger.begin_call(refund(store, 10)).await.unwrap();
    let [done, unknown, settled] = [CallState::Done, CallState::Unknown, CallState::Unknown];
    let mut ids = Vec::new();
    for state in [done, unknown, settled] {
        let id = ledger.begin_call(refund(store, 10)).await.unwrap();
        ledger.end_call(id, ended(state)).await.unwrap();
        ids.push(id);
    }
    ledger
        .settle_call(ids[2], CallSettled::DidNot)
        .await
        .unwrap();
    let (_, other) = app_and_store(ledger, "key-b", "b2").await;
    assert_eq!(ledger.forget_calls(Some(other.id)).await.unwrap(), 0);
    assert_eq!(ledger.forget_calls(None).await.unwrap(), 2);
    assert_eq!(listed(&house, CallsOf::default()).await, [ids[1], running]);
}

#[tokio::test]
async fn calls_go_with_their_store() {
    let house = House::new().await;
    house
        .ledger
        .begin_call(refund(house.store.id, 10))
        .await
        .unwrap();
    house.ledger.remove_store(house.store.id).await.unwrap();
    assert!(listed(&house, CallsOf::default()).await.is_empty());
}
