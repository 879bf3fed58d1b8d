//! What shoppers have put aside and not ordered.

use serde::{Deserialize, Serialize};

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
