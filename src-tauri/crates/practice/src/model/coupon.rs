//! Codes that make things cheaper.

use serde::{Deserialize, Serialize};

/// A coupon.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Coupon {
    /// Number within the store.
    pub id: u64,
    /// Name, unique within the store.
    pub name: String,
    /// What it makes cheaper, in the API's word.
    pub kind: String,
    /// In hundredths, of the currency or of a per cent.
    pub amount: i64,
    /// The least an order must come to, in hundredths.
    pub min_purchase: i64,
    /// When it expires, as it was given, or empty.
    pub expires: String,
    /// Whether it can be used.
    pub enabled: bool,
    /// The code, unique within the store.
    pub code: String,
    /// `products` or `categories`.
    pub entity: String,
    /// Which of them.
    pub ids: Vec<u64>,
    /// How often it can be used; 0 for ever.
    pub max_uses: u64,
    /// How often a customer can use it; 0 for ever.
    pub max_uses_per_customer: u64,
    /// The countries it is for, or empty.
    pub countries: String,
    /// The shipping methods it is for.
    pub shipping_methods: Vec<String>,
    /// Milliseconds since the epoch.
    pub created_ms: i64,
}
