//! Carts: filled, changed, emptied. Removing the last line deletes the cart, which then is gone
//! for good.

mod line;

pub use line::{CartLine, add_to_cart, delete_cart_item, update_cart_item};

use super::event::{Event, tell};
use super::{CommerceError, nth, store_mut};
use crate::model::{Cart, World, id};
use line::{items, line_events};

/// A shopper fills a cart; returns its id.
///
/// # Errors
/// When the store is unknown or sells nothing.
pub fn create_cart(world: &mut World, store: &str) -> Result<String, CommerceError> {
    let commerce = &store_mut(world, store)?.commerce;
    let turn = u64::try_from(commerce.carts.len()).unwrap_or_default();
    let product = nth(commerce.products.values(), turn).ok_or(CommerceError::NoGoods)?;
    let customer = nth(commerce.customers.values(), turn).map_or(0, |customer| customer.id);
    let line = CartLine {
        product_id: product.id,
        quantity: 1,
        price: None,
    };
    open_cart(world, store, customer, &[line])
}

/// A shopper puts one more of the first line into the cart.
///
/// # Errors
/// When the store or the cart is unknown.
pub fn change_cart(world: &mut World, store: &str, cart_id: &str) -> Result<(), CommerceError> {
    let commerce = &store_mut(world, store)?.commerce;
    let cart = commerce
        .carts
        .get(cart_id)
        .ok_or_else(|| no_cart(cart_id))?;
    let line = cart.items.first().ok_or_else(|| no_cart(cart_id))?;
    let (line, quantity) = (line.id.clone(), line.quantity + 1);
    update_cart_item(world, store, cart_id, &line, quantity, None)
}

/// Makes a cart with these lines; returns its id. Creating fires `cart/updated` too.
///
/// # Errors
/// When the store or a product is unknown.
pub fn open_cart(
    world: &mut World,
    store: &str,
    customer_id: u64,
    lines: &[CartLine],
) -> Result<String, CommerceError> {
    let now_ms = world.now_ms;
    let items = items(world, store, lines)?;
    let events = line_events(&items, "created");
    let shop = store_mut(world, store)?;
    let email = shop
        .commerce
        .customers
        .get(&customer_id)
        .map(|customer| customer.email.clone());
    let cart = Cart {
        id: id::uuid(),
        customer_id,
        email: email.unwrap_or_default(),
        currency: shop.currency.code.clone(),
        items,
        created_ms: now_ms,
        updated_ms: now_ms,
        version: 1,
    };
    let cart_id = cart.id.clone();
    shop.commerce.carts.insert(cart_id.clone(), cart);
    tell(world, store, [Event::CartCreated(cart_id.clone())]);
    tell(world, store, events(&cart_id));
    tell(world, store, [Event::CartUpdated(cart_id.clone())]);
    Ok(cart_id)
}

/// Gives a cart to a customer.
///
/// # Errors
/// When the store or the cart is unknown.
pub fn set_cart_customer(
    world: &mut World,
    store: &str,
    cart_id: &str,
    customer_id: u64,
) -> Result<(), CommerceError> {
    let customers = &store_mut(world, store)?.commerce.customers;
    let email = customers
        .get(&customer_id)
        .map(|customer| customer.email.clone());
    edit(world, store, cart_id, |cart| {
        cart.customer_id = customer_id;
        cart.email = email.unwrap_or_default();
        Ok(())
    })?;
    tell(world, store, [Event::CartUpdated(cart_id.to_owned())]);
    Ok(())
}

/// A shopper leaves a cart, and an hour passes without a change: the cart stays as it is.
///
/// # Errors
/// When the store or the cart is unknown.
pub fn abandon_cart(world: &mut World, store: &str, cart_id: &str) -> Result<(), CommerceError> {
    let carts = &store_mut(world, store)?.commerce.carts;
    let cart = carts.get(cart_id).ok_or_else(|| no_cart(cart_id))?;
    let event = Event::CartAbandoned {
        cart: cart.id.clone(),
        token: id::uuid().replace('-', ""),
    };
    tell(world, store, [event]);
    Ok(())
}

/// Deletes a cart.
///
/// # Errors
/// When the store or the cart is unknown.
pub fn delete_cart(world: &mut World, store: &str, cart_id: &str) -> Result<(), CommerceError> {
    let carts = &mut store_mut(world, store)?.commerce.carts;
    carts.remove(cart_id).ok_or_else(|| no_cart(cart_id))?;
    tell(world, store, [Event::CartDeleted(cart_id.to_owned())]);
    Ok(())
}

fn no_cart(cart_id: &str) -> CommerceError {
    CommerceError::NoCart(cart_id.to_owned())
}

fn edit(
    world: &mut World,
    store: &str,
    cart_id: &str,
    change: impl FnOnce(&mut Cart) -> Result<(), CommerceError>,
) -> Result<(), CommerceError> {
    let now_ms = world.now_ms;
    let carts = &mut store_mut(world, store)?.commerce.carts;
    let cart = carts.get_mut(cart_id).ok_or_else(|| no_cart(cart_id))?;
    change(cart)?;
    cart.updated_ms = now_ms;
    cart.version += 1;
    Ok(())
}
