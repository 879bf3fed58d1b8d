//! What is sent for the example of every action, written by hand from BigCommerce's documentation.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod carts;
mod catalog;
mod customers;
mod inventory;
mod orders;
mod refunds;
mod store;

use patchbay_connector::{Action, Connector, bundled};
use serde_json::Value;

/// An action, its method and path, what stands behind them, and its body.
pub type Row = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
    Option<Value>,
);

fn bigcommerce() -> &'static Connector {
    let named = |connector: &&Connector| connector.id == "bigcommerce";
    bundled().iter().find(named).unwrap()
}

fn table() -> Vec<Row> {
    [
        orders::table(),
        refunds::table(),
        catalog::table(),
        inventory::table(),
        customers::table(),
        carts::table(),
        store::table(),
    ]
    .concat()
}

fn example(action: &Action) -> Value {
    serde_json::from_str(&action.example).unwrap()
}

#[test]
fn every_action_is_in_the_table() {
    let mut written: Vec<&str> = table().iter().map(|row| row.0).collect();
    let mut known: Vec<&str> = bigcommerce()
        .actions
        .iter()
        .map(|action| action.id.as_str())
        .collect();
    written.sort_unstable();
    known.sort_unstable();
    assert_eq!(written, known);
}

#[test]
fn examples_are_sent_as_bigcommerce_documents_it() {
    for (id, call, query, body) in table() {
        let action = bigcommerce().action(id).unwrap();
        let request = action.request(&example(action)).unwrap();
        assert_eq!(format!("{} {}", request.method, request.path), call, "{id}");
        let sent: Vec<(&str, &str)> = request
            .query
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        assert_eq!(sent, query, "{id}");
        assert_eq!(request.body, body, "{id}");
    }
}

#[test]
fn the_catalog_names_each_action_once_and_few_groups() {
    let mut groups: Vec<&str> = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    for action in &bigcommerce().actions {
        assert!(!names.contains(&action.name.as_str()), "{}", action.name);
        names.push(&action.name);
        if !groups.contains(&action.group.as_str()) {
            groups.push(&action.group);
        }
    }
    groups.sort_unstable();
    assert_eq!(
        groups,
        [
            "Carts and coupons",
            "Customers",
            "Inventory",
            "Orders",
            "Products",
            "Refunds and payments",
            "Shipments",
            "Store",
        ]
    );
}
