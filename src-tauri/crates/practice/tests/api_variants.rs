//! Variants of the v3 catalogue: each product has its base variant.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod town;

use reqwest::Method;
use serde_json::{Value, json};
use town::{Town, told};

const SCOPES: &[&str] = &["store_v2_products"];

async fn listed(town: &Town, query: &str) -> Vec<(u64, String)> {
    let (status, body) = told(town.get(&format!("/v3/catalog/variants{query}")).await).await;
    assert_eq!(status, 200, "{query}: {body}");
    let data = body["data"].as_array().unwrap().iter();
    let named = |one: &Value| {
        let sku = one["sku"].as_str().unwrap().to_owned();
        (one["product_id"].as_u64().unwrap(), sku)
    };
    data.map(named).collect()
}

async fn mug(town: &Town) -> (String, Value) {
    let (_, body) = told(town.get("/v3/catalog/variants?sku=HCR-MUG").await).await;
    let variant = body["data"][0].clone();
    let path = format!("/v3/catalog/products/81/variants/{}", variant["id"]);
    (path, variant)
}

#[tokio::test]
async fn variants_are_found_by_what_names_them() {
    let town = Town::with(SCOPES).await;
    assert_eq!(listed(&town, "").await.len(), 5);
    let mug = [(81, "HCR-MUG".to_owned())];
    assert_eq!(listed(&town, "?sku=hcr-mug").await, mug);
    assert_eq!(listed(&town, "?product_id:in=81").await, mug);
    assert_eq!(listed(&town, "?sku=HCR-NONE").await, []);
    assert_eq!(listed(&town, "?limit=1&page=5").await, mug);
    assert_eq!(listed(&town, "?id=81").await, []);
    let unknown = town.get("/v3/catalog/variants?sku:in=HCR-MUG").await;
    assert_eq!(unknown.status(), 422);
}

#[tokio::test]
async fn a_base_variant_takes_what_it_lacks_from_its_product() {
    let town = Town::with(SCOPES).await;
    let (path, variant) = mug(&town).await;
    let (_, product) = told(town.get("/v3/catalog/products/81").await).await;
    assert_eq!(variant["id"], product["data"]["base_variant_id"]);
    assert_eq!(
        (&variant["price"], &variant["sku_id"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(
        (&variant["calculated_price"], &variant["calculated_weight"]),
        (&json!(14.0), &json!(0.3))
    );
    assert_eq!(told(town.get(&path).await).await.1["data"], variant);
    let (_, of_product) = told(town.get("/v3/catalog/products/81/variants").await).await;
    assert_eq!(of_product["data"], json!([variant]));
    let few = town.get(&format!("{path}?include_fields=sku")).await;
    assert_eq!(
        told(few).await.1["data"],
        json!({"id": variant["id"], "sku": "HCR-MUG"})
    );
}

#[tokio::test]
async fn a_variant_is_changed() {
    let town = Town::with(SCOPES).await;
    let (path, _) = mug(&town).await;
    let change = json!({"price": 12.5, "sale_price": 11.05, "sku": "HCR-MUG-2",
                        "inventory_level": 60, "weight": 0.31, "purchasing_disabled": true});
    let (status, body) = told(town.send(Method::PUT, &path, change).await).await;
    assert_eq!(status, 200, "{body}");
    let variant = &body["data"];
    assert_eq!(
        (&variant["price"], &variant["calculated_price"]),
        (&json!(12.5), &json!(11.05))
    );
    assert_eq!(
        (&variant["inventory_level"], &variant["sku"]),
        (&json!(60), &json!("HCR-MUG-2"))
    );
    let (_, product) = told(town.get("/v3/catalog/products/81").await).await;
    assert_eq!(
        (&product["data"]["sku"], &product["data"]["price"]),
        (&json!("HCR-MUG-2"), &json!(14.0))
    );
    assert_eq!(product["data"]["inventory_level"], 60);
    let (_, cleared) = told(
        town.send(Method::PUT, &path, json!({"sale_price": null}))
            .await,
    )
    .await;
    assert_eq!(cleared["data"]["calculated_price"], 12.5);
    let (status, _) = told(town.send(Method::PUT, &path, cleared["data"].clone()).await).await;
    assert_eq!(status, 200);
}

#[tokio::test]
async fn what_does_not_fit_a_variant_is_refused() {
    let town = Town::with(SCOPES).await;
    let (path, variant) = mug(&town).await;
    for (field, value, message) in [
        ("price", json!("12"), "error.expected.jsnumber"),
        ("sku", json!(""), "error.minLength"),
        ("upc", json!("123456789012345"), "error.maxLength"),
        ("stock", json!(1), "error.path.unknown"),
    ] {
        let (status, body) = told(town.send(Method::PUT, &path, json!({field: value})).await).await;
        assert_eq!((status, &body["errors"][field]), (422, &json!(message)));
    }
    let taken = json!({"sku": "hcr-kettle"});
    let (status, body) = told(town.send(Method::PUT, &path, taken).await).await;
    assert_eq!(
        (status, &body["title"]),
        (409, &json!("The product sku is a duplicate"))
    );
    assert_eq!(mug(&town).await.1, variant);
    for missing in [
        "81/variants/81",
        "82/variants/382",
        "80/variants/381",
        "81/variants/x",
    ] {
        let path = format!("/v3/catalog/products/{missing}");
        let put = town.send(Method::PUT, &path, json!({"price": 1})).await;
        assert_eq!(put.status(), 404, "{missing}");
        assert_eq!(town.get(&path).await.status(), 404, "{missing}");
    }
}

#[tokio::test]
async fn reading_does_not_carry_changing() {
    let town = Town::with(&["store_v2_products_read_only"]).await;
    let (path, _) = mug(&town).await;
    let put = town.send(Method::PUT, &path, json!({"price": 1})).await;
    assert_eq!(put.status(), 403);
    assert_eq!(
        town.send(Method::PUT, "/v3/catalog/variants", json!([]))
            .await
            .status(),
        403
    );
}
