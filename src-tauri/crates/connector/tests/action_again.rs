//! Whether an action happened, told by what is there; what is done where something is there already;
//! and the texts that are made of what was filled in.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::bigcommerce;
use patchbay_connector::{Action, Danger, Find, Repeat, Why};
use serde_json::{Value, json};

fn action(id: &str) -> &'static Action {
    bigcommerce().action(id).unwrap()
}

fn example(id: &str) -> Value {
    serde_json::from_str(&action(id).example).unwrap()
}

fn listed(find: &Find) -> Vec<Value> {
    let listing = action(&find.action);
    let sample: Value = serde_json::from_str(&listing.sample).unwrap();
    sample
        .pointer(&listing.answer)
        .unwrap()
        .as_array()
        .unwrap()
        .clone()
}

/// `given` with one member another.
fn but(mut given: Value, name: &str, value: Value) -> Value {
    given[name] = value;
    given
}

#[test]
fn what_an_action_makes_is_found_among_what_is_listed() {
    let mut seen = 0;
    for action in &bigcommerce().actions {
        let existing = action.existing.as_ref().map(|it| &it.find);
        for find in action.repeat.find().into_iter().chain(existing) {
            let given = example(&action.id);
            let items = listed(find);
            let found = action.found(find, &given, &items, None);
            assert_eq!(found, items.first(), "{}", action.id);
            let asked = find.asked(&given).unwrap();
            self::action(&find.action).request(&asked).unwrap();
            seen += 1;
        }
    }
    assert_eq!(seen, 10);
}

#[test]
fn the_listing_is_asked_for_what_was_sent() {
    let asked = |id: &str| {
        let find = action(id).repeat.find().unwrap();
        let listing = action(&find.action);
        listing.request(&find.asked(&example(id)).unwrap()).unwrap()
    };
    let refunds = asked("create_refund");
    assert_eq!(refunds.path, "/v3/orders/payment_actions/refunds");
    assert_eq!(
        refunds.query,
        [("order_id:in".to_owned(), "118".to_owned())]
    );
    assert_eq!(asked("create_shipment").path, "/v2/orders/118/shipments");
    let customers = asked("create_customer");
    assert_eq!(
        customers.query,
        [("email:in".to_owned(), "ada@example.com".to_owned())]
    );
}

#[test]
fn something_else_is_not_taken_for_it() {
    for (id, name, value) in [
        ("create_order", "external_order_id", json!("WEB-20418")),
        ("create_shipment", "tracking_number", json!("RM731904853GB")),
        (
            "create_shipment",
            "items",
            json!([{ "order_product_id": 41, "quantity": 1 }]),
        ),
        (
            "create_refund",
            "payments",
            json!([{ "provider_id": "braintree", "amount": "18.01", "offline": false }]),
        ),
        (
            "create_refund",
            "payments",
            json!([{ "provider_id": "braintree", "amount": "18.00", "offline": true }]),
        ),
        ("create_product", "name", json!("Stoneware bowl")),
        ("create_product", "sku", json!("BOWL")),
        ("create_customer", "email", json!("ben@example.com")),
        (
            "create_customer_address",
            "address1",
            json!("5 Quay Street"),
        ),
        ("set_order_metafield", "value", json!("2025-11-23")),
        ("create_coupon", "code", json!("QUAY20")),
        ("add_product_image", "description", json!("Mug, blue")),
    ] {
        let find = action(id).repeat.find().unwrap();
        let given = but(example(id), name, value);
        let items = listed(find);
        assert_eq!(
            action(id).found(find, &given, &items, None),
            None,
            "{id} {given}"
        );
    }
    let find = action("create_customer").repeat.find().unwrap();
    let given = but(
        example("create_customer"),
        "email",
        json!("ADA@Example.com"),
    );
    let items = listed(find);
    assert!(
        action("create_customer")
            .found(find, &given, &items, None)
            .is_some()
    );
}

#[test]
fn nothing_can_tell_where_nothing_that_tells_is_filled_in() {
    for (id, name) in [
        ("create_order", "external_order_id"),
        ("add_product_image", "description"),
    ] {
        let find = action(id).repeat.find().unwrap();
        let given = but(example(id), name, Value::Null);
        let items = listed(find);
        assert_eq!(find.asked(&given), None, "{id}");
        assert_eq!(action(id).found(find, &given, &items, None), None, "{id}");
    }
}

#[test]
fn what_was_there_before_is_not_what_was_made() {
    for (id, before, after) in [
        (
            "create_refund",
            "2025-11-25T11:20:08Z",
            "2025-11-25T11:20:09Z",
        ),
        (
            "create_shipment",
            "2025-11-24T14:31:57Z",
            "2025-11-24T14:31:58Z",
        ),
    ] {
        let find = action(id).repeat.find().unwrap();
        let items = listed(find);
        let since =
            |at: &str| action(id).found(find, &example(id), &items, Some(at.parse().unwrap()));
        assert!(since(before).is_some(), "{id}");
        assert!(since(after).is_none(), "{id}");
    }
}

