//! What a practice store sells and has sold. Amounts are in hundredths of the store's currency,
//! so that refunds add up; they become decimal strings only in the API's answers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use super::cart::{Cart, CartItem};
pub use super::coupon::Coupon;
pub use super::customer::{Address, Customer, CustomerAddress, CustomerGroup};
pub use super::metafield::Metafield;
pub use super::order::{Contact, Order, OrderProduct, Shipment, ShippingAddress};
pub use super::origin::{Carriage, Origin};
pub use super::payment::{PaymentState, Settling, Transaction, TransactionEvent};
pub use super::refund::{Refund, RefundItem, RefundPayment};

/// Everything of one store's trade.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Commerce {
    /// By product id.
    pub products: BTreeMap<u64, Product>,
    /// By customer id.
    pub customers: BTreeMap<u64, Customer>,
    /// The customers' address books, by address id.
    #[serde(default)]
    pub customer_addresses: BTreeMap<u64, CustomerAddress>,
    /// By customer group id.
    #[serde(default)]
    pub customer_groups: BTreeMap<u64, CustomerGroup>,
    /// By order id.
    pub orders: BTreeMap<u64, Order>,
    /// What apps noted on orders, by metafield id.
    #[serde(default)]
    pub metafields: BTreeMap<u64, Metafield>,
    /// What happened with the money of orders, by transaction id.
    #[serde(default)]
    pub transactions: BTreeMap<u64, Transaction>,
    /// Payments that are being taken or let go.
    #[serde(default)]
    pub settling: Vec<Settling>,
    /// By refund id.
    pub refunds: BTreeMap<u64, Refund>,
    /// By coupon id.
    #[serde(default)]
    pub coupons: BTreeMap<u64, Coupon>,
    /// By cart id.
    pub carts: BTreeMap<String, Cart>,
    /// The next numbers.
    pub next: NextIds,
}

/// The next number of each kind of thing within one store.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NextIds {
    /// Orders.
    pub order: u64,
    /// Products of an order.
    pub order_product: u64,
    /// Shipping addresses of an order.
    pub order_address: u64,
    /// Shipments.
    pub shipment: u64,
    /// Refunds.
    pub refund: u64,
    /// Payments of refunds.
    pub refund_payment: u64,
}

impl Default for NextIds {
    fn default() -> Self {
        Self {
            order: 100,
            order_product: 1,
            order_address: 1,
            shipment: 1,
            refund: 1,
            refund_payment: 1,
        }
    }
}

/// A product of the catalogue.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Product {
    /// Number within the store.
    pub id: u64,
    /// Name.
    pub name: String,
    /// Stock-keeping unit.
    pub sku: String,
    /// Price with tax, in hundredths.
    pub price: i64,
    /// Weight in the store's unit.
    pub weight: f64,
}
