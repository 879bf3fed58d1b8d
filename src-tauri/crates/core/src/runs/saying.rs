//! What the user says of runs: stop, go on, try again, never mind; and what nobody else can say.

use std::str::FromStr;

use patchbay_ledger::{CallSettled, DeadOf, RunSettled};
use patchbay_orchestration::plan::{Mark, Place};
use serde_json::Value;

use super::memo;
use crate::error::{Error, Field, Result};
use crate::patchbay::Patchbay;
use crate::view::{RunSaid, RunView};

/// The longest note on a run, in characters.
const LONGEST_NOTE: usize = 2_000;

impl Patchbay {
    /// Stops a run: at once where it waits, between two steps where it is under way.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn cancel_run(&self, run_id: u32) -> Result<RunView> {
        let id = i64::from(run_id);
        if !self.0.orchestrating.stop(id) {
            self.0.ledger.cancel_run(id, self.now()).await?;
        }
        self.after_word(run_id).await
    }

    /// Has a run that waits go on at once.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn resume_run(&self, run_id: u32) -> Result<RunView> {
        self.0.ledger.resume_run(i64::from(run_id)).await?;
        self.after_word(run_id).await
    }

    /// Has a run that failed tried again from the step that failed.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn requeue_run(&self, run_id: u32) -> Result<RunView> {
        self.0.ledger.requeue_dead_runs(only(run_id)).await?;
        self.after_word(run_id).await
    }

    /// Says that nobody needs to look at a run that failed.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn dismiss_run(&self, run_id: u32) -> Result<RunView> {
        self.0.ledger.dismiss_dead_runs(only(run_id)).await?;
        self.after_word(run_id).await
    }

    /// Notes something on a run.
    ///
    /// # Errors
    /// When it is not there, or the note is too long.
    pub async fn note_run(&self, run_id: u32, note: &str) -> Result<RunView> {
        let note = note.trim();
        if note.chars().count() > LONGEST_NOTE {
            let long = format!("A note has at most {LONGEST_NOTE} characters.");
            return Err(Error::invalid(Field::Note, long));
        }
        let kept = (!note.is_empty()).then(|| note.to_owned());
        self.0.ledger.note_run(i64::from(run_id), kept).await?;
        self.run(run_id).await
    }

    /// Takes a person's word on what a step of a run asks: whether it may be sent, or whether it happened,
    /// with what it made where they know that (JSON).
    ///
    /// # Errors
    /// When nothing is asked there.
    pub async fn say_of_run(
        &self,
        run_id: u32,
        place: &str,
        said: RunSaid,
        made: Option<&str>,
    ) -> Result<RunView> {
        match said {
            RunSaid::Go => self.allow(run_id, place, &Mark::Allowed).await?,
            RunSaid::No => self.allow(run_id, place, &Mark::Refused).await?,
            RunSaid::Happened => {
                let output = made.map(serde_json::from_str::<Value>).transpose();
                let output = output.map_err(|why| {
                    Error::invalid(Field::Input, format!("This is no JSON: {why}."))
                })?;
                let output = output.unwrap_or_default();
                let mark = serde_json::to_string(&Mark::Done { output }).ok();
                self.settle(run_id, place, CallSettled::Happened, mark)
                    .await?;
            }
            RunSaid::DidNot => {
                self.settle(run_id, place, CallSettled::DidNot, None)
                    .await?;
            }
        }
        self.after_word(run_id).await
    }

    async fn allow(&self, run_id: u32, place: &str, mark: &Mark) -> Result<()> {
        let whole = self.whole_run_of(run_id).await?;
        let step = whole.steps.iter().find(|step| step.place == place);
        let place = Place::from_str(place).ok();
        let (step, place) = step.zip(place).ok_or(Error::NotFound("step"))?;
        let record = memo::record(&place, mark, None, (step.began_at, self.now()));
        self.0.ledger.answer_run(whole.run.id, record).await?;
        Ok(())
    }

    async fn settle(
        &self,
        run_id: u32,
        place: &str,
        settled: CallSettled,
        output: Option<String>,
    ) -> Result<()> {
        let whole = self.whole_run_of(run_id).await?;
        let of = |call: &&patchbay_ledger::Call| {
            call.of_run.as_ref().is_some_and(|it| it.place == place)
        };
        let call = whole
            .calls
            .iter()
            .rfind(of)
            .ok_or(Error::NotFound("call"))?;
        let said = RunSettled {
            run_id: whole.run.id,
            call_id: call.id,
            settled,
            output,
            at: self.now(),
        };
        self.0.ledger.settle_run(said).await?;
        Ok(())
    }

    async fn after_word(&self, run_id: u32) -> Result<RunView> {
        self.0.orchestrating.wake();
        self.touch();
        self.run(run_id).await
    }
}

fn only(run_id: u32) -> DeadOf {
    DeadOf {
        ids: Some(vec![i64::from(run_id)]),
        ..DeadOf::default()
    }
}
