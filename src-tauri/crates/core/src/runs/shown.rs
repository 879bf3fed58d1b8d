//! Runs in the page's words.

use std::collections::HashMap;

use patchbay_ledger::{Run, RunCause as Cause, RunState as State, WaitsFor};

use crate::patchbay::id;
use crate::view::{Millis, Problem, RunCause, RunRow, RunState};
use crate::words;

/// The names of what runs are about, by their ids.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub orchestrations: HashMap<i64, String>,
    pub stores: HashMap<i64, String>,
    /// The numbers of versions.
    pub versions: HashMap<i64, i64>,
    /// What events say happened.
    pub events: HashMap<i64, String>,
    /// What the trouble of runs is: JSON.
    pub problems: HashMap<i64, String>,
}

/// A run as a list shows it.
pub(super) fn row(run: Run, names: &Names) -> RunRow {
    let number = run.version_id.and_then(|it| names.versions.get(&it));
    let store = run.store_id.and_then(|it| names.stores.get(&it));
    let trouble = problem_of(&run, names);
    let orchestration = names.orchestrations.get(&run.orchestration_id);
    RunRow {
        id: id(run.id),
        orchestration_id: id(run.orchestration_id),
        orchestration: orchestration.cloned().unwrap_or_default(),
        version: number.map(|number| words::count(*number)),
        about: about(&run, names),
        event_id: run.event_id.map(id),
        store_id: run.store_id.map(id),
        store: store.cloned().unwrap_or_default(),
        cause: cause(run.cause),
        dry: run.dry,
        state: state(run.state),
        words: sentence(&run, &trouble),
        at: Millis(run.queued_at),
        took_ms: took(&run),
        next_at: run.next_at.map(Millis),
        coalesced: words::count(run.coalesced),
        note: run.note,
    }
}

fn about(run: &Run, names: &Names) -> String {
    let event = run.event_id.and_then(|it| names.events.get(&it));
    match (event, run.cause) {
        (Some(event), _) => event.clone(),
        (None, Cause::Event) => "An event that is forgotten".into(),
        (None, Cause::Manual) => "By hand".into(),
        (None, Cause::Schedule) => "Its time had come".into(),
        (None, Cause::Replay) => "Done again".into(),
    }
}

fn took(run: &Run) -> Option<u32> {
    let (began, ended) = run.began_at.zip(run.ended_at)?;
    Some(words::count(ended - began))
}

/// How it stands.
fn sentence(run: &Run, trouble: &Problem) -> String {
    let or = |text: &str| match trouble.title.is_empty() {
        true => text.to_owned(),
        false => trouble.title.clone(),
    };
    match (run.state, run.waits_for) {
        (State::Queued, _) if run.turn => "Waits for its turn".into(),
        (State::Queued, _) => "Waits for an earlier one about the same thing".into(),
        (State::Running, _) => "Under way".into(),
        (State::Waiting, Some(WaitsFor::Time)) => or("Waits for its time"),
        (State::Waiting, Some(WaitsFor::Quota)) => "Waits for the store’s quota".into(),
        (State::Waiting, Some(WaitsFor::Store)) => or("Waits for the store"),
        (State::Waiting, Some(WaitsFor::Person)) => or("Waits for your word"),
        (State::Waiting, None) => "Waits".into(),
        (State::Unknown, _) => or("Something it sent may have happened"),
        (State::Succeeded, _) => "Done".into(),
        (State::Failed | State::Dead, _) => or("It failed"),
        (State::Cancelled, _) => "You stopped it".into(),
        (State::Skipped, _) => or("There was nothing to do"),
    }
}

/// What the trouble of a run is.
pub(super) fn problem_of(run: &Run, names: &Names) -> Problem {
    problem(names.problems.get(&run.id).map(String::as_str))
}

/// A problem the ledger kept.
pub(super) fn problem(kept: Option<&str>) -> Problem {
    let read = kept.and_then(|kept| serde_json::from_str(kept).ok());
    read.unwrap_or_default()
}

fn cause(cause: Cause) -> RunCause {
    match cause {
        Cause::Event => RunCause::Event,
        Cause::Manual => RunCause::Manual,
        Cause::Schedule => RunCause::Schedule,
        Cause::Replay => RunCause::Replay,
    }
}

pub(super) fn state(state: State) -> RunState {
    match state {
        State::Queued => RunState::Queued,
        State::Running => RunState::Running,
        State::Waiting => RunState::Waiting,
        State::Unknown => RunState::Unknown,
        State::Succeeded => RunState::Succeeded,
        State::Failed => RunState::Failed,
        State::Dead => RunState::Dead,
        State::Cancelled => RunState::Cancelled,
        State::Skipped => RunState::Skipped,
    }
}
