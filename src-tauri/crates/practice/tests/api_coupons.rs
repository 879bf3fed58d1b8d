//! Coupons of v2.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod town;

use reqwest::Method;
use serde_json::{Value, json};
use town::{Town, told};

fn coupon(code: &str) -> Value {
    json!({"name": format!("Coupon {code}"), "type": "percentage_discount", "amount": "10",
           "code": code, "applies_to": {"entity": "categories", "ids": [0]}})
}

fn with(field: &str, value: Value) -> Value {
    let mut coupon = coupon("SUMMER-1");
    coupon[field] = value;
    coupon
}

async fn made(town: &Town, coupon: Value) -> Value {
    let (status, made) = told(town.post("/v2/coupons", coupon).await).await;
    assert_eq!(status, 201, "{made}");
    made
}

async fn codes(town: &Town, query: &str) -> Vec<String> {
    let (status, body) = told(town.get(&format!("/v2/coupons{query}")).await).await;
    match status {
        200 => body
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["code"].as_str().unwrap().to_owned())
            .collect(),
        204 => Vec::new(),
        _ => panic!("{query}: {body}"),
    }
}

#[tokio::test]
async fn a_code_is_taken_once() {
    let town = Town::new().await;
    assert_eq!(
        told(town.get("/v2/coupons").await).await,
        (204, Value::Null)
    );
    let one = made(&town, coupon("SUMMER-1")).await;
    assert_eq!((&one["id"], &one["amount"]), (&json!(1), &json!("10.0000")));
    assert_eq!(
        (&one["enabled"], &one["num_uses"]),
        (&json!(true), &json!(0))
    );
    for again in [with("name", json!("Another")), with("code", json!("OTHER"))] {
        let (status, body) = told(town.post("/v2/coupons", again).await).await;
        assert_eq!((status, &body[0]["status"]), (409, &json!(409)), "{body}");
    }
    assert_eq!(codes(&town, "").await, ["SUMMER-1"]);
}

#[tokio::test]
async fn coupons_are_filtered() {
    let town = Town::new().await;
    for code in ["a", "b", "c"] {
        made(&town, coupon(code)).await;
    }
    let mut free = coupon("d");
    free["type"] = json!("free_shipping");
    made(&town, free).await;
    for (query, expected) in [
        ("?code=b", vec!["b"]),
        ("?name=Coupon%20c", vec!["c"]),
        ("?id=1", vec!["a"]),
        ("?min_id=2&max_id=3", vec!["b", "c"]),
        ("?type=free_shipping", vec!["d"]),
        ("?exclude_type=percentage_discount", vec!["d"]),
        ("?type=promotion", vec![]),
        ("?limit=3&page=2", vec!["d"]),
    ] {
        assert_eq!(codes(&town, query).await, expected, "{query}");
    }
    assert_eq!(town.get("/v2/coupons?type=magic").await.status(), 422);
}

#[tokio::test]
async fn what_is_no_coupon_is_refused() {
    let town = Town::new().await;
    for (bad, status) in [
        (with("type", json!("promotion")), 422),
        (with("amount", json!("lots")), 422),
        (with("amount", json!(101)), 422),
        (with("amount", json!(-1)), 422),
        (with("code", json!("50% off")), 422),
        (
            with("applies_to", json!({"entity": "brands", "ids": []})),
            422,
        ),
        (with("applies_to", json!({"ids": [0]})), 422),
        (with("expires", json!("soon")), 422),
        (with("shipping_methods", json!([1])), 422),
        (with("num_uses", json!(1)), 400),
        (with("colour", json!("red")), 400),
    ] {
        let (got, body) = told(town.post("/v2/coupons", bad.clone()).await).await;
        assert_eq!(got, status, "{bad} {body}");
    }
    for field in ["name", "type", "amount", "code", "applies_to"] {
        let mut less = coupon("SUMMER-1");
        less.as_object_mut().unwrap().remove(field);
        let (status, body) = told(town.post("/v2/coupons", less).await).await;
        assert_eq!(status, 422);
        assert!(
            body[0]["message"].as_str().unwrap().contains(field),
            "{body}"
        );
    }
    assert_eq!(
        town.send(Method::DELETE, "/v2/coupons", json!({}))
            .await
            .status(),
        405
    );
}

#[tokio::test]
async fn the_scope_is_needed() {
    let town = Town::with(&["store_v2_marketing_read_only"]).await;
    assert_eq!(town.get("/v2/coupons").await.status(), 204);
    assert_eq!(town.post("/v2/coupons", coupon("A")).await.status(), 403);
    let town = Town::with(&["store_v2_orders"]).await;
    assert_eq!(town.get("/v2/coupons").await.status(), 403);
}
