//! A shopper's order: who orders what follows from the number of the order.

use super::{NewLine, NewOrder, add_order};
use crate::commerce::event::{Event, tell};
use crate::commerce::{CommerceError, nth, store_mut};
use crate::model::commerce::Contact;
use crate::model::{Commerce, Customer, Product, World};

const PAID: u8 = 11;

/// A shopper orders something; returns the order's id.
///
/// # Errors
/// When the store is unknown or sells nothing.
pub fn place_order(world: &mut World, store: &str) -> Result<u64, CommerceError> {
    let commerce = &store_mut(world, store)?.commerce;
    let wanted = shopping(commerce).ok_or(CommerceError::NoGoods)?;
    let order = add_order(world, store, wanted)?;
    let change = Event::StatusUpdated {
        order,
        from: 0,
        to: PAID,
    };
    tell(world, store, [change]);
    Ok(order)
}

fn shopping(commerce: &Commerce) -> Option<NewOrder> {
    let turn = commerce.next.order;
    let customer = nth(commerce.customers.values(), turn)?;
    let first = nth(commerce.products.values(), turn)?;
    let second = nth(commerce.products.values(), turn + 1)?;
    let quantity = u32::try_from(turn % 3).unwrap_or_default() + 1;
    Some(NewOrder {
        customer_id: customer.id,
        status_id: PAID,
        billing: contact(customer),
        lines: vec![line(first, quantity), line(second, 1)],
        shipping: 500,
        ..NewOrder::default()
    })
}

fn contact(customer: &Customer) -> Contact {
    Contact {
        first_name: customer.first_name.clone(),
        last_name: customer.last_name.clone(),
        company: customer.company.clone(),
        email: customer.email.clone(),
        phone: customer.phone.clone(),
        address: customer.address.clone(),
    }
}

fn line(product: &Product, quantity: u32) -> NewLine {
    NewLine {
        product_id: product.id,
        name: product.name.clone(),
        sku: product.sku.clone(),
        price: product.price,
        quantity,
        weight: product.weight,
    }
}
