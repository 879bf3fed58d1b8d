//! What was given back of orders, and how the money goes.

use serde::{Deserialize, Serialize};

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
