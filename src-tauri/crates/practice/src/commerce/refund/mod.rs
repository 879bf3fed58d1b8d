//! Refunds: what an order still holds, what it would cost to give some of it back, and giving it
//! back. A refund also changes the order's status, as merchants report of the real one.

mod give;
mod press;
mod quote;

pub use give::{RefundRequest, give_refund};
pub use press::{Share, refund};
pub use quote::{Method, Quote, RequestedItem, quote, quote_tax, refundable};

use super::money;
use crate::model::{Commerce, Order, Refund};

/// What an order costs with tax and shipping, in hundredths.
pub fn total(order: &Order) -> i64 {
    let lines = order
        .products
        .iter()
        .map(|line| line.price * i64::from(line.quantity));
    lines.sum::<i64>() + order.shipping
}

/// The refunds of an order, oldest first.
pub fn of_order(commerce: &Commerce, order_id: u64) -> impl Iterator<Item = &Refund> {
    commerce
        .refunds
        .values()
        .filter(move |refund| refund.order_id == order_id)
}

/// What was given back on an order, in hundredths.
pub fn refunded(commerce: &Commerce, order_id: u64) -> i64 {
    of_order(commerce, order_id)
        .map(|refund| refund.amount)
        .sum()
}

/// What could still be given back on an order, in hundredths.
pub fn left(commerce: &Commerce, order: &Order) -> i64 {
    total(order) - refunded(commerce, order.id)
}

/// The tax contained in an amount of an order.
fn tax(order: &Order, amount: i64) -> i64 {
    money::tax_in(amount, order.tax_permille)
}
