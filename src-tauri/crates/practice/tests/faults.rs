//! Faults, and the endpoints that switch them and press the buttons.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod town;

use std::time::Instant;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use patchbay_practice::commerce;
use reqwest::Method;
use serde_json::{Value, json};
use standardwebhooks::Webhook;
use town::receiver::{Came, Receiver};
use town::{SECRET, STORE, Town, told};

async fn practice(town: &Town, method: Method, path: &str, body: Value) -> (u16, Value) {
    let url = format!("{}/practice{path}", town.running.addresses.control_panel);
    told(
        town.http
            .request(method, url)
            .json(&body)
            .send()
            .await
            .unwrap(),
    )
    .await
}

async fn switch(town: &Town, faults: Value) {
    let (status, body) = practice(town, Method::PUT, "/faults", faults.clone()).await;
    assert_eq!(status, 200, "{body}");
    for (name, value) in faults.as_object().unwrap() {
        assert_eq!(&body[name], value);
    }
}

fn verifies(came: &Came) -> bool {
    let library = Webhook::new(&STANDARD.encode(SECRET)).unwrap();
    library.verify(&came.body, &came.headers).is_ok()
}

#[tokio::test]
async fn the_api_can_be_slow() {
    let town = Town::new().await;
    switch(&town, json!({"slow_ms": 300})).await;
    let start = Instant::now();
    assert_eq!(town.get("/v2/time").await.status(), 200);
    assert!(start.elapsed().as_millis() >= 300);
}

#[tokio::test]
async fn its_clock_can_be_put_forward_and_never_back() {
    let town = Town::new().await;
    let time = async || {
        let (_, body) = told(town.get("/v2/time").await).await;
        body["time"].as_i64().unwrap()
    };
    let before = time().await;
    let body = json!({"by_ms": 3_600_000});
    let (status, _) = practice(&town, Method::POST, "/clock", body).await;
    assert_eq!((status, time().await >= before + 3_600), (200, true));
    let answer = town.get("/v2/time").await;
    let date = answer.headers()["date"].to_str().unwrap().to_owned();
    let date = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(&date);
    assert!(date.unwrap().as_second() >= before + 3_600);
    let (status, body) = practice(&town, Method::POST, "/clock", json!({"by_ms": -1})).await;
    assert_eq!(status, 422, "{body}");
}

#[tokio::test]
async fn server_errors_wear_off() {
    let town = Town::new().await;
    switch(&town, json!({"server_error": 503, "answers": 2})).await;
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(town.get("/v2/time").await.status().as_u16());
    }
    assert_eq!(statuses, [503, 503, 200]);
}

#[tokio::test]
async fn too_many_with_and_without_headers() {
    let town = Town::new().await;
    switch(&town, json!({"too_many": "with_headers"})).await;
    let limited = town.get("/v2/time").await;
    assert_eq!(limited.status(), 429);
    assert_eq!(limited.headers()["x-rate-limit-requests-left"], "0");
    assert!(limited.headers().contains_key("x-retry-after"));
    switch(&town, json!({"too_many": "without_headers"})).await;
    let overloaded = town.get("/v2/time").await;
    assert_eq!(overloaded.status(), 429);
    assert!(
        overloaded
            .headers()
            .keys()
            .all(|name| !name.as_str().starts_with("x-r"))
    );
}

#[tokio::test]
async fn rate_headers_can_be_missing() {
    let town = Town::new().await;
    switch(&town, json!({"no_rate_headers": true})).await;
    let answer = town.get("/v2/time").await;
    assert_eq!(answer.status(), 200);
    assert!(
        answer
            .headers()
            .keys()
            .all(|name| !name.as_str().starts_with("x-rate"))
    );
}

#[tokio::test]
async fn html_instead_of_json() {
    let town = Town::new().await;
    switch(&town, json!({"api_html": true})).await;
    let answer = town.get("/v2/time").await;
    assert_eq!(answer.status(), 200);
    assert!(
        answer.headers()["content-type"]
            .to_str()
            .unwrap()
            .starts_with("text/html")
    );
    assert!(answer.text().await.unwrap().contains("<!doctype"));
}

#[tokio::test]
async fn tokens_can_be_revoked_and_scopes_changed() {
    let town = Town::new().await;
    switch(&town, json!({"revoked_tokens": true})).await;
    assert_eq!(town.get("/v3/hooks").await.status(), 401);
    switch(&town, json!({"scopes": ["store_v2_orders_read_only"]})).await;
    assert_eq!(town.get("/v2/store").await.status(), 403);
    assert_eq!(town.get("/v2/orders").await.status(), 200);
    switch(
        &town,
        json!({"scopes": ["store_v2_orders_read_only"], "store": "z4zn3wo"}),
    )
    .await;
    assert_eq!(town.get("/v2/store").await.status(), 200);
    let revoke = json!({"client_id": "client1"});
    let (_, body) = practice(&town, Method::POST, "/stores/g5cd38/revoke", revoke).await;
    assert_eq!(body, json!({"revoked": true}));
    assert_eq!(town.get("/v3/hooks").await.status(), 401);
}

