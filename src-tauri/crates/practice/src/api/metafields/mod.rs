//! Metafields of orders: an app's notes under a namespace and a key, unique for the app and the
//! order. What an app keeps to itself is not there for others.

mod list;
mod write;

use serde_json::{Value, json};

use super::answer::Answer;
use super::call::Call;
use super::gate::Caller;
use super::refusal::Refusal;
use super::times;
use crate::model::World;
use crate::model::commerce::Metafield;

const READ: &[&str] = &["store_v2_orders_read_only"];
const WRITE: &[&str] = &["store_v2_orders"];

/// Performs what the path after `orders/{id}/metafields` names.
///
/// # Errors
/// 403 without the scope, 404 for no such order or metafield, 409 for a key that is taken, 422.
pub fn operate(
    world: &mut World,
    call: &Call,
    caller: &Caller,
    order: &str,
    rest: &[&str],
) -> Result<Answer, Refusal> {
    caller.needs(if call.method == "GET" { READ } else { WRITE })?;
    let order = known(world, call, order)?;
    match (call.method.as_str(), rest) {
        ("GET", []) => list::list(world, call, caller, order),
        ("POST", []) => write::create(world, call, caller, order),
        ("GET", [id]) => {
            let found = find(world, call, caller, order, id)?;
            Ok(Answer::data(shown(found)))
        }
        ("PUT", [id]) => write::update(world, call, caller, order, id),
        (_, [] | [_]) => Err(Refusal::Method),
        _ => Err(Refusal::missing("Resource")),
    }
}

fn known(world: &World, call: &Call, order: &str) -> Result<u64, Refusal> {
    let store = world.store(&call.store).ok_or(Refusal::TokenDead)?;
    let known = |id: &u64| store.commerce.orders.contains_key(id);
    let id = order.parse().ok().filter(known);
    id.ok_or_else(|| Refusal::missing("Order"))
}

/// The metafields of an order that a caller sees.
fn seen<'w>(
    world: &'w World,
    call: &Call,
    caller: &'w Caller,
    order: u64,
) -> impl Iterator<Item = &'w Metafield> {
    let store = world.store(&call.store);
    let all = store
        .into_iter()
        .flat_map(|shop| shop.commerce.metafields.values());
    let mine = |one: &Metafield| one.owner == caller.client_id || one.permission_set.visible();
    all.filter(move |one| one.order_id == order && mine(one))
}

fn find<'w>(
    world: &'w World,
    call: &Call,
    caller: &'w Caller,
    order: u64,
    id: &str,
) -> Result<&'w Metafield, Refusal> {
    let id = id.parse().ok();
    let mut all = seen(world, call, caller, order);
    all.find(|one| Some(one.id) == id)
        .ok_or_else(|| Refusal::missing("Metafield"))
}

fn shown(one: &Metafield) -> Value {
    json!({
        "id": one.id, "key": one.key, "value": one.value, "namespace": one.namespace,
        "permission_set": one.permission_set, "description": one.description,
        "resource_type": "order", "resource_id": one.order_id,
        "date_created": times::v3(one.created_ms), "date_modified": times::v3(one.modified_ms),
        "owner_client_id": one.owner,
    })
}
