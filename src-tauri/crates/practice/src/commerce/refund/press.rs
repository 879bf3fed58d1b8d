//! The control panel's refund buttons.

use serde::{Deserialize, Serialize};

use super::{RefundRequest, RequestedItem, give_refund, left, quote, total};
use crate::commerce::{CommerceError, store_mut};
use crate::model::{Commerce, Order, World};

/// How much of an order a button refunds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Share {
    /// One piece of the first line that has one left; else half of what is left.
    Partial,
    /// Whatever is left.
    Full,
}

/// Refunds an order from the control panel; returns the refund's id.
///
/// # Errors
/// When the store or the order is unknown, or nothing is left to refund.
pub fn refund(
    world: &mut World,
    store: &str,
    order_id: u64,
    share: Share,
) -> Result<u64, CommerceError> {
    let shop = store_mut(world, store)?;
    let user_id = shop.owner().map_or(0, |owner| owner.id);
    let order = shop
        .commerce
        .orders
        .get(&order_id)
        .ok_or(CommerceError::NoOrder(order_id))?;
    let items = pressed(&shop.commerce, order, share)?;
    let quote = quote(&shop.commerce, order, &items)?;
    let way = quote.methods.first();
    let payments = way.map(|way| (way.provider.to_owned(), quote.amount, way.offline));
    let payments = payments.into_iter().collect();
    let reason = "Customer changed their mind".to_owned();
    let request = RefundRequest {
        items,
        payments,
        reason,
        user_id,
        ..RefundRequest::default()
    };
    give_refund(world, store, order_id, request)
}

fn pressed(
    commerce: &Commerce,
    order: &Order,
    share: Share,
) -> Result<Vec<RequestedItem>, CommerceError> {
    let left = left(commerce, order);
    if left <= 0 {
        return Err(CommerceError::NothingToRefund(order.id));
    }
    let whole = |amount| RequestedItem {
        item_type: "ORDER".to_owned(),
        item_id: order.id,
        amount: Some(amount),
        ..RequestedItem::default()
    };
    let item = match share {
        Share::Full if left == total(order) => return Ok(everything(order)),
        Share::Full => whole(left),
        Share::Partial => piece(order, left).unwrap_or_else(|| whole((left / 2).max(1))),
    };
    Ok(vec![item])
}

fn piece(order: &Order, left: i64) -> Option<RequestedItem> {
    let mut lines = order.products.iter();
    let line = lines.find(|line| line.quantity_refunded < line.quantity && line.price < left)?;
    Some(product(line.id, 1))
}

fn everything(order: &Order) -> Vec<RequestedItem> {
    let mut items: Vec<_> = order
        .products
        .iter()
        .map(|line| product(line.id, line.quantity))
        .collect();
    if let Some(address) = order
        .shipping_addresses
        .first()
        .filter(|_| order.shipping > 0)
    {
        items.push(RequestedItem {
            item_type: "SHIPPING".to_owned(),
            item_id: address.id,
            amount: Some(order.shipping),
            ..RequestedItem::default()
        });
    }
    items
}

fn product(item_id: u64, quantity: u32) -> RequestedItem {
    let item_type = "PRODUCT".to_owned();
    RequestedItem {
        item_type,
        item_id,
        quantity: Some(quantity),
        ..RequestedItem::default()
    }
}
