//! What is said of orders, refunds and carts, and of what changed of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use patchbay_connector::{Facts, Resource, SubjectIds, bundled};
use serde_json::{Value, json};

fn resource(id: &str) -> &'static Resource {
    bundled()[0].resource(id).unwrap()
}

fn ids(id: &str, extra: Option<&str>) -> SubjectIds {
    SubjectIds {
        id: id.into(),
        extra: extra.map(str::to_owned),
    }
}

fn order(changed: Value) -> Facts {
    let mut order = json!({
        "id": 250, "status": "Pending", "payment_status": "authorized", "items_total": 3,
        "items_shipped": 0, "total_inc_tax": "336.3200", "currency_code": "USD",
        "refunded_amount": "0.0000", "billing_address": {"city": "Bristol"}, "staff_notes": "",
    });
    let (Value::Object(order), Value::Object(changed)) = (&mut order, changed) else {
        panic!("objects");
    };
    order.extend(changed);
    resource("order").read(&Value::Object(order.clone()), None)
}

fn said(before: Option<&Facts>, now: &Facts) -> String {
    let told = resource("order").tell(&ids("250", None), before, now);
    told.words.unwrap()
}

#[test]
fn a_first_look_says_how_it_is() {
    assert_eq!(
        said(None, &order(json!({}))),
        "Order 250 · Pending · 336.32 USD"
    );
    let bare = resource("order").read(&json!({"status": "Shipped"}), None);
    assert_eq!(said(None, &bare), "Order 250 · Shipped");
    let nothing = resource("order").read(&json!({"status": null, "total_inc_tax": ""}), None);
    let told = resource("order").tell(&ids("250", None), None, &nothing);
    assert_eq!((told.words, told.changes.len()), (None, 0));
}

#[test]
fn a_change_is_said_the_most_telling_first() {
    let before = order(json!({}));
    for (changed, words) in [
        (
            json!({"status": "Awaiting Fulfillment"}),
            "Order 250 moved from Pending to Awaiting Fulfillment",
        ),
        (
            json!({"total_inc_tax": 350, "status": "Shipped", "items_shipped": 3}),
            "Order 250 moved from Pending to Shipped, and 2 more",
        ),
        (
            json!({"payment_status": "captured"}),
            "Order 250: payment went from authorized to captured",
        ),
        (
            json!({"total_inc_tax": "340.0050", "billing_address": {"city": "Bath"}}),
            "Order 250: total went from 336.32 USD to 340.00 USD, and 1 more",
        ),
        (
            json!({"staff_notes": "Call."}),
            "Order 250: staff notes changed",
        ),
        (
            json!({"date_modified": "later", "total_inc_tax": "336.32"}),
            "Order 250 · Pending · 336.32 USD",
        ),
        (json!({"status": null}), "Order 250 · 336.32 USD"),
    ] {
        assert_eq!(
            said(Some(&before), &order(changed.clone())),
            words,
            "{changed}"
        );
    }
}

#[test]
fn every_change_is_listed_without_what_is_private() {
    let now = order(json!({
        "status": "Shipped", "billing_address": {"street_1": "12 Harbour Street"},
    }));
    let told = resource("order").tell(&ids("250", None), Some(&order(json!({}))), &now);
    let listed: Vec<_> = told
        .changes
        .iter()
        .map(|it| (it.name.as_str(), it.from.as_deref(), it.to.as_deref()))
        .collect();
    let expected = [
        ("Status", Some("Pending"), Some("Shipped")),
        ("Billing address", None, None),
    ];
    assert_eq!(listed, expected);
    assert!(!serde_json::to_string(&now).unwrap().contains("Harbour"));
}

#[test]
fn long_names_are_shortened() {
    let now = order(json!({"status": "x".repeat(500)}));
    let words = said(None, &now);
    assert!(words.chars().count() < 100, "{words}");
    let now = order(json!({"status": "Wartet\n auf   Abholung"}));
    assert_eq!(
        said(None, &now),
        "Order 250 · Wartet auf Abholung · 336.32 USD"
    );
}

#[test]
fn refunds_have_the_currency_of_their_order() {
    let answer = json!({"data": {"id": 12, "order_id": 250, "total_amount": 45.0}, "meta": {}});
    let refund = resource("refund");
    let of = ids("250", Some("12"));
    let currency = order(json!({}));
    for (currency, words) in [
        (currency.currency(), "Refund 12 of order 250: 45.00 USD"),
        (None, "Refund 12 of order 250: 45.00"),
        (Some("JPY"), "Refund 12 of order 250: 45 JPY"),
    ] {
        let told = refund.tell(&of, None, &refund.read(&answer, currency));
        assert_eq!(told.words.unwrap(), words);
    }
}

#[test]
fn carts_are_counted() {
    let cart = resource("cart");
    let of = ids("5b0c1f3e-8d47-4a6b-9c21-7e3d5f90a1b2", None);
    let look = |physical: i64, digital: i64, amount: f64| {
        let answer = json!({"data": {
            "cart_amount": amount, "currency": {"code": "USD"},
            "line_items": {
                "physical_items": [{"quantity": physical}], "digital_items": [{"quantity": digital}],
            },
        }});
        cart.read(&answer, None)
    };
    let told = cart.tell(&of, None, &look(2, 1, 120.0));
    assert_eq!(told.words.unwrap(), "Cart 5b0c1f3e…: 3 items, 120.00 USD");
    let told = cart.tell(&of, None, &look(1, 0, 9.5));
    assert_eq!(told.words.unwrap(), "Cart 5b0c1f3e…: 1 item, 9.50 USD");
    let told = cart.tell(&of, Some(&look(1, 0, 9.5)), &look(2, 0, 19.0));
    assert_eq!(
        told.words.unwrap(),
        "Cart 5b0c1f3e…: items went from 1 to 2, and 1 more"
    );
    assert_eq!(cart.gone(&of), "Cart 5b0c1f3e… no longer exists");
}

#[test]
fn what_was_kept_is_read_back() {
    let facts = order(json!({}));
    let kept = serde_json::to_string(&facts).unwrap();
    assert_eq!(serde_json::from_str::<Facts>(&kept).unwrap(), facts);
    assert_eq!(facts.currency(), Some("USD"));
}

#[test]
fn what_a_list_answers_is_read_of_its_one_item() {
    let answer =
        json!({ "data": [{ "id": 12, "company": "Acme", "address_count": 1 }], "meta": {} });
    let customer = resource("customer");
    let now = customer.read(&answer, None);
    let words = customer.tell(&ids("12", None), None, &now).words;
    assert_eq!(words.unwrap(), "Customer 12 · Acme · 1 address");
    assert_eq!(
        customer.read(&json!({ "data": [] }), None),
        Facts::default()
    );
    let shipped =
        json!({ "items": [{ "quantity": 2 }, { "quantity": 1 }], "tracking_number": "RM7" });
    let shipment = resource("shipment");
    let now = shipment.read(&shipped, None);
    let words = shipment.tell(&ids("9", Some("118")), None, &now).words;
    assert_eq!(words.unwrap(), "Shipment 9 of order 118: 3 items, RM7");
}
