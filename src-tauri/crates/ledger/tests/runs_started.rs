//! Runs are started once for each event, together with the cursor that passes it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::runs::{enabled, new_run, run, start_all, tallies};
use common::{House, NOON};
use patchbay_ledger::{
    LedgerError, NewRun, OrchestrationVersion, RunCause, RunStart, RunState, StartedRuns, WaitsFor,
};

async fn arrive(house: &House, identity: &str) -> i64 {
    let recorded = house.ledger.record(house.delivery(identity)).await;
    recorded.unwrap().event_id
}

fn about(house: &House, version: &OrchestrationVersion, event_id: i64) -> NewRun {
    NewRun {
        serial_key: Some("order:7".into()),
        coalesce: true,
        ..new_run(house, version, event_id)
    }
}

#[tokio::test]
async fn an_event_starts_one_run_however_often_it_changes() {
    let house = House::new().await;
    arrive(&house, "old").await;
    let (made, version) = enabled(&house, "a").await;
    assert_eq!(
        house.ledger.events_to_run(None, 100).await.unwrap().behind,
        []
    );
    let first = arrive(&house, "one").await;
    let second = arrive(&house, "two").await;
    let found = house.ledger.events_to_run(None, 1).await.unwrap();
    assert_eq!(found.behind, [(made.id, made.seen)]);
    assert_eq!((found.events[0].id, found.until), (first, first));

    let started = start_all(&house, made.id, |event| new_run(&house, &version, event.id)).await;
    assert_eq!((started.added.len(), started.joined.len()), (2, 0));
    arrive(&house, "one").await;
    arrive(&house, "old").await;
    let again = start_all(&house, made.id, |event| new_run(&house, &version, event.id)).await;
    assert_eq!(again, StartedRuns::default(), "one ran, the other is older");
    let it = run(&house, started.added[1]).await;
    assert_eq!((it.event_id, it.state), (Some(second), RunState::Queued));
    assert!(it.turn);
    assert_eq!(tallies(&house).await, [(RunState::Queued, 2)]);
}

#[tokio::test]
async fn a_cursor_that_moved_starts_nothing() {
    let house = House::new().await;
    let (made, version) = enabled(&house, "a").await;
    let event = arrive(&house, "one").await;
    let start = |after| RunStart {
        orchestration_id: made.id,
        after,
        until: event,
        runs: vec![new_run(&house, &version, event)],
    };
    let elsewhere = house.ledger.start_runs(vec![start(made.seen + 7)]).await;
    assert_eq!(elsewhere, Ok(StartedRuns::default()));
    house.ledger.disable_orchestration(made.id).await.unwrap();
    let off = house.ledger.start_runs(vec![start(made.seen)]).await;
    assert_eq!(off, Ok(StartedRuns::default()));
    assert_eq!(tallies(&house).await, []);
}

#[tokio::test]
async fn runs_and_cursors_of_many_are_one_transaction() {
    let house = House::new().await;
    let (first, version) = enabled(&house, "a").await;
    let (second, other) = enabled(&house, "b").await;
    let event = arrive(&house, "one").await;
    let start = |made: i64, run: NewRun| RunStart {
        orchestration_id: made,
        after: 0,
        until: event,
        runs: vec![run],
    };
    let lost = NewRun {
        store_id: Some(99),
        ..new_run(&house, &other, event)
    };
    let good = start(first.id, new_run(&house, &version, event));
    let both = vec![good.clone(), start(second.id, lost)];
    let failed = house.ledger.start_runs(both).await;
    assert_eq!(failed, Err(LedgerError::NotFound));
    assert_eq!(tallies(&house).await, [], "nothing of it happened");
    let behind = house.ledger.events_to_run(None, 100).await.unwrap().behind;
    assert_eq!(behind, [(first.id, 0), (second.id, 0)]);

    let both = vec![good, start(second.id, new_run(&house, &other, event))];
    let commits = house.ledger.written().commits;
    let started = house.ledger.start_runs(both).await.unwrap();
    assert_eq!(started.added.len(), 2);
    assert_eq!(house.ledger.written().commits, commits + 1);
    let behind = house.ledger.events_to_run(None, 100).await.unwrap().behind;
    assert_eq!(behind, []);
}

#[tokio::test]
async fn a_run_that_has_not_begun_stands_for_later_events() {
    let house = House::new().await;
    let (made, version) = enabled(&house, "a").await;
    let first = arrive(&house, "one").await;
    let second = arrive(&house, "two").await;
    let started = start_all(&house, made.id, |it| about(&house, &version, it.id)).await;
    let id = started.added[0];
    assert_eq!((started.added.len(), started.joined), (1, vec![id]));
    let whole = house.ledger.whole_run(id).await.unwrap().unwrap();
    assert_eq!((whole.run.event_id, whole.run.coalesced), (Some(first), 1));
    assert_eq!(whole.events, [second]);

    arrive(&house, "two").await;
    let again = start_all(&house, made.id, |it| about(&house, &version, it.id)).await;
    assert_eq!(again, StartedRuns::default(), "it is stood for");
    assert_eq!(tallies(&house).await, [(RunState::Queued, 1)]);
}

