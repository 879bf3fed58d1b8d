//! Carts of v3. There is no list of carts: one who does not know the id cannot find it.

mod input;
mod redirect;
mod view;

use super::answer::Answer;
use super::call::Call;
use super::gate::Caller;
use super::refusal::Refusal;
use crate::commerce::{self, CommerceError};
use crate::model::{Cart, World};
use input::Body;

const READ: &[&str] = &["store_cart_read_only"];
const WRITE: &[&str] = &["store_cart"];

/// Performs what the path after `carts` names.
///
/// # Errors
/// 403 without the scope, 404 for a cart that is gone, 409 when it changed meanwhile, 422.
pub fn operate(
    world: &mut World,
    call: &Call,
    caller: &Caller,
    rest: &[&str],
) -> Result<Answer, Refusal> {
    caller.needs(if call.method == "GET" { READ } else { WRITE })?;
    match (call.method.as_str(), rest) {
        ("POST", []) => create(world, call),
        ("GET", [id]) => one(world, call, id),
        ("PUT", [id]) => assign(world, call, id),
        ("DELETE", [id]) => {
            commerce::delete_cart(world, &call.store, id).map_err(|error| refused(&error))?;
            Ok(Answer::empty())
        }
        ("POST", [id, "redirect_urls"]) => redirect::create(world, call, id),
        ("POST", [id, "items"]) => add(world, call, id),
        ("PUT", [id, "items", line]) => change(world, call, id, line),
        ("DELETE", [id, "items", line]) => remove(world, call, id, line),
        (_, [] | [_] | [_, "items", ..] | [_, "redirect_urls"]) => Err(Refusal::Method),
        _ => Err(Refusal::missing("Resource")),
    }
}

fn create(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let body: Body = call.body()?;
    let lines = body.lines()?;
    let customer = body.customer_id.unwrap_or(0);
    let id = commerce::open_cart(world, &call.store, customer, &lines)
        .map_err(|error| refused(&error))?;
    Ok(one(world, call, &id)?.with_status(201))
}

fn assign(world: &mut World, call: &Call, id: &str) -> Result<Answer, Refusal> {
    let body: Body = call.body()?;
    unchanged(world, call, id, body.version)?;
    let customer = body
        .customer_id
        .ok_or_else(|| Refusal::field("customer_id", "error.path.missing."))?;
    commerce::set_cart_customer(world, &call.store, id, customer)
        .map_err(|error| refused(&error))?;
    Ok(one(world, call, id)?.with_status(201))
}

fn add(world: &mut World, call: &Call, id: &str) -> Result<Answer, Refusal> {
    let body: Body = call.body()?;
    unchanged(world, call, id, body.version)?;
    commerce::add_to_cart(world, &call.store, id, &body.lines()?)
        .map_err(|error| refused(&error))?;
    Ok(one(world, call, id)?.with_status(201))
}

fn change(world: &mut World, call: &Call, id: &str, line: &str) -> Result<Answer, Refusal> {
    let body: Body = call.body()?;
    unchanged(world, call, id, body.version)?;
    let wanted = body.line()?;
    if wanted.quantity == 0 {
        return remove(world, call, id, line);
    }
    commerce::update_cart_item(world, &call.store, id, line, wanted.quantity, wanted.price)
        .map_err(|error| refused(&error))?;
    one(world, call, id)
}

fn remove(world: &mut World, call: &Call, id: &str, line: &str) -> Result<Answer, Refusal> {
    let left = commerce::delete_cart_item(world, &call.store, id, line)
        .map_err(|error| refused(&error))?;
    if left {
        one(world, call, id)
    } else {
        Ok(Answer::empty())
    }
}

fn one(world: &World, call: &Call, id: &str) -> Result<Answer, Refusal> {
    find(world, call, id).map(|cart| Answer::data(view::cart(cart)))
}

fn find<'w>(world: &'w World, call: &Call, id: &str) -> Result<&'w Cart, Refusal> {
    let store = world.store(&call.store).ok_or(Refusal::TokenDead)?;
    store
        .commerce
        .carts
        .get(id)
        .ok_or_else(|| Refusal::missing("Cart"))
}

fn unchanged(world: &World, call: &Call, id: &str, version: Option<u64>) -> Result<(), Refusal> {
    let cart = find(world, call, id)?;
    match version {
        Some(version) if version != cart.version => {
            Err(refused(&CommerceError::Stale(cart.version)))
        }
        Some(_) | None => Ok(()),
    }
}

fn refused(error: &CommerceError) -> Refusal {
    match error {
        CommerceError::NoCart(_) => Refusal::missing("Cart"),
        CommerceError::NoLine(_) => Refusal::missing("Cart item"),
        CommerceError::NoProduct(_) => Refusal::field("line_items", "error.value."),
        CommerceError::Stale(_) => Refusal::Conflict(
            "The cart was changed meanwhile. Read it again, then repeat the change.".to_owned(),
        ),
        CommerceError::NoStore(_)
        | CommerceError::NoGoods
        | CommerceError::NoOrder(_)
        | CommerceError::NoStatus(_)
        | CommerceError::NothingToRefund(_)
        | CommerceError::BadRefund(_)
        | CommerceError::GuestCredit
        | CommerceError::BadShipment(_)
        | CommerceError::TooMany => Refusal::Unprocessable(error.to_string()),
    }
}
