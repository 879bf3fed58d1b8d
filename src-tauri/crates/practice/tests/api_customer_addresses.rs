//! Customers' addresses, and customer groups.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod town;

use reqwest::Method;
use serde_json::{Value, json};
use town::{Town, told};

const OTHER: &str = "token0of0another0store";

fn address(customer: u64) -> Value {
    json!({"customer_id": customer, "first_name": "Ada", "last_name": "Brooks",
           "address1": "2 Oak Street", "city": "Austin", "state_or_province": "Texas",
           "postal_code": "78702", "country_code": "US", "address_type": "commercial"})
}

/// Status, and what is wrong with each field.
async fn refused(town: &Town, path: &str, body: Value) -> (u16, Value) {
    let (status, body) = told(town.post(path, body).await).await;
    (status, body["errors"].clone())
}

#[tokio::test]
async fn an_address_is_made_once() {
    let town = Town::new().await;
    let path = "/v3/customers/addresses";
    let (status, made) = told(town.post(path, json!([address(1)])).await).await;
    assert_eq!(
        (status, &made["data"][0]["address_type"]),
        (200, &json!("commercial"))
    );
    let (status, again) = told(town.post(path, json!([address(1)])).await).await;
    assert_eq!((status, &again["data"]), (200, &json!([])));
    let (_, book) = told(town.get(&format!("{path}?customer_id:in=1")).await).await;
    assert_eq!(book["meta"]["pagination"]["total"], 2);
    let (_, by_name) = told(town.get(&format!("{path}?name:in=ada%20brooks")).await).await;
    assert_eq!(by_name["data"].as_array().unwrap().len(), 2);
    for field in [
        "customer_id",
        "first_name",
        "last_name",
        "address1",
        "city",
        "state_or_province",
        "postal_code",
        "country_code",
    ] {
        let mut less = address(1);
        less.as_object_mut().unwrap().remove(field);
        let (status, errors) = refused(&town, path, json!([less])).await;
        assert_eq!(
            (status, &errors[format!("0.{field}")]),
            (422, &json!("error.path.missing."))
        );
    }
    for (field, value) in [
        ("customer_id", json!(99)),
        ("country_code", json!("XX")),
        ("address_type", json!("castle")),
    ] {
        let mut bad = address(1);
        bad[field] = value;
        let (status, errors) = refused(&town, path, json!([bad])).await;
        assert_eq!(
            (status, &errors[format!("0.{field}")]),
            (422, &json!("error.value."))
        );
    }
}

#[tokio::test]
async fn groups_are_listed_or_204() {
    let town = Town::new().await;
    let (status, groups) = told(town.get("/v2/customer_groups").await).await;
    assert_eq!((status, groups.as_array().unwrap().len()), (200, 2));
    assert_eq!(
        (&groups[0]["id"], &groups[0]["name"]),
        (&json!(1), &json!("Wholesale"))
    );
    let (_, named) = told(town.get("/v2/customer_groups?name:like=caf").await).await;
    assert_eq!(named[0]["id"], 2);
    assert_eq!(town.get("/v2/customer_groups/2").await.status(), 200);
    assert_eq!(town.get("/v2/customer_groups/9").await.status(), 404);
    town.install(2, "q8tk1m2r", OTHER, &["store_v2_customers_read_only"]);
    let none = town
        .call(Method::GET, "q8tk1m2r", OTHER, "/v2/customer_groups")
        .send()
        .await;
    assert_eq!(told(none.unwrap()).await, (204, Value::Null));
}
