//! Where events that were missed are found again: lists that the platform can be asked for, as a
//! manifest describes them.
//!
//! BigCommerce sends no event a second time once it gave up, so what a list shows has to be told as
//! the triggers that should have come. A list that is walked by time asks again from the time of its
//! last item, because items that change move to its end while it is read; one that only grows is
//! walked by pages.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::model::Connector;
use crate::subject::{SubjectIds, read_id};
use crate::trigger::Trigger;

/// A list in which missed events are found.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recovery {
    /// `orders`.
    pub id: String,
    /// What it lists, for a sentence: "orders".
    pub name: String,
    /// The path under the store's API, `/v2/orders`.
    pub path: String,
    /// JSON pointer from the answer to the items; empty where the answer is the list.
    pub items: String,
    /// The parameter that asks for what happened since a time, that time included.
    pub since: String,
    /// JSON pointer from an item to the time that parameter is about.
    pub at: String,
    /// How it is walked.
    pub walk: Walk,
    /// Items of a page.
    pub limit: u16,
    /// Parameters that are always sent.
    #[serde(default)]
    pub query: BTreeMap<String, String>,
    /// Scopes that may read it; any one suffices.
    pub needs_any: Vec<String>,
    /// Which events an item tells of, in the order in which they happened.
    pub tells: Vec<Tells>,
    /// An item as the platform answers it: JSON.
    pub sample: String,
}

/// How a list is walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Walk {
    /// From the time of the last item on; its items are in the order of that time.
    Time,
    /// Page by page; what is added stands at its end.
    Pages,
}

/// An event that an item tells of.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tells {
    /// The trigger that should have come.
    pub trigger: String,
    /// JSON pointer to the id of what it is about.
    pub id: String,
    /// JSON pointer to the trigger's second id.
    #[serde(default)]
    pub extra: Option<String>,
    /// JSON pointer to when it happened.
    pub at: String,
    /// JSON pointer to a time: an event no later than that did not happen by itself.
    #[serde(default)]
    pub after: Option<String>,
}

impl Tells {
    /// What an item says it is about; `None` where it does not say so.
    pub fn subject_of(&self, item: &Value) -> Option<SubjectIds> {
        let extra = match &self.extra {
            Some(extra) => Some(read_id(item, extra)?),
            None => None,
        };
        let id = read_id(item, &self.id)?;
        Some(SubjectIds { id, extra })
    }
}

impl Connector {
    /// The list that tells of a trigger.
    pub fn recovery_of(&self, trigger: &str) -> Option<&Recovery> {
        let tells = |recovery: &&Recovery| recovery.tells.iter().any(|it| it.trigger == trigger);
        self.recoveries.iter().find(tells)
    }
}

impl Trigger {
    /// The payload that should have come from `producer` (`stores/{hash}`), at so many seconds since
    /// the epoch: what nobody can know again, its hash and the store's number, is not in it.
    pub fn payload_of(&self, ids: &SubjectIds, producer: &str, at_s: i64) -> Value {
        let mut payload: Value = serde_json::from_str(&self.sample).unwrap_or_default();
        put(&mut payload, &self.subject.id, &ids.id);
        if let (Some(extra), Some(id)) = (&self.subject.extra, &ids.extra) {
            put(&mut payload, &extra.pointer, id);
        }
        if let Some(members) = payload.as_object_mut() {
            members.remove("hash");
            members.remove("store_id");
            members.insert("scope".into(), json!(self.scope));
            members.insert("producer".into(), json!(producer));
            members.insert("created_at".into(), json!(at_s));
        }
        payload
    }
}

/// Numbers stay numbers where the sample has one.
fn put(payload: &mut Value, pointer: &str, id: &str) {
    if let Some(place) = payload.pointer_mut(pointer) {
        let number = id.parse::<u64>().ok().filter(|_| place.is_number());
        *place = number.map_or_else(|| json!(id), |number| json!(number));
    }
}
