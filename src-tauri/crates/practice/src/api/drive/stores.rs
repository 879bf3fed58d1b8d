//! `/practice/stores/…`: the control panel's buttons as JSON.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Json, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::refused;
use crate::Practice;
use crate::commerce::{self, CommerceError, PaidBy, Share, What};
use crate::model::{Store, World};

#[derive(Debug, Deserialize)]
pub(super) struct Status {
    status_id: u8,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Placed {
    paid_by: PaidBy,
}

#[derive(Debug, Deserialize)]
pub(super) struct Refund {
    share: Share,
}

#[derive(Debug, Deserialize)]
pub(super) struct Burst {
    what: What,
    count: u32,
}

#[derive(Debug, Deserialize)]
pub(super) struct Revoke {
    client_id: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Owner {
    email: String,
}

pub(super) async fn list(State(practice): State<Practice>) -> Json<Value> {
    let stores = practice.read(|world| world.stores.values().map(shown).collect::<Vec<_>>());
    Json(json!({"stores": stores}))
}

pub(super) async fn place_order(
    State(practice): State<Practice>,
    Path(store): Path<String>,
    order: Option<Json<Placed>>,
) -> Response {
    let paid_by = order.map(|Json(order)| order.paid_by).unwrap_or_default();
    act(&practice, "order_id", |world| {
        commerce::place_order_paid(world, &store, paid_by)
    })
}

pub(super) async fn change_status(
    State(practice): State<Practice>,
    Path((store, order)): Path<(String, u64)>,
    Json(Status { status_id }): Json<Status>,
) -> Response {
    act(&practice, "order_id", |world| {
        commerce::change_status(world, &store, order, status_id).map(|()| order)
    })
}

pub(super) async fn refund(
    State(practice): State<Practice>,
    Path((store, order)): Path<(String, u64)>,
    Json(Refund { share }): Json<Refund>,
) -> Response {
    act(&practice, "refund_id", |world| {
        commerce::refund(world, &store, order, share)
    })
}

pub(super) async fn create_cart(
    State(practice): State<Practice>,
    Path(store): Path<String>,
) -> Response {
    act(&practice, "cart_id", |world| {
        commerce::create_cart(world, &store)
    })
}

pub(super) async fn change_cart(
    State(practice): State<Practice>,
    Path((store, cart)): Path<(String, String)>,
) -> Response {
    act(&practice, "cart_id", |world| {
        commerce::change_cart(world, &store, &cart).map(|()| cart.clone())
    })
}

pub(super) async fn abandon_cart(
    State(practice): State<Practice>,
    Path((store, cart)): Path<(String, String)>,
) -> Response {
    act(&practice, "cart_id", |world| {
        commerce::abandon_cart(world, &store, &cart).map(|()| cart.clone())
    })
}

pub(super) async fn burst(
    State(practice): State<Practice>,
    Path(store): Path<String>,
    Json(Burst { what, count }): Json<Burst>,
) -> Response {
    act(&practice, "count", |world| {
        commerce::burst(world, &store, what, count)
    })
}

pub(super) async fn revoke(
    State(practice): State<Practice>,
    Path(store): Path<String>,
    Json(Revoke { client_id }): Json<Revoke>,
) -> Json<Value> {
    let revoked = practice.change(|world| {
        let app = world.app_by_client_id(&client_id).map(|app| app.id);
        app.is_some_and(|app| world.revoke(app, &store))
    });
    Json(json!({"revoked": revoked}))
}

pub(super) async fn change_owner(
    State(practice): State<Practice>,
    Path(store): Path<String>,
    Json(Owner { email }): Json<Owner>,
) -> Json<Value> {
    let changed = practice.change(|world| {
        let owner = world.store_mut(&store).and_then(Store::owner_mut);
        owner.is_some_and(|owner| std::mem::replace(&mut owner.email, email.clone()) != email)
    });
    Json(json!({"changed": changed}))
}

fn act<T: Serialize>(
    practice: &Practice,
    name: &str,
    change: impl FnOnce(&mut World) -> Result<T, CommerceError>,
) -> Response {
    match practice.change(change) {
        Ok(made) => Json(json!({name: made})).into_response(),
        Err(error) => refused(&error),
    }
}

fn shown(store: &Store) -> Value {
    json!({
        "hash": store.hash, "name": store.name, "plan": store.plan.word(),
        "orders": store.commerce.orders.keys().collect::<Vec<_>>(),
        "carts": store.commerce.carts.keys().collect::<Vec<_>>(),
        "refunds": store.commerce.refunds.keys().collect::<Vec<_>>(),
    })
}
