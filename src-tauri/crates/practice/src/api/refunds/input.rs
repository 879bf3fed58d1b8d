//! The body of a refund or of its quote.

use serde::Deserialize;

use crate::commerce::{RefundRequest, RequestedItem, money};

/// The body.
#[derive(Debug, Deserialize)]
pub struct Body {
    #[serde(default)]
    items: Vec<Item>,
    #[serde(default)]
    payments: Vec<Payment>,
    merchant_calculated_override: Option<Override>,
    #[serde(default)]
    reason: String,
}

#[derive(Debug, Deserialize)]
struct Item {
    item_type: String,
    item_id: u64,
    quantity: Option<u32>,
    amount: Option<f64>,
    #[serde(default)]
    reason: String,
}

#[derive(Debug, Deserialize)]
struct Payment {
    provider_id: String,
    amount: f64,
    #[serde(default)]
    offline: bool,
}

#[derive(Debug, Deserialize)]
struct Override {
    total_amount: f64,
    #[serde(default, alias = "tax_amount")]
    total_tax: f64,
}

impl Body {
    /// What is to be refunded.
    ///
    /// # Errors
    /// A sentence when nothing is named.
    pub fn items(&self) -> Result<Vec<RequestedItem>, String> {
        if self.items.is_empty() {
            return Err("items must name at least one item".to_owned());
        }
        let item = |item: &Item| RequestedItem {
            item_type: item.item_type.clone(),
            item_id: item.item_id,
            quantity: item.quantity,
            amount: item.amount.map(money::from_units),
            reason: item.reason.clone(),
        };
        Ok(self.items.iter().map(item).collect())
    }

    /// The refund to be made.
    ///
    /// # Errors
    /// A sentence when items or payments are missing.
    pub fn request(self) -> Result<RefundRequest, String> {
        let items = self.items()?;
        if self.payments.is_empty() {
            return Err("payments must name at least one payment".to_owned());
        }
        let payment = |payment: Payment| {
            (
                payment.provider_id,
                money::from_units(payment.amount),
                payment.offline,
            )
        };
        let instead = |by: Override| {
            (
                money::from_units(by.total_amount),
                money::from_units(by.total_tax),
            )
        };
        Ok(RefundRequest {
            items,
            payments: self.payments.into_iter().map(payment).collect(),
            instead: self.merchant_calculated_override.map(instead),
            reason: self.reason,
            user_id: 0,
        })
    }
}
