//! BigCommerce's triggers, callbacks and links.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{bigcommerce, list};
use patchbay_connector::{CallbackKind, CallbackOrigin, Fetch, SubjectIds, Trigger, TriggerKind};
use serde_json::{Value, json};

fn fetch(trigger: &Trigger) -> &Fetch {
    trigger.fetch.as_ref().unwrap()
}

#[test]
fn the_triggers() {
    let found = |on: bool| {
        let chosen = bigcommerce()
            .triggers
            .iter()
            .filter(move |it| it.default_on == on);
        chosen
            .map(|it| (it.group.as_str(), it.id.as_str(), it.scope.as_str()))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        found(true),
        [
            ("Orders", "order_created", "store/order/created"),
            ("Orders", "order_updated", "store/order/updated"),
            ("Orders", "refund_created", "store/order/refund/created"),
            ("Carts", "cart_updated", "store/cart/updated"),
        ]
    );
    assert_eq!(
        found(false),
        [
            (
                "Orders",
                "order_status_changed",
                "store/order/statusUpdated"
            ),
            ("Orders", "shipment_created", "store/shipment/created"),
            ("Carts", "cart_created", "store/cart/created"),
            ("Carts", "cart_abandoned", "store/cart/abandoned"),
            ("Customers", "customer_created", "store/customer/created"),
            ("Customers", "customer_updated", "store/customer/updated"),
            ("Products", "product_created", "store/product/created"),
            ("Products", "product_updated", "store/product/updated"),
            (
                "Products",
                "inventory_updated",
                "store/product/inventory/updated"
            ),
            (
                "Products",
                "variant_inventory_updated",
                "store/sku/inventory/updated"
            ),
        ]
    );
}

#[test]
fn triggers_are_found_by_id_and_by_scope() {
    for trigger in bigcommerce().every_trigger() {
        let created = trigger.id.ends_with("_created") && trigger.fetch.is_some();
        assert_eq!(trigger.kind == TriggerKind::Created, created);
        assert_eq!(bigcommerce().trigger(&trigger.id), Some(trigger));
        assert_eq!(
            bigcommerce().trigger_by_scope(&trigger.scope),
            Some(trigger)
        );
    }
    assert_eq!(bigcommerce().trigger_by_scope("store/order/*"), None);
}

#[test]
fn samples_say_what_happened_and_where_to_fetch_it() {
    let cart = "5b0c1f3e-8d47-4a6b-9c21-7e3d5f90a1b2";
    let (cart_path, cart_words) = (
        format!("/v3/carts/{cart}"),
        format!("Cart {cart} was updated"),
    );
    for (id, path, words) in [
        ("order_created", "/v2/orders/118", "Order 118 was created"),
        ("order_updated", "/v2/orders/118", "Order 118 was updated"),
        (
            "refund_created",
            "/v3/orders/payment_actions/refunds/7",
            "Refund 7 of order 118 was created",
        ),
        ("cart_updated", &cart_path, &cart_words),
        (
            "shipment_created",
            "/v2/orders/118/shipments/9",
            "Shipment 9 of order 118 was created",
        ),
        (
            "customer_updated",
            "/v3/customers?id:in=12",
            "Customer 12 was updated",
        ),
        (
            "variant_inventory_updated",
            "/v3/catalog/variants?id=93",
            "The stock of variant 93 changed",
        ),
    ] {
        let trigger = bigcommerce().trigger(id).unwrap();
        let sample: Value = serde_json::from_str(&trigger.sample).unwrap();
        let ids = trigger.subject_of(&sample).unwrap();
        assert_eq!(fetch(trigger).shown_for(&ids), path);
        assert_eq!(trigger.sentence(&ids), words);
    }
}

