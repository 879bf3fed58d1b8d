//! A run goes on in transactions: what came of an attempt with what follows from it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::runs::{
    attempt, become_so, begin, call_end, enabled, going_on, many, new_run, next, run, started,
    step, tallies, trouble, unknown,
};
use common::{House, NOON};
use patchbay_ledger::{
    Advanced, CallKind, CallSettled, CallState, CallsOf, LedgerError, NewAttempt, NewCall, NewRun,
    RunAdvance, RunCause, RunNext, RunSettled, RunState, StepRecord, StepState, WaitsFor, WholeRun,
};

async fn whole(house: &House, id: i64) -> WholeRun {
    house.ledger.whole_run(id).await.unwrap().unwrap()
}

/// What is written down before `place` is sent for the first time.
fn sending(house: &House, run_id: i64, place: &str) -> RunAdvance {
    RunAdvance {
        steps: vec![step(place, StepState::Running)],
        attempt: Some(attempt(house, place, 1)),
        ..going_on(run_id, RunNext::GoesOn)
    }
}

fn settled(run_id: i64, call_id: i64, settled: CallSettled) -> RunSettled {
    RunSettled {
        run_id,
        call_id,
        settled,
        output: (settled == CallSettled::Happened).then(|| "{\"id\":11}".into()),
        at: NOON + 700,
    }
}

#[tokio::test]
async fn a_step_that_sends_something_costs_two_commits() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let id = started(&house, &version, "").await.id;
    begin(&house, id).await;
    let commits = house.ledger.written().commits;
    let mut first = sending(&house, id, "charge");
    first.steps.insert(0, step("total", StepState::Done));
    let told = house.ledger.advance(first).await.unwrap();
    assert_eq!(told.state, RunState::Running);
    let call_id = told.call_id.unwrap();
    assert_eq!(whole(&house, id).await.calls[0].end, None);

    let end = call_end(CallState::Done);
    let second = RunAdvance {
        ended: Some((call_id, end.clone())),
        steps: vec![step("charge", StepState::Done)],
        ..going_on(id, RunNext::Succeeds)
    };
    let told = house.ledger.advance(second).await.unwrap();
    let ended = Advanced {
        state: RunState::Succeeded,
        call_id: None,
    };
    assert_eq!(told, ended);
    assert_eq!(house.ledger.written().commits, commits + 2);

    let whole = whole(&house, id).await;
    let places: Vec<_> = whole
        .steps
        .iter()
        .map(|it| (&*it.place, it.state))
        .collect();
    assert_eq!(
        places,
        [("total", StepState::Done), ("charge", StepState::Done)]
    );
    assert_eq!(whole.calls[0].end, Some(end));
    let part = whole.calls[0].of_run.clone().unwrap();
    assert_eq!((part.run_id, part.attempt), (id, 1));
    assert_eq!((&*part.place, &*part.step_key), ("charge", "key of charge"));
    assert_eq!(whole.run.ended_at, Some(NOON + 500));
    assert_eq!(tallies(&house).await, [(RunState::Succeeded, 1)]);
}

#[tokio::test]
async fn an_attempt_is_made_once() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let id = started(&house, &version, "").await.id;
    begin(&house, id).await;
    house
        .ledger
        .advance(sending(&house, id, "charge"))
        .await
        .unwrap();
    let mut twice = sending(&house, id, "charge");
    twice.steps.push(step("later", StepState::Done));
    let twice = house.ledger.advance(twice).await;
    assert!(
        matches!(twice, Err(LedgerError::Conflict { .. })),
        "{twice:?}"
    );
    let after = whole(&house, id).await;
    assert_eq!(
        (after.steps.len(), after.calls.len()),
        (1, 1),
        "nothing of it"
    );

    let retry = RunAdvance {
        attempt: Some(attempt(&house, "charge", 2)),
        ..going_on(id, RunNext::GoesOn)
    };
    house.ledger.advance(retry).await.unwrap();
    assert_eq!(whole(&house, id).await.calls.len(), 2);
}