#[test]
fn a_metafield_that_is_there_is_changed() {
    let set = action("set_order_metafield");
    let find = &set.existing.as_ref().unwrap().find;
    let given = but(example(&set.id), "value", json!("2025-11-23"));
    let items = listed(find);
    let there = set.found(find, &given, &items, None).unwrap();
    let request = set.request_over(&given, there).unwrap();
    assert_eq!(
        (request.method.as_str(), request.path.as_str()),
        ("PUT", "/v3/orders/118/metafields/6")
    );
    assert_eq!(request.body, set.request(&given).unwrap().body);
    assert_eq!(request.body.unwrap()["value"], json!("2025-11-23"));
    let faults = set
        .request_over(&given, &json!({ "key": "exported" }))
        .unwrap_err();
    assert_eq!(
        (faults[0].place.as_str(), &faults[0].why),
        ("metafield_id", &Why::Missing)
    );
    let other = but(given, "key", json!("other"));
    assert_eq!(set.found(find, &other, &items, None), None);
    let order = action("get_order");
    let plain = order
        .request_over(&json!({ "order_id": 118 }), there)
        .unwrap();
    assert_eq!(
        plain.path, "/v2/orders/118",
        "an action without one is as ever"
    );
}

#[test]
fn a_change_that_changes_nothing_is_refused() {
    for (id, given) in [
        ("update_order", json!({ "order_id": 118 })),
        ("update_product", json!({ "product_id": 77, "name": "" })),
        (
            "update_shipment",
            json!({ "order_id": 118, "shipment_id": 9 }),
        ),
        ("update_customer", json!({ "id": 12 })),
    ] {
        let faults = action(id).request(&given).unwrap_err();
        assert_eq!(
            (faults[0].place.as_str(), &faults[0].why),
            ("", &Why::Nothing),
            "{id}"
        );
    }
}

#[test]
fn questions_name_what_goes_and_the_amount() {
    let asked = |id: &str, given: Value| action(id).asked(&given);
    assert_eq!(
        asked("create_refund", example("create_refund")).unwrap(),
        "Refund 18.00 of order 118?"
    );
    let split = json!([{ "amount": "10.00" }, { "amount": 4.95 }]);
    assert_eq!(
        asked(
            "create_refund",
            json!({ "order_id": "118", "payments": split })
        )
        .unwrap(),
        "Refund 10.00 + 4.95 of order 118?"
    );
    assert_eq!(
        asked("archive_order", json!({})).unwrap(),
        "Archive order …?"
    );
    assert_eq!(asked("get_order", json!({ "order_id": 118 })), None);
}

#[test]
fn the_amount_that_moves_is_added_up_where_it_is_filled_in() {
    let amount = |id: &str, given: Value| action(id).amount_of(&given);
    let refunded = |payments: Value| {
        amount(
            "create_refund",
            json!({ "order_id": 118, "payments": payments }),
        )
    };
    assert_eq!(
        amount("create_refund", example("create_refund")).as_deref(),
        Some("18.00")
    );
    let split = json!([{ "amount": "10.00" }, { "amount": 4.95 }]);
    assert_eq!(refunded(split).as_deref(), Some("14.95"));
    assert_eq!(refunded(json!([{ "offline": true }])), None);
    assert_eq!(refunded(json!([{ "amount": "a lot" }])), None);
    assert_eq!(
        amount("capture_payment", example("capture_payment")),
        None,
        "the whole payment, which only the order tells"
    );
}

#[test]
fn runs_about_one_thing_wait_for_each_other() {
    let serial = |id: &str, given: Value| action(id).serial_of(&given);
    for id in [
        "create_refund",
        "capture_payment",
        "void_payment",
        "create_shipment",
    ] {
        let serial = serial(id, json!({ "order_id": 118 }));
        assert_eq!(serial.as_deref(), Some("order 118"), "{id}");
    }
    assert_eq!(
        serial("create_customer", example("create_customer")).as_deref(),
        Some("customer ada@example.com")
    );
    assert_eq!(
        serial("create_order", json!({ "external_order_id": "" })),
        None
    );
    assert_eq!(serial("get_order", json!({ "order_id": 118 })), None);
    assert_eq!(
        serial("adjust_inventory_absolute", json!({})).as_deref(),
        Some("inventory")
    );
}

#[test]
fn what_may_be_done_again_is_as_the_platform_makes_it() {
    let unsafe_ones = [
        "adjust_inventory_relative",
        "capture_payment",
        "void_payment",
        "http_request",
    ];
    for action in &bigcommerce().actions {
        let posts = action.call.starts_with("POST ");
        let harmless = ["quote_refund", "create_cart_redirect_url"].contains(&action.id.as_str());
        match &action.repeat {
            Repeat::Read => assert_eq!(action.danger, Danger::Reads, "{}", action.id),
            Repeat::Upsert => assert!(!posts || harmless, "{}", action.id),
            Repeat::NaturalKey { .. } | Repeat::CheckFirst { .. } => {
                assert!(posts, "{}", action.id)
            }
            Repeat::Unsafe => assert!(unsafe_ones.contains(&action.id.as_str()), "{}", action.id),
        }
    }
}
