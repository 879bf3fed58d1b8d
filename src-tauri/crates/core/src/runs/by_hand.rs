//! What the user does with runs: tries a draft out, starts, stops and repeats them, and says what nobody
//! else can.

use std::str::FromStr;

use patchbay_ledger::{CallSettled, DeadOf, NewRun, Run, RunCause, RunSettled, WholeRun};
use patchbay_orchestration::document::{Document, Trigger};
use patchbay_orchestration::plan::{Mark, Place, Then, next};
use serde_json::Value;

use super::memo;
use super::starting::serial_key;
use super::steps::kept_start;
use crate::error::{Error, Field, Result};
use crate::patchbay::{Patchbay, id};
use crate::random::random_hex;
use crate::view::{ReplayRun, RunSaid, RunView, TryOut};

/// The longest note on a run, in characters.
const LONGEST_NOTE: usize = 2_000;

impl Patchbay {
    /// Carries out an orchestration's draft; the run's id.
    ///
    /// # Errors
    /// When it, the store or the event is not there.
    pub async fn try_out(&self, of: &TryOut) -> Result<u32> {
        let orchestration = self.orchestration_of(of.orchestration_id).await?;
        let draft = self.draft_of(orchestration.id).await?;
        let trigger = self.tried_with(of, &draft)?;
        let event = of.event_id.map(i64::from);
        let new = NewRun {
            event_id: event,
            store_id: Some(i64::from(of.store_id)),
            dry: of.dry,
            serial_key: self.serial_of(event, &draft).await?,
            trigger,
            document: Some(draft.write()),
            ..self.by_hand(orchestration.id, None)?
        };
        self.started(new).await
    }

    /// Starts a run of what is published, with what was filled in: a JSON object.
    ///
    /// # Errors
    /// When nothing is published, or it is not started by hand.
    pub async fn start_by_hand(&self, of: u32, store_id: Option<u32>, input: &str) -> Result<u32> {
        let orchestration = self.orchestration_of(of).await?;
        let document = self.published_of(&orchestration).await?;
        let Trigger::Manual(_) = document.trigger else {
            return Err(Error::Conflict {
                message: "It is not started by hand.".into(),
                remedy: "Try it out in its editor, with an event.",
            });
        };
        let version = orchestration.published.as_ref().map(|it| it.version_id);
        let new = NewRun {
            store_id: store_id.map(i64::from),
            trigger: Some(object(input)?),
            ..self.by_hand(orchestration.id, version)?
        };
        self.started(new).await
    }

    /// Does a run again; the new run's id.
    ///
    /// # Errors
    /// When it, or what it was of, is not there any more.
    pub async fn replay_run(&self, of: &ReplayRun) -> Result<u32> {
        let whole = self.whole_run_of(of.run_id).await?;
        let run = &whole.run;
        let orchestration = self.orchestration_of(id(run.orchestration_id)).await?;
        let version = match (of.current, orchestration.published.as_ref()) {
            (true, published) => published.map(|it| it.version_id).or(run.version_id),
            (false, _) => run.version_id,
        };
        let draft = whole.detail.document.clone().filter(|_| version.is_none());
        let edited = of.trigger.as_deref().map(object).transpose()?;
        let new = NewRun {
            version_id: version,
            event_id: run.event_id,
            store_id: run.store_id,
            cause: RunCause::Replay,
            dry: of.dry,
            serial_key: run.serial_key.clone(),
            trigger: edited.or(whole.detail.trigger.clone()),
            document: draft,
            ..self.by_hand(run.orchestration_id, version)?
        };
        let places = match of.from_failed && of.trigger.is_none() {
            true => self.done_before(&whole).await?,
            false => Vec::new(),
        };
        let started = self.0.ledger.replay_run(run.id, new, places).await?;
        self.0.orchestrating.wake();
        self.touch();
        Ok(id(started.id))
    }

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

    async fn whole_run_of(&self, run_id: u32) -> Result<WholeRun> {
        let whole = self.0.ledger.whole_run(i64::from(run_id)).await?;
        whole.ok_or(Error::NotFound("run"))
    }

    async fn after_word(&self, run_id: u32) -> Result<RunView> {
        self.0.orchestrating.wake();
        self.touch();
        self.run(run_id).await
    }

    async fn started(&self, new: NewRun) -> Result<u32> {
        let started: Run = self.0.ledger.start_run(new).await?;
        self.0.orchestrating.wake();
        self.touch();
        Ok(id(started.id))
    }

    /// What a draft is tried out with, where no event says it.
    fn tried_with(&self, of: &TryOut, draft: &Document) -> Result<Option<String>> {
        match (of.event_id, &of.input) {
            (Some(_), _) => Ok(None),
            (None, Some(input)) => object(input).map(Some),
            (None, None) => Ok(Some(
                crate::orchestrations::sample_of(&draft.trigger).to_string(),
            )),
        }
    }

    async fn serial_of(&self, event: Option<i64>, draft: &Document) -> Result<Option<String>> {
        let Some(event) = event else { return Ok(None) };
        let event = self.0.ledger.event(event).await?;
        let event = event.ok_or(Error::NotFound("event"))?;
        Ok(match &draft.trigger {
            Trigger::Webhook(webhook) => serial_key(webhook, &event),
            Trigger::Schedule(_) | Trigger::Manual(_) => None,
        })
    }

    fn by_hand(&self, orchestration_id: i64, version_id: Option<i64>) -> Result<NewRun> {
        Ok(NewRun {
            orchestration_id,
            version_id,
            event_id: None,
            store_id: None,
            cause: RunCause::Manual,
            dry: false,
            key: random_hex::<32>()?,
            serial_key: None,
            coalesce: false,
            skipped: None,
            not_before: None,
            queued_at: self.now(),
            trigger: None,
            document: None,
        })
    }

    /// The places that are done before the step that failed.
    async fn done_before(&self, whole: &WholeRun) -> Result<Vec<String>> {
        let mut places: Vec<String> = vec![memo::START.into()];
        let failed = match (kept_start(&whole.steps), whole.run.version_id) {
            (Some(start), Some(version_id)) => {
                let document = self.version_document(version_id).await?;
                let then = next(
                    &document,
                    &start.start(),
                    &memo::memo(&whole.steps),
                    self.now(),
                )
                .then;
                match then {
                    Then::Failed { place, .. } => place.map(|it| it.to_string()),
                    Then::Again
                    | Then::Perform { .. }
                    | Then::Ask { .. }
                    | Then::Sleep { .. }
                    | Then::Ended { .. }
                    | Then::Skipped { .. } => None,
                }
            }
            (Some(_) | None, _) => None,
        };
        let done = whole.steps.iter().map(|step| step.place.clone());
        places.extend(done.filter(|place| Some(place) != failed.as_ref()));
        Ok(places)
    }
}

fn only(run_id: u32) -> DeadOf {
    DeadOf {
        ids: Some(vec![i64::from(run_id)]),
        ..DeadOf::default()
    }
}

/// A JSON object, as it was typed.
fn object(text: &str) -> Result<String> {
    let value: Value = serde_json::from_str(text)
        .map_err(|why| Error::invalid(Field::Payload, format!("This is no JSON: {why}.")))?;
    match value.is_object() {
        true => Ok(value.to_string()),
        false => Err(Error::invalid(Field::Payload, "A JSON object is needed.")),
    }
}
