//! Shipments of an order.

use serde::Deserialize;
use serde_json::json;

use super::{find, number, refused, view};
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::page::Page;
use crate::api::refusal::Refusal;
use crate::commerce::{NewShipment, ship};
use crate::model::World;

#[derive(Deserialize)]
struct Body {
    order_address_id: u64,
    items: Vec<Item>,
    #[serde(default)]
    tracking_number: String,
    #[serde(default)]
    shipping_method: String,
    #[serde(default)]
    comments: String,
}

#[derive(Deserialize)]
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
    let body: Body = call.body()?;
    let new = NewShipment {
        order_address_id: body.order_address_id,
        items: body
            .items
            .iter()
            .map(|item| (item.order_product_id, item.quantity))
            .collect(),
        tracking_number: body.tracking_number,
        shipping_method: body.shipping_method,
        comments: body.comments,
    };
    let id = ship(world, &call.store, order, new).map_err(|error| refused(&error))?;
    Ok(one(world, call, order, id)?.with_status(201))
}
