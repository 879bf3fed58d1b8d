//! Customers and addresses as v3 shows them.

use serde_json::{Value, json};

use super::include::Include;
use crate::api::times;
use crate::commerce::money;
use crate::model::commerce::CustomerAddress;
use crate::model::{Commerce, Customer};

/// A customer, with what was asked for beside it.
pub fn customer(commerce: &Commerce, customer: &Customer, include: &[Include]) -> Value {
    let book = book(commerce, customer.id);
    let mut shown = json!({
        "id": customer.id, "email": customer.email, "first_name": customer.first_name,
        "last_name": customer.last_name, "company": customer.company, "phone": customer.phone,
        "registration_ip_address": "", "notes": customer.notes,
        "tax_exempt_category": customer.tax_exempt_category,
        "customer_group_id": customer.group_id,
        "date_created": times::zulu(customer.created_ms),
        "date_modified": times::zulu(customer.modified_ms),
        "address_count": book.len(), "attribute_count": 0,
        "authentication": {"force_password_reset": customer.must_reset_password},
        "accepts_product_review_abandoned_cart_emails": customer.accepts_emails,
        "origin_channel_id": 1, "channel_ids": customer.channel_ids,
    });
    for part in include {
        shown[part.field()] = match part {
            Include::Addresses => Value::Array(book.iter().map(|entry| address(entry)).collect()),
            Include::StoreCredit => json!([{"amount": money::v3(customer.store_credit)}]),
            Include::ShopperProfile => Value::Null,
            Include::Attributes | Include::FormFields | Include::Segments => json!([]),
        };
    }
    shown
}

/// An address.
pub fn address(address: &CustomerAddress) -> Value {
    let at = &address.address;
    json!({
        "id": address.id, "customer_id": address.customer_id,
        "first_name": address.first_name, "last_name": address.last_name,
        "company": address.company, "phone": address.phone, "address1": at.street_1,
        "address2": at.street_2, "city": at.city, "state_or_province": at.state,
        "postal_code": at.zip, "country_code": at.country_iso2, "country": at.country,
        "address_type": address.kind,
    })
}

fn book(commerce: &Commerce, customer_id: u64) -> Vec<&CustomerAddress> {
    let all = commerce.customer_addresses.values();
    all.filter(|entry| entry.customer_id == customer_id)
        .collect()
}
