//! `GET /practice/calls`: how many writes of each kind and of each subject each store received, what
//! was made more than once, and the last of them one by one. `DELETE` begins to count anew.

use std::collections::BTreeMap;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Json;
use serde::{Deserialize, Serialize};

use crate::Practice;
use crate::model::World;
use crate::model::calls::{Calls, Count, Write};

/// What to leave in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Filter {
    store: Option<String>,
    /// A method and a path template, as they are counted.
    kind: Option<String>,
    /// A whole path, of those that are listed one by one.
    path: Option<String>,
    /// A subject, or how it begins.
    subject: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Shown {
    counts: ByStore,
    subjects: ByStore,
    /// Those of the subjects whose creation was accepted more than once.
    twice: ByStore,
    last: Vec<Write>,
}

type ByStore = BTreeMap<String, BTreeMap<String, Count>>;

pub(super) async fn list(
    State(practice): State<Practice>,
    Query(filter): Query<Filter>,
) -> Json<Shown> {
    Json(practice.read(|world| shown(world, &filter)))
}

pub(super) async fn forget(State(practice): State<Practice>) -> StatusCode {
    practice.change(|world| world.calls = Calls::default());
    StatusCode::NO_CONTENT
}

fn shown(world: &World, filter: &Filter) -> Shown {
    let calls = &world.calls;
    let kind = |kind: &str, _: &Count| is(&filter.kind, kind);
    let subject = |subject: &str, _: &Count| filter.takes(subject);
    let twice = |subject: &str, count: &Count| {
        filter.takes(subject) && subject.starts_with("POST ") && count.accepted > 1
    };
    let last = calls.last.iter().filter(|write| {
        is(&filter.store, &write.store)
            && is(&filter.path, &write.path)
            && is(&filter.kind, &write.kind())
            && write.subjects.iter().any(|subject| filter.takes(subject))
    });
    Shown {
        counts: among(&calls.counts, filter, kind),
        subjects: among(&calls.subjects, filter, subject),
        twice: among(&calls.subjects, filter, twice),
        last: last.cloned().collect(),
    }
}

/// The counts of the stores that are meant, as far as `wanted` lets them through.
fn among(all: &ByStore, filter: &Filter, wanted: impl Fn(&str, &Count) -> bool) -> ByStore {
    let stores = all.iter().filter(|(store, _)| is(&filter.store, store));
    let counts = stores.map(|(store, counts)| {
        let counts = counts.iter().filter(|(name, count)| wanted(name, count));
        let counts = counts.map(|(name, count)| (name.clone(), *count));
        (store.clone(), counts.collect())
    });
    counts.collect()
}

fn is(wanted: &Option<String>, text: &str) -> bool {
    wanted.as_ref().is_none_or(|it| it == text)
}

impl Filter {
    fn takes(&self, subject: &str) -> bool {
        let start = self.subject.as_deref().unwrap_or_default();
        subject.starts_with(start)
    }
}
