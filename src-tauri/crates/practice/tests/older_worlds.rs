//! A world that was written before there were customers' addresses, payments and coupons is read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use patchbay_practice::commerce::{self, PaidBy};
use patchbay_practice::model::World;
use patchbay_practice::model::commerce::PaymentState;
use patchbay_practice::seed;
use serde_json::{Map, Value};

const STORE: &str = "g5cd38";
const SINCE: &[&str] = &[
    "calls",
    "quota",
    "lost_answers",
    "lost_path",
    "customer_addresses",
    "customer_groups",
    "metafields",
    "transactions",
    "settling",
    "coupons",
    "notes",
    "tax_exempt_category",
    "group_id",
    "store_credit",
    "must_reset_password",
    "accepts_emails",
    "channel_ids",
    "origin",
    "payment",
    "carriage",
    "variant_id",
    "transaction_id",
];

fn forget(value: &mut Value) {
    match value {
        Value::Object(map) => forget_in(map),
        Value::Array(items) => items.iter_mut().for_each(forget),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn forget_in(map: &mut Map<String, Value>) {
    map.retain(|name, _| !SINCE.contains(&name.as_str()));
    map.values_mut().for_each(forget);
}

#[test]
fn an_older_world_is_read_and_goes_on() {
    let mut world = seed::world(3, 1_789_300_800_000);
    commerce::place_order(&mut world, STORE).unwrap();
    commerce::refund(&mut world, STORE, 101, commerce::Share::Partial).unwrap();
    let mut older = serde_json::to_value(&world).unwrap();
    forget(&mut older);
    assert!(!older.to_string().contains("transaction"));

    let mut world: World = serde_json::from_value(older).unwrap();
    let trade = &world.stores[STORE].commerce;
    assert_eq!(trade.orders[&101].payment, PaymentState::Captured);
    assert_eq!(trade.orders[&101].origin.channel_id, 1);
    let order = commerce::place_order_paid(&mut world, STORE, PaidBy::CardAuthorized).unwrap();
    let trade = &world.stores[STORE].commerce;
    assert_eq!(trade.orders[&order].payment, PaymentState::Authorized);
    assert_eq!(trade.transactions.len(), 1);
}
