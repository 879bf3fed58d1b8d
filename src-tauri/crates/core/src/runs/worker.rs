//! The worker: makes runs of what arrived and of times that came, and carries out those whose turn it is.

use std::time::Duration;

use patchbay_ledger::{LedgerError, NextRuns, Run};
use tokio::task::JoinSet;

use crate::error::Result;
use crate::patchbay::Patchbay;

/// Runs under way at a time.
const AT_ONCE: usize = 32;

/// Those of one store: it has one quota for all of them.
const PER_STORE: usize = 4;

/// How long to wait at most: a machine that slept does not say so, and times come due meanwhile.
const IDLE: Duration = Duration::from_secs(5);

impl Patchbay {
    /// Starts and carries out runs until the app ends.
    pub(crate) async fn orchestrate(self) {
        if let Err(error) = self.0.ledger.requeue_interrupted_runs().await {
            tracing::warn!(error.message = %error, "runs that were cut off stay as they are");
        }
        let mut arrivals = self.0.ledger.changes();
        let mut under_way = JoinSet::new();
        loop {
            arrivals.mark_unchanged();
            let wait = match self.go_on(&mut under_way).await {
                Ok(wait) => wait,
                Err(error) => {
                    tracing::warn!(error.message = %error, "orchestrations paused");
                    IDLE
                }
            };
            tokio::select! {
                () = ended(&mut under_way) => {}
                () = self.0.orchestrating.woken.notified() => {}
                changed = arrivals.changed() => if changed.is_err() { return },
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    /// Starts what is to be started, begins what may begin, and how long nothing else will be due.
    async fn go_on(&self, under_way: &mut JoinSet<()>) -> Result<Duration> {
        while self.start_of_events().await? {}
        let next_time = self.start_of_schedules().await?;
        self.begin_next(under_way).await?;
        let due = self.0.ledger.next_run_due(self.now()).await?;
        let next = due.into_iter().chain(next_time).min();
        let left = next.map(|at| u64::try_from(at - self.now()).unwrap_or_default());
        Ok(left.map_or(IDLE, Duration::from_millis).min(IDLE))
    }

    async fn begin_next(&self, under_way: &mut JoinSet<()>) -> Result<(), LedgerError> {
        let asked = NextRuns {
            most: AT_ONCE.saturating_sub(under_way.len()),
            per_store: PER_STORE,
            not_of: Vec::new(),
            now: self.now(),
        };
        if asked.most == 0 {
            return Ok(());
        }
        for run in self.0.ledger.next_runs(asked).await? {
            if let Some(run) = self.0.ledger.begin_run(run.id, self.now()).await? {
                under_way.spawn(self.clone().carry_out(run));
            }
        }
        Ok(())
    }

    /// Has the runs that wait for a store go on.
    pub(crate) async fn resume_runs_of(&self, store_id: i64) {
        match self.0.ledger.resume_store(store_id).await {
            Ok(0) => {}
            Ok(_) => self.0.orchestrating.wake(),
            Err(error) => {
                tracing::warn!(error.message = %error, "runs of a store still wait for it");
            }
        }
    }

    /// Carries a run as far as it goes.
    async fn carry_out(self, run: Run) {
        let id = run.id;
        let stop = self.0.orchestrating.begins(id);
        if let Err(error) = self.carry(run, stop).await {
            tracing::warn!(error.message = %error, run.id = id, "a run stands still");
            self.stand_still(id).await;
        }
        self.0.orchestrating.ends(id);
        self.touch();
    }
}

/// Waits for a run to end its turn.
async fn ended(under_way: &mut JoinSet<()>) {
    if under_way.join_next().await.is_none() {
        std::future::pending().await
    }
}
