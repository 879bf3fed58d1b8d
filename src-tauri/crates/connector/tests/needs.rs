//! What needs which scopes, what a scope opens, and which scopes are more than is needed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{bigcommerce, list};
use patchbay_connector::{Endpoint, Surplus};

fn endpoint(id: &str) -> &'static Endpoint {
    bigcommerce().endpoint(id).unwrap()
}

/// `GET /v2/orders/{id}` without the names of what is put in.
fn shape(call: &str) -> String {
    let mut parts = call.split('{');
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |done, part| {
        format!("{done}{{}}{}", part.split_once('}').unwrap().1)
    })
}

#[test]
fn a_need_is_met_by_itself_and_by_what_includes_it() {
    for (id, scopes, met) in [
        ("read_orders", vec!["store_v2_orders_read_only"], true),
        ("read_orders", vec!["store_v2_orders"], true),
        ("read_orders", vec!["store_v2_transactions"], false),
        ("change_orders", vec!["store_v2_orders_read_only"], false),
        (
            "read_refunds",
            vec!["store_v2_transactions_read_only"],
            true,
        ),
        ("read_refunds", vec!["store_v2_orders"], true),
        ("refund", vec!["store_v2_transactions_read_only"], false),
        ("refund", vec!["store_v2_transactions"], true),
        ("read_checkouts", vec!["store_checkouts"], true),
        ("change_themes", vec!["store_themes_manage"], true),
        ("read_pickups", vec!["store_order_fulfillment_manage"], true),
        ("hooks", vec![], true),
    ] {
        let needs = &endpoint(id).needs_any;
        assert_eq!(bigcommerce().meets(&list(&scopes), needs), met, "{id}");
    }
}

#[test]
fn the_weakest_of_several_serves() {
    let serving = |scopes: &[&str], id: &str| {
        let scopes = list(scopes);
        let found = bigcommerce().serving(&scopes, &endpoint(id).needs_any);
        found.map(str::to_owned)
    };
    let both = ["store_v2_orders", "store_v2_orders_read_only"];
    assert_eq!(
        serving(&both, "read_orders").as_deref(),
        Some("store_v2_orders_read_only")
    );
    assert_eq!(
        serving(&both, "change_orders").as_deref(),
        Some("store_v2_orders")
    );
    assert_eq!(
        serving(&["store_cart"], "read_carts").as_deref(),
        Some("store_cart")
    );
    assert_eq!(serving(&["store_cart_read_only"], "change_carts"), None);
}

