//! Carrying out a run: what is next is asked of the plan, written down, done, and asked again.

use std::sync::Arc;

use patchbay_ledger::{
    Advanced, NewAttempt, Run, RunAdvance, RunNext, RunState, WaitsFor, WholeRun,
};
use patchbay_orchestration::document::{Document, Ending};
use patchbay_orchestration::plan::{FailureKind, Mark, Place, Question, Then, next};
use tokio_util::sync::CancellationToken;

use super::performing::Doing;
use super::steps::{OnItsWay, kept_start, start_record};
use super::{ended, trouble};
use crate::error::{Error, Result};
use crate::orchestrations::kept_document;
use crate::patchbay::Patchbay;
use crate::view::Problem;

/// How long a run waits whose start or ledger could not be read, in milliseconds.
const AGAIN_MS: i64 = 30_000;

impl Patchbay {
    /// Carries a run as far as it goes, or until it is told to stop.
    pub(super) async fn carry(&self, run: Run, stop: CancellationToken) -> Result<()> {
        let whole = self.0.ledger.whole_run(run.id).await?;
        let whole = whole.ok_or(Error::NotFound("run"))?;
        let Some(mut on) = self.taken_up(whole).await? else {
            return Ok(());
        };
        self.take_up_again(&mut on);
        loop {
            if stop.is_cancelled() {
                return self.leaves(&mut on, RunNext::Stops).await.map(drop);
            }
            let now = self.now();
            let next = next(&on.document, &on.start, &on.memo, now);
            on.take(next.records, now);
            if !self.goes_on(&mut on, next.then).await? {
                return Ok(());
            }
        }
    }

    /// The run with what it is carried out with; `None` where it has to wait for that.
    async fn taken_up(&self, whole: WholeRun) -> Result<Option<OnItsWay>> {
        let document = self.document_of(&whole).await?;
        if let Some(start) = kept_start(&whole.steps) {
            return Ok(Some(OnItsWay::new(whole, document, start.start())));
        }
        if let Some(next) = self.found_looping(&whole.run).await? {
            let leaves = advance(whole.run.id, self.now(), next);
            self.0.ledger.advance(leaves).await?;
            return Ok(None);
        }
        match self.start_of(&whole.run, &whole.detail, &document).await {
            Ok(start) => {
                let record = start_record(&start, self.now());
                let mut on = OnItsWay::new(whole, document, start.start());
                on.pending.push(record);
                Ok(Some(on))
            }
            Err(error) => {
                self.wait_for_start(&whole.run, &error).await?;
                Ok(None)
            }
        }
    }

    /// What a run carries out: its version, or the draft that it tries out.
    pub(super) async fn document_of(&self, whole: &WholeRun) -> Result<Arc<Document>> {
        match (&whole.detail.document, whole.run.version_id) {
            (Some(draft), _) => kept_document(draft).map(Arc::new),
            (None, Some(version_id)) => self.version_document(version_id).await,
            (None, None) => Err(Error::NotFound("version")),
        }
    }

    /// What a run waits for whose trigger could not be fetched.
    async fn wait_for_start(&self, run: &Run, error: &Error) -> Result<()> {
        let of = match run.store_id {
            Some(store_id) => self.app_and_store(crate::patchbay::id(store_id)).await.ok(),
            None => None,
        };
        let store = of.as_ref();
        let held = store.and_then(|(app, store)| super::action::waits(error, (app, store)));
        let trouble = Some(trouble::of("start", &error.problem()));
        let next = match held {
            Some(_) => RunNext::Waits {
                waits_for: WaitsFor::Store,
                next_at: None,
                trouble,
            },
            None => RunNext::Waits {
                waits_for: WaitsFor::Time,
                next_at: Some(self.now() + AGAIN_MS),
                trouble,
            },
        };
        self.0
            .ledger
            .advance(advance(run.id, self.now(), next))
            .await?;
        Ok(())
    }