#[tokio::test]
async fn nothing_is_sent_for_a_run_that_is_not_under_way() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let id = started(&house, &version, "").await.id;
    become_so(&house, id, RunNext::Dies(trouble("api_invalid"))).await;
    let told = house.ledger.advance(sending(&house, id, "charge")).await;
    let dead = Advanced {
        state: RunState::Dead,
        call_id: None,
    };
    assert_eq!(told, Ok(dead));
    let after = whole(&house, id).await;
    assert_eq!((after.steps.len(), after.calls.len()), (1, 0));
    assert_eq!(after.detail.problem.as_deref(), Some("{\"title\":\"No\"}"));
    let gone = going_on(77, RunNext::GoesOn);
    let gone = house.ledger.advance(gone).await;
    assert_eq!(gone, Err(LedgerError::NotFound));
}

#[tokio::test]
async fn what_is_done_stays_as_it_is() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let id = started(&house, &version, "").await.id;
    begin(&house, id).await;
    let record = |record: StepRecord| RunAdvance {
        steps: vec![record],
        ..going_on(id, RunNext::GoesOn)
    };
    let begun = step("charge", StepState::Running);
    house.ledger.advance(record(begun)).await.unwrap();
    let done = StepRecord {
        input: None,
        began_at: NOON + 290,
        ..step("charge", StepState::Done)
    };
    house.ledger.advance(record(done)).await.unwrap();
    let again = step("charge", StepState::Failed);
    house.ledger.advance(record(again)).await.unwrap();
    let steps = whole(&house, id).await.steps;
    assert_eq!(steps, [step("charge", StepState::Done)]);
}

#[tokio::test]
async fn every_kind_of_sending_is_in_the_one_list() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let id = started(&house, &version, "").await.id;
    begin(&house, id).await;
    let by_hand = attempt(&house, "by hand", 1).call;
    house.ledger.begin_call(by_hand).await.unwrap();
    for kind in [CallKind::Http, CallKind::Forward, CallKind::Notify] {
        let sent = attempt(&house, kind.word(), 1);
        let sent = NewAttempt {
            call: NewCall {
                kind,
                store_id: None,
                action: String::new(),
                ..sent.call
            },
            ..sent
        };
        let sent = RunAdvance {
            attempt: Some(sent),
            ..going_on(id, RunNext::GoesOn)
        };
        house.ledger.advance(sent).await.unwrap();
    }
    let kinds = async |of: CallsOf| -> Vec<&'static str> {
        let calls = house.ledger.calls(of, 10).await.unwrap();
        calls.iter().map(|call| call.asked.kind.word()).collect()
    };
    let all = kinds(CallsOf::default()).await;
    assert_eq!(all, ["notify", "forward", "http", "action"]);
    let by_user = CallsOf {
        by_runs: Some(false),
        ..CallsOf::default()
    };
    assert_eq!(kinds(by_user).await, ["action"]);
    let requests = CallsOf {
        kind: Some(CallKind::Http),
        by_runs: Some(true),
        ..CallsOf::default()
    };
    assert_eq!(kinds(requests).await, ["http"]);
}

#[tokio::test]
async fn the_users_calls_are_forgotten_and_not_those_of_runs() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let id = started(&house, &version, "").await.id;
    begin(&house, id).await;
    let sent = house.ledger.advance(sending(&house, id, "charge")).await;
    let of_run = sent.unwrap().call_id.unwrap();
    let by_hand = attempt(&house, "by hand", 1).call;
    let by_hand = house.ledger.begin_call(by_hand).await.unwrap();
    for call in [of_run, by_hand] {
        let end = call_end(CallState::Done);
        house.ledger.end_call(call, end).await.unwrap();
    }
    assert_eq!(house.ledger.forget_calls(None).await, Ok(1));
    assert_eq!(whole(&house, id).await.calls.len(), 1);
}

