//! Which call a typed request is, and what follows: what it needs, what it can do, whether it may be
//! done twice.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::bigcommerce;
use patchbay_connector::{Action, Danger, Request, Why};
use serde_json::{Value, json};

fn any() -> &'static Action {
    bigcommerce().action("http_request").unwrap()
}

fn typed(method: &str, path: &str) -> Request {
    any()
        .request(&json!({ "method": method, "path": path }))
        .unwrap()
}

#[test]
fn the_nearest_call_is_found() {
    for (method, path, endpoint) in [
        ("GET", "/v2/orders/118", Some("read_orders")),
        ("GET", "/v2/orders/count", Some("read_orders")),
        ("PUT", "/v2/orders/118", Some("change_orders")),
        ("GET", "/v2/orders/118/shipments/9", Some("read_shipments")),
        (
            "GET",
            "/v3/orders/payment_actions/refunds",
            Some("read_refunds"),
        ),
        (
            "GET",
            "/v3/orders/118/transactions",
            Some("read_transactions"),
        ),
        ("GET", "/v3/inventory/locations", Some("read_locations")),
        ("GET", "/v3/hooks", Some("hooks")),
        ("PATCH", "/v2/orders/118", None),
        ("GET", "/v2/orders/118/unheard_of", None),
        ("GET", "/v2/orders/", None),
        ("GET", "/v2", None),
        ("DELETE", "/v2/orders", None),
    ] {
        let found = bigcommerce().endpoint_of(method, path);
        assert_eq!(found.map(|it| it.id.as_str()), endpoint, "{method} {path}");
    }
    let own = |method: &str, path: &str| {
        bigcommerce()
            .action_of(method, path)
            .map(|it| it.id.as_str())
    };
    assert_eq!(own("GET", "/v2/orders/count"), Some("count_orders"));
    assert_eq!(own("GET", "/v2/orders/118"), Some("get_order"));
    assert_eq!(own("GET", "/v3/hooks"), None);
}

#[test]
fn what_a_typed_request_needs_follows_from_its_path() {
    let needed = |request: &Request| {
        let scopes = bigcommerce().needed(any(), request);
        scopes.map(<[String]>::to_vec)
    };
    assert_eq!(
        needed(&typed("GET", "/v2/orders/118?include=fees")),
        Some(vec!["store_v2_orders_read_only".to_owned()])
    );
    assert_eq!(needed(&typed("GET", "/v3/hooks")), Some(Vec::new()), "none");
    assert_eq!(
        needed(&typed("GET", "/v3/unheard/of")),
        None,
        "nobody knows"
    );
    let own = bigcommerce().action("get_cart").unwrap();
    let request = own.request(&json!({ "cart_id": "c1" })).unwrap();
    assert_eq!(
        bigcommerce().needed(own, &request),
        Some(own.needs_any.as_slice())
    );
}

#[test]
fn what_a_typed_request_can_do_is_what_its_own_action_can() {
    for (method, path, danger, harmless) in [
        ("GET", "/v3/unheard/of", Danger::Reads, true),
        ("PUT", "/v3/unheard/of", Danger::Writes, true),
        ("POST", "/v3/unheard/of", Danger::Writes, false),
        ("DELETE", "/v3/unheard/of", Danger::Destructive, true),
        ("DELETE", "/v2/orders/118", Danger::Destructive, true),
        (
            "POST",
            "/v3/orders/118/payment_actions/refunds",
            Danger::Money,
            false,
        ),
        (
            "POST",
            "/v3/orders/118/payment_actions/refund_quotes",
            Danger::Reads,
            true,
        ),
        (
            "POST",
            "/v3/orders/118/payment_actions/capture",
            Danger::Money,
            false,
        ),
        (
            "POST",
            "/v3/inventory/adjustments/relative",
            Danger::Writes,
            false,
        ),
        ("PUT", "/v2/orders/118", Danger::Writes, true),
    ] {
        let request = typed(method, path);
        assert_eq!(
            bigcommerce().danger_of(any(), &request),
            danger,
            "{method} {path}"
        );
        let twice = bigcommerce().is_harmless_twice(any(), &request);
        assert_eq!(twice, harmless, "{method} {path}");
    }
    let own = bigcommerce().action("capture_payment").unwrap();
    let request = own.request(&json!({ "order_id": 118 })).unwrap();
    assert_eq!(bigcommerce().danger_of(own, &request), Danger::Money);
    assert!(!bigcommerce().is_harmless_twice(own, &request));
}

#[test]
fn a_typed_request_is_taken_as_it_is_pasted() {
    let pairs = |given: Value| {
        let query = any().request(&given).unwrap().query;
        query
            .into_iter()
            .map(|(n, v)| format!("{n}={v}"))
            .collect::<Vec<_>>()
    };
    let pasted =
        |behind: &str| pairs(json!({ "method": "GET", "path": format!("/v2/orders{behind}") }));
    assert_eq!(
        pasted("/?id%3Ain=1%2C2&name=a+b"),
        ["id:in=1,2", "name=a b"]
    );
    assert_eq!(
        pasted("?a=%C3%A9&b=100%&c=%zz&&d"),
        ["a=é", "b=100%", "c=%zz", "d="]
    );
    assert_eq!(pasted("?a=1=2"), ["a=1=2"]);
    let both = json!({
        "method": "PUT", "path": " /v3/catalog/products/77/?x=1 ",
        "query": [{ "name": "y", "value": "2 & 3" }, { "name": "z" }],
        "body": { "sale_price": null, "name": "" },
    });
    let request = any().request(&both).unwrap();
    assert_eq!(
        (request.method.as_str(), request.path.as_str()),
        ("PUT", "/v3/catalog/products/77")
    );
    assert_eq!(pairs(both), ["x=1", "y=2 & 3", "z="]);
    assert_eq!(
        request.body,
        Some(json!({ "sale_price": null, "name": "" }))
    );
}

#[test]
fn only_paths_of_the_stores_api_are_taken() {
    for path in [
        "orders",
        "/orders",
        "/v1/orders",
        "/v2/",
        "/v2",
        "v2/orders",
        "https://evil.example/v2/orders",
        "//evil.example/v2/orders",
        "/v2/../admin",
        "/v2/orders/..",
        "/v2/a//b",
        "/v2/a%2fb",
        "/v2/a b",
        "/v2/a#b",
        "/v2/é",
    ] {
        let faults = any()
            .request(&json!({ "method": "GET", "path": path }))
            .unwrap_err();
        assert_eq!(
            (faults[0].place.as_str(), &faults[0].why),
            ("path", &Why::NoPath),
            "{path}"
        );
    }
    let faults = any()
        .request(&json!({ "method": "PATCH", "path": "/v2/orders" }))
        .unwrap_err();
    assert_eq!(
        (faults[0].place.as_str(), &faults[0].why),
        ("method", &Why::NoChoice)
    );
}
