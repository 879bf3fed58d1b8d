//! What is asked for when a trigger came, so that an orchestration has more than ids to go on: a
//! payload of BigCommerce names a thing and says nothing of it.
//!
//! Each part is an action of the same connector, so that its request, the scopes it needs and what its
//! answer looks like are said in one place.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::action::Action;
use crate::model::Connector;
use crate::subject::{SubjectIds, fill, read_id};
use crate::trigger::Trigger;

/// Something that is asked for when a trigger came. In its templates stand `{id}`, and `{extra}`
/// where the trigger has one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hydration {
    /// What it is called beside the payload's own members, `order`.
    pub name: String,
    /// The action that asks for it, `get_order`.
    pub action: String,
    /// The action's inputs; templates where they are texts.
    pub with: BTreeMap<String, Value>,
    /// What the item has that is meant, where the answer is a list: templates by JSON pointers into it.
    #[serde(default)]
    pub same: BTreeMap<String, String>,
}

impl Hydration {
    /// What the action is asked with.
    pub fn input_for(&self, ids: &SubjectIds) -> Value {
        let with = self.with.iter();
        let filled = with.map(|(name, value)| (name.clone(), filled(value, ids)));
        Value::Object(filled.collect())
    }

    /// What is meant of an answer; null where it is not there.
    pub fn of(&self, action: &Action, answer: &Value, ids: &SubjectIds) -> Value {
        let asked = answer.pointer(&action.answer);
        let meant = match self.same.is_empty() {
            true => asked,
            false => asked.and_then(|items| self.among(items, ids)),
        };
        meant.cloned().unwrap_or_default()
    }

    fn among<'v>(&self, items: &'v Value, ids: &SubjectIds) -> Option<&'v Value> {
        let has = |item: &Value, at: &str, template: &str| {
            read_id(item, at) == Some(fill(template, ids, str::to_owned))
        };
        let meant = |item: &&Value| self.same.iter().all(|(at, same)| has(item, at, same));
        items.as_array()?.iter().find(meant)
    }

    /// Every template.
    pub(crate) fn templates(&self) -> Vec<&str> {
        let mut found = self.same.values().map(String::as_str).collect();
        let with = self.with.values();
        with.for_each(|value| gather(value, &mut found));
        found
    }
}

impl Connector {
    /// What a trigger's events are hydrated with, and by which actions.
    pub fn hydrations<'c>(&'c self, trigger: &'c Trigger) -> Vec<(&'c Hydration, &'c Action)> {
        let parts = trigger.hydration.iter();
        parts
            .filter_map(|part| Some((part, self.action(&part.action)?)))
            .collect()
    }

    /// What an orchestration sees of an event: the payload, and beside its members what it is hydrated
    /// with, made of the samples that the manifest has of each.
    pub fn sample_data(&self, trigger: &Trigger) -> Value {
        let mut data: Value = serde_json::from_str(&trigger.sample).unwrap_or_default();
        let Some(ids) = trigger.subject_of(&data) else {
            return data;
        };
        for (part, action) in self.hydrations(trigger) {
            let answer = serde_json::from_str(&action.sample).unwrap_or_default();
            if let Some(members) = data.as_object_mut() {
                members.insert(part.name.clone(), part.of(action, &answer, &ids));
            }
        }
        data
    }
}

fn filled(value: &Value, ids: &SubjectIds) -> Value {
    match value {
        Value::String(template) => Value::String(fill(template, ids, str::to_owned)),
        Value::Array(items) => items.iter().map(|item| filled(item, ids)).collect(),
        Value::Object(_) | Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

fn gather<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::String(template) => found.push(template),
        Value::Array(items) => items.iter().for_each(|item| gather(item, found)),
        Value::Object(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
