//! Making, changing and archiving an order.

use std::collections::BTreeMap;

use serde_json::Value;

use super::input::{Change, Create, Line, Person};
use super::{fields, find, parts, refused};
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::refusal::Refusal;
use crate::api::shape::check;
use crate::api::times;
use crate::commerce::{NewLine, NewOrder, add_order, archive_order, edit_order, status};
use crate::model::commerce::{Contact, Origin, PaymentState};
use crate::model::origin::CHANNEL;
use crate::model::{Commerce, Order, World};

/// `POST /v2/orders`. Sends no e-mail and takes no payment, like the real one.
pub fn create(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let body = call.object()?;
    check(call.version, &body, fields::CREATE)?;
    let said = said(&body);
    let body: Create = Call::read(body)?;
    let commerce = super::commerce(world, call)?;
    known(commerce, &body.change)?;
    let new = wanted(commerce, body, said)?;
    let id = add_order(world, &call.store, new).map_err(|error| refused(&error))?;
    Ok(parts::order(world, call, id)?.with_status(201))
}

/// `PUT /v2/orders/{id}`.
pub fn update(world: &mut World, call: &Call, id: u64) -> Result<Answer, Refusal> {
    find(world, call, id)?;
    let body = call.object()?;
    if body.as_object().is_none_or(serde_json::Map::is_empty) {
        return Err(Refusal::field("body", "At least one field is required"));
    }
    check(call.version, &body, fields::UPDATE)?;
    let said = said(&body);
    let status_id = body.get("status_id").map(status_id).transpose()?;
    let billing = body.get("billing_address").cloned();
    let billing: Option<Person> = billing.map(Call::read).transpose()?;
    let no_source = body.get("external_source").is_some_and(Value::is_null);
    let change: Change = Call::read(body)?;
    known(super::commerce(world, call)?, &change)?;
    edit_order(world, &call.store, id, |order| {
        order.status_id = status_id.unwrap_or(order.status_id);
        if let Some(billing) = billing {
            order.billing = billing.changed(std::mem::take(&mut order.billing));
        }
        if no_source {
            order.origin.external_source = None;
        }
        order.origin.said.extend(said);
        apply(change, order);
    })
    .map_err(|error| refused(&error))?;
    parts::order(world, call, id)
}

/// `DELETE /v2/orders/{id}`: archives it.
pub fn archive(world: &mut World, call: &Call, id: u64) -> Result<Answer, Refusal> {
    find(world, call, id)?;
    archive_order(world, &call.store, id).map_err(|error| refused(&error))?;
    Ok(Answer::empty())
}

/// `DELETE /v2/orders`, which archives every order of a real store.
pub fn archive_all() -> Refusal {
    Refusal::Unprocessable(
        "This archives every order of a store, and the practice BigCommerce does not do it. \
         Archive orders one by one."
            .to_owned(),
    )
}

fn wanted(
    commerce: &Commerce,
    body: Create,
    said: BTreeMap<String, Value>,
) -> Result<NewOrder, Refusal> {
    let lines = body.products.iter().map(|line| ordered(commerce, line));
    let lines = lines.collect::<Result<Vec<_>, _>>()?;
    if lines.is_empty() {
        return Err(Refusal::field("products", "error.minItems."));
    }
    if body.shipping_addresses.len() > 1 {
        return Err(Refusal::field("shipping_addresses", "error.maxItems."));
    }
    let ship_to = body.shipping_addresses.into_iter().next().map(recipient);
    let created = body.date_created.as_deref();
    let created = created.map(|text| times::read(text).ok_or_else(|| wrong("date_created")));
    let change = body.change;
    Ok(NewOrder {
        customer_id: change.customer_id.unwrap_or(0),
        status_id: status_id(&body.status_id.into())?,
        billing: body.billing_address.changed(Contact::default()),
        lines,
        shipping: change.shipping().unwrap_or(0),
        ship_to,
        payment: PaymentState::Offline,
        payment_method: change.payment_method.unwrap_or_default(),
        customer_message: change.customer_message.unwrap_or_default(),
        staff_notes: change.staff_notes.unwrap_or_default(),
        created_ms: created.transpose()?,
        origin: Origin {
            channel_id: CHANNEL,
            external_order_id: change.external_order_id.unwrap_or_default(),
            external_source: change.external_source,
            external_merchant_id: body.external_merchant_id,
            said,
        },
    })
}

