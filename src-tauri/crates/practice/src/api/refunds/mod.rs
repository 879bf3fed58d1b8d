//! Refunds of v3: quotes, giving them, reading them.

mod input;
mod list;
mod view;

use super::answer::Answer;
use super::call::Call;
use super::gate::Caller;
use super::refusal::Refusal;
use crate::commerce::{CommerceError, give_refund, quote, quote_tax};
use crate::model::{Commerce, Order, World};

const READ: &[&str] = &[
    "store_v2_orders_read_only",
    "store_v2_transactions_read_only",
];
const WRITE: &[&str] = &["store_v2_orders", "store_v2_transactions"];

/// Performs what the path after `orders` names.
///
/// # Errors
/// 403 without a scope, 404 for no such order or refund, 422 for what cannot be refunded.
pub fn operate(
    world: &mut World,
    call: &Call,
    caller: &Caller,
    rest: &[&str],
) -> Result<Answer, Refusal> {
    caller.needs(if call.method == "GET" { READ } else { WRITE })?;
    match (call.method.as_str(), rest) {
        ("GET", ["payment_actions", "refunds"]) => list::all(world, call),
        ("GET", ["payment_actions", "refunds", id]) => list::one(world, call, id),
        ("GET", [order, "payment_actions", "refunds"]) => list::of_order(world, call, order),
        ("POST", [order, "payment_actions", "refunds"]) => create(world, call, order),
        ("POST", [order, "payment_actions", "refund_quotes"]) => quotes(world, call, order),
        (_, [.., "refunds" | "refund_quotes"]) => Err(Refusal::Method),
        _ => Err(Refusal::missing("Resource")),
    }
}

fn quotes(world: &World, call: &Call, order: &str) -> Result<Answer, Refusal> {
    let commerce = commerce(world, call)?;
    let order = find(commerce, order)?;
    let body = input::Body::of(call, input::QUOTE)?;
    let quote = match body.tax_only().map_err(Refusal::Unprocessable)? {
        Some(amount) => quote_tax(commerce, order, amount),
        None => quote(
            commerce,
            order,
            &body.items().map_err(Refusal::Unprocessable)?,
        ),
    };
    let quote = quote.map_err(|error| Refusal::Unprocessable(error.to_string()))?;
    Ok(Answer::enveloped(
        201,
        view::quote(order, &quote),
        serde_json::json!({}),
    ))
}

fn create(world: &mut World, call: &Call, order: &str) -> Result<Answer, Refusal> {
    let order = find(commerce(world, call)?, order)?.id;
    let body = input::Body::of(call, input::REFUND)?;
    let request = body.request().map_err(Refusal::Refund)?;
    let id = give_refund(world, &call.store, order, request).map_err(|error| refused(&error))?;
    Ok(list::one(world, call, &id.to_string())?.with_status(201))
}

fn commerce<'w>(world: &'w World, call: &Call) -> Result<&'w Commerce, Refusal> {
    world
        .store(&call.store)
        .map(|store| &store.commerce)
        .ok_or(Refusal::TokenDead)
}

fn find<'w>(commerce: &'w Commerce, id: &str) -> Result<&'w Order, Refusal> {
    let order = id.parse().ok().and_then(|id: u64| commerce.orders.get(&id));
    order.ok_or_else(|| Refusal::missing("Order"))
}

fn refused(error: &CommerceError) -> Refusal {
    if matches!(error, CommerceError::NoOrder(_)) {
        return Refusal::missing("Order");
    }
    Refusal::Refund(error.to_string())
}
