//! The lines of a cart.

use super::{delete_cart, edit};
use crate::commerce::event::{Event, tell};
use crate::commerce::{CommerceError, store_mut};
use crate::model::commerce::CartItem;
use crate::model::{World, id};

/// A line to be put into a cart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CartLine {
    /// The product.
    pub product_id: u64,
    /// How many.
    pub quantity: u32,
    /// Price of one in hundredths, instead of the product's own.
    pub price: Option<i64>,
}

/// Adds lines to a cart.
///
/// # Errors
/// When the store, the cart or a product is unknown.
pub fn add_to_cart(
    world: &mut World,
    store: &str,
    cart_id: &str,
    lines: &[CartLine],
) -> Result<(), CommerceError> {
    let items = items(world, store, lines)?;
    let events = line_events(&items, "created");
    edit(world, store, cart_id, |cart| {
        cart.items.extend(items);
        Ok(())
    })?;
    tell(world, store, events(cart_id));
    tell(world, store, [Event::CartUpdated(cart_id.to_owned())]);
    Ok(())
}

/// Changes a line's quantity, and its price when one is given.
///
/// # Errors
/// When the store, the cart or the line is unknown.
pub fn update_cart_item(
    world: &mut World,
    store: &str,
    cart_id: &str,
    line: &str,
    quantity: u32,
    price: Option<i64>,
) -> Result<(), CommerceError> {
    edit(world, store, cart_id, |cart| {
        let item = cart.items.iter_mut().find(|item| item.id == line);
        let item = item.ok_or_else(|| CommerceError::NoLine(line.to_owned()))?;
        item.quantity = quantity;
        item.price = price.unwrap_or(item.price);
        Ok(())
    })?;
    tell(world, store, [line_event("updated", line, cart_id)]);
    tell(world, store, [Event::CartUpdated(cart_id.to_owned())]);
    Ok(())
}

/// Takes a line out. With the last one the cart goes; says whether the cart is still there.
///
/// # Errors
/// When the store, the cart or the line is unknown.
pub fn delete_cart_item(
    world: &mut World,
    store: &str,
    cart_id: &str,
    line: &str,
) -> Result<bool, CommerceError> {
    edit(world, store, cart_id, |cart| {
        let before = cart.items.len();
        cart.items.retain(|item| item.id != line);
        if cart.items.len() < before {
            Ok(())
        } else {
            Err(CommerceError::NoLine(line.into()))
        }
    })?;
    tell(world, store, [line_event("deleted", line, cart_id)]);
    tell(world, store, [Event::CartUpdated(cart_id.to_owned())]);
    let carts = &mut store_mut(world, store)?.commerce.carts;
    let left = carts
        .get(cart_id)
        .is_some_and(|cart| !cart.items.is_empty());
    if !left {
        delete_cart(world, store, cart_id)?;
    }
    Ok(left)
}

/// The lines as the cart keeps them.
pub(super) fn items(
    world: &mut World,
    store: &str,
    lines: &[CartLine],
) -> Result<Vec<CartItem>, CommerceError> {
    let products = &store_mut(world, store)?.commerce.products;
    let item = |line: &CartLine| {
        let product = products.get(&line.product_id);
        let product = product.ok_or(CommerceError::NoProduct(line.product_id))?;
        Ok(CartItem {
            id: id::uuid(),
            product_id: product.id,
            name: product.name.clone(),
            sku: product.sku.clone(),
            price: line.price.unwrap_or(product.price),
            quantity: line.quantity,
        })
    };
    lines.iter().map(item).collect()
}

fn line_event(what: &'static str, line: &str, cart: &str) -> Event {
    Event::CartLine {
        what,
        line: line.to_owned(),
        cart: cart.to_owned(),
    }
}

/// One event for each of these lines of a cart that is named later.
pub(super) fn line_events(
    items: &[CartItem],
    what: &'static str,
) -> impl Fn(&str) -> Vec<Event> + use<> {
    let lines: Vec<String> = items.iter().map(|item| item.id.clone()).collect();
    move |cart| {
        lines
            .iter()
            .map(|line| line_event(what, line, cart))
            .collect()
    }
}
