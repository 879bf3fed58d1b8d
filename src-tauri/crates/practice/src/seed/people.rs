//! The address books of the customers, and the groups of those stores that have any.

use std::collections::BTreeMap;

use crate::model::commerce::{Customer, CustomerAddress, CustomerGroup};

/// One address for each customer, under the customer's own number.
pub fn addresses(customers: &BTreeMap<u64, Customer>) -> BTreeMap<u64, CustomerAddress> {
    let home = |customer: &Customer| CustomerAddress {
        id: customer.id,
        customer_id: customer.id,
        first_name: customer.first_name.clone(),
        last_name: customer.last_name.clone(),
        company: customer.company.clone(),
        phone: customer.phone.clone(),
        address: customer.address.clone(),
        ..CustomerAddress::default()
    };
    customers
        .iter()
        .map(|(id, customer)| (*id, home(customer)))
        .collect()
}

/// The groups of a store. One of the three has none.
pub fn groups(hash: &str, now_ms: i64) -> BTreeMap<u64, CustomerGroup> {
    let names: &[&str] = match hash {
        "z4zn3wo" => &["Händler", "Verein"],
        "q8tk1m2r" => &[],
        _ => &["Wholesale", "Cafés"],
    };
    let group = |(id, name): (u64, &&str)| CustomerGroup {
        id,
        name: (*name).to_owned(),
        is_default: false,
        created_ms: now_ms,
    };
    (1..)
        .zip(names)
        .map(group)
        .map(|group| (group.id, group))
        .collect()
}
