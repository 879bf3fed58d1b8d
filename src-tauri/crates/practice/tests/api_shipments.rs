//! Shipments: how they travel, and what they cannot be.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod town;

use reqwest::Method;
use serde_json::{Value, json};
use town::receiver::Receiver;
use town::{Town, told};

fn order() -> Value {
    json!({
        "billing_address": {"first_name": "Noor", "last_name": "Haddad", "zip": "LS1",
                            "email": "noor@shopper.example", "country_iso2": "GB"},
        "products": [{"product_id": 77, "quantity": 2}],
    })
}

async fn made(town: &Town, order: Value) -> Value {
    let (status, made) = told(town.post("/v2/orders", order).await).await;
    assert_eq!(status, 201, "{made}");
    made
}

#[tokio::test]
async fn a_shipment_is_made_and_changed() {
    let (town, receiver) = (Town::new().await, Receiver::new().await);
    let order = made(&town, order()).await["id"].as_u64().unwrap();
    town.hook("store/shipment/*", &receiver.url).await;
    let path = format!("/v2/orders/{order}/shipments");
    let (_, lines) = told(town.get(&format!("/v2/orders/{order}/products")).await).await;
    let line = &lines[0];
    let body = |items: Value| {
        json!({"order_address_id": line["order_address_id"], "items": items,
                                     "tracking_number": "Z9", "shipping_provider": "fedex"})
    };
    let half = json!({"order_product_id": line["id"], "quantity": 1});
    let thrice = json!([half, half, half]);
    assert_eq!(town.post(&path, body(thrice)).await.status(), 422);
    for (field, value, status) in [
        ("items", Value::Null, 422),
        ("order_address_id", json!(999), 422),
        ("shipping_provider", json!("pigeon"), 422),
        ("tracking_number", json!("9".repeat(51)), 422),
        ("colour", json!("red"), 400),
    ] {
        let mut bad = body(json!([half]));
        bad[field] = value;
        assert_eq!(town.post(&path, bad).await.status(), status, "{field}");
    }
    let (status, made) = told(town.post(&path, body(json!([half]))).await).await;
    assert_eq!((status, &made["shipping_provider"]), (201, &json!("fedex")));
    assert!(
        made["generated_tracking_link"]
            .as_str()
            .unwrap()
            .ends_with("/fedex/Z9")
    );

    let one = format!("{path}/{}", made["id"]);
    let change = json!({"tracking_number": "Z10", "tracking_link": "https://track.example/Z10",
                        "merchant_shipping_cost": "1.5", "shipping_provider": "carrier_12"});
    let (status, after) = told(town.send(Method::PUT, &one, change).await).await;
    assert_eq!(
        (status, &after["tracking_number"]),
        (200, &json!("Z10")),
        "{after}"
    );
    assert_eq!(
        (&after["tracking_link"], &after["generated_tracking_link"]),
        (&json!("https://track.example/Z10"), &json!(""))
    );
    assert_eq!(
        (&after["merchant_shipping_cost"], &after["items"]),
        (&json!("1.5000"), &made["items"])
    );
    let items = json!({"items": []});
    assert_eq!(town.send(Method::PUT, &one, items).await.status(), 400);
    let nowhere = json!({"order_address_id": 999});
    assert_eq!(town.send(Method::PUT, &one, nowhere).await.status(), 422);
    let unknown = format!("{path}/999");
    assert_eq!(
        town.send(Method::PUT, &unknown, json!({"comments": "x"}))
            .await
            .status(),
        404
    );
    let came = receiver.until(2).await;
    let scopes: Vec<String> = came.iter().map(town::receiver::Came::scope).collect();
    assert!(
        scopes.contains(&"store/shipment/created".to_owned()),
        "{scopes:?}"
    );
    assert!(
        scopes.contains(&"store/shipment/updated".to_owned()),
        "{scopes:?}"
    );
}
