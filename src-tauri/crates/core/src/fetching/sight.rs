//! What is looked at, and what a look at it tells.

use patchbay_connector::{Facts, Fetch, Resource, SubjectIds, Trigger};
use patchbay_ledger::{App, Looked, NewSnapshot, Store};
use serde_json::Value;

use super::subject::Subject;
use crate::error::Result;
use crate::patchbay::{Patchbay, connector_of};
use crate::redact;

/// The largest resource that is kept, in bytes. The words of a larger one are.
const LARGEST: usize = 256 * 1024;

/// A resource of a store, looked at for an event.
pub(crate) struct Sight {
    /// The event; 0 for one that is not in the ledger yet.
    event_id: i64,
    store_id: i64,
    trigger: &'static Trigger,
    fetch: &'static Fetch,
    resource: &'static Resource,
    ids: SubjectIds,
}

impl Sight {
    /// What a trigger of a store is about, for an event that is not in the ledger yet.
    pub fn of(
        app: &App,
        store: &Store,
        trigger: &'static Trigger,
        ids: SubjectIds,
    ) -> Option<Self> {
        let fetch = trigger.fetch.as_ref()?;
        let resource = connector_of(app).ok()?.resource(&fetch.resource)?;
        Some(Self {
            event_id: 0,
            store_id: store.id,
            trigger,
            fetch,
            resource,
            ids,
        })
    }

    /// The kind of resource and its id.
    fn key(&self) -> (String, String) {
        let id = self.fetch.id_of(&self.ids);
        (self.resource.id.clone(), id.to_owned())
    }

    /// What a part of something is a part of: a refund's order.
    fn whole(&self) -> Option<(String, String)> {
        let of = &self.trigger.subject.resource;
        (*of != self.resource.id).then(|| (of.clone(), self.ids.id.clone()))
    }
}

impl From<&Subject> for Sight {
    fn from(of: &Subject) -> Self {
        Self {
            event_id: of.row.id,
            store_id: of.store.id,
            trigger: of.trigger,
            fetch: of.fetch,
            resource: of.resource,
            ids: of.ids.clone(),
        }
    }
}

impl Patchbay {
    /// A look at what a list shows of a resource.
    pub(crate) async fn listed(&self, of: &Sight, list: &str, item: &Value) -> Result<NewSnapshot> {
        let mut body = item.clone();
        redact::redact_json(&mut body);
        let blank = blank(of, self.now(), format!("GET {list}"));
        self.seen(of, blank, &body).await
    }

    /// What a resource that was found tells.
    pub(super) async fn seen(
        &self,
        of: &Sight,
        blank: NewSnapshot,
        body: &Value,
    ) -> Result<NewSnapshot> {
        let before = self.facts_before(of, of.key()).await?;
        let currency = match of.whole() {
            None => None,
            Some(whole) => self.facts_before(of, whole).await?,
        };
        let currency = currency.as_ref().and_then(Facts::currency);
        let facts = of.resource.read(body, currency);
        let told = of.resource.tell(&of.ids, before.as_ref(), &facts);
        let text = body.to_string();
        Ok(NewSnapshot {
            looked: Looked::Found,
            words: told.words,
            changes: json(&told.changes),
            facts: json(&facts),
            body: (text.len() <= LARGEST).then_some(text),
            ..blank
        })
    }

    async fn facts_before(&self, of: &Sight, key: (String, String)) -> Result<Option<Facts>> {
        let ledger = &self.0.ledger;
        let facts = ledger.facts_before(of.event_id, of.store_id, key).await?;
        Ok(facts.and_then(|facts| serde_json::from_str(&facts).ok()))
    }
}

/// A look at `at`, in milliseconds since the epoch, that found nothing so far.
pub(super) fn blank(of: &Sight, at: i64, request: String) -> NewSnapshot {
    let (resource_type, resource_id) = of.key();
    NewSnapshot {
        event_id: of.event_id,
        resource_type,
        resource_id,
        at,
        looked: Looked::Found,
        words: None,
        changes: "[]".into(),
        facts: "{}".into(),
        request,
        detail: String::new(),
        body: None,
    }
}

pub(super) fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