#[tokio::test]
async fn a_newer_version_stands_for_nothing_of_an_older_one() {
    let house = House::new().await;
    let (made, version) = enabled(&house, "a").await;
    arrive(&house, "one").await;
    let old = start_all(&house, made.id, |it| about(&house, &version, it.id)).await;
    let newer = common::runs::new_version(made.id, "{\"n\":2}");
    let newer = house.ledger.publish(newer).await.unwrap();
    arrive(&house, "two").await;
    let new = start_all(&house, made.id, |it| about(&house, &newer, it.id)).await;
    assert_eq!((new.added.len(), new.joined.len()), (1, 0));
    assert!(run(&house, old.added[0]).await.turn);
    assert!(!run(&house, new.added[0]).await.turn, "one at a time");
}

#[tokio::test]
async fn what_is_skipped_or_begins_later_is_kept_so() {
    let house = House::new().await;
    let (made, version) = enabled(&house, "a").await;
    arrive(&house, "one").await;
    arrive(&house, "two").await;
    let started = start_all(&house, made.id, |event| NewRun {
        skipped: (event.resource_id == "one").then(|| "filter".into()),
        not_before: Some(NOON + 9_000),
        ..about(&house, &version, event.id)
    });
    let started = started.await.added;
    let skipped = run(&house, started[0]).await;
    assert_eq!(skipped.state, RunState::Skipped);
    assert_eq!(skipped.code.as_deref(), Some("filter"));
    assert!(!skipped.turn && skipped.ended_at == Some(skipped.queued_at));
    let later = run(&house, started[1]).await;
    let waits = (later.state, later.waits_for, later.next_at);
    let expected = (RunState::Waiting, Some(WaitsFor::Time), Some(NOON + 9_000));
    assert_eq!(waits, expected);
    assert!(later.turn, "what is skipped is in nobody's way");

    arrive(&house, "three").await;
    let joined = start_all(&house, made.id, |it| about(&house, &version, it.id)).await;
    assert_eq!(joined.joined, [later.id]);
    assert_eq!(
        tallies(&house).await,
        [(RunState::Waiting, 1), (RunState::Skipped, 1)]
    );
}

#[tokio::test]
async fn a_schedule_passes_a_time_with_its_runs() {
    let house = House::new().await;
    let (made, version) = enabled(&house, "a").await;
    let ledger = &house.ledger;
    let scheduled = |at: i64| NewRun {
        event_id: None,
        cause: RunCause::Schedule,
        trigger: Some(format!("{{\"at\":{at}}}")),
        ..new_run(&house, &version, at)
    };
    let first = ledger.start_scheduled_runs(made.id, (None, NOON), vec![scheduled(1)]);
    let first = first.await.unwrap();
    let whole = ledger.whole_run(first.added[0]).await.unwrap().unwrap();
    assert_eq!(whole.detail.trigger.as_deref(), Some("{\"at\":1}"));
    let twice = ledger.start_scheduled_runs(made.id, (None, NOON), vec![scheduled(1)]);
    assert_eq!(twice.await, Ok(StartedRuns::default()));
    let next = (Some(NOON), NOON + 60_000);
    let missed = ledger.start_scheduled_runs(made.id, next, Vec::new());
    assert_eq!(missed.await, Ok(StartedRuns::default()));
    let now = ledger.orchestration(made.id).await.unwrap().unwrap();
    assert_eq!(now.scheduled_at, Some(NOON + 60_000));

    ledger.disable_orchestration(made.id).await.unwrap();
    let on = ledger.enable_orchestration(made.id).await.unwrap();
    assert_eq!(on.scheduled_at, None, "what was missed while it was off");
}

#[tokio::test]
async fn the_user_starts_as_many_as_they_like() {
    let house = House::new().await;
    let (made, version) = enabled(&house, "a").await;
    let event = arrive(&house, "one").await;
    let started = start_all(&house, made.id, |it| new_run(&house, &version, it.id)).await;
    let by_hand = |cause, dry| NewRun {
        cause,
        dry,
        ..new_run(&house, &version, event)
    };
    let manual = by_hand(RunCause::Manual, false);
    let manual = house.ledger.start_run(manual).await.unwrap();
    let dry = house.ledger.start_run(by_hand(RunCause::Manual, true));
    assert!(dry.await.unwrap().dry);
    let of = started.added[0];
    let new = by_hand(RunCause::Replay, false);
    let replay = house.ledger.replay_run(of, new, Vec::new());
    let replay = replay.await.unwrap();
    assert_eq!((manual.replay_of, replay.replay_of), (None, Some(of)));
    let gone = by_hand(RunCause::Replay, false);
    let gone = house.ledger.replay_run(77, gone, Vec::new()).await;
    assert_eq!(gone, Err(LedgerError::NotFound));
    let counted = house.ledger.run_tallies().await.unwrap();
    let counted: Vec<_> = counted.iter().map(|it| (it.dry, it.runs)).collect();
    assert_eq!(counted, [(false, 3), (true, 1)]);
}

#[tokio::test]
async fn an_event_that_went_meanwhile_starts_nothing() {
    let house = House::new().await;
    let (made, version) = enabled(&house, "a").await;
    arrive(&house, "one").await;
    let started = start_all(&house, made.id, |it| new_run(&house, &version, it.id + 50)).await;
    assert_eq!(started, StartedRuns::default());
}
