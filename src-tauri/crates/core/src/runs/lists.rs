//! Runs, listed and counted.

use std::collections::{BTreeSet, HashMap};

use patchbay_ledger::{
    DeadGroup as Group, DeadOf, Run, RunCause as Cause, RunState as State, RunsOf,
};

use super::shown::{self, Names};
use crate::error::Result;
use crate::patchbay::{Patchbay, id};
use crate::view::{DeadGroup, RunCause, RunCounts, RunFilter, RunRow, RunState};
use crate::words;

/// Runs of a page.
const PAGE: usize = 100;

impl Patchbay {
    /// Runs, the newest first, a hundred at most; those before the one of an id.
    ///
    /// # Errors
    /// Those of the ledger.
    pub async fn runs(&self, filter: RunFilter, before: Option<u32>) -> Result<Vec<RunRow>> {
        let of = RunsOf {
            orchestration_id: filter.orchestration_id.map(i64::from),
            store_id: filter.store_id.map(i64::from),
            event_id: filter.event_id.map(i64::from),
            states: filter.states.into_iter().map(state).collect(),
            cause: filter.cause.map(cause),
            dry: filter.without_dry.then_some(false),
            from: filter.since.map(|since| since.0),
            before: before.map(i64::from),
            ..RunsOf::default()
        };
        let runs = self.0.ledger.runs(of, PAGE).await?;
        self.run_rows(runs).await
    }

    pub(super) async fn run_rows(&self, runs: Vec<Run>) -> Result<Vec<RunRow>> {
        let names = self.run_names(&runs).await?;
        Ok(runs
            .into_iter()
            .map(|run| shown::row(run, &names))
            .collect())
    }

    /// The names of what runs are about.
    async fn run_names(&self, runs: &[Run]) -> Result<Names> {
        let ledger = &self.0.ledger;
        let all = ledger.orchestrations().await?;
        let stores = ledger.stores(None).await?;
        let versioned = runs.iter().filter(|run| run.version_id.is_some());
        let orchestrations: BTreeSet<i64> = versioned.map(|run| run.orchestration_id).collect();
        let mut versions = HashMap::new();
        for id in orchestrations {
            let of = ledger.orchestration_versions(id).await?;
            versions.extend(of.into_iter().map(|it| (it.id, it.number)));
        }
        let events: BTreeSet<i64> = runs.iter().filter_map(|run| run.event_id).collect();
        let events = self.event_summaries(events).await?;
        let troubled = runs.iter().filter(|run| run.code.is_some());
        let problems = ledger.run_problems(troubled.map(|run| run.id).collect());
        let problems = problems.await?.into_iter().collect();
        Ok(Names {
            orchestrations: all.into_iter().map(|it| (it.id, it.name)).collect(),
            stores: stores
                .iter()
                .map(|store| (store.id, words::store_name(store)))
                .collect(),
            versions,
            events,
            problems,
        })
    }

    /// Runs that failed and wait for somebody, by why.
    ///
    /// # Errors
    /// Those of the ledger.
    pub async fn dead_runs(&self) -> Result<Vec<DeadGroup>> {
        let mut groups = Vec::new();
        for group in self.0.ledger.dead_runs().await? {
            if let Some(latest) = self.0.ledger.run(group.latest).await? {
                groups.push((group, latest));
            }
        }
        let latest: Vec<Run> = groups.iter().map(|(_, latest)| latest.clone()).collect();
        let names = self.run_names(&latest).await?;
        let groups = groups.into_iter();
        Ok(groups
            .map(|(group, latest)| dead_group(group, latest, &names))
            .collect())
    }

    /// Has runs that failed for a reason tried again from the step that failed; how many.
    ///
    /// # Errors
    /// Those of the ledger.
    pub async fn requeue_dead_runs(&self, orchestration_id: u32, code: &str) -> Result<u32> {
        let of = dead_of(orchestration_id, code);
        let requeued = self.0.ledger.requeue_dead_runs(of).await?;
        self.0.orchestrating.wake();
        self.touch();
        Ok(words::count_of(requeued))
    }

    /// Says that nobody needs to look at runs that failed for a reason; how many.
    ///
    /// # Errors
    /// Those of the ledger.
    pub async fn dismiss_dead_runs(&self, orchestration_id: u32, code: &str) -> Result<u32> {
        let of = dead_of(orchestration_id, code);
        let dismissed = self.0.ledger.dismiss_dead_runs(of).await?;
        self.touch();
        Ok(words::count_of(dismissed))
    }

    /// How the runs of all orchestrations stand.
    pub(crate) async fn all_runs(&self) -> Result<RunCounts> {
        let each = self.run_counts().await?.into_values();
        Ok(each.fold(RunCounts::default(), |all, of| RunCounts {
            open: all.open + of.open,
            unknown: all.unknown + of.unknown,
            succeeded: all.succeeded + of.succeeded,
            dead: all.dead + of.dead,
            others: all.others + of.others,
        }))
    }

    /// How the runs of each orchestration stand.
    pub(crate) async fn run_counts(&self) -> Result<HashMap<i64, RunCounts>> {
        let mut counts: HashMap<i64, RunCounts> = HashMap::new();
        for tally in self.0.ledger.run_tallies().await? {
            if tally.dry {
                continue;
            }
            let of = counts.entry(tally.orchestration_id).or_default();
            let runs = words::count(tally.runs);
            match tally.state {
                State::Queued | State::Running | State::Waiting => of.open += runs,
                State::Unknown => of.unknown += runs,
                State::Succeeded => of.succeeded += runs,
                State::Dead => of.dead += runs,
                State::Failed | State::Cancelled | State::Skipped => of.others += runs,
            }
        }
        Ok(counts)
    }
}

fn dead_group(group: Group, latest: Run, names: &Names) -> DeadGroup {
    let problem = shown::problem_of(&latest, names);
    let latest = shown::row(latest, names);
    DeadGroup {
        code: group.code,
        orchestration_id: id(group.orchestration_id),
        orchestration: latest.orchestration.clone(),
        runs: words::count(group.runs),
        problem,
        latest,
    }
}

fn dead_of(orchestration_id: u32, code: &str) -> DeadOf {
    DeadOf {
        code: Some(code.to_owned()),
        orchestration_id: Some(i64::from(orchestration_id)),
        ids: None,
    }
}

fn cause(cause: RunCause) -> Cause {
    match cause {
        RunCause::Event => Cause::Event,
        RunCause::Manual => Cause::Manual,
        RunCause::Schedule => Cause::Schedule,
        RunCause::Replay => Cause::Replay,
    }
}

fn state(state: RunState) -> State {
    match state {
        RunState::Queued => State::Queued,
        RunState::Running => State::Running,
        RunState::Waiting => State::Waiting,
        RunState::Unknown => State::Unknown,
        RunState::Succeeded => State::Succeeded,
        RunState::Failed => State::Failed,
        RunState::Dead => State::Dead,
        RunState::Cancelled => State::Cancelled,
        RunState::Skipped => State::Skipped,
    }
}
