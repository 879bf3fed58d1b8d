//! `/practice/stores/{store}/hooks/…`: what BigCommerce does to an app's hooks after two days, or
//! within two minutes, of failed deliveries.

use axum::extract::{Path, State};
use axum::response::Json;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::Practice;
use crate::delivery;
use crate::model::{Hook, World};

#[derive(Debug, Deserialize)]
pub(super) struct Whose {
    client_id: String,
}

/// The last retry of every hook of the app on the store has failed.
pub(super) async fn give_up(
    State(practice): State<Practice>,
    Path(store): Path<String>,
    Json(Whose { client_id }): Json<Whose>,
) -> Json<Value> {
    on_each(&practice, &store, &client_id, delivery::give_up)
}

/// Too many deliveries to the domains of the app's hooks on the store have failed.
pub(super) async fn block(
    State(practice): State<Practice>,
    Path(store): Path<String>,
    Json(Whose { client_id }): Json<Whose>,
) -> Json<Value> {
    on_each(&practice, &store, &client_id, delivery::block)
}

fn on_each(
    practice: &Practice,
    store: &str,
    client_id: &str,
    act: impl Fn(&mut World, &Hook),
) -> Json<Value> {
    let hooks = practice.change(|world| {
        let meant = |hook: &&Hook| {
            hook.store == store && hook.client_id == client_id && hook.scope != delivery::EXCEPTION
        };
        let hooks: Vec<Hook> = world.hooks.values().filter(meant).cloned().collect();
        hooks.iter().for_each(|hook| act(world, hook));
        hooks.len()
    });
    Json(json!({"hooks": hooks}))
}
