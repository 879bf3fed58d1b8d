//! Runs that the user starts: a draft tried out, a start by hand, a run done again.

use patchbay_ledger::{NewRun, Run, RunCause, WholeRun};
use patchbay_orchestration::document::{Document, Trigger};
use patchbay_orchestration::plan::{Then, next};
use serde_json::Value;

use super::memo;
use super::starting::serial_key;
use super::steps::kept_start;
use crate::error::{Error, Field, Result};
use crate::patchbay::{Patchbay, id};
use crate::random::random_hex;
use crate::view::{ReplayRun, TryOut};

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
        let (version, document) = self.published_of(&orchestration).await?;
        let Trigger::Manual(_) = document.trigger else {
            return Err(Error::Conflict {
                message: "It is not started by hand.".into(),
                remedy: "Try it out in its editor, with an event.",
            });
        };
        let new = NewRun {
            store_id: store_id.map(i64::from),
            trigger: Some(object(input)?),
            ..self.by_hand(orchestration.id, Some(version))?
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

    pub(super) async fn whole_run_of(&self, run_id: u32) -> Result<WholeRun> {
        let whole = self.0.ledger.whole_run(i64::from(run_id)).await?;
        whole.ok_or(Error::NotFound("run"))
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

/// A JSON object, as it was typed.
fn object(text: &str) -> Result<String> {
    let value: Value = serde_json::from_str(text)
        .map_err(|why| Error::invalid(Field::Payload, format!("This is no JSON: {why}.")))?;
    match value.is_object() {
        true => Ok(value.to_string()),
        false => Err(Error::invalid(Field::Payload, "A JSON object is needed.")),
    }
}
