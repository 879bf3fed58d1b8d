//! Runs are listed, counted and charted as they are.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::runs::{become_so, begin, enabled, going_on, new_run, start_all, started, trouble};
use common::{House, NOON, app_and_store};
use patchbay_ledger::{
    Chart, EventRuns, NewRun, OrchestrationVersion, RunAdvance, RunCause, RunColumn, RunNext,
    RunState, RunsOf, StoreChange, StoreState, WaitsFor,
};

async fn listed(house: &House, of: RunsOf) -> Vec<i64> {
    let runs = house.ledger.runs(of, 100).await.unwrap();
    runs.into_iter().map(|run| run.id).collect()
}

async fn add(house: &House, new: NewRun) -> i64 {
    house.ledger.start_run(new).await.unwrap().id
}

fn by_hand(house: &House, version: &OrchestrationVersion, at: i64) -> NewRun {
    NewRun {
        event_id: None,
        cause: RunCause::Manual,
        queued_at: at,
        ..new_run(house, version, 0)
    }
}

#[tokio::test]
async fn runs_are_listed_newest_first_by_what_is_asked_for() {
    let house = House::new().await;
    let (made, version) = enabled(&house, "a").await;
    let (_, elsewhere) = enabled(&house, "b").await;
    let (_, store) = app_and_store(&house.ledger, "key-b", "zzz").await;
    let first = add(&house, by_hand(&house, &version, 10)).await;
    let second = add(&house, by_hand(&house, &elsewhere, 20)).await;
    let third = NewRun {
        store_id: Some(store.id),
        cause: RunCause::Schedule,
        ..by_hand(&house, &version, 30)
    };
    let third = add(&house, third).await;
    let fourth = NewRun {
        dry: true,
        ..by_hand(&house, &version, 40)
    };
    let fourth = add(&house, fourth).await;
    become_so(&house, first, RunNext::Succeeds).await;
    become_so(&house, second, RunNext::Dies(trouble("x"))).await;
    become_so(&house, third, RunNext::Fails(trouble("x"))).await;

    let all = RunsOf::default();
    assert_eq!(
        listed(&house, all.clone()).await,
        [fourth, third, second, first]
    );
    let cases = [
        (
            RunsOf {
                orchestration_id: Some(made.id),
                ..all.clone()
            },
            vec![fourth, third, first],
        ),
        (
            RunsOf {
                store_id: Some(house.store.id),
                ..all.clone()
            },
            vec![fourth, second, first],
        ),
        (
            RunsOf {
                states: vec![RunState::Dead],
                ..all.clone()
            },
            vec![second],
        ),
        (
            RunsOf {
                states: vec![RunState::Succeeded],
                ..all.clone()
            },
            vec![first],
        ),
        (
            RunsOf {
                states: vec![RunState::Failed, RunState::Dead],
                ..all.clone()
            },
            vec![third, second],
        ),
        (
            RunsOf {
                cause: Some(RunCause::Schedule),
                ..all.clone()
            },
            vec![third],
        ),
        (
            RunsOf {
                dry: Some(true),
                ..all.clone()
            },
            vec![fourth],
        ),
        (
            RunsOf {
                dry: Some(false),
                ..all.clone()
            },
            vec![third, second, first],
        ),
        (
            RunsOf {
                from: Some(20),
                until: Some(40),
                ..all.clone()
            },
            vec![third, second],
        ),
        (
            RunsOf {
                before: Some(third),
                ..all.clone()
            },
            vec![second, first],
        ),
        (
            RunsOf {
                orchestration_id: Some(made.id),
                store_id: Some(house.store.id),
                states: vec![RunState::Queued],
                cause: Some(RunCause::Manual),
                dry: Some(true),
                from: Some(40),
                until: Some(41),
                before: Some(fourth + 1),
                ..all.clone()
            },
            vec![fourth],
        ),
    ];
    for (of, expected) in cases {
        assert_eq!(listed(&house, of.clone()).await, expected, "{of:?}");
    }
    let page = house.ledger.runs(all, 2).await.unwrap();
    assert_eq!(page.len(), 2);
}

#[tokio::test]
async fn an_event_has_the_runs_that_stand_for_it() {
    let house = House::new().await;
    let (made, version) = enabled(&house, "a").await;
    let mut events = Vec::new();
    for identity in ["one", "two", "three"] {
        let recorded = house.ledger.record(house.delivery(identity)).await;
        events.push(recorded.unwrap().event_id);
    }
    let started = start_all(&house, made.id, |event| NewRun {
        serial_key: Some("order:7".into()),
        coalesce: event.resource_id == "two",
        ..new_run(&house, &version, event.id)
    });
    let started = started.await.added;
    let replay = NewRun {
        cause: RunCause::Replay,
        ..new_run(&house, &version, events[0])
    };
    let replay = house.ledger.replay_run(started[0], replay, Vec::new());
    let replay = replay.await.unwrap().id;
    become_so(&house, started[0], RunNext::Succeeds).await;

    let of_event = |id| RunsOf {
        event_id: Some(id),
        ..RunsOf::default()
    };
    assert_eq!(
        listed(&house, of_event(events[0])).await,
        [replay, started[0]]
    );
    assert_eq!(listed(&house, of_event(events[1])).await, [started[0]]);
    let replays = RunsOf {
        replay_of: Some(started[0]),
        ..RunsOf::default()
    };
    assert_eq!(listed(&house, replays).await, [replay]);

    let mut found = house.ledger.runs_of_events(events.clone()).await.unwrap();
    found.sort_by_key(|it| (it.event_id, it.state));
    let one = |event: usize, state| EventRuns {
        event_id: events[event],
        state,
        runs: 1,
    };
    assert_eq!(
        found,
        [
            one(0, RunState::Queued),
            one(0, RunState::Succeeded),
            one(1, RunState::Succeeded),
            one(2, RunState::Queued),
        ]
    );
    assert_eq!(house.ledger.runs_of_events(vec![99]).await, Ok(Vec::new()));
}