#[test]
fn what_a_scope_opens_is_computed_backwards() {
    let endpoints = |scope: &str| {
        let opened = bigcommerce().opened_by(scope).endpoints;
        opened.iter().map(|it| it.id.clone()).collect::<Vec<_>>()
    };
    let triggers = |scope: &str| {
        let opened = bigcommerce().opened_by(scope).triggers;
        opened.iter().map(|it| it.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        endpoints("store_v2_orders_read_only"),
        ["read_orders", "read_shipments", "read_refunds"]
    );
    assert!(endpoints("store_v2_orders").contains(&"refund".to_owned()));
    assert!(endpoints("store_v2_orders").contains(&"read_orders".to_owned()));
    assert_eq!(
        triggers("store_v2_transactions"),
        ["refund_created"],
        "by what it includes"
    );
    assert_eq!(
        triggers("store_cart"),
        ["cart_updated", "cart_created", "cart_abandoned"]
    );
    let actions = |scope: &str| {
        let opened = bigcommerce().opened_by(scope).actions;
        opened.iter().map(|it| it.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        actions("store_cart"),
        ["get_cart", "create_cart_redirect_url"]
    );
    assert_eq!(actions("store_cart_read_only"), ["get_cart"]);
    assert_eq!(
        actions("store_v2_transactions"),
        [
            "list_transactions",
            "capture_payment",
            "void_payment",
            "quote_refund",
            "create_refund",
            "list_refunds",
            "get_refund",
        ]
    );
    assert!(actions("store_v2_default").is_empty());
    assert!(
        endpoints("store_v2_default").is_empty(),
        "webhooks need no scope"
    );
    assert!(triggers("store_something").is_empty());
}

#[test]
fn what_a_trigger_fetches_is_an_endpoint_that_needs_the_same() {
    for trigger in &bigcommerce().triggers {
        let fetch = trigger.fetch.as_ref().unwrap();
        let call = shape(&format!("GET {}", fetch.path));
        let found = bigcommerce()
            .endpoints
            .iter()
            .find(|it| it.calls.iter().any(|known| shape(known) == call))
            .unwrap_or_else(|| panic!("no endpoint has {call}"));
        for scope in &bigcommerce().scopes {
            let held = list(&[&scope.id]);
            assert_eq!(
                bigcommerce().meets(&held, &trigger.needs_any),
                bigcommerce().meets(&held, &found.needs_any),
                "{} with {}",
                trigger.id,
                scope.id
            );
        }
    }
}

#[test]
fn what_is_recovered_is_an_endpoint_that_needs_the_same() {
    for recovery in &bigcommerce().recoveries {
        let call = format!("GET {}", recovery.path);
        let found = bigcommerce()
            .endpoints
            .iter()
            .find(|it| it.calls.contains(&call));
        for scope in &bigcommerce().scopes {
            let held = list(&[&scope.id]);
            assert_eq!(
                bigcommerce().meets(&held, &recovery.needs_any),
                bigcommerce().meets(&held, &found.unwrap().needs_any),
                "{call} with {}",
                scope.id
            );
        }
    }
}

#[test]
fn every_scope_for_stores_that_calls_something_is_needed_by_something() {
    let graphql_only = [
        "store_app_extensions_manage",
        "store_v2_customers_login",
        "store_metafield_change_owner",
        "store_metafield_write",
        "store_metafield_write_all",
        "store_translations_read_only",
        "store_translations",
    ];
    for scope in bigcommerce().scopes.iter().filter(|it| it.is_for_stores()) {
        let opens = !bigcommerce().opened_by(&scope.id).endpoints.is_empty();
        let expected = !graphql_only.contains(&scope.id.as_str());
        assert_eq!(opens, expected, "{}", scope.id);
    }
}

#[test]
fn more_than_is_needed_is_found_and_its_remedy_named() {
    let orders = endpoint("read_orders").needs_any.as_slice();
    let carts = endpoint("read_carts").needs_any.as_slice();
    let refunds = endpoint("read_refunds").needs_any.as_slice();
    let settings = endpoint("change_settings").needs_any.as_slice();
    let narrower = |instead: &str| {
        Some(Surplus::Narrower {
            instead: instead.to_owned(),
        })
    };
    let unneeded = Some(Surplus::Unneeded);
    for (scopes, scope, needs, expected) in [
        (
            vec!["store_cart"],
            "store_cart",
            vec![orders],
            unneeded.clone(),
        ),
        (
            vec!["store_cart"],
            "store_cart",
            vec![carts],
            narrower("store_cart_read_only"),
        ),
        (
            vec!["store_cart_read_only"],
            "store_cart_read_only",
            vec![carts],
            None,
        ),
        (
            vec!["store_cart", "store_cart_read_only"],
            "store_cart",
            vec![carts],
            unneeded.clone(),
        ),
        (
            vec!["store_cart", "store_cart_read_only"],
            "store_cart_read_only",
            vec![carts],
            None,
        ),
        (
            vec![
                "store_v2_orders_read_only",
                "store_v2_transactions_read_only",
            ],
            "store_v2_transactions_read_only",
            vec![orders, refunds],
            unneeded,
        ),
        (
            vec!["store_v2_information"],
            "store_v2_information",
            vec![settings],
            None,
        ),
        (
            vec!["store_checkouts"],
            "store_checkouts",
            vec![endpoint("read_checkouts").needs_any.as_slice()],
            narrower("store_checkout_read_only"),
        ),
    ] {
        let found = bigcommerce().surplus(&list(&scopes), scope, &needs);
        assert_eq!(found, expected, "{scopes:?} {scope}");
    }
}
