//! Runs of events: each enabled orchestration looks once at every change of an event, and makes at most
//! one run of it.

use std::sync::Arc;

use patchbay_ledger::{EventRow, NewRun, Orchestration, Origin, RunCause, RunStart, Verdict};
use patchbay_orchestration::document::{Document, Source, Trigger, Webhook};
use patchbay_orchestration::plan::run_key;

use crate::error::{Error, Result};
use crate::feed::ids;
use crate::orchestrations::{Published, kept_document};
use crate::patchbay::{Patchbay, connector};

/// Changes that are looked at in one go.
const BATCH: usize = 256;

impl Patchbay {
    /// Starts runs of events that were not looked at yet; whether there may be more.
    pub(super) async fn start_of_events(&self) -> Result<bool> {
        let ledger = &self.0.ledger;
        let unseen = ledger.events_to_run(None, BATCH).await?;
        if unseen.behind.is_empty() {
            return Ok(false);
        }
        let all = ledger.orchestrations().await?;
        let mut starts = Vec::new();
        for (id, after) in &unseen.behind {
            let Some(of) = all.iter().find(|it| it.id == *id) else {
                continue;
            };
            let published = self.published_of(of).await?;
            let since = unseen.events.iter().filter(|event| event.seq > *after);
            let runs = since.filter_map(|event| self.run_of(of, &published, event));
            starts.push(RunStart {
                orchestration_id: *id,
                after: *after,
                until: unseen.until,
                runs: runs.collect(),
            });
        }
        let started = ledger.start_runs(starts).await?;
        if !started.added.is_empty() {
            self.touch();
        }
        Ok(unseen.events.len() == BATCH)
    }

    /// What a version says.
    pub(crate) async fn version_document(&self, version_id: i64) -> Result<Arc<Document>> {
        if let Some(known) = self.0.orchestrating.known(version_id) {
            return Ok(known);
        }
        let version = self.0.ledger.orchestration_version(version_id).await?;
        let version = version.ok_or(Error::NotFound("version"))?;
        let document = Arc::new(kept_document(&version.published.document)?);
        self.0.orchestrating.know(version_id, &document);
        Ok(document)
    }

    fn run_of(
        &self,
        of: &Orchestration,
        published: &Published,
        event: &EventRow,
    ) -> Option<NewRun> {
        let (version_id, document) = published;
        let Trigger::Webhook(webhook) = &document.trigger else {
            return None;
        };
        let meant = of.stores.contains(&event.store_id) && is_of(webhook, event);
        (meant && starts(event)).then(|| {
            let now = self.now();
            let wait_ms = webhook.coalesce_s.map(|seconds| i64::from(seconds) * 1_000);
            NewRun {
                orchestration_id: of.id,
                version_id: Some(*version_id),
                event_id: Some(event.id),
                store_id: Some(event.store_id),
                cause: RunCause::Event,
                dry: event.origin == Origin::Test,
                key: run_key(&[&of.key, "event", &event.id.to_string()]),
                serial_key: serial_key(webhook, event),
                coalesce: wait_ms.is_some() && event.origin != Origin::Test,
                skipped: None,
                not_before: wait_ms.map(|wait| now + wait),
                queued_at: now,
                trigger: None,
                document: None,
            }
        })
    }
}

fn is_of(webhook: &Webhook, event: &EventRow) -> bool {
    match &webhook.of {
        Source::Trigger(trigger) => event.trigger.as_ref() == Some(trigger),
        Source::Scope(scope) => event.scope == *scope,
    }
}

/// Whether an event starts anything by itself: it is no repetition, nobody brought it from elsewhere,
/// and its signature is good.
fn starts(event: &EventRow) -> bool {
    let sound = match event.verdict {
        Verdict::Verified | Verdict::VerifiedStale | Verdict::ByHeader => true,
        Verdict::Unverified | Verdict::Quarantined => false,
    };
    let happened = match event.origin {
        Origin::Live | Origin::Recovered | Origin::Test => true,
        Origin::Replayed => false,
    };
    sound && happened && !event.imported && !event.exception
}

/// What no two runs of an orchestration are about at a time, `order:118`.
pub(super) fn serial_key(webhook: &Webhook, event: &EventRow) -> Option<String> {
    let connector = connector(&webhook.connector).ok()?;
    let trigger = event
        .trigger
        .as_deref()
        .and_then(|it| connector.trigger(it));
    let known = !event.resource_id.is_empty();
    known.then(|| match trigger {
        Some(trigger) => trigger.serial(&ids(event)),
        None => format!("{}:{}", event.resource_type, event.resource_id),
    })
}
