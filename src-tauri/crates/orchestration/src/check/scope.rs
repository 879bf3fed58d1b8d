//! What is known where a step stands: samples of what steps before it come to, and whether those surely
//! ran.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::expression::Context;

/// What is known at one point of a document.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    /// Samples; null is for what is there and unknown.
    pub sample: Context,
    /// Steps and values that may not be there, `steps.order`.
    pub maybe: BTreeSet<String>,
    /// Whether a condition decided that this is come to.
    pub decided: bool,
}

/// What is known after a list of steps, and whether that is come to at all.
pub(super) struct After {
    pub scope: Scope,
    pub ends: bool,
}

impl Scope {
    pub fn new(trigger: Value) -> Self {
        let sample = Context::new()
            .with("trigger", trigger)
            .with("before", Value::Null)
            .with("steps", json!({}))
            .with("vars", json!({}))
            .with(
                "run",
                json!({"id": 1, "key": "key", "started_at": "2026-03-01T12:00:00Z"}),
            )
            .with("store", json!({"hash": "hash", "name": "Store"}));
        Self {
            sample,
            maybe: BTreeSet::new(),
            decided: false,
        }
    }

    /// Makes something known for sure.
    pub fn learn(&mut self, of: &str, name: &str, sample: Value) {
        self.maybe.remove(&format!("{of}.{name}"));
        self.sample.put(of, name, sample);
    }

    /// What is known after one of several ways; `self` is what was before.
    pub fn joined(self, ways: Vec<After>) -> After {
        let live: Vec<Self> = ways
            .into_iter()
            .filter(|way| !way.ends)
            .map(|way| way.scope)
            .collect();
        let ends = live.is_empty();
        let mut scope = self;
        for of in ["steps", "vars"] {
            for (name, sample) in live.iter().flat_map(|way| way.fields(of)) {
                let path = format!("{of}.{name}");
                let sure = |way: &Self| {
                    way.sample.field(of, &name).is_some() && !way.maybe.contains(&path)
                };
                if live.iter().all(sure) {
                    scope.maybe.remove(&path);
                } else {
                    scope.maybe.insert(path);
                }
                scope.sample.put(of, &name, sample);
            }
        }
        After { scope, ends }
    }

    fn fields(&self, of: &str) -> Vec<(String, Value)> {
        let members = self.sample.get(of).and_then(Value::as_object);
        let pairs = members.into_iter().flatten();
        pairs
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    }
}
