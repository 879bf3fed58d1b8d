//! Customers, their addresses and their groups.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod town;

use reqwest::Method;
use serde_json::{Value, json};
use town::receiver::Receiver;
use town::{PRO_STORE, STORE, Town, told};

const OTHER: &str = "token0of0another0store";

async fn found(town: &Town, query: &str) -> Vec<u64> {
    let (status, body) = told(town.get(&format!("/v3/customers{query}")).await).await;
    assert_eq!(status, 200, "{query}: {body}");
    let customers = body["data"].as_array().unwrap();
    customers
        .iter()
        .map(|one| one["id"].as_u64().unwrap())
        .collect()
}

fn noor() -> Value {
    json!({"email": "noor@shopper.example", "first_name": "Noor", "last_name": "Haddad",
           "company": "Haddad & Co", "customer_group_id": 1,
           "addresses": [{"first_name": "Noor", "last_name": "Haddad", "address1": "1 High St",
                          "city": "Leeds", "country_code": "GB"}]})
}

/// Status, and what is wrong with each field.
async fn refused(town: &Town, method: Method, path: &str, body: Value) -> (u16, Value) {
    let (status, body) = told(town.send(method, path, body).await).await;
    (status, body["errors"].clone())
}

#[tokio::test]
async fn customers_are_found_by_each_filter() {
    let town = Town::new().await;
    told(town.post("/v3/customers", json!([noor()])).await).await;
    assert_eq!(found(&town, "").await, [1, 2, 3, 4]);
    for (query, expected) in [
        ("?id:in=1,4", vec![1, 4]),
        ("?email:in=NOOR@shopper.example", vec![4]),
        ("?email:in=nobody@shopper.example", vec![]),
        ("?name:in=ada%20brooks", vec![1]),
        ("?name:like=HADD,rteg", vec![2, 4]),
        ("?company:in=haddad%20%26%20co", vec![4]),
        ("?phone:in=%2B1%20555%200103", vec![3]),
        ("?customer_group_id:in=1", vec![4]),
        ("?sort=last_name:desc", vec![2, 3, 4, 1]),
        ("?sort=date_created:desc&limit=1", vec![4]),
        ("?limit=3&page=2", vec![4]),
        ("?date_modified:min=2099-01-01", vec![]),
        ("?date_created:max=2001-01-01T00:00:00", vec![]),
    ] {
        assert_eq!(found(&town, query).await, expected, "{query}");
    }
    for query in [
        "?sort=name:asc",
        "?include=shoes",
        "?id:in=x",
        "?date_created:min=soon",
    ] {
        let answer = town.get(&format!("/v3/customers{query}")).await;
        assert_eq!(answer.status(), 422, "{query}");
    }
}

#[tokio::test]
async fn what_is_beside_a_customer_is_included_when_asked_for() {
    let town = Town::new().await;
    let (_, plain) = told(town.get("/v3/customers?id:in=1").await).await;
    assert_eq!(plain["data"][0].get("addresses"), None);
    assert_eq!(plain["data"][0]["address_count"], 1);
    assert_eq!(plain["meta"]["pagination"]["total"], 1);
    let path = "/v3/customers?id:in=1&include=addresses,storecredit";
    let (_, more) = told(town.get(path).await).await;
    assert_eq!(more["data"][0]["addresses"][0]["country_code"], "US");
    assert_eq!(more["data"][0]["store_credit_amounts"][0]["amount"], 0.0);
}

#[tokio::test]
async fn a_customer_is_made_once() {
    let (town, receiver) = (Town::new().await, Receiver::new().await);
    town.hook("store/customer/*", &receiver.url).await;
    let (status, made) = told(town.post("/v3/customers", json!([noor()])).await).await;
    assert_eq!(status, 200, "{made}");
    let made = &made["data"][0];
    assert_eq!(
        (&made["id"], &made["customer_group_id"]),
        (&json!(4), &json!(1))
    );
    assert_eq!(made["addresses"][0]["country"], "United Kingdom");
    let (status, body) = told(town.post("/v3/customers", json!([noor()])).await).await;
    assert_eq!(
        (status, &body["title"]),
        (422, &json!("Create customers failed."))
    );
    assert!(
        body["errors"]["0.email"]
            .as_str()
            .unwrap()
            .contains("already in use")
    );
    let came = receiver.until(2).await;
    let told: Vec<Value> = came
        .iter()
        .map(|came| came.json()["data"].clone())
        .collect();
    assert!(
        told.contains(&json!({"type": "customer", "id": 4})),
        "{told:?}"
    );
    let address = json!({"type": "customer", "id": made["addresses"][0]["id"],
                         "address": {"customer_id": 4}});
    assert!(told.contains(&address), "{told:?}");
}

