//! Orchestrations for a [`House`].

use patchbay_ledger::{
    Advanced, CallEnd, CallKind, CallState, EventRow, NewAttempt, NewCall, NewOrchestration,
    NewRun, NewVersion, NextRuns, Orchestration, OrchestrationVersion, Run, RunAdvance, RunCause,
    RunNext, RunStart, RunState, StartedRuns, StepRecord, StepState, Trouble,
};
use rusqlite::Connection;

use super::{House, NOON};

pub fn new_orchestration(house: &House, key: &str) -> NewOrchestration {
    NewOrchestration {
        key: key.into(),
        name: format!("Orchestration {key}"),
        draft: "{\"steps\":[]}".into(),
        stores: vec![house.store.id],
        made_at: NOON,
    }
}

pub fn new_version(orchestration_id: i64, document: &str) -> NewVersion {
    NewVersion {
        orchestration_id,
        document: document.into(),
        published_at: NOON + 1,
        note: None,
    }
}

/// One that is published and enabled.
pub async fn enabled(house: &House, key: &str) -> (Orchestration, OrchestrationVersion) {
    let ledger = &house.ledger;
    let new = new_orchestration(house, key);
    let made = ledger.add_orchestration(new).await.unwrap();
    let version = ledger.publish(new_version(made.id, "{}")).await.unwrap();
    let enabled = ledger.enable_orchestration(made.id).await.unwrap();
    (enabled, version)
}

/// A run that an event starts.
pub fn new_run(house: &House, version: &OrchestrationVersion, event_id: i64) -> NewRun {
    NewRun {
        orchestration_id: version.published.orchestration_id,
        version_id: Some(version.id),
        event_id: Some(event_id),
        store_id: Some(house.store.id),
        cause: RunCause::Event,
        dry: false,
        key: format!("key-{event_id}"),
        serial_key: None,
        coalesce: false,
        skipped: None,
        not_before: None,
        queued_at: NOON + event_id,
        trigger: None,
        document: None,
    }
}

/// A run that the user starts, about `serial_key`.
pub async fn started(house: &House, version: &OrchestrationVersion, serial_key: &str) -> Run {
    let new = NewRun {
        event_id: None,
        cause: RunCause::Manual,
        serial_key: Some(serial_key.into()).filter(|_| !serial_key.is_empty()),
        ..new_run(house, version, 0)
    };
    house.ledger.start_run(new).await.unwrap()
}

/// Looks at everything that an orchestration has not, and starts what is made of each event.
pub async fn start_all(
    house: &House,
    orchestration_id: i64,
    make: impl Fn(&EventRow) -> NewRun,
) -> StartedRuns {
    let found = house.ledger.events_to_run(Some(orchestration_id), 100);
    let found = found.await.unwrap();
    let start = RunStart {
        orchestration_id,
        after: found.behind[0].1,
        until: found.until,
        runs: found.events.iter().map(make).collect(),
    };
    house.ledger.start_runs(vec![start]).await.unwrap()
}

/// A run as it is.
pub async fn run(house: &House, id: i64) -> Run {
    house.ledger.run(id).await.unwrap().unwrap()
}

/// How many runs there are in each state, as they are counted and as they are.
pub async fn tallies(house: &House) -> Vec<(RunState, i64)> {
    let counted = house.ledger.run_tallies().await.unwrap();
    let mut counted: Vec<_> = counted.iter().map(|it| (it.state, it.runs)).collect();
    counted.sort();
    let conn = Connection::open(house.file()).unwrap();
    let sql = "SELECT state, count(*) FROM run GROUP BY orchestration_id, state, dry";
    let mut found = conn.prepare(sql).unwrap();
    let found = found.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    let mut found: Vec<(RunState, i64)> = found.unwrap().map(Result::unwrap).collect();
    found.sort();
    assert_eq!(counted, found, "the tallies are right");
    counted
}

/// What is asked for of runs to begin: many, from every store.
pub fn many() -> NextRuns {
    NextRuns {
        most: 100,
        per_store: 4,
        not_of: Vec::new(),
        now: NOON + 1_000_000,
    }
}

/// The ids of the runs to begin next.
pub async fn next(house: &House, asked: NextRuns) -> Vec<i64> {
    let runs = house.ledger.next_runs(asked).await.unwrap();
    runs.into_iter().map(|run| run.id).collect()
}

/// Begins a run.
pub async fn begin(house: &House, id: i64) -> Run {
    let begun = house.ledger.begin_run(id, NOON + 100).await.unwrap();
    begun.expect("it is its turn")
}

/// A run that goes on in this way, with nothing to tell but that.
pub fn going_on(run_id: i64, next: RunNext) -> RunAdvance {
    RunAdvance {
        run_id,
        at: NOON + 500,
        ended: None,
        steps: Vec::new(),
        attempt: None,
        next,
    }
}

/// Begins a run and has it go on in this way.
pub async fn become_so(house: &House, id: i64, next: RunNext) -> Advanced {
    begin(house, id).await;
    house.ledger.advance(going_on(id, next)).await.unwrap()
}

/// A trouble of this code.
pub fn trouble(code: &str) -> Trouble {
    Trouble {
        code: code.into(),
        problem: Some("{\"title\":\"No\"}".into()),
    }
}

/// A step as it stands.
pub fn step(place: &str, state: StepState) -> StepRecord {
    let ended = matches!(state, StepState::Done | StepState::Failed);
    StepRecord {
        place: place.into(),
        state,
        began_at: NOON + 200,
        ended_at: ended.then_some(NOON + 300),
        input: Some("{\"order_id\":7}".into()),
        output: ended.then(|| "{\"id\":9}".into()),
        problem: None,
    }
}

/// The attempt of a step.
pub fn attempt(house: &House, place: &str, number: i64) -> NewAttempt {
    NewAttempt {
        place: place.into(),
        step_key: format!("key of {place}"),
        attempt: number,
        call: NewCall {
            kind: CallKind::Action,
            store_id: Some(house.store.id),
            action: "create_refund".into(),
            input: "{\"order_id\":7}".into(),
            method: "POST".into(),
            path: "/v3/orders/7/payment_actions/refunds".into(),
            body: None,
            began_at: NOON + 250,
            repeats: None,
        },
    }
}

/// What came of an attempt.
pub fn call_end(state: CallState) -> CallEnd {
    CallEnd {
        state,
        ended_at: NOON + 300,
        status: Some(201),
        answer: Some("{\"id\":9}".into()),
        too_large: false,
        items: None,
        problem: None,
    }
}

/// Begins a run and sends the step `charge` of it, of which nobody knows what became; the call's id.
pub async fn unknown(house: &House, id: i64) -> i64 {
    begin(house, id).await;
    let sent = RunAdvance {
        steps: vec![step("charge", StepState::Running)],
        attempt: Some(NewAttempt {
            step_key: format!("charge of {id}"),
            ..attempt(house, "charge", 1)
        }),
        ..going_on(id, RunNext::GoesOn)
    };
    let call_id = house.ledger.advance(sent).await.unwrap().call_id.unwrap();
    let lost = RunAdvance {
        ended: Some((call_id, call_end(CallState::Unknown))),
        ..going_on(id, RunNext::IsUnknown(trouble("timeout")))
    };
    house.ledger.advance(lost).await.unwrap();
    call_id
}