    /// A run that failed and was taken up again goes on with the step that failed.
    fn take_up_again(&self, on: &mut OnItsWay) {
        let failed = next(&on.document, &on.start, &on.memo, self.now());
        if let Then::Failed {
            place: Some(place), ..
        } = failed.then
            && matches!(on.memo.get(&place), Some(Mark::Failed { .. }))
        {
            on.forget(&place);
        }
    }

    async fn goes_on(&self, on: &mut OnItsWay, then: Then) -> Result<bool> {
        match then {
            Then::Again => {
                let advanced = self.write(on, RunNext::GoesOn, None).await?;
                Ok(advanced.state == RunState::Running)
            }
            Then::Perform { place, key, work } => {
                self.perform_step(on, Doing { place, key, work }).await
            }
            Then::Ask {
                question, place, ..
            } => self.wait_for_word(on, &place, &question).await,
            Then::Sleep { until_ms, .. } => self.wait(on, until_ms).await,
            Then::Ended {
                ending, message, ..
            } => {
                let next = match ending {
                    Ending::Succeed => RunNext::Succeeds,
                    Ending::Fail => RunNext::Fails(ended::stopped(&message)),
                };
                self.leaves(on, next).await
            }
            Then::Failed { place, failure } => {
                let trouble = on.trouble_at(place.as_ref());
                let trouble = trouble.unwrap_or_else(|| trouble::of_failure(&failure));
                let next = match failure.kind == FailureKind::Refused {
                    true => RunNext::Fails(trouble),
                    false => RunNext::Dies(trouble),
                };
                self.leaves(on, next).await
            }
            Then::Skipped { why } => {
                let next = RunNext::Skips(trouble::of_skip(&why));
                self.leaves(on, next).await
            }
        }
    }

    async fn wait_for_word(
        &self,
        on: &mut OnItsWay,
        place: &Place,
        question: &Question,
    ) -> Result<bool> {
        let title = match question {
            Question::Always => format!("{} waits for your word", place.step()),
            Question::Above { amount, limit } => {
                format!(
                    "{}: {amount} is above {limit}, and waits for your word",
                    place.step()
                )
            }
        };
        let problem = Problem {
            title,
            remedy: "Look at what would be sent, and allow it or not.".into(),
            ..Problem::default()
        };
        let next = RunNext::Waits {
            waits_for: WaitsFor::Person,
            next_at: None,
            trouble: Some(trouble::of("asks", &problem)),
        };
        self.leaves(on, next).await
    }

    async fn wait(&self, on: &mut OnItsWay, until_ms: i64) -> Result<bool> {
        let next = RunNext::Waits {
            waits_for: WaitsFor::Time,
            next_at: Some(until_ms),
            trouble: None,
        };
        self.leaves(on, next).await
    }

    /// Writes down how a run leaves the worker: it does not go on.
    pub(super) async fn leaves(&self, on: &mut OnItsWay, next: RunNext) -> Result<bool> {
        self.write(on, next, None).await.map(|_| false)
    }

    /// Writes down what is not written down yet, how the run goes on, and the attempt that is next.
    pub(super) async fn write(
        &self,
        on: &mut OnItsWay,
        next: RunNext,
        attempt: Option<NewAttempt>,
    ) -> Result<Advanced> {
        let advance = RunAdvance {
            ended: on.ended.take(),
            steps: std::mem::take(&mut on.pending),
            attempt,
            ..advance(on.run.id, self.now(), next)
        };
        Ok(self.0.ledger.advance(advance).await?)
    }

    /// A run that could not be carried on for a reason of this machine's tries again later.
    pub(super) async fn stand_still(&self, run_id: i64) {
        let next = RunNext::Waits {
            waits_for: WaitsFor::Time,
            next_at: Some(self.now() + AGAIN_MS),
            trouble: None,
        };
        let written = self
            .0
            .ledger
            .advance(advance(run_id, self.now(), next))
            .await;
        if let Err(error) = written {
            tracing::warn!(error.message = %error, run.id = run_id, "a run is taken up at the next start");
        }
    }
}

fn advance(run_id: i64, at: i64, next: RunNext) -> RunAdvance {
    RunAdvance {
        run_id,
        at,
        ended: None,
        steps: Vec::new(),
        attempt: None,
        next,
    }
}
