//! Many of one thing at once, as an import or a sale does.

use serde::{Deserialize, Serialize};

use super::refund::{Share, left, refund, refundable};
use super::{CommerceError, nth, store_mut};
use super::{change_cart, change_status, create_cart, place_order};
use crate::model::World;

/// The most one burst makes.
pub const BURST_MOST: u32 = 10_000;

/// What a burst makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Orders are placed.
    Orders,
    /// Orders change their status, each in turn.
    Statuses,
    /// Orders are refunded in part; when none has anything left, one is placed first.
    Refunds,
    /// Carts are filled.
    Carts,
    /// Carts change, each in turn; when there is none, one is filled first.
    CartChanges,
}

/// Makes `count` of something; returns how many there were.
///
/// # Errors
/// When the store is unknown or sells nothing, or `count` is beyond [`BURST_MOST`].
pub fn burst(world: &mut World, store: &str, what: What, count: u32) -> Result<u32, CommerceError> {
    if count > BURST_MOST {
        return Err(CommerceError::TooMany);
    }
    for turn in 0..count {
        one(world, store, what, turn)?;
    }
    Ok(count)
}

fn one(world: &mut World, store: &str, what: What, turn: u32) -> Result<(), CommerceError> {
    match what {
        What::Orders => place_order(world, store).map(drop),
        What::Carts => create_cart(world, store).map(drop),
        What::Statuses => next_status(world, store, turn),
        What::Refunds => next_refund(world, store),
        What::CartChanges => next_cart(world, store, turn),
    }
}

fn next_status(world: &mut World, store: &str, turn: u32) -> Result<(), CommerceError> {
    let orders = &store_mut(world, store)?.commerce.orders;
    let chosen = nth(orders.values(), turn.into()).map(|order| (order.id, order.status_id));
    match chosen {
        Some((order, status)) => {
            change_status(world, store, order, if status == 9 { 11 } else { 9 })
        }
        None => place_order(world, store).map(drop),
    }
}

fn next_refund(world: &mut World, store: &str) -> Result<(), CommerceError> {
    let commerce = &store_mut(world, store)?.commerce;
    let mut orders = commerce.orders.values().rev();
    let chosen = orders
        .find(|order| refundable(order) && left(commerce, order) > 1)
        .map(|order| order.id);
    let order = match chosen {
        Some(order) => order,
        None => place_order(world, store)?,
    };
    refund(world, store, order, Share::Partial).map(drop)
}

fn next_cart(world: &mut World, store: &str, turn: u32) -> Result<(), CommerceError> {
    let carts = &store_mut(world, store)?.commerce.carts;
    let cart = match nth(carts.keys(), turn.into()).cloned() {
        Some(cart) => cart,
        None => create_cart(world, store)?,
    };
    change_cart(world, store, &cart)
}