#[tokio::test]
async fn a_run_whose_outcome_nobody_knows_waits_until_somebody_says() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let id = started(&house, &version, "order:7").await.id;
    started(&house, &version, "order:7").await;
    let call_id = unknown(&house, id).await;
    assert_eq!(run(&house, id).await.code.as_deref(), Some("timeout"));
    assert_eq!(next(&house, many()).await, [0_i64; 0], "the next one waits");
    let foreign = settled(id, call_id + 1, CallSettled::DidNot);
    let foreign = house.ledger.settle_run(foreign).await;
    assert_eq!(foreign, Err(LedgerError::NotFound));

    let said = settled(id, call_id, CallSettled::Happened);
    let now = house.ledger.settle_run(said.clone()).await.unwrap();
    assert_eq!(
        (now.state, now.code, now.turn),
        (RunState::Queued, None, true)
    );
    let after = whole(&house, id).await;
    assert_eq!(after.steps[0].state, StepState::Done);
    assert_eq!(after.steps[0].output.as_deref(), Some("{\"id\":11}"));
    assert_eq!(after.calls[0].settled, Some(CallSettled::Happened));
    let twice = house.ledger.settle_run(said).await;
    assert_eq!(twice, Err(LedgerError::NotFound));
}

#[tokio::test]
async fn what_did_not_happen_is_sent_again() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let id = started(&house, &version, "").await.id;
    let call_id = unknown(&house, id).await;
    let said = settled(id, call_id, CallSettled::DidNot);
    house.ledger.settle_run(said).await.unwrap();
    let step = whole(&house, id).await.steps.remove(0);
    assert_eq!((step.state, step.output), (StepState::Waiting, None));
    assert_eq!(next(&house, many()).await, [id]);
}

#[tokio::test]
async fn a_run_that_is_under_way_stops_itself() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let id = started(&house, &version, "").await.id;
    begin(&house, id).await;
    assert_eq!(house.ledger.cancel_run(id, NOON).await, Ok(false));
    assert_eq!(house.ledger.resume_run(id).await, Ok(false));
    let stops = going_on(id, RunNext::Stops);
    let stopped = house.ledger.advance(stops).await.unwrap();
    assert_eq!(stopped.state, RunState::Cancelled);
    let skips = started(&house, &version, "").await.id;
    become_so(&house, skips, RunNext::Skips(trouble("filter"))).await;
    let fails = started(&house, &version, "").await.id;
    become_so(&house, fails, RunNext::Fails(trouble("stop"))).await;
    let expected = [RunState::Failed, RunState::Cancelled, RunState::Skipped];
    assert_eq!(tallies(&house).await, expected.map(|state| (state, 1)));
}

#[tokio::test]
async fn a_replay_takes_over_what_was_done() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let id = started(&house, &version, "").await.id;
    begin(&house, id).await;
    let steps = ["look", "total", "charge"];
    let done = RunAdvance {
        steps: vec![
            step("look", StepState::Done),
            step("total", StepState::Done),
            step("charge", StepState::Failed),
        ],
        ..going_on(id, RunNext::Fails(trouble("api_invalid")))
    };
    house.ledger.advance(done).await.unwrap();
    let new = NewRun {
        event_id: None,
        cause: RunCause::Replay,
        ..new_run(&house, &version, 0)
    };
    let places = steps[1..].iter().map(|it| (*it).to_owned()).collect();
    let replay = house.ledger.replay_run(id, new, places).await.unwrap();
    let taken = whole(&house, replay.id).await.steps;
    assert_eq!(
        taken,
        [step("total", StepState::Done)],
        "what failed is done anew"
    );
}

#[tokio::test]
async fn a_run_that_waits_says_for_what() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let id = started(&house, &version, "").await.id;
    let to = RunNext::Waits {
        waits_for: WaitsFor::Quota,
        next_at: Some(NOON + 900),
        trouble: Some(trouble("rate_limit")),
    };
    become_so(&house, id, to).await;
    let now = run(&house, id).await;
    let waits = (now.state, now.waits_for, now.next_at, now.ended_at);
    let expected = (
        RunState::Waiting,
        Some(WaitsFor::Quota),
        Some(NOON + 900),
        None,
    );
    assert_eq!(waits, expected);
    house
        .ledger
        .note_run(id, Some("known".into()))
        .await
        .unwrap();
    let noted = run(&house, id).await;
    assert_eq!(noted.note.as_deref(), Some("known"));
    let gone = house.ledger.note_run(77, None).await;
    assert_eq!(gone, Err(LedgerError::NotFound));
}
