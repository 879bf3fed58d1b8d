//! What happens in a practice store when someone presses a button of its control panel or calls
//! the API: functions of the world that change a store's trade and queue the events BigCommerce
//! sends for it. Data is realistic and follows from the counters, so that a run can be repeated.

mod burst;
mod cart;
pub mod catalog;
mod country;
mod customer;
mod event;
mod metafield;
pub mod money;
mod order;
mod payment;
mod refund;
mod status;

pub use burst::{BURST_MOST, What, burst};
pub use cart::{CartLine, abandon_cart, add_to_cart, change_cart, create_cart, delete_cart};
pub use cart::{delete_cart_item, open_cart, set_cart_customer, update_cart_item};
pub use country::country;
pub use customer::{add_address, add_customer, edit_customer};
pub use event::Event;
pub use metafield::{add_metafield, edit_metafield};
pub use order::{NewLine, NewOrder, NewShipment, PaidBy, add_order, archive_order};
pub use order::{change_status, edit_order, edit_shipment, place_order, place_order_paid, ship};
pub use payment::{PaymentError, ask, due_payments, paid, settle, settles};
pub use refund::{Method, Quote, RefundRequest, RequestedItem, Share};
pub use refund::{give_refund, quote, quote_tax, refund, refundable, refunded, total};
pub use status::{STATUSES, Status, status};

use crate::model::{Store, World};

/// Why nothing happened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CommerceError {
    /// No practice store has that hash.
    #[error("no practice store is called {0}")]
    NoStore(String),
    /// The store sells nothing to put into an order or a cart.
    #[error("the store has no products")]
    NoGoods,
    /// The store has no product of that number.
    #[error("the store has no product {0}")]
    NoProduct(u64),
    /// The store has no order of that number.
    #[error("the store has no order {0}")]
    NoOrder(u64),
    /// The store has no cart of that id: deleted, or turned into an order.
    #[error("the store has no cart {0}")]
    NoCart(String),
    /// The cart has no such line.
    #[error("the cart has no line {0}")]
    NoLine(String),
    /// There are fifteen statuses, 0 to 14.
    #[error("there is no order status {0}")]
    NoStatus(u8),
    /// The order has been refunded in full.
    #[error("order {0} has nothing left to refund")]
    NothingToRefund(u64),
    /// A refund asks for something the order does not have.
    #[error("{0}")]
    BadRefund(String),
    /// Store credit needs a customer to credit.
    #[error("Unable to provide store credit for a guest customer.")]
    GuestCredit,
    /// A shipment asks for something the order does not have.
    #[error("{0}")]
    BadShipment(String),
    /// Someone changed the cart since that version.
    #[error("the cart has version {0}")]
    Stale(u64),
    /// More than [`BURST_MOST`] at once.
    #[error("at most {BURST_MOST} at once")]
    TooMany,
}

fn store_mut<'a>(world: &'a mut World, hash: &str) -> Result<&'a mut Store, CommerceError> {
    world
        .store_mut(hash)
        .ok_or_else(|| CommerceError::NoStore(hash.to_owned()))
}

/// The item whose turn it is, going round and round.
fn nth<T>(items: impl ExactSizeIterator<Item = T>, turn: u64) -> Option<T> {
    let count = u64::try_from(items.len()).ok().filter(|count| *count > 0)?;
    items.into_iter().nth(usize::try_from(turn % count).ok()?)
}
