//! What expressions of a draft come to, shown while they are typed: with the latest event of its trigger
//! that a run saw, or else with the connector's samples.

use patchbay_orchestration::document::{Document, Source, Trigger};
use patchbay_orchestration::expression::{Context, Span, check, preview};
use serde_json::{Map, Value, json};

use super::known::seen;
use crate::error::{Error, Field, Result};
use crate::patchbay::{Patchbay, connector, id};
use crate::runs::KeptStart;
use crate::view::{ExpressionPreview, ExpressionRemark, SampleContext};

impl Patchbay {
    /// What expressions of an orchestration's draft can look at.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn sample_context(&self, of: u32, event_id: Option<u32>) -> Result<SampleContext> {
        let draft = self.draft_of(i64::from(of)).await?;
        let latest = self.latest_start(i64::from(of), event_id.map(i64::from));
        if let Some((event_id, start)) = latest.await? {
            let known = known(&draft, &start.trigger);
            return Ok(SampleContext {
                known: written(&known),
                event_id: Some(id(event_id)),
                from: self.event_summary(event_id).await?,
            });
        }
        Ok(SampleContext {
            known: written(&known(&draft, &sample_of(&draft.trigger))),
            event_id: None,
            from: "A sample of the connector: no event has started it yet".into(),
        })
    }

    /// What a text with expressions comes to, `known` being a JSON object.
    ///
    /// # Errors
    /// When `known` is no JSON object.
    pub fn preview_expression(&self, text: &str, known: &str) -> Result<ExpressionPreview> {
        let known: Map<String, Value> = serde_json::from_str(known).map_err(|why| {
            Error::invalid(Field::Orchestration, format!("This is no sample: {why}."))
        })?;
        let context = Context::from(known);
        let remarks = check(text, &context).into_iter();
        let remarks = remarks.map(|remark| {
            let (from, to) = units(text, remark.span);
            ExpressionRemark {
                from,
                to,
                words: remark.message,
                remedy: remark.remedy,
            }
        });
        let came_to = preview(text, &context).ok();
        Ok(ExpressionPreview {
            value: came_to.as_ref().map(|it| it.value.to_string()),
            kind: came_to.as_ref().map(|it| it.kind.to_string()),
            remarks: remarks.collect(),
        })
    }

    /// What the latest run of an orchestration was started with, or that of an event.
    async fn latest_start(&self, of: i64, event: Option<i64>) -> Result<Option<(i64, KeptStart)>> {
        let runs = patchbay_ledger::RunsOf {
            orchestration_id: Some(of),
            event_id: event,
            ..patchbay_ledger::RunsOf::default()
        };
        for run in self.0.ledger.runs(runs, 5).await? {
            let whole = self.0.ledger.whole_run(run.id).await?;
            let start = whole.and_then(|whole| crate::runs::kept_start(&whole.steps));
            if let Some((event_id, start)) = run.event_id.zip(start) {
                return Ok(Some((event_id, start)));
            }
        }
        Ok(None)
    }
}

/// What expressions can look at with this trigger: steps and values by the samples of their actions.
fn known(draft: &Document, trigger: &Value) -> Value {
    let mut known = json!({
        "trigger": trigger, "steps": {}, "vars": {},
        "run": { "id": 1, "key": "0".repeat(64), "started_at": "2026-03-01T12:00:00Z" },
        "step": { "id": "step", "key": "0".repeat(64) },
        "store": { "hash": "practice1", "name": "Practice store" },
    });
    for placed in draft.walk() {
        if let patchbay_orchestration::document::Do::Action(action) = &placed.step.work
            && let Ok(connector) = connector(&action.connector)
            && let Some(action) = connector.action(&action.action)
        {
            known["steps"][&placed.step.id] = action.sampled();
        }
    }
    known
}

/// What expressions see of a trigger that has not come yet.
pub(crate) fn sample_of(trigger: &Trigger) -> Value {
    match trigger {
        Trigger::Webhook(webhook) => {
            let Source::Trigger(id) = &webhook.of else {
                return json!({});
            };
            let connector = connector(&webhook.connector).ok();
            let found = connector.and_then(|it| Some((it, it.trigger(id)?)));
            found.map_or_else(
                || json!({}),
                |(connector, trigger)| seen(connector, trigger),
            )
        }
        Trigger::Schedule(_) => json!({ "scheduled_at": "2026-03-01T08:30:00Z" }),
        Trigger::Manual(manual) => {
            let filled = manual.inputs.iter();
            let filled = filled.map(|input| (input.name.clone(), input.sample()));
            Value::Object(filled.collect())
        }
    }
}

fn written(known: &Value) -> String {
    serde_json::to_string_pretty(known).unwrap_or_default()
}

/// Bytes as the page counts: in UTF-16 units.
fn units(text: &str, span: Span) -> (u32, u32) {
    let upto = |byte: u32| {
        let before = text.get(..byte as usize).unwrap_or(text);
        u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
    };
    (upto(span.start), upto(span.end))
}
