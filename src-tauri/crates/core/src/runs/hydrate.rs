//! What a run is started with: the payload, and beside its members what was fetched of it. It is asked
//! for once and kept, so that the run sees the same however often it is gone over.

use jiff::Timestamp;
use patchbay_connector::Trigger as ConnectorTrigger;
use patchbay_ledger::{App, EventRow, Run, RunDetail, Store};
use patchbay_orchestration::document::{Document, Trigger};
use patchbay_orchestration::plan::{RunFacts, StoreFacts};
use serde_json::{Map, Value, json};

use super::steps::KeptStart;
use crate::actions::ready_for;
use crate::error::{Error, Result};
use crate::feed::ids;
use crate::patchbay::{Patchbay, connector_of, id};
use crate::words;

impl Patchbay {
    /// What a run is started with.
    pub(super) async fn start_of(
        &self,
        run: &Run,
        detail: &RunDetail,
        document: &Document,
    ) -> Result<KeptStart> {
        let of = match run.store_id {
            Some(store_id) => Some(self.app_and_store(id(store_id)).await?),
            None => None,
        };
        let event = match run.event_id {
            Some(event_id) => self.0.ledger.event(event_id).await?,
            None => None,
        };
        let trigger = match (&detail.trigger, &event, &of) {
            (Some(trigger), ..) => serde_json::from_str(trigger).unwrap_or_default(),
            (None, Some(event), Some(of)) => self.hydrated(event, of).await?,
            (None, ..) => json!({}),
        };
        let before = match event.filter(|_| looks_back(document)) {
            Some(event) => self.before(event, &trigger).await?,
            None => None,
        };
        Ok(KeptStart {
            trigger,
            before,
            run: facts(run, self.now()),
            store: of.map(|(_, store)| StoreFacts {
                name: words::store_name(&store),
                hash: store.hash,
            }),
        })
    }

    async fn hydrated(&self, event: &EventRow, of: &(App, Store)) -> Result<Value> {
        let mut seen = self.payload(event.id).await?;
        let connector = connector_of(&of.0)?;
        let trigger = event
            .trigger
            .as_deref()
            .and_then(|it| connector.trigger(it));
        for (part, action) in trigger.map_or_else(Vec::new, |it| connector.hydrations(it)) {
            let input = part.input_for(&ids(event));
            let answer = self.read_once(of.clone(), &action.id, input).await?;
            seen.insert(part.name.clone(), part.of(action, &answer, &ids(event)));
        }
        seen.insert("event".into(), named(trigger, event));
        Ok(Value::Object(seen))
    }

    /// How what an event is about was at the look before; what was fetched now is kept for the next.
    async fn before(&self, event: EventRow, seen: &Value) -> Result<Option<Value>> {
        let (kind, before) = match self.keep_seen(event, seen).await {
            Ok(kept) => kept,
            Err(Error::NotFound(_)) => return Ok(None),
            Err(error) => return Err(error),
        };
        Ok(before.map(|before| json!({ kind: before })))
    }

    /// The event's first body.
    async fn payload(&self, event_id: i64) -> Result<Map<String, Value>> {
        let deliveries = self.0.ledger.deliveries(event_id).await?;
        let body = match deliveries.first() {
            Some(first) => self.0.ledger.body(first.id).await?,
            None => None,
        };
        let body = body.and_then(|body| serde_json::from_slice(&body).ok());
        Ok(body.unwrap_or_default())
    }

    /// What a reading action answers; null where there is no such thing.
    async fn read_once(&self, of: (App, Store), action: &str, input: Value) -> Result<Value> {
        let ready = ready_for(of, action, input)?;
        let api = self.store_api(&ready.app, &ready.store).await?;
        match api.perform(&ready.call).await {
            Ok(answer) => {
                let mut value = answer.value;
                crate::redact::redact_json(&mut value);
                Ok(value)
            }
            Err(undone) if undone.error == patchbay_bigcommerce::ApiError::NotFound => {
                Ok(Value::Null)
            }
            Err(undone) => {
                if undone.error == patchbay_bigcommerce::ApiError::TokenDead {
                    self.token_refused(&ready.store).await;
                }
                Err(Error::Api(undone.error))
            }
        }
    }
}

/// Whether anything of a document asks how it was before.
fn looks_back(document: &Document) -> bool {
    let by_status = match &document.trigger {
        Trigger::Webhook(it) => !it.status_from.is_empty() || !it.status_to.is_empty(),
        Trigger::Schedule(_) | Trigger::Manual(_) => false,
    };
    let asks = |text: &str| text.contains("\"changed\"") || text.contains("before.");
    by_status || asks(&document.write())
}

/// What happened, for expressions that ask.
fn named(known: Option<&ConnectorTrigger>, event: &EventRow) -> Value {
    let at = event.occurred_at.unwrap_or(event.first_at);
    let at = Timestamp::from_millisecond(at).map(|at| at.to_string());
    json!({
        "id": event.id, "trigger": known.map(|it| &it.id), "origin": event.origin.word(),
        "at": at.unwrap_or_default(), "scope": event.scope,
    })
}

fn facts(run: &Run, now: i64) -> RunFacts {
    let began = Timestamp::from_millisecond(run.began_at.unwrap_or(now));
    RunFacts {
        id: run.id,
        key: run.key.clone(),
        started_at: began.map(|at| at.to_string()).unwrap_or_default(),
    }
}
