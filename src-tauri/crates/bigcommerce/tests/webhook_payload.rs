//! Bodies of deliveries, in every form the documentation shows.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use patchbay_bigcommerce::webhook::{Payload, PayloadError, parse};

fn read(body: &str) -> Payload {
    parse(body.as_bytes()).unwrap_or_else(|error| panic!("{error}: {body}"))
}

#[test]
fn reads_a_full_envelope() {
    let payload = read(
        r#"{"scope":"store/order/refund/created","store_id":"1025646","data":{"type":"order",
        "id":250,"refund":{"refund_id":3}},"hash":"dd70","created_at":1561479335,
        "producer":"stores/abc123"}"#,
    );
    assert_eq!(payload.scope, "store/order/refund/created");
    assert_eq!(payload.store_hash.unwrap().as_str(), "abc123");
    assert_eq!(payload.store_id.as_deref(), Some("1025646"));
    assert_eq!(payload.resource_type, "order");
    assert_eq!(payload.resource_id, "250");
    assert_eq!(payload.extra_id.as_deref(), Some("3"));
    assert_eq!(payload.hash.as_deref(), Some("dd70"));
    assert_eq!(payload.created_at_s, Some(1_561_479_335));
}

#[test]
fn tells_what_each_form_is_about() {
    let cases = [
        (
            "store/order/created",
            r#"{"type":"order","id":250}"#,
            "order",
            "250",
        ),
        ("store/order/created", r#"{"id":"250"}"#, "order", "250"),
        (
            "store/channel/7/order/created",
            r#"{"order_id":127}"#,
            "order",
            "127",
        ),
        (
            "store/channel/7/cart/updated",
            r#"{"cart_id":"09-ab"}"#,
            "cart",
            "09-ab",
        ),
        (
            "store/cart/updated",
            r#"{"type":"cart","id":"09-ab"}"#,
            "cart",
            "09-ab",
        ),
        (
            "store/cart/lineItem/created",
            r#"{"type":"cart_line_item","id":"x","cartId":"y"}"#,
            "cart_line_item",
            "x",
        ),
        (
            "store/channel/created",
            r#"{"type":"channel","id":5}"#,
            "channel",
            "5",
        ),
        (
            "store/information/updated",
            r#"{"type":"store"}"#,
            "store",
            "",
        ),
        ("store/information/updated", "null", "information", ""),
        ("store/sku/updated", "[]", "sku", ""),
        (
            "store/priceList/records/created",
            r#"[{"price_list_id":1}]"#,
            "price_list",
            "1",
        ),
    ];
    for (scope, data, kind, id) in cases {
        let payload = read(&format!(r#"{{"scope":"{scope}","data":{data}}}"#));
        assert_eq!(payload.resource_type, kind, "{scope} {data}");
        assert_eq!(payload.resource_id, id, "{scope} {data}");
    }
}

#[test]
fn a_batch_names_all_its_ids() {
    let payload = read(
        r#"{"scope":"store/priceList/records/created",
        "data":[{"type":"price_list","id":1},{"type":"price_list","id":2},{"id":3}]}"#,
    );
    assert_eq!(
        (payload.resource_id.as_str(), payload.also),
        ("1", vec!["2".into(), "3".into()])
    );
}

#[test]
fn odd_fields_are_left_out_not_refused() {
    let payload = read(
        r#"{"scope":"store/order/created","store_id":1025646,"created_at":"1561479335",
        "producer":"stores/../evil","hash":7,"data":{"id":[1],"refund":"no"}}"#,
    );
    assert_eq!(payload.store_id.as_deref(), Some("1025646"));
    assert_eq!(payload.created_at_s, Some(1_561_479_335));
    assert_eq!(
        payload.store_hash, None,
        "a producer that is no context names no store"
    );
    assert_eq!(payload.producer.as_deref(), Some("stores/../evil"));
    assert_eq!((payload.hash, payload.extra_id), (None, None));
    assert_eq!(payload.resource_id, "");
}

#[test]
fn refuses_what_is_no_event() {
    let deep = format!(
        r#"{{"scope":"store/x","data":{}1{}}}"#,
        "[".repeat(500),
        "]".repeat(500)
    );
    let long = format!(r#"{{"scope":"{}"}}"#, "s".repeat(201));
    let cases = [
        ("", PayloadError::NotJson),
        ("[]", PayloadError::NotJson),
        (r#"["store/order/created"]"#, PayloadError::NotJson),
        ("<html>", PayloadError::NotJson),
        (r#"{"scope":"store/order/created""#, PayloadError::NotJson),
        (&deep, PayloadError::NotJson),
        ("{}", PayloadError::NoScope),
        (r#"{"scope":""}"#, PayloadError::NoScope),
        (r#"{"scope":7}"#, PayloadError::NoScope),
        (&long, PayloadError::NoScope),
    ];
    for (body, expected) in cases {
        assert_eq!(parse(body.as_bytes()), Err(expected), "{body:.60}");
    }
    assert_eq!(
        parse(b"\xff\xfe"),
        Err(PayloadError::NotJson),
        "bytes that are not text"
    );
}
