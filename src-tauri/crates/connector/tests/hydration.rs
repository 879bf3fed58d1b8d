//! What events are hydrated with is asked for by actions, and what an orchestration sees of an event is
//! made of the samples of these.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
#![allow(clippy::wildcard_enum_match_arm)]

mod common;

use common::{bigcommerce, manifest};
use patchbay_connector::{ManifestError, SubjectIds, Trigger, parse};
use serde_json::{Value, json};

fn trigger(id: &str) -> &'static Trigger {
    bigcommerce().trigger(id).unwrap()
}

fn sample(id: &str) -> Value {
    bigcommerce().sample_data(trigger(id))
}

#[test]
fn an_orchestration_sees_the_payload_and_what_it_is_about() {
    let order = sample("order_status_changed");
    assert_eq!(order["data"]["status"]["new_status_id"], 11);
    assert_eq!(order["order"]["status"], "Awaiting Fulfillment");
    assert_eq!(order["products"][0]["sku"], "MUG-GREY");
    let refund = sample("refund_created");
    assert_eq!(refund["refund"]["total_amount"], 18);
    assert_eq!(refund["order"]["id"], 118);
    assert_eq!(sample("cart_abandoned")["cart"]["cart_amount"], 48);
    let shipment = sample("shipment_created");
    assert_eq!(shipment["shipment"]["tracking_number"], "RM731904852GB");
    assert_eq!(sample("customer_created")["customer"]["id"], 12);
    assert_eq!(
        sample("inventory_updated")["product"]["name"],
        "Stoneware mug"
    );
    let variant = sample("variant_inventory_updated");
    assert_eq!(variant["variant"]["inventory_level"], 25);
}

#[test]
fn the_thing_itself_is_among_what_every_trigger_is_hydrated_with() {
    for trigger in &bigcommerce().triggers {
        let fetched = &trigger.fetch.as_ref().unwrap().resource;
        let names: Vec<&String> = trigger.hydration.iter().map(|it| &it.name).collect();
        assert!(names.contains(&fetched), "{}: {names:?}", trigger.id);
        let parts = bigcommerce().hydrations(trigger);
        assert_eq!(parts.len(), names.len());
        let same = |it: &String| bigcommerce().meets(std::slice::from_ref(it), &trigger.needs_any);
        let of_thing = parts.iter().find(|(part, _)| part.name == *fetched);
        let (_, action) = of_thing.unwrap();
        assert!(action.needs_any.iter().all(same), "{}", trigger.id);
    }
}

#[test]
fn an_action_is_asked_about_the_ids_of_the_event() {
    let ids = SubjectIds {
        id: "31".into(),
        extra: Some("250".into()),
    };
    let shipment = &trigger("shipment_created").hydration[0];
    assert_eq!(
        shipment.input_for(&ids),
        json!({ "order_id": "250", "limit": 250 })
    );
    let customer = &trigger("customer_created").hydration[0];
    let asked = customer.input_for(&ids);
    assert_eq!(asked, json!({ "id_in": ["31"], "include": ["addresses"] }));
}

#[test]
fn of_a_list_the_one_that_is_meant_is_taken_and_what_is_not_there_is_null() {
    let part = &trigger("shipment_created").hydration[0];
    let action = bigcommerce().action(&part.action).unwrap();
    let answer = json!([{ "id": 30, "n": 1 }, { "id": 31, "n": 2 }]);
    let of = |id: &str| {
        let ids = SubjectIds {
            id: id.into(),
            extra: Some("250".into()),
        };
        part.of(action, &answer, &ids)
    };
    assert_eq!(of("31")["n"], 2);
    assert_eq!(of("3"), Value::Null);
    let cart = &trigger("cart_updated").hydration[0];
    let get = bigcommerce().action(&cart.action).unwrap();
    let ids = SubjectIds {
        id: "c".into(),
        extra: None,
    };
    assert_eq!(cart.of(get, &json!({ "status": 404 }), &ids), Value::Null);
}

#[test]
fn what_cannot_be_asked_for_is_refused() {
    let refund = r#"{ name = "refund", action = "get_refund", with = { refund_id = "{extra}" } }"#;
    for (to, why) in [
        (
            r#"{ name = "data", action = "get_refund", with = { refund_id = "{extra}" } }"#,
            "name of something else",
        ),
        (
            r#"{ name = "order", action = "get_refund", with = { refund_id = "{extra}" } }"#,
            "name of something else",
        ),
        (
            r#"{ name = "refund", action = "get_nothing", with = {} }"#,
            "there is not",
        ),
        (
            r#"{ name = "refund", action = "create_refund", with = {} }"#,
            "changes something",
        ),
        (
            r#"{ name = "refund", action = "get_refund", with = { refund_id = "{part}" } }"#,
            "names `{part}`",
        ),
        (
            r#"{ name = "refund", action = "get_refund", with = {} }"#,
            "cannot be asked for: refund_id",
        ),
        (
            r#"{ name = "refund", action = "list_refunds", with = {}, same = { "/id" = "{id}" } }"#,
            "not in the sample",
        ),
    ] {
        let whole = manifest();
        assert!(whole.contains(refund));
        match parse(&whole.replacen(refund, to, 1)).unwrap_err() {
            ManifestError::Hydration { why: said, .. } => {
                assert!(said.contains(why), "{to}: {said}");
            }
            other => panic!("{to}: {other}"),
        }
    }
    let upper = refund.replacen("\"refund\"", "\"Refund\"", 1);
    let error = parse(&manifest().replacen(refund, &upper, 1)).unwrap_err();
    assert!(matches!(error, ManifestError::BadId { .. }), "{error}");
}
