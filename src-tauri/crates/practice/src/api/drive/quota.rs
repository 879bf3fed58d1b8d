//! `GET` and `PUT /practice/quota`: how many requests each store takes in a window. A benchmark
//! lifts the quota, so that it does not measure the wait for it.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Response};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::Practice;
use crate::model::{Quota, Store, World};

/// What to set: `"plan"`, `"none"` or `{"requests": 20}`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    quota: Quota,
    /// The store that gets it; absent, every store does.
    store: Option<String>,
}

#[derive(Debug, Serialize)]
struct Shown {
    quota: Quota,
    /// What the plan has.
    plan: u32,
}

pub(super) async fn show(State(practice): State<Practice>) -> Response {
    practice.read(shown)
}

pub(super) async fn set(
    State(practice): State<Practice>,
    Json(Wanted { quota, store }): Json<Wanted>,
) -> Response {
    practice.change(|world| {
        let meant = |one: &&mut Store| store.as_ref().is_none_or(|hash| *hash == one.hash);
        let mut changed = 0;
        for store in world.stores.values_mut().filter(meant) {
            store.quota = quota;
            changed += 1;
        }
        if changed == 0 {
            let error = json!({"error": "no practice store is called that"});
            return (StatusCode::NOT_FOUND, Json(error)).into_response();
        }
        shown(world)
    })
}

fn shown(world: &World) -> Response {
    let stores = world.stores.values().map(|store| {
        let (quota, plan) = (store.quota, store.plan.quota());
        (store.hash.clone(), Shown { quota, plan })
    });
    let stores: BTreeMap<String, Shown> = stores.collect();
    Json(json!({"stores": stores})).into_response()
}
