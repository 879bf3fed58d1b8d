//! Tokens, scopes and the quota.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod town;

use std::sync::Arc;

use patchbay_practice::clock::ManualClock;
use reqwest::{Method, Response};
use serde_json::json;
use town::{PRO_STORE, STORE, TOKEN, Town, told};

const SCOPE_MISSING: &str = "You don't have a required scope to access the endpoint";

fn number(response: &Response, name: &str) -> Option<i64> {
    response
        .headers()
        .get(name)
        .map(|value| value.to_str().unwrap().parse().unwrap())
}

#[tokio::test]
async fn a_dead_token_is_401_in_the_form_of_each_version() {
    let town = Town::new().await;
    let call = |path| town.call(Method::GET, STORE, "dead", path).send();
    let (status, body) = told(call("/v2/store").await.unwrap()).await;
    assert_eq!((status, &body[0]["status"]), (401, &json!(401)));
    let (status, body) = told(call("/v3/hooks").await.unwrap()).await;
    assert_eq!(status, 401);
    assert!(
        body["title"]
            .as_str()
            .unwrap()
            .starts_with("Unauthorized - the v3 Auth client ID")
    );
}

#[tokio::test]
async fn a_token_opens_its_own_store_only() {
    let town = Town::new().await;
    let of = |store| town.call(Method::GET, store, TOKEN, "/v2/time").send();
    assert_eq!(of(STORE).await.unwrap().status(), 200);
    assert_eq!(of(PRO_STORE).await.unwrap().status(), 401);
    assert_eq!(of("nostore").await.unwrap().status(), 401);
}

#[tokio::test]
async fn a_new_token_kills_the_old_one() {
    let town = Town::new().await;
    town.install(1, STORE, "newer", town::ALL);
    assert_eq!(town.get("/v2/time").await.status(), 401);
    let newer = town
        .call(Method::GET, STORE, "newer", "/v2/time")
        .send()
        .await
        .unwrap();
    assert_eq!(newer.status(), 200);
}

#[tokio::test]
async fn without_any_scope_everything_is_403() {
    let town = Town::with(&[]).await;
    for path in ["/v2/store", "/v2/orders", "/v3/hooks", "/v3/carts/x"] {
        let (status, body) = told(town.get(path).await).await;
        assert_eq!(status, 403, "{path}");
        assert_eq!(body["title"], SCOPE_MISSING);
        assert_eq!(body["errors"], json!({}));
    }
}

#[tokio::test]
async fn an_unbound_token_is_403_everywhere() {
    let town = Town::new().await;
    town.practice().change(|world| {
        let mut token = world.token(TOKEN).unwrap().clone();
        token.store = None;
        token.token = "unbound".into();
        world.issue(token);
    });
    let unbound = town
        .call(Method::GET, STORE, "unbound", "/v3/hooks")
        .send()
        .await
        .unwrap();
    assert_eq!(unbound.status(), 403);
}

#[tokio::test]
async fn reading_does_not_carry_writing() {
    let town = Town::with(&["store_v2_orders_read_only"]).await;
    assert_eq!(town.get("/v2/orders/101").await.status(), 200);
    assert_eq!(town.get("/v2/store").await.status(), 403);
    assert_eq!(town.get("/v3/carts/none").await.status(), 403);
    let put = town
        .send(Method::PUT, "/v2/orders/101", json!({"status_id": 2}))
        .await;
    assert_eq!(put.status(), 403);
    let refund = town
        .post("/v3/orders/101/payment_actions/refunds", json!({}))
        .await;
    assert_eq!(refund.status(), 403);
    assert_eq!(
        town.get("/v3/orders/payment_actions/refunds")
            .await
            .status(),
        200
    );
}

#[tokio::test]
async fn writing_carries_reading_and_transactions_carry_refunds() {
    let town = Town::with(&["store_v2_transactions"]).await;
    assert_eq!(
        town.get("/v3/orders/payment_actions/refunds")
            .await
            .status(),
        200
    );
    assert_eq!(town.get("/v2/orders").await.status(), 403);
    let town = Town::with(&["store_v2_information"]).await;
    assert_eq!(town.get("/v2/store").await.status(), 200);
}

#[tokio::test]
async fn hooks_ask_for_no_scope_of_their_own() {
    let town = Town::with(&["store_v2_default"]).await;
    assert_eq!(town.get("/v3/hooks").await.status(), 200);
}

#[tokio::test]
async fn the_store_is_described() {
    let town = Town::new().await;
    let (status, body) = told(town.get("/v2/store").await).await;
    assert_eq!(status, 200);
    assert_eq!(body["id"], STORE);
    assert_eq!(body["name"], "Harbour Coffee Roasters");
    assert_eq!(body["plan_name"], "Standard");
    assert_eq!(body["currency"], "USD");
    assert_eq!(body["timezone"]["name"], "America/Chicago");
    let (_, time) = told(town.get("/v2/time").await).await;
    assert!(time["time"].as_i64().unwrap() > 1_700_000_000);
}

#[tokio::test]
async fn unknown_paths_are_404() {
    let town = Town::new().await;
    let (status, body) = told(town.get("/v2/nothing").await).await;
    assert_eq!(
        (status, &body[0]["message"]),
        (404, &json!("The requested resource was not found."))
    );
    let (status, body) = told(town.get("/v3/nothing").await).await;
    assert_eq!((status, &body["status"]), (404, &json!(404)));
}

#[tokio::test]
async fn the_quota_is_the_plans_and_shared_by_apps() {
    let clock = Arc::new(ManualClock::at(1_700_000_000_000));
    let town = Town::at(Arc::clone(&clock)).await;
    town.install(2, STORE, "other", town::ALL);
    let first = town.get("/v2/time").await;
    assert_eq!(number(&first, "x-rate-limit-requests-quota"), Some(150));
    assert_eq!(number(&first, "x-rate-limit-requests-left"), Some(149));
    assert_eq!(number(&first, "x-rate-limit-time-window-ms"), Some(30_000));
    clock.advance(10_000);
    for _ in 0..149 {
        let answer = town
            .call(Method::GET, STORE, "other", "/v2/time")
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200);
    }
    let limited = town.get("/v2/time").await;
    assert_eq!(limited.status(), 429);
    assert_eq!(number(&limited, "x-rate-limit-requests-left"), Some(0));
    assert_eq!(number(&limited, "x-rate-limit-time-reset-ms"), Some(20_000));
    assert_eq!(number(&limited, "x-retry-after"), Some(20));
    clock.advance(20_000);
    assert_eq!(town.get("/v2/time").await.status(), 200);
}

#[tokio::test]
async fn the_pro_plan_has_450() {
    let town = Town::new().await;
    town.install(2, PRO_STORE, "pro", town::ALL);
    let answer = town
        .call(Method::GET, PRO_STORE, "pro", "/v2/time")
        .send()
        .await
        .unwrap();
    assert_eq!(number(&answer, "x-rate-limit-requests-quota"), Some(450));
}
