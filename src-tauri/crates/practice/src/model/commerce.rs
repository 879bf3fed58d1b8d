//! What a practice store sells and has sold. Amounts are in hundredths of the store's currency,
//! so that refunds add up; they become decimal strings only in the API's answers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use super::coupon::Coupon;
pub use super::customer::{Address, Customer, CustomerAddress, CustomerGroup};
pub use super::metafield::Metafield;
pub use super::origin::{Carriage, Origin};
pub use super::payment::{PaymentState, Settling, Transaction, TransactionEvent};

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

/// An order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Order {
    /// Number within the store.
    pub id: u64,
    /// The customer; 0 for a guest.
    pub customer_id: u64,
    /// `status_id`, 0 to 14.
    pub status_id: u8,
    /// Milliseconds since the epoch.
    pub created_ms: i64,
    /// Milliseconds since the epoch.
    pub modified_ms: i64,
    /// When it was shipped, in milliseconds since the epoch.
    pub shipped_ms: Option<i64>,
    /// The cart it came from.
    pub cart_id: Option<String>,
    /// ISO 4217 code.
    pub currency: String,
    /// Who pays.
    pub billing: Contact,
    /// Its lines.
    pub products: Vec<OrderProduct>,
    /// Where it goes.
    pub shipping_addresses: Vec<ShippingAddress>,
    /// What was shipped.
    pub shipments: Vec<Shipment>,
    /// Shipping cost with tax, in hundredths.
    pub shipping: i64,
    /// Tax contained in the total, in per mille of the price with tax.
    pub tax_permille: i64,
    /// How it was paid, in the portal's words.
    pub payment_method: String,
    /// What the shop's staff noted.
    pub staff_notes: String,
    /// What the customer wrote.
    pub customer_message: String,
    /// Whether it was archived.
    pub is_deleted: bool,
    /// Where it came from.
    #[serde(default)]
    pub origin: Origin,
    /// How its payment stands.
    #[serde(default)]
    pub payment: PaymentState,
}

/// A person with an address, as on orders.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Contact {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Company, or empty.
    pub company: String,
    /// E-mail address.
    pub email: String,
    /// Phone number.
    pub phone: String,
    /// Where.
    pub address: Address,
}

/// A line of an order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OrderProduct {
    /// Number within the store: the `item_id` of a refund.
    pub id: u64,
    /// The product.
    pub product_id: u64,
    /// The product's variant; absent for its only one.
    #[serde(default)]
    pub variant_id: Option<u64>,
    /// The order's shipping address it goes to.
    pub order_address_id: u64,
    /// Name when ordered.
    pub name: String,
    /// SKU when ordered.
    pub sku: String,
    /// Price of one with tax, in hundredths.
    pub price: i64,
    /// How many.
    pub quantity: u32,
    /// How many were shipped.
    pub quantity_shipped: u32,
    /// How many were refunded.
    pub quantity_refunded: u32,
    /// Weight of one.
    pub weight: f64,
}

/// A shipping address of an order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ShippingAddress {
    /// Number within the store.
    pub id: u64,
    /// Who and where.
    pub contact: Contact,
    /// Shipping method in words.
    pub shipping_method: String,
}

/// A shipment of an order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Shipment {
    /// Number within the store.
    pub id: u64,
    /// The order's shipping address.
    pub order_address_id: u64,
    /// Milliseconds since the epoch.
    pub created_ms: i64,
    /// Tracking number, or empty.
    pub tracking_number: String,
    /// Shipping method in words.
    pub shipping_method: String,
    /// Comments, or empty.
    pub comments: String,
    /// Lines: order product id and quantity.
    pub items: Vec<(u64, u32)>,
    /// How it travels.
    #[serde(default)]
    pub carriage: Carriage,
}

/// A refund.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Refund {
    /// Number within the store.
    pub id: u64,
    /// The order.
    pub order_id: u64,
    /// The user who made it.
    pub user_id: u64,
    /// Milliseconds since the epoch.
    pub created_ms: i64,
    /// Why.
    pub reason: String,
    /// What was refunded, in hundredths.
    pub amount: i64,
    /// Tax contained in it, in hundredths.
    pub tax: i64,
    /// Whether the amount was given by the caller instead of calculated.
    pub overridden: bool,
    /// What it was for.
    pub items: Vec<RefundItem>,
    /// How the money goes back.
    pub payments: Vec<RefundPayment>,
}

/// One payment of a refund.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundPayment {
    /// Number within the store.
    pub id: u64,
    /// `storecredit`, `custom` or the provider that took the payment.
    pub provider_id: String,
    /// In hundredths.
    pub amount: i64,
    /// Whether the merchant pays it outside of BigCommerce.
    pub offline: bool,
    /// The transaction that gave the money back.
    #[serde(default)]
    pub transaction_id: Option<u64>,
}

/// One item of a refund.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RefundItem {
    /// `PRODUCT`, `SHIPPING`, `ORDER`, …
    pub item_type: String,
    /// Order product, order address or order.
    pub item_id: u64,
    /// How many, for products.
    pub quantity: u32,
    /// In hundredths.
    pub amount: i64,
    /// Why.
    pub reason: String,
}

/// A cart.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Cart {
    /// UUID.
    pub id: String,
    /// The customer; 0 for a guest.
    pub customer_id: u64,
    /// The guest's e-mail address, or empty.
    pub email: String,
    /// ISO 4217 code.
    pub currency: String,
    /// Its lines.
    pub items: Vec<CartItem>,
    /// Milliseconds since the epoch.
    pub created_ms: i64,
    /// Milliseconds since the epoch.
    pub updated_ms: i64,
    /// Rises with each change, for the optimistic lock.
    pub version: u64,
}

/// A line of a cart.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CartItem {
    /// UUID.
    pub id: String,
    /// The product.
    pub product_id: u64,
    /// Name.
    pub name: String,
    /// SKU.
    pub sku: String,
    /// Price of one with tax, in hundredths.
    pub price: i64,
    /// How many.
    pub quantity: u32,
}
