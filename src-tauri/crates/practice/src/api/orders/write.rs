//! Making, changing and archiving an order.

use super::input::{Amount, Create, Line, Update};
use super::{find, parts, refused};
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::refusal::Refusal;
use crate::commerce::{NewLine, NewOrder, add_order, archive_order, edit_order, status};
use crate::model::{Commerce, World};

/// `POST /v2/orders`. Sends no e-mail and takes no payment, like the real one.
pub fn create(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let body: Create = call.body()?;
    let commerce = super::commerce(world, call)?;
    let lines = body.products.iter().map(|line| wanted(commerce, line));
    let lines = lines.collect::<Result<Vec<_>, _>>()?;
    if lines.is_empty() {
        return Err(Refusal::field("products", "error.minItems."));
    }
    let new = NewOrder {
        customer_id: body.customer_id,
        status_id: body.status_id,
        billing: body.billing_address.into(),
        lines,
        shipping: body
            .shipping_cost_inc_tax
            .as_ref()
            .and_then(Amount::hundredths)
            .unwrap_or(0),
        customer_message: body.customer_message,
        staff_notes: body.staff_notes,
    };
    let id = add_order(world, &call.store, new).map_err(|error| refused(&error))?;
    Ok(parts::order(world, call, id)?.with_status(201))
}

/// `PUT /v2/orders/{id}`.
pub fn update(world: &mut World, call: &Call, id: u64) -> Result<Answer, Refusal> {
    find(world, call, id)?;
    if call
        .object()?
        .as_object()
        .is_none_or(serde_json::Map::is_empty)
    {
        return Err(Refusal::field("body", "At least one field is required"));
    }
    let body: Update = call.body()?;
    if body.status_id.is_some_and(|id| status(id).is_none()) {
        return Err(Refusal::field("status_id", "error.value."));
    }
    edit_order(world, &call.store, id, |order| {
        order.status_id = body.status_id.unwrap_or(order.status_id);
        if let Some(notes) = body.staff_notes {
            order.staff_notes = notes;
        }
        if let Some(message) = body.customer_message {
            order.customer_message = message;
        }
        if let Some(billing) = body.billing_address {
            order.billing = billing.into();
        }
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

fn wanted(commerce: &Commerce, line: &Line) -> Result<NewLine, Refusal> {
    let price = line.price_inc_tax.as_ref().map(|amount| {
        amount
            .hundredths()
            .ok_or_else(|| Refusal::field("price_inc_tax", "error.type."))
    });
    let price = price.transpose()?;
    if line.quantity == 0 {
        return Err(Refusal::field("quantity", "error.min."));
    }
    let Some(id) = line.product_id.filter(|id| *id != 0) else {
        return custom(line, price);
    };
    let known = commerce.products.get(&id);
    let known = known.ok_or_else(|| Refusal::field("product_id", "error.value."))?;
    Ok(NewLine {
        product_id: id,
        name: known.name.clone(),
        sku: known.sku.clone(),
        price: price.unwrap_or(known.price),
        quantity: line.quantity,
        weight: known.weight,
    })
}

fn custom(line: &Line, price: Option<i64>) -> Result<NewLine, Refusal> {
    let missing = |field: &str| Refusal::field(field, "error.path.missing.");
    Ok(NewLine {
        product_id: 0,
        name: line.name.clone().ok_or_else(|| missing("name"))?,
        sku: line.sku.clone().unwrap_or_default(),
        price: price.ok_or_else(|| missing("price_inc_tax"))?,
        quantity: line.quantity,
        weight: 0.0,
    })
}
