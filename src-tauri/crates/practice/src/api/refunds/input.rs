//! The body of a refund or of its quote.

use serde::Deserialize;

use crate::api::call::Call;
use crate::api::refusal::Refusal;
use crate::api::shape::{ANY, Field, Kind, check, may, must};
use crate::commerce::{RefundRequest, RequestedItem, money};

const TYPES: &[&str] = &[
    "PRODUCT",
    "GIFT_WRAPPING",
    "ORDER",
    "SHIPPING",
    "HANDLING",
    "TAX",
    "FEE",
];

const ITEM: &[Field] = &[
    must("item_type", Kind::Choice(TYPES)),
    must("item_id", Kind::Whole),
    may("quantity", Kind::Whole),
    may("amount", Kind::Number),
    may("reason", Kind::Text(0, 1_000)),
    may("adjustments", Kind::Nothing),
];

const PAYMENT: &[Field] = &[
    must("provider_id", Kind::Text(1, 255)),
    must("amount", Kind::Number),
    may("offline", Kind::Flag),
    may("provider_description", Kind::Text(0, 255)),
];

const OVERRIDE: &[Field] = &[
    must("total_amount", Kind::Number),
    may("total_tax", Kind::Number),
    may("tax_amount", Kind::Number),
];

/// The body of a quote.
pub const QUOTE: &[Field] = &[
    may("items", Kind::Each(ITEM, ANY)),
    may("tax_adjustment_amount", Kind::Number),
    may("order_id", Kind::Whole),
];

/// The body of a refund.
pub const REFUND: &[Field] = &[
    may("items", Kind::Each(ITEM, ANY)),
    may("tax_adjustment_amount", Kind::Number),
    may("payments", Kind::Each(PAYMENT, ANY)),
    may("merchant_calculated_override", Kind::Group(OVERRIDE)),
    may("reason", Kind::Text(0, 1_000)),
    may("order_id", Kind::Whole),
];

/// The body.
#[derive(Debug, Deserialize)]
pub struct Body {
    #[serde(default)]
    items: Vec<Item>,
    tax_adjustment_amount: Option<f64>,
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
    /// The body of a call that has these fields.
    ///
    /// # Errors
    /// 400 when it is no JSON object, 422 for each field that is wrong.
    pub fn of(call: &Call, fields: &[Field]) -> Result<Self, Refusal> {
        let body = call.object()?;
        check(call.version, &body, fields)?;
        Call::read(body)
    }

    /// The tax to be refunded, in hundredths, when that is all.
    ///
    /// # Errors
    /// A sentence when there are items too.
    pub fn tax_only(&self) -> Result<Option<i64>, String> {
        let amount = self.tax_adjustment_amount.map(money::from_units);
        match amount.filter(|amount| *amount != 0) {
            Some(_) if !self.items.is_empty() => {
                Err("tax_adjustment_amount refunds tax only: leave items out".to_owned())
            }
            amount => Ok(amount),
        }
    }

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
        let tax_only = self.tax_only()?;
        let items = if tax_only.is_some() {
            Vec::new()
        } else {
            self.items()?
        };
        if tax_only.is_none() && self.payments.is_empty() {
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
            tax_only,
            payments: self.payments.into_iter().map(payment).collect(),
            instead: self.merchant_calculated_override.map(instead),
            reason: self.reason,
            user_id: 0,
        })
    }
}