#[test]
fn subjects_are_read_whether_number_or_text_and_nothing_else() {
    let refund = bigcommerce().trigger("refund_created").unwrap();
    let read = |id: Value, refund_id: Value| {
        refund.subject_of(&json!({ "data": { "id": id, "refund": { "refund_id": refund_id } } }))
    };
    let ids = SubjectIds {
        id: "250".into(),
        extra: Some("3".into()),
    };
    assert_eq!(read(json!(250), json!(3)), Some(ids.clone()));
    assert_eq!(read(json!("250"), json!("3")), Some(ids));
    for bad in [
        json!(null),
        json!(""),
        json!(1.5),
        json!({}),
        json!([1]),
        json!(true),
    ] {
        assert_eq!(read(bad.clone(), json!(3)), None, "{bad}");
        assert_eq!(read(json!(250), bad.clone()), None, "{bad}");
    }
    assert_eq!(refund.subject_of(&json!({ "data": { "id": 250 } })), None);
    assert_eq!(refund.subject_of(&json!("text")), None);
}

#[test]
fn an_id_cannot_lead_the_path_elsewhere() {
    let cart = bigcommerce().trigger("cart_updated").unwrap();
    let ids = SubjectIds {
        id: "../../v2/orders?x=1#{id}".into(),
        extra: None,
    };
    let path = fetch(cart).path_for(&ids);
    assert_eq!(
        path,
        "/v3/carts/%2E%2E%2F%2E%2E%2Fv2%2Forders%3Fx%3D1%23%7Bid%7D"
    );
}

#[test]
fn what_is_fetched_is_what_the_request_names_last() {
    for (id, fetched) in [
        ("order_created", "1"),
        ("refund_created", "2"),
        ("shipment_created", "1"),
        ("customer_updated", "1"),
        ("variant_inventory_updated", "2"),
    ] {
        let trigger = bigcommerce().trigger(id).unwrap();
        let extra = trigger.subject.extra.as_ref().map(|_| "2".to_owned());
        let ids = SubjectIds {
            id: "1".into(),
            extra,
        };
        assert_eq!(fetch(trigger).id_of(&ids), fetched, "{id}");
    }
}

#[test]
fn what_triggers_are_about_keeps_their_runs_in_turn() {
    let serial = |id: &str| {
        let trigger = bigcommerce().trigger(id).unwrap();
        let sample: Value = serde_json::from_str(&trigger.sample).unwrap();
        trigger.serial(&trigger.subject_of(&sample).unwrap())
    };
    for of_order in ["order_updated", "order_status_changed", "refund_created"] {
        assert_eq!(serial(of_order), "order:118");
    }
    assert_eq!(serial("inventory_updated"), serial("product_updated"));
    assert_eq!(serial("price_list_record_created"), "price list:5");
}

#[test]
fn an_empty_list_has_no_such_thing() {
    let of = |id: &str| fetch(bigcommerce().trigger(id).unwrap());
    let (none, one) = (json!({ "data": [] }), json!({ "data": [{ "id": 12 }] }));
    assert!(of("customer_updated").is_absent(&none));
    assert!(!of("customer_updated").is_absent(&one));
    assert!(
        !of("product_updated").is_absent(&none),
        "it is asked for by its path"
    );
}

#[test]
fn what_fetching_needs_is_met_or_named_weakest_first() {
    let unmet = |trigger: &str, configured: &[&str]| {
        let trigger = bigcommerce().trigger(trigger).unwrap();
        bigcommerce()
            .unmet(&trigger.needs_any, &list(configured))
            .map(str::to_owned)
    };
    let mandatory: Vec<&str> = bigcommerce().mandatory.iter().map(String::as_str).collect();
    for met in ["order_created", "order_updated", "refund_created"] {
        assert_eq!(unmet(met, &mandatory), None, "{met}");
    }
    assert_eq!(
        unmet("cart_updated", &mandatory).as_deref(),
        Some("store_cart_read_only")
    );
    assert_eq!(unmet("cart_updated", &["store_cart"]), None);
    assert_eq!(unmet("cart_updated", &["store_cart_read_only"]), None);
    assert_eq!(
        unmet("order_created", &[]).as_deref(),
        Some("store_v2_orders_read_only")
    );
    assert_eq!(
        unmet("refund_created", &[]).as_deref(),
        Some("store_v2_orders_read_only")
    );
    assert_eq!(unmet("refund_created", &["store_v2_transactions"]), None);
}

