//! Which runs go next: fairly between stores, and of those about the same thing one at a time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::runs::{
    become_so, begin, enabled, going_on, many, new_run, next, run, started, tallies, trouble,
};
use common::{House, NOON, app_and_store};
use patchbay_ledger::{
    NewRun, NextRuns, OrchestrationVersion, RunCause, RunNext, RunState, WaitsFor,
};

fn waits(waits_for: WaitsFor, next_at: Option<i64>) -> RunNext {
    RunNext::Waits {
        waits_for,
        next_at,
        trouble: None,
    }
}

async fn of_store(house: &House, version: &OrchestrationVersion, store_id: Option<i64>) -> i64 {
    let new = NewRun {
        event_id: None,
        store_id,
        cause: RunCause::Manual,
        ..new_run(house, version, 0)
    };
    house.ledger.start_run(new).await.unwrap().id
}

#[tokio::test]
async fn each_store_has_its_first_before_one_has_its_second() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let (_, other) = app_and_store(&house.ledger, "key-b", "zzz").await;
    let (one, two) = (Some(house.store.id), Some(other.id));
    let mut ids = Vec::new();
    for store in [one, one, one, two, None] {
        ids.push(of_store(&house, &version, store).await);
    }
    let fair = [ids[0], ids[3], ids[4], ids[1], ids[2]];
    assert_eq!(next(&house, many()).await, fair);
    let few = NextRuns { most: 2, ..many() };
    assert_eq!(next(&house, few).await, fair[..2]);
    let pairs = NextRuns {
        per_store: 2,
        ..many()
    };
    assert_eq!(next(&house, pairs.clone()).await, fair[..4]);

    begin(&house, ids[0]).await;
    assert_eq!(next(&house, pairs.clone()).await, [ids[3], ids[4], ids[1]]);
    let paused = NextRuns {
        not_of: vec![house.store.id],
        ..pairs
    };
    assert_eq!(next(&house, paused).await, [ids[3], ids[4]]);
}

#[tokio::test]
async fn those_about_the_same_thing_go_one_at_a_time_in_their_order() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let first = started(&house, &version, "order:7").await;
    let second = started(&house, &version, "order:7").await;
    let third = started(&house, &version, "order:7").await;
    let other = started(&house, &version, "order:8").await;
    assert_eq!(next(&house, many()).await, [first.id, other.id]);
    let early = house.ledger.begin_run(second.id, NOON).await;
    assert_eq!(early, Ok(None));

    become_so(&house, first.id, waits(WaitsFor::Person, None)).await;
    assert_eq!(next(&house, many()).await, [other.id], "it is still open");
    house.ledger.resume_run(first.id).await.unwrap();
    become_so(&house, first.id, RunNext::Succeeds).await;
    assert_eq!(next(&house, many()).await, [second.id, other.id]);
    assert!(!run(&house, first.id).await.turn);

    assert!(house.ledger.cancel_run(second.id, NOON + 7).await.unwrap());
    assert_eq!(next(&house, many()).await, [third.id, other.id]);
    let again = house.ledger.cancel_run(second.id, NOON + 8).await.unwrap();
    assert!(!again, "it has ended");
    assert_eq!(
        tallies(&house).await,
        [
            (RunState::Queued, 2),
            (RunState::Succeeded, 1),
            (RunState::Cancelled, 1)
        ]
    );
}

#[tokio::test]
async fn one_that_is_stopped_before_its_turn_takes_none_away() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let first = started(&house, &version, "order:7").await;
    let second = started(&house, &version, "order:7").await;
    let third = started(&house, &version, "order:7").await;
    house.ledger.cancel_run(second.id, NOON).await.unwrap();
    assert_eq!(next(&house, many()).await, [first.id]);
    assert!(!run(&house, third.id).await.turn);
}

#[tokio::test]
async fn what_is_due_goes_before_what_is_new() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let late = started(&house, &version, "").await;
    let soon = started(&house, &version, "").await;
    let new = started(&house, &version, "").await;
    become_so(&house, late.id, waits(WaitsFor::Time, Some(NOON + 900))).await;
    let until = waits(WaitsFor::Quota, Some(NOON + 800));
    become_so(&house, soon.id, until).await;
    let at = |now: i64| NextRuns { now, ..many() };
    assert_eq!(next(&house, at(NOON + 799)).await, [new.id]);
    assert_eq!(next(&house, at(NOON + 800)).await, [soon.id, new.id]);
    let both = next(&house, at(NOON + 900)).await;
    assert_eq!(both, [soon.id, late.id, new.id]);
    let due = |now| house.ledger.next_run_due(now);
    assert_eq!(due(NOON).await, Ok(Some(NOON + 800)));
    assert_eq!(due(NOON + 800).await, Ok(Some(NOON + 900)));
    assert_eq!(due(NOON + 900).await, Ok(None));

    let begun = begin(&house, soon.id).await;
    assert_eq!((begun.waits_for, begun.next_at), (None, None));
    assert_eq!(begun.began_at, Some(NOON + 100), "it began before");
}

#[tokio::test]
async fn a_store_that_is_back_has_its_runs_go_on() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let refused = started(&house, &version, "").await;
    let waiting = started(&house, &version, "").await;
    let to = RunNext::Waits {
        waits_for: WaitsFor::Store,
        next_at: None,
        trouble: Some(trouble("token_dead")),
    };
    become_so(&house, refused.id, to).await;
    let later = waits(WaitsFor::Time, Some(NOON + 9_000_000));
    become_so(&house, waiting.id, later).await;
    assert_eq!(
        run(&house, refused.id).await.code.as_deref(),
        Some("token_dead")
    );
    let stores = house.ledger.stores_waited_for().await;
    assert_eq!(stores, Ok(vec![house.store.id]));
    assert_eq!(next(&house, many()).await, [0_i64; 0]);

    assert_eq!(house.ledger.resume_store(house.store.id).await, Ok(1));
    assert_eq!(next(&house, many()).await, [refused.id]);
    assert_eq!(run(&house, refused.id).await.code, None);
    let whole = house.ledger.whole_run(refused.id).await.unwrap().unwrap();
    assert_eq!(whole.detail.problem, None);
    assert_eq!(house.ledger.stores_waited_for().await, Ok(Vec::new()));
    assert_eq!(
        tallies(&house).await,
        [(RunState::Queued, 1), (RunState::Waiting, 1)]
    );
}

#[tokio::test]
async fn what_was_cut_off_begins_before_what_came_later() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let first = started(&house, &version, "order:7").await;
    let second = started(&house, &version, "order:7").await;
    begin(&house, first.id).await;
    let house = house.reopen().await;
    assert_eq!(next(&house, many()).await, [0_i64; 0], "it is under way");
    let cut_off = house.ledger.requeue_interrupted_runs().await;
    assert_eq!(cut_off, Ok(vec![first.id]));
    assert_eq!(next(&house, many()).await, [first.id]);
    become_so(&house, first.id, RunNext::Stops).await;
    assert_eq!(next(&house, many()).await, [second.id]);
    let unbegun = house.ledger.advance(going_on(second.id, RunNext::Succeeds));
    assert_eq!(unbegun.await.unwrap().state, RunState::Queued);
}
