//! The guard against orchestrations that start themselves: the one that is found out is disabled, and its
//! run waits for somebody.

use patchbay_ledger::{Run, RunCause, RunNext, RunsOf};
use patchbay_orchestration::repeat::{LOOP_RUNS, LOOP_WITHIN_MS, Loop, PastRun, loop_of};

use super::trouble;
use crate::error::Result;
use crate::patchbay::{Patchbay, id};
use crate::view::Problem;

/// Runs that are looked back at: those about other things stand between.
const LOOKED_AT: usize = 100;

impl Patchbay {
    /// How a run leaves that goes on with a loop; `None` where it does not.
    pub(super) async fn found_looping(&self, run: &Run) -> Result<Option<RunNext>> {
        if run.cause != RunCause::Event || run.dry {
            return Ok(None);
        }
        let Some(found) = loop_of(&self.past(run).await?, self.now()) else {
            return Ok(None);
        };
        let of = self.disable_orchestration(id(run.orchestration_id)).await?;
        let problem = explained(&of.name, found);
        Ok(Some(RunNext::Dies(trouble::of("loop", &problem))))
    }

    /// The runs of the same orchestration about the same thing, the latest first; none where they are too
    /// few for a loop.
    async fn past(&self, run: &Run) -> Result<Vec<PastRun>> {
        let of = RunsOf {
            orchestration_id: Some(run.orchestration_id),
            from: Some(self.now() - LOOP_WITHIN_MS),
            before: Some(run.id),
            ..RunsOf::default()
        };
        let same = self.0.ledger.runs(of, LOOKED_AT).await?.into_iter();
        let same = same.filter(|it| it.store_id == run.store_id && it.serial_key == run.serial_key);
        let same: Vec<Run> = same.take(LOOP_RUNS).collect();
        let mut past = Vec::new();
        if same.len() < LOOP_RUNS {
            return Ok(past);
        }
        for it in same {
            past.push(PastRun {
                began_ms: it.began_at.unwrap_or(it.queued_at),
                wrote: self.wrote(it.id).await?,
            });
        }
        Ok(past)
    }

    async fn wrote(&self, run_id: i64) -> Result<bool> {
        let whole = self.0.ledger.whole_run(run_id).await?;
        let calls = whole.map(|whole| whole.calls).unwrap_or_default();
        let writes = |method: &str| !matches!(method, "" | "GET" | "HEAD");
        Ok(calls
            .iter()
            .any(|call| !call.asked.action.is_empty() && writes(&call.asked.method)))
    }
}

fn explained(name: &str, found: Loop) -> Problem {
    Problem {
        title: format!("{name} starts itself, and was disabled"),
        meaning: format!(
            "{} runs about the same thing followed each other within {} seconds, each after a write of \
             the one before.",
            found.runs,
            found.within_ms / 1_000
        ),
        remedy: "Give it a filter that its own change does not meet, publish and enable it again."
            .into(),
        mend: None,
    }
}
