//! Dead letters: by what went wrong, tried again or dismissed many at a time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::House;
use common::runs::{
    become_so, begin, enabled, going_on, many, next, run, started, step, tallies, trouble,
};
use patchbay_ledger::{
    DeadGroup, DeadOf, OrchestrationVersion, RunAdvance, RunNext, RunState, StepState,
};

async fn dead(house: &House, version: &OrchestrationVersion, serial_key: &str, code: &str) -> i64 {
    let id = started(house, version, serial_key).await.id;
    become_so(house, id, RunNext::Dies(trouble(code))).await;
    id
}

fn of_code(code: &str) -> DeadOf {
    DeadOf {
        code: Some(code.into()),
        ..DeadOf::default()
    }
}

#[tokio::test]
async fn dead_runs_are_grouped_by_what_went_wrong() {
    let house = House::new().await;
    let (first, version) = enabled(&house, "a").await;
    let (second, other) = enabled(&house, "b").await;
    dead(&house, &version, "", "api_invalid").await;
    let latest = dead(&house, &version, "", "api_invalid").await;
    let scope = dead(&house, &version, "", "scope_missing").await;
    let elsewhere = dead(&house, &other, "", "api_invalid").await;
    let group = |code: &str, orchestration_id, runs, latest| DeadGroup {
        code: code.into(),
        orchestration_id,
        runs,
        latest,
        latest_at: common::NOON + 500,
    };
    let groups = house.ledger.dead_runs().await.unwrap();
    assert_eq!(
        groups,
        [
            group("api_invalid", second.id, 1, elsewhere),
            group("scope_missing", first.id, 1, scope),
            group("api_invalid", first.id, 2, latest),
        ]
    );
}

#[tokio::test]
async fn many_are_tried_again_from_the_step_that_failed() {
    let house = House::new().await;
    let (made, version) = enabled(&house, "a").await;
    let id = started(&house, &version, "").await.id;
    begin(&house, id).await;
    let died = RunAdvance {
        steps: vec![
            step("look", StepState::Done),
            step("charge", StepState::Failed),
        ],
        ..going_on(id, RunNext::Dies(trouble("api_invalid")))
    };
    house.ledger.advance(died).await.unwrap();
    for _ in 0..450 {
        dead(&house, &version, "", "api_invalid").await;
    }
    let other = dead(&house, &version, "", "scope_missing").await;
    let commits = house.ledger.written().commits;
    let requeued = house.ledger.requeue_dead_runs(of_code("api_invalid")).await;
    assert_eq!(requeued, Ok(451));
    let commits = house.ledger.written().commits - commits;
    assert_eq!(commits, 3, "a slice each");
    assert_eq!(
        tallies(&house).await,
        [(RunState::Queued, 451), (RunState::Dead, 1)]
    );
    let now = house.ledger.whole_run(id).await.unwrap().unwrap();
    assert_eq!(
        (now.run.ended_at, now.run.code, now.detail.problem),
        (None, None, None)
    );
    assert_eq!(now.steps[0], step("look", StepState::Done));
    let again = RunAdvance {
        steps: vec![step("charge", StepState::Done)],
        ..going_on(id, RunNext::Succeeds)
    };
    begin(&house, id).await;
    house.ledger.advance(again).await.unwrap();
    let now = house.ledger.whole_run(id).await.unwrap().unwrap();
    assert_eq!(now.steps[1], step("charge", StepState::Done));

    let of = DeadOf {
        orchestration_id: Some(made.id + 1),
        ..DeadOf::default()
    };
    assert_eq!(house.ledger.requeue_dead_runs(of).await, Ok(0));
    let of = DeadOf {
        ids: Some(vec![other, id, 99_999]),
        ..DeadOf::default()
    };
    assert_eq!(house.ledger.requeue_dead_runs(of).await, Ok(1));
}

#[tokio::test]
async fn one_that_is_tried_again_waits_for_its_turn() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let first = dead(&house, &version, "order:7", "api_invalid").await;
    let second = started(&house, &version, "order:7").await.id;
    let third = started(&house, &version, "order:7").await.id;
    assert_eq!(
        next(&house, many()).await,
        [second],
        "a dead one blocks none"
    );
    house
        .ledger
        .requeue_dead_runs(DeadOf::default())
        .await
        .unwrap();
    assert!(!run(&house, first).await.turn);
    become_so(&house, second, RunNext::Succeeds).await;
    assert_eq!(next(&house, many()).await, [first], "it came before");
    become_so(&house, first, RunNext::Succeeds).await;
    become_so(&house, third, RunNext::Dies(trouble("x"))).await;
    house
        .ledger
        .requeue_dead_runs(DeadOf::default())
        .await
        .unwrap();
    assert_eq!(next(&house, many()).await, [third], "nothing is before it");
}

#[tokio::test]
async fn what_is_dismissed_keeps_its_trouble() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let id = dead(&house, &version, "", "api_invalid").await;
    let before = run(&house, id).await;
    let kept = dead(&house, &version, "", "scope_missing").await;
    let dismissed = house.ledger.dismiss_dead_runs(of_code("api_invalid")).await;
    assert_eq!(dismissed, Ok(1));
    let now = house.ledger.whole_run(id).await.unwrap().unwrap();
    assert_eq!(now.run.state, RunState::Failed);
    assert_eq!(now.run.code, before.code);
    assert_eq!(now.run.ended_at, before.ended_at);
    assert_eq!(now.detail.problem.as_deref(), Some("{\"title\":\"No\"}"));
    assert_eq!(run(&house, kept).await.state, RunState::Dead);
    assert_eq!(
        tallies(&house).await,
        [(RunState::Failed, 1), (RunState::Dead, 1)]
    );
}
