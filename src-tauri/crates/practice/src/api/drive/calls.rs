//! `GET /practice/calls`: how many writes of each kind each store received, and the last of them one
//! by one. `DELETE` begins to count anew.

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
}

#[derive(Debug, Serialize)]
pub(super) struct Shown {
    counts: BTreeMap<String, BTreeMap<String, Count>>,
    last: Vec<Write>,
}

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
    let is = |wanted: &Option<String>, text: &str| wanted.as_ref().is_none_or(|it| it == text);
    let stores = world.calls.counts.iter();
    let counts = stores
        .filter(|(store, _)| is(&filter.store, store))
        .map(|(store, counts)| {
            let counts = counts.iter().filter(|(kind, _)| is(&filter.kind, kind));
            let counts = counts.map(|(kind, count)| (kind.clone(), *count));
            (store.clone(), counts.collect())
        });
    let last = world.calls.last.iter().filter(|write| {
        is(&filter.store, &write.store)
            && is(&filter.path, &write.path)
            && is(&filter.kind, &write.kind())
    });
    Shown {
        counts: counts.collect(),
        last: last.cloned().collect(),
    }
}