#[tokio::test]
async fn bad_customers_are_refused_and_none_is_made() {
    let town = Town::new().await;
    let with = |field: &str, value: Value| {
        let mut one = noor();
        one[field] = value;
        one
    };
    for (field, value) in [
        ("email", json!("nobody")),
        ("email", json!(7)),
        ("email", json!("CUSTOMER1@shopper.example")),
        ("first_name", json!("")),
        ("phone", json!("5".repeat(51))),
        ("customer_group_id", json!(99)),
        ("channel_ids", json!([])),
        ("channel_ids", json!([7])),
        ("colour", json!("red")),
    ] {
        let body = json!([{"email": "a@b.example", "first_name": "A", "last_name": "B"},
                          with(field, value.clone())]);
        let (status, errors) = refused(&town, Method::POST, "/v3/customers", body).await;
        assert_eq!(status, 422, "{field} {value}");
        assert!(
            errors.get(format!("1.{field}")).is_some(),
            "{field}: {errors}"
        );
    }
    let (_, errors) = refused(&town, Method::POST, "/v3/customers", json!([{}])).await;
    for field in ["email", "first_name", "last_name"] {
        assert_eq!(errors[format!("0.{field}")], "error.path.missing.");
    }
    assert_eq!(found(&town, "").await.len(), 3);
    assert_eq!(town.post("/v3/customers", noor()).await.status(), 422);
    assert_eq!(town.post("/v3/customers", json!([])).await.status(), 422);
    let eleven = vec![noor(); 11];
    assert_eq!(
        town.post("/v3/customers", json!(eleven)).await.status(),
        413
    );
}

#[tokio::test]
async fn a_customer_is_changed() {
    let town = Town::new().await;
    let change = json!([{"id": 2, "company": "Ortega Ltd", "channel_ids": [1],
                         "store_credit_amounts": [{"amount": 4.5}]}]);
    let (status, after) = told(town.send(Method::PUT, "/v3/customers", change).await).await;
    assert_eq!(status, 200, "{after}");
    let after = &after["data"][0];
    assert_eq!(
        (&after["company"], &after["first_name"]),
        (&json!("Ortega Ltd"), &json!("Luis"))
    );
    assert_eq!(
        (
            &after["channel_ids"],
            after["store_credit_amounts"][0]["amount"].as_f64()
        ),
        (&json!([1]), Some(4.5))
    );
    assert_ne!(after["date_modified"], after["date_created"]);
    for bad in [
        json!([{"company": "Nobody"}]),
        json!([{"id": 99, "company": "Nobody"}]),
        json!([{"id": 2, "email": "customer1@shopper.example"}]),
        json!([{"id": 2, "date_created": "2020-01-01"}]),
    ] {
        let (status, _) = refused(&town, Method::PUT, "/v3/customers", bad.clone()).await;
        assert_eq!(status, 422, "{bad}");
    }
    let own = json!([{"id": 2, "email": "customer2@shopper.example"}]);
    assert_eq!(
        town.send(Method::PUT, "/v3/customers", own).await.status(),
        200
    );
}

#[tokio::test]
async fn the_scope_is_needed() {
    let town = Town::with(&["store_v2_customers_read_only"]).await;
    assert_eq!(town.get("/v3/customers").await.status(), 200);
    assert_eq!(
        town.post("/v3/customers", json!([noor()])).await.status(),
        403
    );
    town.install(2, PRO_STORE, OTHER, &["store_v2_orders"]);
    for path in [
        "/v3/customers",
        "/v3/customers/addresses",
        "/v2/customer_groups",
    ] {
        let answer = town
            .call(Method::GET, PRO_STORE, OTHER, path)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 403, "{path}");
    }
    let elsewhere = town
        .call(Method::GET, STORE, OTHER, "/v3/customers")
        .send()
        .await
        .unwrap();
    assert_eq!(elsewhere.status(), 401);
}
