//! Orchestrations for a [`House`].

use patchbay_ledger::{
    EventRow, NewOrchestration, NewRun, NewVersion, Orchestration, OrchestrationVersion, Run,
    RunCause, RunStart, RunState, StartedRuns,
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