#[tokio::test]
async fn a_chart_says_how_runs_ended_and_how_long_they_took() {
    let house = House::new().await;
    let (made, version) = enabled(&house, "a").await;
    let (other, elsewhere) = enabled(&house, "b").await;
    let hour = 3_600_000;
    let from = (NOON / hour + 1) * hour;
    let end = async |id: i64, began: i64, ended: i64, next: RunNext| {
        house.ledger.begin_run(id, began).await.unwrap().unwrap();
        let ends = RunAdvance {
            at: ended,
            ..going_on(id, next)
        };
        house.ledger.advance(ends).await.unwrap();
    };
    for took in 1..=20 {
        let id = started(&house, &version, "").await.id;
        let dead = took > 18;
        let next = match dead {
            true => RunNext::Dies(trouble("x")),
            false => RunNext::Succeeds,
        };
        end(id, from, from + 100 * took, next).await;
    }
    let later = started(&house, &version, "").await.id;
    end(later, from, from + hour, RunNext::Succeeds).await;
    let before = started(&house, &version, "").await.id;
    end(before, NOON, from - 1, RunNext::Succeeds).await;
    let foreign = started(&house, &elsewhere, "").await.id;
    end(foreign, from, from + 7, RunNext::Fails(trouble("x"))).await;
    let dry = NewRun {
        dry: true,
        ..by_hand(&house, &version, 1)
    };
    let dry = add(&house, dry).await;
    end(dry, from, from + 9, RunNext::Succeeds).await;

    let chart = Chart {
        from: from / 60_000,
        step: 60,
        slots: 2,
    };
    let column = |orchestration_id, slot, ended, (median, p95)| RunColumn {
        orchestration_id,
        slot,
        ended,
        median_ms: Some(median),
        p95_ms: Some(p95),
    };
    let both = vec![(RunState::Succeeded, 18), (RunState::Dead, 2)];
    let of_one = [
        column(made.id, 0, both, (1_000, 1_900)),
        column(made.id, 1, vec![(RunState::Succeeded, 1)], (hour, hour)),
    ];
    let found = house.ledger.run_chart(chart, Some(made.id)).await.unwrap();
    assert_eq!(found, of_one);
    let all = house.ledger.run_chart(chart, None).await.unwrap();
    assert_eq!(all[..2], of_one);
    let last = column(other.id, 0, vec![(RunState::Failed, 1)], (7, 7));
    assert_eq!(all[2..], [last]);
}

#[tokio::test]
async fn what_never_began_took_no_time() {
    let house = House::new().await;
    let (made, version) = enabled(&house, "a").await;
    let skipped = NewRun {
        skipped: Some("filter".into()),
        ..by_hand(&house, &version, NOON)
    };
    add(&house, skipped).await;
    let chart = Chart {
        from: NOON / 60_000,
        step: 1,
        slots: 1,
    };
    let found = house.ledger.run_chart(chart, Some(made.id)).await.unwrap();
    let expected = RunColumn {
        orchestration_id: made.id,
        slot: 0,
        ended: vec![(RunState::Skipped, 1)],
        median_ms: None,
        p95_ms: None,
    };
    assert_eq!(found, [expected]);
}

#[tokio::test]
async fn runs_of_a_store_that_was_uninstalled_stay_listed() {
    let house = House::new().await;
    let (_, version) = enabled(&house, "a").await;
    let id = started(&house, &version, "").await.id;
    begin(&house, id).await;
    let waits = RunNext::Waits {
        waits_for: WaitsFor::Store,
        next_at: None,
        trouble: Some(trouble("uninstalled")),
    };
    house.ledger.advance(going_on(id, waits)).await.unwrap();
    let change = StoreChange {
        state: Some(StoreState::Uninstalled),
        ..StoreChange::default()
    };
    let uninstalled = house.ledger.update_store(house.store.id, change).await;
    assert_eq!(uninstalled.unwrap().state, StoreState::Uninstalled);
    let of = RunsOf {
        store_id: Some(house.store.id),
        ..RunsOf::default()
    };
    assert_eq!(listed(&house, of).await, [id]);
}
