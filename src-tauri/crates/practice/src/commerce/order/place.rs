//! A shopper's order: who orders what follows from the number of the order.

use serde::{Deserialize, Serialize};

use super::{NewLine, NewOrder, add_order};
use crate::commerce::event::{Event, tell};
use crate::commerce::{CommerceError, nth, store_mut};
use crate::model::commerce::{Contact, PaymentState};
use crate::model::{Commerce, Customer, Product, World};

const PAID: u8 = 11;
const AWAITING_PAYMENT: u8 = 7;

/// How a shopper pays.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaidBy {
    /// By card, and the money is taken at once.
    #[default]
    Card,
    /// By card, which is authorised only: somebody takes the money later, or lets it go.
    CardAuthorized,
    /// When the goods arrive.
    CashOnDelivery,
}

/// A shopper orders something and pays by card; returns the order's id.
///
/// # Errors
/// When the store is unknown or sells nothing.
pub fn place_order(world: &mut World, store: &str) -> Result<u64, CommerceError> {
    place_order_paid(world, store, PaidBy::Card)
}

/// A shopper orders something; returns the order's id.
///
/// # Errors
/// When the store is unknown or sells nothing.
pub fn place_order_paid(world: &mut World, store: &str, by: PaidBy) -> Result<u64, CommerceError> {
    let commerce = &store_mut(world, store)?.commerce;
    let wanted = shopping(commerce).ok_or(CommerceError::NoGoods)?;
    let to = by.status();
    let order = add_order(world, store, by.pay(wanted))?;
    let change = Event::StatusUpdated { order, from: 0, to };
    tell(world, store, [change]);
    Ok(order)
}

impl PaidBy {
    fn status(self) -> u8 {
        match self {
            Self::Card | Self::CashOnDelivery => PAID,
            Self::CardAuthorized => AWAITING_PAYMENT,
        }
    }

    fn pay(self, order: NewOrder) -> NewOrder {
        let (payment, method) = match self {
            Self::Card => (PaymentState::Captured, ""),
            Self::CardAuthorized => (PaymentState::Authorized, ""),
            Self::CashOnDelivery => (PaymentState::Offline, "Cash on Delivery"),
        };
        NewOrder {
            status_id: self.status(),
            payment,
            payment_method: method.to_owned(),
            ..order
        }
    }
}

fn shopping(commerce: &Commerce) -> Option<NewOrder> {
    let turn = commerce.next.order;
    let customer = nth(commerce.customers.values(), turn)?;
    let first = nth(commerce.products.values(), turn)?;
    let second = nth(commerce.products.values(), turn + 1)?;
    let quantity = u32::try_from(turn % 3).unwrap_or_default() + 1;
    Some(NewOrder {
        customer_id: customer.id,
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
        variant_id: None,
        name: product.name.clone(),
        sku: product.sku.clone(),
        price: product.price,
        quantity,
        weight: product.weight,
    }
}
