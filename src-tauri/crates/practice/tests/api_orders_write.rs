//! Orders that come from another system, and what their bodies may say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod town;

use reqwest::Method;
use serde_json::{Value, json};
use town::{Town, told};

fn order() -> Value {
    json!({
        "billing_address": {"first_name": "Noor", "last_name": "Haddad", "zip": "LS1",
                            "email": "noor@shopper.example", "country_iso2": "GB"},
        "products": [{"product_id": 77, "quantity": 2}],
    })
}

fn with(field: &str, value: Value) -> Value {
    let mut order = order();
    order[field] = value;
    order
}

async fn made(town: &Town, order: Value) -> Value {
    let (status, made) = told(town.post("/v2/orders", order).await).await;
    assert_eq!(status, 201, "{made}");
    made
}

async fn listed(town: &Town, query: &str) -> Vec<u64> {
    let (status, body) = told(town.get(&format!("/v2/orders?{query}")).await).await;
    match status {
        200 => body
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["id"].as_u64().unwrap())
            .collect(),
        204 => Vec::new(),
        _ => panic!("{query}: {body}"),
    }
}

#[tokio::test]
async fn an_order_keeps_the_id_it_has_elsewhere() {
    let town = Town::new().await;
    let mut order = with("external_order_id", json!("SO-1"));
    order["external_source"] = json!("M-ERP");
    order["channel_id"] = json!(1);
    order["payment_method"] = json!("Cash");
    let first = made(&town, order).await;
    assert_eq!(first["external_order_id"], "SO-1");
    assert_eq!(
        (&first["external_source"], &first["channel_id"]),
        (&json!("M-ERP"), &json!(1))
    );
    assert_eq!(
        (&first["payment_method"], &first["payment_status"]),
        (&json!("Cash"), &json!(""))
    );
    let id = first["id"].as_u64().unwrap();
    assert_eq!(listed(&town, "external_order_id=SO-1").await, [id]);
    assert_eq!(
        listed(&town, "external_order_id=SO-2").await,
        Vec::<u64>::new()
    );
    assert_eq!(listed(&town, "payment_method=Cash").await, [id]);
    assert_eq!(listed(&town, "channel_id=2").await, Vec::<u64>::new());
    assert_eq!(
        listed(&town, "channel_id=1&email=noor@shopper.example").await,
        [id]
    );
    let (_, count) = told(town.get("/v2/orders/count?external_order_id=SO-1").await).await;
    assert_eq!(count["count"], 1);

    let path = format!("/v2/orders/{id}");
    let change = json!({"external_order_id": "SO-2", "external_source": null,
                        "billing_address": {"city": "Leeds"}, "ip_address": "192.0.2.7"});
    let (status, after) = told(town.send(Method::PUT, &path, change).await).await;
    assert_eq!(
        (status, &after["external_order_id"]),
        (200, &json!("SO-2")),
        "{after}"
    );
    assert_eq!(
        (&after["external_source"], &after["ip_address"]),
        (&Value::Null, &json!("192.0.2.7"))
    );
    let billing = &after["billing_address"];
    assert_eq!(
        (&billing["city"], &billing["first_name"]),
        (&json!("Leeds"), &json!("Noor"))
    );
    assert_eq!(
        listed(&town, "external_order_id=SO-1").await,
        Vec::<u64>::new()
    );
}

#[tokio::test]
async fn an_order_goes_where_it_is_told() {
    let town = Town::new().await;
    let to = json!([{"first_name": "Ada", "city": "Austin", "shipping_method": "Courier"}]);
    let order = made(&town, with("shipping_addresses", to)).await;
    let path = format!("/v2/orders/{}", order["id"]);
    let (_, addresses) = told(town.get(&format!("{path}/shipping_addresses")).await).await;
    assert_eq!(
        (&addresses[0]["city"], &addresses[0]["shipping_method"]),
        (&json!("Austin"), &json!("Courier"))
    );
    let query = "include=consignments.line_items&consignment_structure=object";
    let (_, whole) = told(town.get(&format!("{path}?{query}")).await).await;
    let shipping = &whole["consignments"]["shipping"][0];
    assert_eq!(
        (&shipping["city"], &shipping["line_items"][0]["quantity"]),
        (&json!("Austin"), &json!(2))
    );
    let (_, plain) = told(town.get(&path).await).await;
    assert!(
        plain["consignments"]["url"]
            .as_str()
            .unwrap()
            .ends_with("/consignments")
    );
    let (_, alone) = told(town.get(&format!("{path}/consignments")).await).await;
    assert!(alone["shipping"][0]["line_items"][0]["url"].is_string());
    for query in [
        "include=shoes",
        "include=consignments&consignment_structure=array",
    ] {
        assert_eq!(
            town.get(&format!("{path}?{query}")).await.status(),
            422,
            "{query}"
        );
    }
}

#[tokio::test]
async fn what_an_order_cannot_be_is_refused() {
    let town = Town::new().await;
    let line = |field: &str, value: Value| {
        let mut line =
            json!({"name": "Gift", "quantity": 1, "price_inc_tax": 5, "price_ex_tax": 4});
        line[field] = value;
        with("products", json!([line]))
    };
    for (bad, status) in [
        (with("customer_id", json!(99)), 422),
        (with("customer_id", json!("1")), 422),
        (with("status_id", json!(15)), 422),
        (with("channel_id", json!(2)), 422),
        (with("external_order_id", json!(7)), 422),
        (with("date_created", json!("soon")), 422),
        (with("discount_amount", json!("1.00")), 422),
        (with("consignments", json!({})), 422),
        (with("shipping_addresses", json!([{}, {}])), 422),
        (line("price_ex_tax", Value::Null), 422),
        (line("name", json!("")), 422),
        (line("quantity", json!(0)), 422),
        (line("price_inc_tax", json!("-1")), 422),
        (with("external_id", json!("1")), 400),
        (with("id", json!(1)), 400),
        (with("colour", json!("red")), 400),
    ] {
        let (got, body) = told(town.post("/v2/orders", bad.clone()).await).await;
        assert_eq!(
            (got, &body[0]["status"]),
            (status, &json!(status)),
            "{bad} {body}"
        );
    }
    for (bad, status) in [
        (json!({"customer_id": 99}), 422),
        (json!({"products": []}), 422),
        (json!({"items_total": 3}), 400),
        (json!({"colour": "red"}), 400),
    ] {
        let answer = town.send(Method::PUT, "/v2/orders/101", bad.clone()).await;
        assert_eq!(answer.status(), status, "{bad}");
    }
    assert_eq!(listed(&town, "").await, [101, 102, 103]);
}

#[tokio::test]
async fn orders_are_not_archived_all_at_once() {
    let town = Town::new().await;
    let (status, body) = told(town.send(Method::DELETE, "/v2/orders", json!({})).await).await;
    assert_eq!(status, 422);
    assert!(body[0]["message"].as_str().unwrap().contains("one by one"));
    assert_eq!(listed(&town, "").await, [101, 102, 103]);
}
