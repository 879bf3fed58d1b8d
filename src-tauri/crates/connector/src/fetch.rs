//! How what a trigger is about is fetched: a path of its own, or a list that is asked for one thing.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::subject::{SubjectIds, encode, fill};

/// How a resource is fetched. In its templates stand `{id}`, and `{extra}` where the trigger has one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fetch {
    /// The path under the store's API, `/v2/orders/{id}`.
    pub path: String,
    /// Parameters by which a list answers the one thing.
    #[serde(default)]
    pub query: BTreeMap<String, String>,
    /// The kind of resource that is there, `order`; a refund's trigger is about an order and fetches
    /// a refund.
    pub resource: String,
}

impl Fetch {
    /// The path, ids percent-encoded.
    pub fn path_for(&self, ids: &SubjectIds) -> String {
        fill(&self.path, ids, encode)
    }

    /// The parameters, not encoded.
    pub fn query_for(&self, ids: &SubjectIds) -> Vec<(&str, String)> {
        let filled = |template: &str| fill(template, ids, str::to_owned);
        let query = self.query.iter();
        query
            .map(|(name, value)| (name.as_str(), filled(value)))
            .collect()
    }

    /// Path and parameters, as a person reads them.
    pub fn shown_for(&self, ids: &SubjectIds) -> String {
        let query = self.query_for(ids);
        let query: Vec<String> = query
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        match query.is_empty() {
            true => self.path_for(ids),
            false => format!("{}?{}", self.path_for(ids), query.join("&")),
        }
    }

    /// The id of the resource that is there: what the request names last.
    pub fn id_of<'i>(&self, ids: &'i SubjectIds) -> &'i str {
        let last = self.templates().filter_map(|it| it.rsplit_once('{')).last();
        let extra = last.is_some_and(|(_, name)| name.starts_with("extra}"));
        ids.extra.as_deref().filter(|_| extra).unwrap_or(&ids.id)
    }

    /// Whether a list answered that there is no such thing.
    pub fn is_absent(&self, answer: &Value) -> bool {
        let items = answer.get("data").and_then(Value::as_array);
        !self.query.is_empty() && items.is_some_and(Vec::is_empty)
    }

    pub(crate) fn templates(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.path.as_str()).chain(self.query.values().map(String::as_str))
    }
}
