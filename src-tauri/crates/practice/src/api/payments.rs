//! The money of orders in v3: transactions, and taking or letting go what was authorised. Both of
//! these are answered before they are done: the payment provider needs a moment.

use serde_json::{Value, json};

use super::answer::{Answer, Body};
use super::call::Call;
use super::gate::Caller;
use super::page::Page;
use super::refusal::Refusal;
use super::times;
use crate::commerce::{PaymentError, ask, money};
use crate::model::World;
use crate::model::commerce::{PaymentState, Transaction};

const READ: &[&str] = &["store_v2_transactions_read_only"];
const WRITE: &[&str] = &["store_v2_orders", "store_v2_transactions"];

/// `GET /v3/orders/{id}/transactions`: 204 when there are none. The scope of orders does not do.
///
/// # Errors
/// 403 without the scope, 404 for no such order, 405 for anything but reading.
pub fn transactions(
    world: &World,
    call: &Call,
    caller: &Caller,
    order: &str,
) -> Result<Answer, Refusal> {
    caller.needs(READ)?;
    if call.method != "GET" {
        return Err(Refusal::Method);
    }
    let order = number(world, call, order)?;
    let store = world.store(&call.store).ok_or(Refusal::TokenDead)?;
    let all = store.commerce.transactions.values();
    let own: Vec<_> = all.filter(|one| one.order_id == order).collect();
    if own.is_empty() {
        return Ok(Answer::empty());
    }
    let page = Page::of(call)?;
    let meta = page.meta(own.len());
    let shown = page.take(own).into_iter().map(shown).collect();
    Ok(Answer::enveloped(200, shown, meta))
}

/// `POST /v3/orders/{id}/payment_actions/{capture,void}`.
///
/// # Errors
/// 403 without the scope, 404 for no such order, 422 when the payment is not authorised.
pub fn act(
    world: &mut World,
    call: &Call,
    caller: &Caller,
    order: &str,
    wanted: PaymentState,
) -> Result<Answer, Refusal> {
    caller.needs(WRITE)?;
    if call.method != "POST" {
        return Err(Refusal::Method);
    }
    let order = number(world, call, order)?;
    ask(world, &call.store, order, wanted).map_err(|error| match error {
        PaymentError::NoOrder(_) => Refusal::missing("Order"),
        PaymentError::NotAuthorized => Refusal::Unprocessable(error.to_string()),
    })?;
    Ok(Answer {
        status: 201,
        body: Body::Json(json!({})),
    })
}

fn number(world: &World, call: &Call, order: &str) -> Result<u64, Refusal> {
    let store = world.store(&call.store).ok_or(Refusal::TokenDead)?;
    let known = |id: &u64| store.commerce.orders.contains_key(id);
    let id = order.parse().ok().filter(known);
    id.ok_or_else(|| Refusal::missing("Order"))
}

fn shown(one: &Transaction) -> Value {
    let card = (one.method == "credit_card").then(|| {
        json!({
            "card_type": "visa", "card_iin": "411111", "card_last4": "1111",
            "card_expiry_month": 12, "card_expiry_year": 2030,
        })
    });
    let custom = (one.method == "custom").then(|| json!({"payment_method": "Custom"}));
    json!({
        "id": one.id, "order_id": one.order_id.to_string(), "event": one.event.word(),
        "method": one.method, "amount": money::v3(one.amount), "currency": one.currency,
        "gateway": one.gateway, "gateway_transaction_id": one.gateway_id, "test": true,
        "status": "ok", "fraud_review": false, "reference_transaction_id": one.reference,
        "date_created": times::v3(one.created_ms), "avs_result": {}, "cvv_result": {},
        "credit_card": card, "gift_certificate": null, "store_credit": null, "offline": null,
        "custom": custom, "payment_instrument_token": null, "payment_method_id": one.gateway,
    })
}
