//! Orders: what was bought, by whom, where it goes and what was sent.

use serde::{Deserialize, Serialize};

use super::customer::Address;
use super::origin::{Carriage, Origin};
use super::payment::PaymentState;

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
