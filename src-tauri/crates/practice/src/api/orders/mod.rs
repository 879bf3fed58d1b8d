//! Orders of v2, what hangs off them, and the statuses.

mod consignments;
mod fields;
mod input;
mod list;
mod parts;
mod shipments;
mod view;
mod write;

use serde_json::{Value, json};

use super::answer::Answer;
use super::call::Call;
use super::gate::Caller;
use super::refusal::Refusal;
use crate::commerce::{CommerceError, STATUSES, Status, status};
use crate::model::{Commerce, Order, World};

const READ: &[&str] = &["store_v2_orders_read_only"];
const WRITE: &[&str] = &["store_v2_orders"];

/// Performs what the path names.
///
/// # Errors
/// 403 without the scope; 404, 405 and 422 as the operation.
pub fn operate(
    world: &mut World,
    call: &Call,
    caller: &Caller,
    path: &[&str],
) -> Result<Answer, Refusal> {
    let get = call.method == "GET";
    caller.needs(if get { READ } else { WRITE })?;
    match (call.method.as_str(), path) {
        ("GET", ["order_statuses"]) => {
            Ok(Answer::list(STATUSES.iter().map(status_shown).collect()))
        }
        ("GET", ["order_statuses", id]) => one_status(id),
        ("GET", ["orders"]) => list::list(world, call),
        ("GET", ["orders", "count"]) => list::count(world, call),
        ("POST", ["orders"]) => write::create(world, call),
        ("DELETE", ["orders"]) => Err(write::archive_all()),
        ("GET", ["orders", id]) => parts::order(world, call, number(id)?),
        ("PUT", ["orders", id]) => write::update(world, call, number(id)?),
        ("DELETE", ["orders", id]) => write::archive(world, call, number(id)?),
        ("GET", ["orders", id, "products"]) => parts::products(world, call, number(id)?),
        ("GET", ["orders", id, "products", line]) => {
            parts::product(world, call, number(id)?, number(line)?)
        }
        ("GET", ["orders", id, "shipping_addresses"]) => parts::addresses(world, call, number(id)?),
        ("GET", ["orders", id, "shipping_addresses", address]) => {
            parts::address(world, call, number(id)?, number(address)?)
        }
        ("GET", ["orders", id, "consignments"]) => parts::consignments(world, call, number(id)?),
        ("GET", ["orders", id, "coupons" | "taxes" | "messages"]) => {
            find(world, call, number(id)?).map(|_| Answer::empty())
        }
        (_, ["orders", id, "shipments", rest @ ..]) => {
            shipments::operate(world, call, number(id)?, rest)
        }
        (_, ["orders"] | ["orders", _] | ["order_statuses", ..]) => Err(Refusal::Method),
        _ => Err(Refusal::missing("Resource")),
    }
}

/// A number in a path.
fn number(segment: &str) -> Result<u64, Refusal> {
    segment.parse().map_err(|_| Refusal::missing("Resource"))
}

fn commerce<'w>(world: &'w World, call: &Call) -> Result<&'w Commerce, Refusal> {
    world
        .store(&call.store)
        .map(|store| &store.commerce)
        .ok_or(Refusal::TokenDead)
}

fn find<'w>(world: &'w World, call: &Call, id: u64) -> Result<&'w Order, Refusal> {
    commerce(world, call)?
        .orders
        .get(&id)
        .ok_or_else(|| Refusal::missing("Order"))
}

fn one_status(id: &str) -> Result<Answer, Refusal> {
    let status = id.parse().ok().and_then(status);
    status
        .map(|status| Answer::bare(status_shown(status)))
        .ok_or(Refusal::missing("Status"))
}

fn status_shown(status: &Status) -> Value {
    json!({
        "id": status.id, "name": status.name, "system_label": status.name,
        "custom_label": status.name, "system_description": status.about, "order": status.order,
    })
}

/// What a failed operation on the trade answers.
fn refused(error: &CommerceError) -> Refusal {
    match error {
        CommerceError::NoStore(_) => Refusal::TokenDead,
        CommerceError::NoOrder(_) => Refusal::missing("Order"),
        CommerceError::NoStatus(_) => Refusal::field("status_id", "error.value."),
        CommerceError::NoProduct(_) => Refusal::field("product_id", "error.value."),
        CommerceError::NoCart(_) => Refusal::missing("Cart"),
        CommerceError::NoLine(_) => Refusal::missing("Cart item"),
        CommerceError::BadShipment(why) => Refusal::field("items", why),
        CommerceError::NoGoods
        | CommerceError::NothingToRefund(_)
        | CommerceError::BadRefund(_)
        | CommerceError::GuestCredit
        | CommerceError::Stale(_)
        | CommerceError::TooMany => Refusal::Unprocessable(error.to_string()),
    }
}
