//! What a run is started with. It is kept with the run: reading it anew would be another run.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::key::step_key;
use super::place::Place;
use crate::expression::Context;

/// What a run is started with. It has no credentials.
#[derive(Clone, Debug, PartialEq)]
pub struct Start {
    known: Context,
    run_key: String,
}

/// What expressions know of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunFacts {
    /// Its number.
    pub id: i64,
    /// What no other run has: [`super::run_key`].
    pub key: String,
    /// When it began, `2026-03-01T12:00:00Z`.
    pub started_at: String,
}

/// What expressions know of a store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreFacts {
    /// Its hash.
    pub hash: String,
    /// Its name.
    pub name: String,
}

impl Start {
    /// That of a run. `trigger` is what expressions call so: the payload and what was fetched of it, or
    /// what somebody filled in.
    pub fn new(run: RunFacts, trigger: Value) -> Self {
        let known = Context::new()
            .with("trigger", trigger)
            .with("steps", json!({}))
            .with("vars", json!({}))
            .with(
                "run",
                json!({"id": run.id, "key": run.key, "started_at": run.started_at}),
            );
        let run_key = run.key;
        Self { known, run_key }
    }

    /// With the store that it is about.
    #[must_use]
    pub fn of_store(mut self, store: &StoreFacts) -> Self {
        let facts = json!({"hash": store.hash, "name": store.name});
        self.known.set("store", facts);
        self
    }

    /// With how the trigger was at the look before.
    #[must_use]
    pub fn after(mut self, before: Value) -> Self {
        self.known.set("before", before);
        self
    }

    /// What the first step sees: what the sample of an editor is too.
    pub fn context(&self) -> Context {
        self.known.clone()
    }

    pub(super) fn trigger(&self) -> &Value {
        self.known.get("trigger").unwrap_or(&Value::Null)
    }

    pub(super) fn before(&self) -> Option<&Value> {
        self.known.get("before")
    }

    pub(super) fn key_of(&self, place: &Place) -> String {
        step_key(&self.run_key, place)
    }

    /// What the step at a place sees of itself.
    pub(super) fn step(&self, place: &Place) -> Value {
        json!({"id": place.step(), "key": self.key_of(place)})
    }
}
