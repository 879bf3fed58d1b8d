//! Shipping what was ordered.

use super::edit_order;
use crate::commerce::event::{Event, tell};
use crate::commerce::{CommerceError, store_mut};
use crate::model::commerce::{Carriage, Shipment};
use crate::model::{Order, World};

/// A shipment to be made.
#[derive(Debug, Clone, Default)]
pub struct NewShipment {
    /// The order's shipping address.
    pub order_address_id: u64,
    /// Lines: order product id and quantity.
    pub items: Vec<(u64, u32)>,
    /// Tracking number, or empty.
    pub tracking_number: String,
    /// Shipping method in words; empty takes the address's.
    pub shipping_method: String,
    /// Comments, or empty.
    pub comments: String,
    /// How it travels.
    pub carriage: Carriage,
}

/// Ships some lines of an order; returns the shipment's id. The order becomes *Shipped* or
/// *Partially Shipped*.
///
/// # Errors
/// When the order is unknown, or the address or a line is not its own, or too much is sent.
pub fn ship(
    world: &mut World,
    store: &str,
    order_id: u64,
    new: NewShipment,
) -> Result<u64, CommerceError> {
    let now_ms = world.now_ms;
    let commerce = &mut store_mut(world, store)?.commerce;
    let order = commerce
        .orders
        .get(&order_id)
        .ok_or(CommerceError::NoOrder(order_id))?;
    let shipment = packed(order, new, commerce.next.shipment, now_ms)?;
    commerce.next.shipment += 1;
    let shipment_id = shipment.id;
    edit_order(world, store, order_id, |order| sent(order, shipment))?;
    tell(
        world,
        store,
        [Event::ShipmentCreated {
            shipment: shipment_id,
            order: order_id,
        }],
    );
    Ok(shipment_id)
}

fn packed(
    order: &Order,
    new: NewShipment,
    id: u64,
    now_ms: i64,
) -> Result<Shipment, CommerceError> {
    let bad = |why: &str| CommerceError::BadShipment(why.to_owned());
    let addresses = &order.shipping_addresses;
    let address = addresses
        .iter()
        .find(|address| address.id == new.order_address_id)
        .ok_or_else(|| bad("order_address_id is not an address of this order"))?;
    if new.items.is_empty() {
        return Err(bad("items is empty"));
    }
    if !new
        .items
        .iter()
        .all(|(line, _)| fits(order, &new.items, *line))
    {
        return Err(bad(
            "items names a product that is not left to ship in that quantity",
        ));
    }
    let method = new.shipping_method;
    Ok(Shipment {
        id,
        order_address_id: address.id,
        created_ms: now_ms,
        tracking_number: new.tracking_number,
        shipping_method: if method.is_empty() {
            address.shipping_method.clone()
        } else {
            method
        },
        comments: new.comments,
        items: new.items,
        carriage: new.carriage,
    })
}

/// Whether so many of a line are left as the items ask for together.
fn fits(order: &Order, items: &[(u64, u32)], line: u64) -> bool {
    let asked = items.iter().filter(|(id, _)| *id == line);
    let asked = asked.fold(0_u32, |sum, (_, quantity)| sum.saturating_add(*quantity));
    let known = order.products.iter().find(|known| known.id == line);
    known.is_some_and(|known| {
        let left = known.quantity.saturating_sub(known.quantity_shipped);
        (1..=left).contains(&asked)
    }) && items.iter().all(|(_, quantity)| *quantity > 0)
}

fn sent(order: &mut Order, shipment: Shipment) {
    for (product, quantity) in &shipment.items {
        if let Some(line) = order.products.iter_mut().find(|line| line.id == *product) {
            line.quantity_shipped += quantity;
        }
    }
    let whole = order
        .products
        .iter()
        .all(|line| line.quantity_shipped >= line.quantity);
    order.status_id = if whole { 2 } else { 3 };
    order.shipments.push(shipment);
}

/// Changes a shipment, which changes its order too.
///
/// # Errors
/// When the order is unknown.
pub fn edit_shipment(
    world: &mut World,
    store: &str,
    order_id: u64,
    shipment_id: u64,
    edit: impl FnOnce(&mut Shipment),
) -> Result<(), CommerceError> {
    edit_order(world, store, order_id, |order| {
        let mut shipments = order.shipments.iter_mut();
        if let Some(shipment) = shipments.find(|shipment| shipment.id == shipment_id) {
            edit(shipment);
        }
    })?;
    let event = Event::ShipmentUpdated {
        shipment: shipment_id,
        order: order_id,
    };
    tell(world, store, [event]);
    Ok(())
}
