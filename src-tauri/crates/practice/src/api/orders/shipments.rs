//! Shipments of an order.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{fields, find, number, refused, view};
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::page::Page;
use crate::api::refusal::Refusal;
use crate::api::shape::{Field, amount, check};
use crate::commerce::{NewShipment, edit_shipment, money, ship};
use crate::model::World;
use crate::model::commerce::{Carriage, Shipment};

/// The documented shipping providers; one that an app brought is `carrier_` and its number.
const PROVIDERS: &[&str] = &[
    "",
    "auspost",
    "canadapost",
    "endicia",
    "usps",
    "fedex",
    "ups",
    "upsready",
    "upsonline",
    "shipperhq",
    "royalmail",
];

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Body {
    order_address_id: Option<u64>,
    items: Vec<Item>,
    tracking_number: Option<String>,
    tracking_link: Option<String>,
    tracking_carrier: Option<String>,
    shipping_provider: Option<String>,
    shipping_method: Option<String>,
    merchant_shipping_cost: Value,
    comments: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Item {
    order_product_id: u64,
    quantity: u32,
}

/// Performs what the path after `shipments` names.
pub fn operate(
    world: &mut World,
    call: &Call,
    order: u64,
    rest: &[&str],
) -> Result<Answer, Refusal> {
    match (call.method.as_str(), rest) {
        ("GET", []) => list(world, call, order),
        ("POST", []) => create(world, call, order),
        ("GET", ["count"]) => {
            let count = find(world, call, order)?.shipments.len();
            Ok(Answer::bare(json!({"count": count})))
        }
        ("GET", [id]) => one(world, call, order, number(id)?),
        ("PUT", [id]) => update(world, call, order, number(id)?),
        _ => Err(Refusal::Method),
    }
}

fn list(world: &World, call: &Call, order: u64) -> Result<Answer, Refusal> {
    let order = find(world, call, order)?;
    let page = Page::of(call)?.take(&order.shipments);
    Ok(Answer::list(
        page.into_iter()
            .map(|shipment| view::shipment(order, shipment))
            .collect(),
    ))
}

fn one(world: &World, call: &Call, order: u64, id: u64) -> Result<Answer, Refusal> {
    let order = find(world, call, order)?;
    let shipment = order.shipments.iter().find(|shipment| shipment.id == id);
    shipment
        .map(|shipment| Answer::bare(view::shipment(order, shipment)))
        .ok_or(Refusal::missing("Shipment"))
}

fn create(world: &mut World, call: &Call, order: u64) -> Result<Answer, Refusal> {
    find(world, call, order)?;
    let body = read(call, fields::SHIP)?;
    let items = body.items.iter();
    let items = items.map(|item| (item.order_product_id, item.quantity));
    let new = NewShipment {
        order_address_id: body.order_address_id.unwrap_or_default(),
        items: items.collect(),
        tracking_number: body.tracking_number.clone().unwrap_or_default(),
        shipping_method: body.shipping_method.clone().unwrap_or_default(),
        comments: body.comments.clone().unwrap_or_default(),
        carriage: carried(&body, Carriage::default()),
    };
    let id = ship(world, &call.store, order, new).map_err(|error| refused(&error))?;
    Ok(one(world, call, order, id)?.with_status(201))
}

fn update(world: &mut World, call: &Call, order: u64, id: u64) -> Result<Answer, Refusal> {
    one(world, call, order, id)?;
    let body = read(call, fields::RESHIP)?;
    let mut addresses = find(world, call, order)?.shipping_addresses.iter();
    let address = body.order_address_id;
    if address.is_some_and(|wanted| !addresses.any(|known| known.id == wanted)) {
        return Err(Refusal::field("order_address_id", "error.value."));
    }
    edit_shipment(world, &call.store, order, id, |shipment| {
        apply(body, shipment)
    })
    .map_err(|error| refused(&error))?;
    one(world, call, order, id)
}

fn read(call: &Call, fields: &[Field]) -> Result<Body, Refusal> {
    let body = call.object()?;
    check(call.version, &body, fields)?;
    let body: Body = Call::read(body)?;
    if body
        .shipping_provider
        .as_deref()
        .is_some_and(|provider| !provides(provider))
    {
        return Err(Refusal::field("shipping_provider", "error.value."));
    }
    Ok(body)
}

fn provides(provider: &str) -> bool {
    let brought = provider.strip_prefix("carrier_");
    PROVIDERS.contains(&provider) || brought.is_some_and(|id| id.parse::<u64>().is_ok())
}

fn apply(body: Body, shipment: &mut Shipment) {
    shipment.carriage = carried(&body, std::mem::take(&mut shipment.carriage));
    shipment.order_address_id = body.order_address_id.unwrap_or(shipment.order_address_id);
    for (field, wanted) in [
        (&mut shipment.tracking_number, body.tracking_number),
        (&mut shipment.shipping_method, body.shipping_method),
        (&mut shipment.comments, body.comments),
    ] {
        if let Some(wanted) = wanted {
            *field = wanted;
        }
    }
}

fn carried(body: &Body, from: Carriage) -> Carriage {
    let cost = amount(&body.merchant_shipping_cost).map(money::from_units);
    Carriage {
        provider: body.shipping_provider.clone().unwrap_or(from.provider),
        carrier: body.tracking_carrier.clone().unwrap_or(from.carrier),
        link: body.tracking_link.clone().unwrap_or(from.link),
        cost: cost.unwrap_or(from.cost),
    }
}