#[tokio::test]
async fn signatures_can_be_wrong_or_missing() {
    let (town, receiver) = (Town::new().await, Receiver::new().await);
    town.hook("store/order/created", &receiver.url).await;
    switch(&town, json!({"wrong_signature": true})).await;
    town.practice()
        .change(|world| commerce::place_order(world, STORE))
        .unwrap();
    let wrong = receiver.until(1).await.pop().unwrap();
    assert!(!wrong.header("webhook-signature").is_empty());
    assert!(!verifies(&wrong));
    switch(&town, json!({"unsigned": true})).await;
    town.practice()
        .change(|world| commerce::place_order(world, STORE))
        .unwrap();
    let unsigned = receiver.until(2).await.pop().unwrap();
    assert!(
        unsigned
            .headers
            .keys()
            .all(|name| !name.as_str().starts_with("webhook-"))
    );
    assert_eq!(unsigned.header("x-hook-secret"), "s3cret");
}

#[tokio::test]
async fn deliveries_can_be_duplicated_and_reordered() {
    let (town, receiver) = (Town::new().await, Receiver::new().await);
    town.hook("store/order/created", &receiver.url).await;
    switch(&town, json!({"duplicates": 2})).await;
    town.practice()
        .change(|world| commerce::place_order(world, STORE))
        .unwrap();
    let copies = receiver.until(3).await;
    assert!(
        copies
            .iter()
            .all(|came| came.header("webhook-id") == copies[0].header("webhook-id"))
    );
    assert!(
        copies
            .iter()
            .all(|came| came.body == copies[0].body && verifies(came))
    );
    town.until("queue empties", |world| {
        world.queue.is_empty().then_some(())
    })
    .await;
    assert_eq!(receiver.came().len(), 3);

    switch(&town, json!({"reordered": true})).await;
    town.practice()
        .change(|w| commerce::burst(w, STORE, commerce::What::Orders, 40))
        .unwrap();
    let came = receiver.until(43).await.split_off(3);
    let order = |came: &Came| came.json()["data"]["id"].as_u64().unwrap();
    let early: u64 = came[..10].iter().map(order).sum();
    let late: u64 = came[30..].iter().map(order).sum();
    assert!(early > late, "the newest leave first");
}

#[tokio::test]
async fn unknown_faults_and_other_hosts_are_refused() {
    let town = Town::new().await;
    assert!(!town.practice().read(|world| world.faults.any()));
    let url = format!("{}/practice/faults", town.running.addresses.control_panel);
    let put = town
        .http
        .put(&url)
        .json(&json!({"sloow": 1}))
        .send()
        .await
        .unwrap();
    assert_eq!(put.status(), 422);
    let rebound = town
        .http
        .get(&url)
        .header("host", "evil.example")
        .send()
        .await
        .unwrap();
    assert_eq!(rebound.status(), 421);
    let foreign = town
        .http
        .put(&url)
        .header("origin", "https://evil.example")
        .json(&json!({}));
    assert_eq!(foreign.send().await.unwrap().status(), 403);
}

#[tokio::test]
async fn the_buttons_can_be_pressed_without_a_browser() {
    let (town, receiver) = (Town::new().await, Receiver::new().await);
    town.hook("store/order/created", &receiver.url).await;
    let post = |path: String, body: Value| {
        let town = &town;
        async move { practice(town, Method::POST, &path, body).await }
    };
    let orders = format!("/stores/{STORE}/orders");
    let (status, placed) = post(orders.clone(), json!({})).await;
    assert_eq!(status, 200);
    let order = placed["order_id"].as_u64().unwrap();
    let of_order = format!("{orders}/{order}");
    assert_eq!(
        post(format!("{of_order}/status"), json!({"status_id": 9}))
            .await
            .0,
        200
    );
    assert_eq!(
        post(format!("{of_order}/status"), json!({"status_id": 77}))
            .await
            .0,
        422
    );
    assert_eq!(
        post(format!("{of_order}/refund"), json!({"share": "partial"}))
            .await
            .1["refund_id"],
        1
    );
    assert_eq!(
        post(format!("{of_order}/refund"), json!({"share": "full"}))
            .await
            .0,
        200
    );
    assert_eq!(
        post(format!("{of_order}/refund"), json!({"share": "full"}))
            .await
            .0,
        422
    );
    let (_, cart) = post(format!("/stores/{STORE}/carts"), json!({})).await;
    let cart = cart["cart_id"].as_str().unwrap().to_owned();
    assert_eq!(
        post(format!("/stores/{STORE}/carts/{cart}/change"), json!({}))
            .await
            .0,
        200
    );
    for what in ["orders", "statuses", "refunds", "carts", "cart_changes"] {
        let body = json!({"what": what, "count": 5});
        let (status, made) = post(format!("/stores/{STORE}/burst"), body).await;
        assert_eq!((status, &made["count"]), (200, &json!(5)), "{what}: {made}");
    }
    assert_eq!(
        post("/stores/nowhere/orders".into(), json!({})).await.0,
        404
    );
    receiver.until(6).await;
    town.until("queue empties", |world| {
        world.queue.is_empty().then_some(())
    })
    .await;
    let path = "/deliveries?store=g5cd38&scope=store/order/created";
    let (_, log) = practice(&town, Method::GET, path, json!(null)).await;
    let attempts = log["attempts"].as_array().unwrap();
    assert!(attempts.len() >= 6);
    assert!(
        attempts
            .iter()
            .all(|attempt| attempt["outcome"] == json!({"Answered": 200}))
    );
    assert_eq!(log["waiting"], json!([]));
    let (_, stores) = practice(&town, Method::GET, "/stores", json!(null)).await;
    assert_eq!(stores["stores"].as_array().unwrap().len(), 3);
}
