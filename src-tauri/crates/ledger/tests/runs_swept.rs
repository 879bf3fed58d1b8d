//! Old runs go, a slice at a time, and with what they belong to. An event that had its run has no other.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::runs::{
    attempt, become_so, begin, enabled, going_on, new_run, run, start_all, started, step, tallies,
    trouble, unknown,
};
use common::{House, NOON, app_and_store};
use patchbay_ledger::{
    CallsOf, LedgerError, NewAttempt, NewRun, OrchestrationVersion, RunAdvance, RunCause, RunNext,
    RunRetention, RunState, RunSweep, RunsOf, StartedRuns, StepState,
};
use rusqlite::Connection;

async fn sweep(house: &House, rule: RunRetention) -> i64 {
    let mut sweep: RunSweep = house.ledger.begin_run_sweep(rule).await.unwrap();
    while !sweep.ended {
        sweep = house.ledger.sweep_runs(sweep).await.unwrap();
    }
    sweep.gone
}

async fn ended(house: &House, version: &OrchestrationVersion, at: i64) -> i64 {
    let id = started(house, version, "").await.id;
    begin(house, id).await;
    let ends = RunAdvance {
        at,
        ..going_on(id, RunNext::Succeeds)
    };
    house.ledger.advance(ends).await.unwrap();
    id
}

async fn left(house: &House) -> Vec<i64> {
    let runs = house.ledger.runs(RunsOf::default(), 1_000).await.unwrap();
    runs.iter().rev().map(|run| run.id).collect()
}

fn rows(house: &House, table: &str) -> i64 {
    let conn = Connection::open(house.file()).unwrap();
    let sql = format!("SELECT count(*) FROM {table}");
    conn.query_row(&sql, [], |row| row.get(0)).unwrap()
}

const SINCE: RunRetention = RunRetention {
    since: Some(NOON + 1_000),
    runs: None,
};

#[tokio::test]
async fn old_runs_go_and_nothing_that_is_open_or_waits_for_somebody() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let recent = ended(&house, &version, NOON + 1_000).await;
    let old = ended(&house, &version, NOON + 999).await;
    let queued = started(&house, &version, "").await.id;
    let dead = started(&house, &version, "").await.id;
    become_so(&house, dead, RunNext::Dies(trouble("x"))).await;
    let lost = started(&house, &version, "").await.id;
    unknown(&house, lost).await;
    let failed = started(&house, &version, "").await.id;
    become_so(&house, failed, RunNext::Fails(trouble("x"))).await;

    assert_eq!(sweep(&house, RunRetention::default()).await, 0, "no limit");
    assert_eq!(sweep(&house, SINCE).await, 2);
    assert_eq!(left(&house).await, [recent, queued, dead, lost]);
    assert_eq!(house.ledger.run(old).await, Ok(None));
    assert_eq!(sweep(&house, SINCE).await, 0);
    assert_eq!(
        tallies(&house).await,
        [
            (RunState::Queued, 1),
            (RunState::Unknown, 1),
            (RunState::Succeeded, 1),
            (RunState::Dead, 1)
        ]
    );
}

#[tokio::test]
async fn the_newest_so_many_are_kept_to_the_number() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let mut ids = Vec::new();
    for at in [30, 20, 20, 20, 10] {
        ids.push(ended(&house, &version, NOON + at).await);
    }
    let newest = RunRetention {
        since: None,
        runs: Some(2),
    };
    assert_eq!(sweep(&house, newest).await, 3);
    assert_eq!(left(&house).await, [ids[0], ids[3]], "of a moment the last");
}

#[tokio::test]
async fn an_event_whose_run_is_forgotten_starts_no_other() {
    let house = House::new().await;
    let (made, version) = enabled(&house, "a").await;
    for identity in ["one", "two", "three"] {
        house.ledger.record(house.delivery(identity)).await.unwrap();
    }
    let make = |event: &patchbay_ledger::EventRow| NewRun {
        serial_key: Some("order:7".into()),
        coalesce: event.resource_id == "two",
        ..new_run(&house, &version, event.id)
    };
    let first = start_all(&house, made.id, make).await.added;
    for id in first {
        become_so(&house, id, RunNext::Succeeds).await;
    }
    assert_eq!(sweep(&house, SINCE).await, 2);
    assert_eq!(rows(&house, "ran"), 3, "the one that it stood for too");
    for identity in ["one", "two", "three"] {
        house.ledger.record(house.delivery(identity)).await.unwrap();
    }
    let again = start_all(&house, made.id, make).await;
    assert_eq!(again, StartedRuns::default());

    house.ledger.delete_orchestration(made.id).await.unwrap();
    assert_eq!(rows(&house, "ran"), 0);
    assert_eq!(rows(&house, "orchestration_version"), 0);
    let gone = house.ledger.delete_orchestration(made.id).await;
    assert_eq!(gone, Err(LedgerError::NotFound));
}

