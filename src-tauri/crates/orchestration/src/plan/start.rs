//! What a run is started with. It is kept with the run: reading it anew would be another run.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::key::step_key;
use super::place::Place;
use crate::expression::Context;

/// What a run is started with. It has no credentials.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Start {
    /// What expressions call `trigger`: the payload and what was fetched of it, or what somebody filled
    /// in.
    pub trigger: Value,
    /// How that was at the look before, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// The run itself.
    pub run: RunFacts,
    /// The store it is about, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub store: Option<StoreFacts>,
}

/// What expressions know of the run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunFacts {
    /// Its number.
    pub id: i64,
    /// What no other run has: [`super::run_key`].
    pub key: String,
    /// When it began, `2026-03-01T12:00:00Z`.
    pub started_at: String,
}

/// What expressions know of the store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreFacts {
    /// Its hash.
    pub hash: String,
    /// Its name.
    pub name: String,
}

impl Start {
    /// What the first step sees.
    pub fn context(&self) -> Context {
        let run = &self.run;
        let mut context = Context::new()
            .with("trigger", self.trigger.clone())
            .with("steps", json!({}))
            .with("vars", json!({}))
            .with(
                "run",
                json!({"id": run.id, "key": run.key, "started_at": run.started_at}),
            );
        if let Some(before) = &self.before {
            context.set("before", before.clone());
        }
        if let Some(store) = &self.store {
            context.set("store", json!({"hash": store.hash, "name": store.name}));
        }
        context
    }

    /// What the step at a place sees of itself.
    pub(super) fn step(&self, place: &Place) -> Value {
        json!({"id": place.step(), "key": step_key(&self.run.key, place)})
    }
}
