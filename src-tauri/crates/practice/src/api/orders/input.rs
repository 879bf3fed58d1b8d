//! Checked bodies that make or change an order.

use serde::Deserialize;
use serde_json::Value;

use crate::api::shape::amount;
use crate::commerce::money;
use crate::model::commerce::{Address, Contact};

/// The tax in a price with tax, in per mille: what a price without tax is completed by.
const TAX_PERMILLE: f64 = 80.0;

/// The body of `POST /v2/orders`.
#[derive(Debug, Deserialize)]
pub(super) struct Create {
    pub(super) billing_address: Person,
    pub(super) products: Vec<Line>,
    #[serde(default)]
    pub(super) shipping_addresses: Vec<Person>,
    #[serde(default = "pending")]
    pub(super) status_id: u64,
    pub(super) date_created: Option<String>,
    pub(super) external_merchant_id: Option<String>,
    #[serde(flatten)]
    pub(super) change: Change,
}

/// The body of `PUT /v2/orders/{id}`, and what a `POST` has in common with it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Change {
    pub(super) customer_id: Option<u64>,
    pub(super) channel_id: Option<u64>,
    pub(super) external_order_id: Option<String>,
    pub(super) external_source: Option<String>,
    pub(super) staff_notes: Option<String>,
    pub(super) customer_message: Option<String>,
    pub(super) payment_method: Option<String>,
    base_shipping_cost: Value,
    shipping_cost_ex_tax: Value,
    shipping_cost_inc_tax: Value,
}

impl Change {
    /// The shipping cost with tax, in hundredths.
    pub(super) fn shipping(&self) -> Option<i64> {
        let base = with_tax(&self.shipping_cost_inc_tax, &self.shipping_cost_ex_tax);
        base.or_else(|| hundredths(&self.base_shipping_cost))
    }
}

/// Who pays, or who gets it. What is left out of a change stays.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Person {
    first_name: Option<String>,
    last_name: Option<String>,
    company: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    street_1: Option<String>,
    street_2: Option<String>,
    city: Option<String>,
    state: Option<String>,
    zip: Option<String>,
    country: Option<String>,
    country_iso2: Option<String>,
    pub(super) shipping_method: Option<String>,
}

/// One of `products`.
#[derive(Debug, Deserialize)]
pub(super) struct Line {
    pub(super) product_id: Option<u64>,
    pub(super) variant_id: Option<u64>,
    name: Option<String>,
    name_customer: Option<String>,
    name_merchant: Option<String>,
    pub(super) quantity: u32,
    #[serde(default)]
    pub(super) price_inc_tax: Value,
    #[serde(default)]
    pub(super) price_ex_tax: Value,
    pub(super) sku: Option<String>,
}

impl Line {
    /// The name it was given, if any.
    pub(super) fn name(&self) -> Option<String> {
        let names = [&self.name, &self.name_customer, &self.name_merchant];
        names
            .into_iter()
            .flatten()
            .find(|name| !name.is_empty())
            .cloned()
    }

    /// The price of one with tax, in hundredths.
    pub(super) fn price(&self) -> Option<i64> {
        with_tax(&self.price_inc_tax, &self.price_ex_tax)
    }
}

fn pending() -> u64 {
    1
}

fn with_tax(with: &Value, without: &Value) -> Option<i64> {
    let completed = || amount(without).map(|units| units * 1_000.0 / (1_000.0 - TAX_PERMILLE));
    amount(with).or_else(completed).map(money::from_units)
}

fn hundredths(value: &Value) -> Option<i64> {
    amount(value).map(money::from_units)
}

impl Person {
    /// The contact that a former one becomes.
    pub(super) fn changed(self, from: Contact) -> Contact {
        let at = from.address;
        Contact {
            first_name: self.first_name.unwrap_or(from.first_name),
            last_name: self.last_name.unwrap_or(from.last_name),
            company: self.company.unwrap_or(from.company),
            email: self.email.unwrap_or(from.email),
            phone: self.phone.unwrap_or(from.phone),
            address: Address {
                street_1: self.street_1.unwrap_or(at.street_1),
                street_2: self.street_2.unwrap_or(at.street_2),
                city: self.city.unwrap_or(at.city),
                state: self.state.unwrap_or(at.state),
                zip: self.zip.unwrap_or(at.zip),
                country: self.country.unwrap_or(at.country),
                country_iso2: self.country_iso2.unwrap_or(at.country_iso2),
            },
        }
    }
}