#[test]
fn the_callbacks_in_both_portals_words() {
    use CallbackKind::{Auth, Load, RemoveUser, Uninstall};
    for (kind, suffix, origin, required, old) in [
        (Auth, "", CallbackOrigin::Browser, true, "Auth Callback URL"),
        (Load, "", CallbackOrigin::Browser, true, "Load Callback URL"),
        (
            Uninstall,
            "/uninstall",
            CallbackOrigin::Server,
            false,
            "Uninstall Callback URL",
        ),
        (
            RemoveUser,
            "/remove-user",
            CallbackOrigin::Server,
            false,
            "Remove User Callback URL",
        ),
    ] {
        let callback = bigcommerce().callback(kind).unwrap();
        assert_eq!(callback.suffix, suffix);
        assert_eq!(callback.origin, origin);
        assert_eq!(callback.required, required);
        assert!(callback.portal_field.starts_with("App information › "));
        assert!(callback.old_portal_field.ends_with(old));
    }
}

#[test]
fn links_stay_with_bigcommerce() {
    let links = &bigcommerce().links;
    let help = links.help.iter().map(|link| &link.url);
    for url in help.chain([&links.portal, &links.control_panel_develop]) {
        let host = url
            .strip_prefix("https://")
            .unwrap()
            .split('/')
            .next()
            .unwrap();
        assert!(host.ends_with(".bigcommerce.com"), "{url}");
    }
    assert!(links.help("scopes").unwrap().url.ends_with("#oauth-scopes"));
    assert_eq!(links.help("nothing"), None);
}

#[test]
fn the_secret_is_the_only_secret() {
    let secrets: Vec<_> = bigcommerce()
        .auth
        .credentials
        .iter()
        .map(|field| (field.id.as_str(), field.secret))
        .collect();
    assert_eq!(secrets, [("client_id", false), ("client_secret", true)]);
}

#[test]
fn what_was_missed_is_told_as_it_would_have_come() {
    let connector = bigcommerce();
    let ids = SubjectIds {
        id: "250".into(),
        extra: Some("3".into()),
    };
    let refund = connector.trigger("refund_created").unwrap();
    let payload = refund.payload_of(&ids, "stores/g5cd38", 1_790_000_000);
    assert_eq!(
        payload,
        json!({
            "scope": "store/order/refund/created", "producer": "stores/g5cd38",
            "created_at": 1_790_000_000,
            "data": { "type": "order", "id": 250, "refund": { "refund_id": 3 } },
        })
    );
    assert_eq!(refund.subject_of(&payload), Some(ids));
}

#[test]
fn what_a_list_tells_of_is_found_again_and_the_rest_says_why_not() {
    let connector = bigcommerce();
    for trigger in connector.every_trigger() {
        let list = connector
            .recovery_of(&trigger.id)
            .map(|list| list.id.as_str());
        let wanted = match trigger.id.as_str() {
            "order_created" | "order_updated" => Some("orders"),
            "refund_created" => Some("refunds"),
            "customer_created" | "customer_updated" => Some("customers"),
            "product_created" | "product_updated" => Some("products"),
            _ => None,
        };
        assert_eq!(list, wanted, "{}", trigger.id);
        assert_eq!(trigger.unrecoverable.is_some(), wanted.is_none());
    }
    let orders = connector.recovery_of("order_created").unwrap();
    let item: Value = serde_json::from_str(&orders.sample).unwrap();
    let ids = orders.tells[0].subject_of(&item).unwrap();
    assert_eq!((ids.id.as_str(), ids.extra), ("118", None));
}
