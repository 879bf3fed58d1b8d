//! Price lists of v3.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod town;

use reqwest::Method;
use serde_json::{Value, json};
use town::receiver::Receiver;
use town::{Town, told};

const SCOPES: &[&str] = &["store_v2_products"];
const RECORDS: &str = "/v3/pricelists/1/records";

async fn put(town: &Town, records: Value) -> (u16, Value) {
    told(town.send(Method::PUT, RECORDS, records).await).await
}

async fn listed(town: &Town, query: &str) -> Value {
    let (status, body) = told(town.get(&format!("{RECORDS}{query}")).await).await;
    assert_eq!(status, 200, "{query}: {body}");
    body["data"].clone()
}

#[tokio::test]
async fn lists_are_found_by_name() {
    let town = Town::with(SCOPES).await;
    let (status, body) = told(town.get("/v3/pricelists?name:like=caf").await).await;
    assert_eq!(status, 200);
    assert_eq!(
        (&body["data"][0]["id"], &body["data"][0]["active"]),
        (&json!(1), &json!(true))
    );
    assert_eq!(body["meta"]["pagination"]["total"], 1);
    let (_, none) = told(town.get("/v3/pricelists?id:in=2,3").await).await;
    assert_eq!(none["data"], json!([]));
    assert_eq!(town.get("/v3/pricelists?colour=red").await.status(), 422);
    assert_eq!(town.get("/v3/pricelists/2/records").await.status(), 404);
}

#[tokio::test]
async fn prices_are_made_and_changed_by_variant_or_sku() {
    let town = Town::with(SCOPES).await;
    let (status, body) = put(
        &town,
        json!([
            {"variant_id": 381, "currency": "usd", "price": 12.6, "sale_price": 11.05},
            {"sku": "hcr-kettle", "currency": "USD", "price": 70},
        ]),
    )
    .await;
    assert_eq!((status, body), (200, json!({"data": {}, "meta": {}})));
    let records = listed(&town, "?include=sku").await;
    assert_eq!(records.as_array().unwrap().len(), 2);
    let mug = &listed(&town, "?variant_id:in=381").await[0];
    assert_eq!(
        (&mug["price_list_id"], &mug["product_id"]),
        (&json!(1), &json!(81))
    );
    assert_eq!(
        (&mug["price"], &mug["calculated_price"]),
        (&json!(12.6), &json!(11.05))
    );
    assert_eq!((&mug["retail_price"], mug.get("sku")), (&Value::Null, None));
    put(
        &town,
        json!([{"sku": "HCR-MUG", "currency": "USD", "price": 13}]),
    )
    .await;
    let again = listed(&town, "?sku=HCR-MUG&include=sku,nothing").await;
    assert_eq!(
        (&again[0]["price"], &again[0]["sku"]),
        (&json!(13), &json!("HCR-MUG"))
    );
    assert_eq!(again.as_array().unwrap().len(), 1);
    put(
        &town,
        json!([{"sku": "HCR-MUG", "currency": "EUR", "price": 12}]),
    )
    .await;
    assert_eq!(
        listed(&town, "?variant_id:in=381&currency=EUR").await[0]["price"],
        12
    );
    assert_eq!(
        listed(&town, "?price:max=12.5")
            .await
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(listed(&town, "?product_id:in=77").await, json!([]));
}

#[tokio::test]
async fn what_can_be_kept_is_and_the_rest_is_told_of() {
    let town = Town::with(SCOPES).await;
    let (status, body) = put(
        &town,
        json!([
            {"variant_id": 377, "currency": "USD", "price": 15},
            {"variant_id": 77, "currency": "USD", "price": 1},
            {"sku": "NONE", "currency": "USD", "price": 1},
            {"currency": "USD", "price": 1},
            {"sku": "HCR-MUG", "price": "1"},
            {"sku": "HCR-MUG", "currency": "U$D", "colour": "red"},
        ]),
    )
    .await;
    assert_eq!(status, 422);
    let told = |at: usize| body["batch_errors"][at]["field_errors"].clone();
    assert_eq!(body["batch_errors"].as_array().unwrap().len(), 5);
    assert_eq!(
        body["batch_errors"][0],
        json!({"data": {"price_list_id": 1, "variant_id": 77, "currency": "USD"},
               "field_errors": {"variant_id": "The variant_id does not exist"}})
    );
    assert_eq!(told(1), json!({"sku": "The sku does not exist"}));
    assert_eq!(
        told(2),
        json!({"variant_id": "Either variant_id or sku is required"})
    );
    assert_eq!(
        told(3),
        json!({"currency": "error.path.missing", "price": "error.expected.jsnumber"})
    );
    assert_eq!(
        told(4),
        json!({"currency": "error.expected.currency", "colour": "error.path.unknown"})
    );
    let kept = listed(&town, "").await;
    assert_eq!(
        (kept.as_array().unwrap().len(), &kept[0]["price"]),
        (1, &json!(15))
    );
}

#[tokio::test]
async fn a_request_is_a_list_of_at_most_a_thousand() {
    let town = Town::with(SCOPES).await;
    let records = |count| vec![json!({"variant_id": 377, "currency": "USD", "price": 15}); count];
    assert_eq!(put(&town, json!(records(1_000))).await.0, 200);
    assert_eq!(put(&town, json!(records(1_001))).await.0, 413);
    assert_eq!(put(&town, records(1)[0].clone()).await.0, 422);
    assert_eq!(listed(&town, "").await.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn tiers_are_shown_when_asked_for() {
    let town = Town::with(SCOPES).await;
    let tier = json!({"quantity_min": 10, "quantity_max": null, "type": "fixed", "amount": 11});
    let record = json!({"sku": "HCR-MUG", "currency": "USD", "bulk_pricing_tiers": [tier]});
    assert_eq!(put(&town, json!([record])).await.0, 200);
    assert_eq!(listed(&town, "").await[0].get("bulk_pricing_tiers"), None);
    let shown = listed(&town, "?include=bulk_pricing_tiers").await;
    assert_eq!(shown[0]["bulk_pricing_tiers"], json!([tier]));
    assert_eq!(shown[0]["calculated_price"], 14.0);
}

#[tokio::test]
async fn hooks_are_told_of_records_together() {
    let (town, receiver) = (Town::with(SCOPES).await, Receiver::new().await);
    for scope in ["created", "updated"] {
        town.hook(&format!("store/priceList/records/{scope}"), &receiver.url)
            .await;
    }
    let record = |variant: u64| json!({"variant_id": variant, "currency": "usd", "price": 9});
    put(&town, json!([record(377), record(378)])).await;
    let came = receiver.until(1).await;
    let told = |variant: u64| json!({"price_list_id": 1, "variant_id": variant, "currency": "USD"});
    assert_eq!(came[0].scope(), "store/priceList/records/created");
    assert_eq!(came[0].json()["data"], json!([told(377), told(378)]));
    put(&town, json!([record(378)])).await;
    let came = receiver.until(2).await;
    assert_eq!(came[1].scope(), "store/priceList/records/updated");
    assert_eq!(came[1].json()["data"], json!([told(378)]));
}

#[tokio::test]
async fn scopes_are_asked_for() {
    let town = Town::with(&["store_v2_products_read_only"]).await;
    assert_eq!(town.get("/v3/pricelists").await.status(), 200);
    assert_eq!(put(&town, json!([])).await.0, 403);
    let town = Town::with(&["store_inventory"]).await;
    assert_eq!(town.get("/v3/pricelists").await.status(), 403);
}
