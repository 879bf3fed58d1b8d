//! The bodies that make or change an order, as far as practice heeds them.

use serde::Deserialize;

use crate::commerce::money;
use crate::model::commerce::{Address, Contact};

/// The body of `POST /v2/orders`.
#[derive(Debug, Deserialize)]
pub(super) struct Create {
    pub(super) billing_address: Billing,
    pub(super) products: Vec<Line>,
    #[serde(default)]
    pub(super) customer_id: u64,
    #[serde(default = "pending")]
    pub(super) status_id: u8,
    #[serde(default)]
    pub(super) shipping_cost_inc_tax: Option<Amount>,
    #[serde(default)]
    pub(super) staff_notes: String,
    #[serde(default)]
    pub(super) customer_message: String,
}

/// The body of `PUT /v2/orders/{id}`.
#[derive(Debug, Deserialize)]
pub(super) struct Update {
    pub(super) status_id: Option<u8>,
    pub(super) staff_notes: Option<String>,
    pub(super) customer_message: Option<String>,
    pub(super) billing_address: Option<Billing>,
}

/// `billing_address`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Billing {
    first_name: String,
    last_name: String,
    company: String,
    email: String,
    phone: String,
    street_1: String,
    street_2: String,
    city: String,
    state: String,
    zip: String,
    country: String,
    country_iso2: String,
}

/// One of `products`.
#[derive(Debug, Deserialize)]
pub(super) struct Line {
    pub(super) product_id: Option<u64>,
    pub(super) name: Option<String>,
    pub(super) quantity: u32,
    pub(super) price_inc_tax: Option<Amount>,
    pub(super) sku: Option<String>,
}

/// An amount, which clients send as a number or as a string.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Amount {
    Number(f64),
    Text(String),
}

fn pending() -> u8 {
    1
}

impl Amount {
    /// In hundredths; absent when it is no amount.
    pub(super) fn hundredths(&self) -> Option<i64> {
        let units = match self {
            Self::Number(units) => Some(*units),
            Self::Text(text) => text.trim().parse().ok(),
        };
        units
            .filter(|units: &f64| units.is_finite() && *units >= 0.0)
            .map(money::from_units)
    }
}

impl From<Billing> for Contact {
    fn from(from: Billing) -> Self {
        let address = Address {
            street_1: from.street_1,
            street_2: from.street_2,
            city: from.city,
            state: from.state,
            zip: from.zip,
            country: from.country,
            country_iso2: from.country_iso2,
        };
        Self {
            first_name: from.first_name,
            last_name: from.last_name,
            company: from.company,
            email: from.email,
            phone: from.phone,
            address,
        }
    }
}
