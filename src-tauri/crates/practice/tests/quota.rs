//! The quota that a test sets, and a benchmark lifts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod town;

use reqwest::Method;
use serde_json::{Value, json};
use town::{PRO_STORE, STORE, Town, told};

async fn drive(town: &Town, method: Method, body: Value) -> (u16, Value) {
    let url = format!("{}/practice/quota", town.running.addresses.control_panel);
    let request = town.http.request(method, url).json(&body);
    told(request.send().await.unwrap()).await
}

#[tokio::test]
async fn a_quota_is_set_and_lifted() {
    let town = Town::new().await;
    let set = async |body: Value| drive(&town, Method::PUT, body).await;
    let (status, shown) = set(json!({"quota": {"requests": 2}, "store": STORE})).await;
    assert_eq!(
        (status, &shown["stores"][STORE]),
        (200, &json!({"quota": {"requests": 2}, "plan": 150}))
    );
    assert_eq!(shown["stores"][PRO_STORE]["quota"], "plan");
    let first = town.get("/v2/orders").await;
    assert_eq!(first.headers()["x-rate-limit-requests-quota"], "2");
    assert_eq!(town.get("/v2/orders").await.status(), 200);
    assert_eq!(town.get("/v2/orders").await.status(), 429);

    assert_eq!(set(json!({"quota": "none"})).await.0, 200);
    for _ in 0..200 {
        assert_eq!(town.get("/v2/time").await.status(), 200);
    }
    let town = town.restart(1.0).await;
    let (_, kept) = drive(&town, Method::GET, json!(null)).await;
    assert_eq!(kept["stores"][PRO_STORE]["quota"], "none");
    let set = async |body: Value| drive(&town, Method::PUT, body).await;
    assert_eq!(set(json!({"quota": "plan"})).await.0, 200);
    let after = town.get("/v2/orders").await;
    assert_eq!(after.headers()["x-rate-limit-requests-quota"], "150");
    assert_eq!(set(json!({"quota": "none", "store": "x"})).await.0, 404);
}