#[tokio::test]
async fn what_the_user_tried_is_not_remembered() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let recorded = house.ledger.record(house.delivery("one")).await.unwrap();
    let manual = NewRun {
        cause: RunCause::Manual,
        ..new_run(&house, &version, recorded.event_id)
    };
    let manual = house.ledger.start_run(manual).await.unwrap();
    become_so(&house, manual.id, RunNext::Succeeds).await;
    assert_eq!(sweep(&house, SINCE).await, 1);
    assert_eq!(rows(&house, "ran"), 0);
}

#[tokio::test]
async fn a_run_of_many_steps_goes_in_slices() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let id = started(&house, &version, "").await.id;
    begin(&house, id).await;
    let place = |number: i64| format!("each[{number}].charge");
    let many = RunAdvance {
        steps: (0..600)
            .map(|it| step(&place(it), StepState::Done))
            .collect(),
        ..going_on(id, RunNext::GoesOn)
    };
    house.ledger.advance(many).await.unwrap();
    for number in 0..3 {
        let sent = NewAttempt {
            place: place(number),
            ..attempt(&house, "charge", number + 1)
        };
        let sent = RunAdvance {
            attempt: Some(sent),
            ..going_on(id, RunNext::GoesOn)
        };
        house.ledger.advance(sent).await.unwrap();
    }
    let ends = going_on(id, RunNext::Succeeds);
    house.ledger.advance(ends).await.unwrap();

    let first = house.ledger.begin_run_sweep(SINCE).await.unwrap();
    let first = house.ledger.sweep_runs(first).await.unwrap();
    assert_eq!((first.gone, first.ended), (0, false));
    assert_eq!((rows(&house, "call"), rows(&house, "step")), (0, 353));
    run(&house, id).await;
    assert_eq!(sweep(&house, SINCE).await, 1);
    assert_eq!((rows(&house, "step"), rows(&house, "run")), (0, 0));
    assert_eq!(tallies(&house).await, []);
}

#[tokio::test]
async fn runs_go_with_their_store_and_leave_right_tallies() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let (app, other) = app_and_store(&house.ledger, "key-b", "zzz").await;
    let kept = ended(&house, &version, NOON).await;
    for _ in 0..300 {
        let of_other = NewRun {
            event_id: None,
            store_id: Some(other.id),
            cause: RunCause::Manual,
            ..new_run(&house, &version, 0)
        };
        house.ledger.start_run(of_other).await.unwrap();
    }
    house.ledger.remove_store(other.id).await.unwrap();
    assert_eq!(left(&house).await, [kept]);
    assert_eq!(tallies(&house).await, [(RunState::Succeeded, 1)]);
    house.ledger.delete_app(app.id).await.unwrap();
    assert_eq!(left(&house).await, [kept]);
    house.ledger.delete_app(house.app.id).await.unwrap();
    assert_eq!(tallies(&house).await, []);
    let calls = house.ledger.calls(CallsOf::default(), 10).await.unwrap();
    assert_eq!(calls, []);
}

#[tokio::test]
async fn a_run_stays_when_its_event_goes() {
    let house = House::new().await;
    let (made, version) = enabled(&house, "a").await;
    house.ledger.record(house.delivery("one")).await.unwrap();
    let started = start_all(&house, made.id, |it| new_run(&house, &version, it.id)).await;
    let clearing = house
        .ledger
        .expiry_of_all(house.app.id, true)
        .await
        .unwrap();
    let mut sweep = patchbay_ledger::Sweep::new(clearing, "cleared", NOON);
    while !sweep.ended {
        sweep = house.ledger.sweep(sweep).await.unwrap();
    }
    assert_eq!(sweep.gone, 1);
    let kept = run(&house, started.added[0]).await;
    assert_eq!((kept.event_id, kept.state), (None, RunState::Queued));
}
