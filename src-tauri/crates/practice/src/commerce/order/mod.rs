//! Orders: placed, given another status, shipped, archived.

mod new;
mod place;
mod ship;

pub use new::{NewLine, NewOrder};
pub use place::{PaidBy, place_order, place_order_paid};
pub use ship::{NewShipment, edit_shipment, ship};

use super::event::{Event, tell};
use super::payment::{paid, record};
use super::{CommerceError, catalog, status, store_mut};
use crate::model::{Order, World};
use new::written;

/// The status of what a shopper did not pay.
const INCOMPLETE: u8 = 0;

/// Makes an order as the API or the storefront asks for it; returns its id.
///
/// # Errors
/// When the store or the status is unknown.
pub fn add_order(world: &mut World, store: &str, new: NewOrder) -> Result<u64, CommerceError> {
    status(new.status_id).ok_or(CommerceError::NoStatus(new.status_id))?;
    let now_ms = world.now_ms;
    let shop = store_mut(world, store)?;
    let lines = new.lines.iter();
    let sold: Vec<(u64, u32)> = lines.map(|line| (line.product_id, line.quantity)).collect();
    let is_placed = new.status_id != INCOMPLETE;
    let order = written(&mut shop.commerce, &shop.currency.code, new, now_ms);
    let order_id = order.id;
    let paid = paid(&shop.commerce, &order, now_ms);
    shop.commerce.orders.insert(order_id, order);
    tell(world, store, [Event::OrderCreated(order_id)]);
    if is_placed {
        catalog::sold(world, store, &sold);
    }
    if let Some(paid) = paid {
        record(world, store, paid);
    }
    Ok(order_id)
}

/// Gives an order another status. The same status again is an update like any other, without a
/// change of status to tell.
///
/// # Errors
/// When the store, the order or the status is unknown.
pub fn change_status(
    world: &mut World,
    store: &str,
    order_id: u64,
    status_id: u8,
) -> Result<(), CommerceError> {
    status(status_id).ok_or(CommerceError::NoStatus(status_id))?;
    edit_order(world, store, order_id, |order| order.status_id = status_id)
}

/// Changes an order, dates the change and tells of it.
///
/// # Errors
/// When the store or the order is unknown.
pub fn edit_order(
    world: &mut World,
    store: &str,
    order_id: u64,
    edit: impl FnOnce(&mut Order),
) -> Result<(), CommerceError> {
    let now_ms = world.now_ms;
    let orders = &mut store_mut(world, store)?.commerce.orders;
    let order = orders
        .get_mut(&order_id)
        .ok_or(CommerceError::NoOrder(order_id))?;
    let from = order.status_id;
    edit(order);
    order.modified_ms = now_ms;
    if order.status_id == 2 && order.shipped_ms.is_none() {
        order.shipped_ms = Some(now_ms);
    }
    let to = order.status_id;
    let change = (from != to).then_some(Event::StatusUpdated {
        order: order_id,
        from,
        to,
    });
    tell(
        world,
        store,
        change.into_iter().chain([Event::OrderUpdated(order_id)]),
    );
    Ok(())
}

/// Archives an order: it stays, but lists leave it out.
///
/// # Errors
/// When the store or the order is unknown.
pub fn archive_order(world: &mut World, store: &str, order_id: u64) -> Result<(), CommerceError> {
    let orders = &mut store_mut(world, store)?.commerce.orders;
    let order = orders
        .get_mut(&order_id)
        .ok_or(CommerceError::NoOrder(order_id))?;
    order.is_deleted = true;
    tell(world, store, [Event::OrderArchived(order_id)]);
    Ok(())
}