fn recipient(person: Person) -> (Contact, String) {
    let method = person.shipping_method.clone();
    let method = method.unwrap_or_else(|| "Standard shipping".to_owned());
    (person.changed(Contact::default()), method)
}

fn ordered(commerce: &Commerce, line: &Line) -> Result<NewLine, Refusal> {
    if line.quantity == 0 {
        return Err(Refusal::field("quantity", "error.min."));
    }
    if line.price().is_some_and(|price| price < 0) {
        return Err(wrong("price_inc_tax"));
    }
    let Some(id) = line.product_id.filter(|id| *id != 0) else {
        return custom(line);
    };
    let known = commerce.products.get(&id);
    let known = known.ok_or_else(|| wrong("product_id"))?;
    Ok(NewLine {
        product_id: id,
        variant_id: line.variant_id,
        name: line.name().unwrap_or_else(|| known.name.clone()),
        sku: known.sku.clone(),
        price: line.price().unwrap_or(known.price),
        quantity: line.quantity,
        weight: known.weight,
    })
}

/// A product that the catalogue does not have tells its name and both of its prices.
fn custom(line: &Line) -> Result<NewLine, Refusal> {
    let missing = |field: &str| Refusal::field(field, "error.path.missing.");
    for (field, price) in [
        ("price_inc_tax", &line.price_inc_tax),
        ("price_ex_tax", &line.price_ex_tax),
    ] {
        if price.is_null() {
            return Err(missing(field));
        }
    }
    Ok(NewLine {
        name: line.name().ok_or_else(|| missing("name"))?,
        sku: line.sku.clone().unwrap_or_default(),
        price: line.price().unwrap_or_default(),
        quantity: line.quantity,
        ..NewLine::default()
    })
}

fn apply(change: Change, order: &mut Order) {
    order.shipping = change.shipping().unwrap_or(order.shipping);
    order.customer_id = change.customer_id.unwrap_or(order.customer_id);
    for (field, wanted) in [
        (&mut order.staff_notes, change.staff_notes),
        (&mut order.customer_message, change.customer_message),
        (&mut order.payment_method, change.payment_method),
        (
            &mut order.origin.external_order_id,
            change.external_order_id,
        ),
    ] {
        if let Some(wanted) = wanted {
            *field = wanted;
        }
    }
    if change.external_source.is_some() {
        order.origin.external_source = change.external_source;
    }
}

/// Passes when customer and channel are the store's, and the shipping cost is one.
fn known(commerce: &Commerce, change: &Change) -> Result<(), Refusal> {
    let customer = change.customer_id.filter(|id| *id != 0);
    if customer.is_some_and(|id| !commerce.customers.contains_key(&id)) {
        return Err(wrong("customer_id"));
    }
    if change.channel_id.is_some_and(|id| id != CHANNEL) {
        return Err(wrong("channel_id"));
    }
    if change.shipping().is_some_and(|cost| cost < 0) {
        return Err(wrong("shipping_cost_inc_tax"));
    }
    Ok(())
}

fn status_id(value: &Value) -> Result<u8, Refusal> {
    let id = value.as_u64().and_then(|id| u8::try_from(id).ok());
    let known = id.filter(|id| status(*id).is_some());
    known.ok_or_else(|| wrong("status_id"))
}

fn said(body: &Value) -> BTreeMap<String, Value> {
    let said = |name: &&str| Some(((*name).to_owned(), body.get(*name)?.clone()));
    fields::SAID.iter().filter_map(said).collect()
}

fn wrong(field: &str) -> Refusal {
    Refusal::field(field, "error.value.")
}
