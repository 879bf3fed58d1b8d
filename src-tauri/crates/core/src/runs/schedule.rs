//! Runs of times: those that came, and by each schedule's own rule those that were missed.

use patchbay_ledger::{NewRun, Orchestration, RunCause};
use patchbay_orchestration::document::{Schedule, Trigger};
use patchbay_orchestration::plan::run_key;
use serde_json::json;

use crate::error::Result;
use crate::orchestrations::Published;
use crate::patchbay::Patchbay;

impl Patchbay {
    /// Starts runs whose time has come; when the next will come, in milliseconds since the epoch.
    pub(super) async fn start_of_schedules(&self) -> Result<Option<i64>> {
        let mut next: Option<i64> = None;
        for of in self.0.ledger.orchestrations().await? {
            if !of.enabled || of.published.is_none() {
                continue;
            }
            let published = self.published_of(&of).await?;
            if let Trigger::Schedule(schedule) = &published.1.trigger {
                let at = self.start_of_schedule(&of, &published, schedule).await?;
                next = next.into_iter().chain(at).min();
            }
        }
        Ok(next)
    }

    async fn start_of_schedule(
        &self,
        of: &Orchestration,
        published: &Published,
        schedule: &Schedule,
    ) -> Result<Option<i64>> {
        let (now, last) = (self.now(), of.scheduled_at);
        let last_s = last.unwrap_or(now) / 1_000;
        let due = schedule.due(last_s, now / 1_000);
        let passed = due
            .last()
            .copied()
            .or(last.is_none().then_some(now / 1_000));
        if let Some(until_s) = passed {
            let stores = places(of);
            let runs = due.iter().flat_map(|at_s| {
                let run = |store| self.run_at(of, published.0, *at_s, store);
                stores.iter().copied().map(run).collect::<Vec<_>>()
            });
            let span = (last, until_s * 1_000);
            let runs = runs.collect();
            self.0
                .ledger
                .start_scheduled_runs(of.id, span, runs)
                .await?;
        }
        Ok(schedule.next_after(now / 1_000).map(|at_s| at_s * 1_000))
    }

    fn run_at(&self, of: &Orchestration, version: i64, at_s: i64, store: Option<i64>) -> NewRun {
        let at = jiff::Timestamp::from_second(at_s).map(|at| at.to_string());
        let trigger = json!({ "scheduled_at": at.unwrap_or_default() });
        let of_store = store.map(|id| id.to_string()).unwrap_or_default();
        NewRun {
            orchestration_id: of.id,
            version_id: Some(version),
            event_id: None,
            store_id: store,
            cause: RunCause::Schedule,
            dry: false,
            key: run_key(&[&of.key, "schedule", &at_s.to_string(), &of_store]),
            serial_key: None,
            coalesce: false,
            skipped: None,
            not_before: None,
            queued_at: self.now(),
            trigger: Some(trigger.to_string()),
            document: None,
        }
    }
}

/// A run for each store; one about none, where none is chosen.
fn places(of: &Orchestration) -> Vec<Option<i64>> {
    match of.stores.is_empty() {
        true => vec![None],
        false => of.stores.iter().copied().map(Some).collect(),
    }
}
