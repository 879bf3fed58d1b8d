//! Checked bodies that make or change customers and addresses.

use serde::Deserialize;
use serde_json::Value;

use crate::api::shape::amount;
use crate::commerce::{country, money};
use crate::model::Customer;
use crate::model::commerce::{Address, CustomerAddress};
use crate::model::customer::AddressKind;

/// A checked customer, to be made or changed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    pub(super) id: u64,
    pub(super) email: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    company: Option<String>,
    phone: Option<String>,
    notes: Option<String>,
    tax_exempt_category: Option<String>,
    pub(super) customer_group_id: Option<u64>,
    pub(super) addresses: Vec<WantedAddress>,
    authentication: Authentication,
    accepts_product_review_abandoned_cart_emails: Option<bool>,
    store_credit_amounts: Vec<Value>,
    #[serde(deserialize_with = "present")]
    pub(super) channel_ids: Option<Option<Vec<u64>>>,
}

#[derive(Debug, Default, Deserialize)]
struct Authentication {
    force_password_reset: Option<bool>,
}

/// A checked address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct WantedAddress {
    pub(super) customer_id: u64,
    first_name: String,
    last_name: String,
    company: String,
    phone: String,
    address1: String,
    address2: String,
    city: String,
    state_or_province: String,
    postal_code: String,
    pub(super) country_code: String,
    address_type: AddressKind,
}

fn present<'de, D: serde::Deserializer<'de>>(
    from: D,
) -> Result<Option<Option<Vec<u64>>>, D::Error> {
    Deserialize::deserialize(from).map(Some)
}

impl Wanted {
    /// Makes the customer what is wanted; what is left out stays.
    pub(super) fn apply(self, customer: &mut Customer) {
        let credit = self.store_credit_amounts.first();
        let credit = credit.and_then(|credit| amount(&credit["amount"]));
        set(&mut customer.email, self.email);
        set(&mut customer.first_name, self.first_name);
        set(&mut customer.last_name, self.last_name);
        set(&mut customer.company, self.company);
        set(&mut customer.phone, self.phone);
        set(&mut customer.notes, self.notes);
        set(&mut customer.tax_exempt_category, self.tax_exempt_category);
        set(&mut customer.group_id, self.customer_group_id);
        set(&mut customer.store_credit, credit.map(money::from_units));
        set(
            &mut customer.must_reset_password,
            self.authentication.force_password_reset,
        );
        set(
            &mut customer.accepts_emails,
            self.accepts_product_review_abandoned_cart_emails,
        );
        set(&mut customer.channel_ids, self.channel_ids);
    }
}

fn set<T>(field: &mut T, wanted: Option<T>) {
    if let Some(wanted) = wanted {
        *field = wanted;
    }
}

impl From<WantedAddress> for CustomerAddress {
    fn from(from: WantedAddress) -> Self {
        let address = Address {
            street_1: from.address1,
            street_2: from.address2,
            city: from.city,
            state: from.state_or_province,
            zip: from.postal_code,
            country: country(&from.country_code).unwrap_or_default().to_owned(),
            country_iso2: from.country_code,
        };
        Self {
            id: 0,
            customer_id: from.customer_id,
            first_name: from.first_name,
            last_name: from.last_name,
            company: from.company,
            phone: from.phone,
            address,
            kind: from.address_type,
        }
    }
}
