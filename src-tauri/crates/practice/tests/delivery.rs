//! Deliveries: what is sent, how it is signed, how often it is tried.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod town;

use std::sync::Arc;
use std::time::Instant;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use http::{HeaderMap, HeaderValue};
use patchbay_practice::clock::ManualClock;
use patchbay_practice::commerce::{self, Share};
use patchbay_practice::delivery::sign::sign;
use patchbay_practice::model::Outcome;
use reqwest::Method;
use serde_json::json;
use sha2::Sha256;
use standardwebhooks::Webhook;
use town::receiver::{Came, Receiver};
use town::{SECRET, STORE, Town, told};

fn computed(secret: &str, came: &Came) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(came.header("webhook-id").as_bytes());
    mac.update(b".");
    mac.update(came.header("webhook-timestamp").as_bytes());
    mac.update(b".");
    mac.update(&came.body);
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

#[test]
fn the_known_vector_comes_out_of_the_computation_the_library_and_the_signer() {
    let secret = "0123456789abcdef".repeat(4);
    let body = r#"{"producer":"stores/abc123","hash":"dd70c0976e06b67aaf671e73f49dcb79230ebf9d","created_at":1561479335,"store_id":"1025646","scope":"store/order/created","data":{"type":"order","id":250}}"#;
    let expected = "v1,u57NJLKMW4MhXkliI+cViUDsHmPjLKKHoll8RW4RUQY=";
    let mut headers = HeaderMap::new();
    headers.insert("webhook-id", HeaderValue::from_static("msg_test_1"));
    headers.insert("webhook-timestamp", HeaderValue::from_static("1700000000"));
    let came = Came {
        path: String::new(),
        headers,
        body: body.into(),
    };
    assert_eq!(computed(&secret, &came), expected);
    let signed = sign(&secret, "msg_test_1", 1_700_000_000, body).unwrap();
    assert_eq!(signed.signature, expected);
    let library = Webhook::new(&STANDARD.encode(&secret)).unwrap();
    assert_eq!(
        library
            .sign("msg_test_1", 1_700_000_000, body.as_bytes())
            .unwrap(),
        expected
    );
}

fn place(town: &Town) -> u64 {
    town.practice()
        .change(|world| commerce::place_order(world, STORE))
        .unwrap()
}

#[tokio::test]
async fn a_delivery_is_signed_with_the_raw_client_secret() {
    let (town, receiver) = (Town::new().await, Receiver::new().await);
    town.hook("store/order/created", &receiver.url).await;
    let order = place(&town);
    let came = receiver.until(1).await.remove(0);
    let library = Webhook::new(&STANDARD.encode(SECRET)).unwrap();
    library.verify(&came.body, &came.headers).unwrap();
    assert_eq!(came.header("webhook-signature"), computed(SECRET, &came));
    let other = Webhook::new(&STANDARD.encode("another secret")).unwrap();
    assert!(other.verify(&came.body, &came.headers).is_err());

    assert_eq!(came.path, "/h/key");
    assert_eq!(came.header("x-hook-secret"), "s3cret");
    assert_eq!(came.header("content-type"), "application/json");
    let body = came.json();
    assert_eq!(body["scope"], "store/order/created");
    assert_eq!(body["store_id"], "1025646");
    assert_eq!(body["producer"], "stores/g5cd38");
    assert_eq!(body["data"], json!({"type": "order", "id": order}));
    assert_eq!(body["hash"].as_str().unwrap().len(), 40);
    assert!(body["created_at"].is_i64());
}

#[tokio::test]
async fn each_action_tells_what_the_documentation_says() {
    let (town, receiver) = (Town::new().await, Receiver::new().await);
    let all = format!("{}/all", receiver.url);
    town.hook("store/order/*", &all).await;
    town.hook("store/cart/*", &all).await;
    let practice = town.practice();
    let order = place(&town);
    let mut told = 0;
    let mut next = async |count: usize| {
        told += count;
        let mut scopes = receiver.until(told).await[told - count..]
            .iter()
            .map(Came::scope)
            .collect::<Vec<_>>();
        scopes.sort();
        scopes
    };
    let placed = [
        "store/order/created",
        "store/order/statusUpdated",
        "store/order/transaction/created",
    ];
    assert_eq!(next(3).await, placed);
    practice
        .change(|world| commerce::change_status(world, STORE, order, 9))
        .unwrap();
    assert_eq!(
        next(2).await,
        ["store/order/statusUpdated", "store/order/updated"]
    );
    practice
        .change(|world| commerce::refund(world, STORE, order, Share::Partial))
        .unwrap();
    let refunded = [
        "store/order/refund/created",
        "store/order/statusUpdated",
        "store/order/transaction/created",
        "store/order/updated",
    ];
    assert_eq!(next(4).await, refunded);
    practice
        .change(|world| commerce::refund(world, STORE, order, Share::Full))
        .unwrap();
    assert_eq!(next(4).await, refunded);
    let cart = practice
        .change(|world| commerce::create_cart(world, STORE))
        .unwrap();
    let filled = [
        "store/cart/created",
        "store/cart/lineItem/created",
        "store/cart/updated",
    ];
    assert_eq!(next(3).await, filled);
    practice
        .change(|world| commerce::change_cart(world, STORE, &cart))
        .unwrap();
    assert_eq!(
        next(2).await,
        ["store/cart/lineItem/updated", "store/cart/updated"]
    );
    let refund = receiver
        .came()
        .into_iter()
        .find(|came| came.scope().contains("refund"))
        .unwrap();
    assert_eq!(refund.json()["data"]["refund"]["refund_id"], 1);
    let status = receiver
        .came()
        .into_iter()
        .find(|came| came.scope().contains("status"))
        .unwrap();
    assert_eq!(
        status.json()["data"]["status"],
        json!({"previous_status_id": 0, "new_status_id": 11})
    );
}

#[tokio::test]
async fn nothing_left_is_refused_and_inactive_hooks_hear_nothing() {
    let (town, receiver) = (Town::new().await, Receiver::new().await);
    let hook = town.hook("store/order/created", &receiver.url).await;
    let practice = town.practice();
    town.send(
        Method::PUT,
        &format!("/v3/hooks/{hook}"),
        json!({"is_active": false}),
    )
    .await;
    let order = place(&town);
    assert!(practice.read(|world| world.queue.is_empty()));
    practice
        .change(|world| commerce::refund(world, STORE, order, Share::Full))
        .unwrap();
    let again = practice.change(|world| commerce::refund(world, STORE, order, Share::Full));
    assert_eq!(again, Err(commerce::CommerceError::NothingToRefund(order)));
    assert!(receiver.came().is_empty());
}

#[tokio::test]
async fn a_failure_is_tried_again_with_the_same_id_and_a_fresh_timestamp() {
    let (town, receiver) = (
        Town::start(
            town::ALL,
            Arc::new(patchbay_practice::clock::SystemClock),
            0.02,
        )
        .await,
        Receiver::answering(&[500], 200).await,
    );
    town.hook("store/order/created", &receiver.url).await;
    place(&town);
    let came = receiver.until(2).await;
    assert_eq!(came[0].header("webhook-id"), came[1].header("webhook-id"));
    assert_eq!(came[0].body, came[1].body);
    let at = |at: usize| came[at].header("webhook-timestamp").parse::<i64>().unwrap();
    assert!(at(1) > at(0), "{} {}", at(0), at(1));
    assert_eq!(
        came[1].header("webhook-signature"),
        computed(SECRET, &came[1])
    );
    town.until("queue empties", |world| {
        world.queue.is_empty().then_some(())
    })
    .await;
}

#[tokio::test]
async fn twelve_failures_deactivate_the_hook() {
    let receiver = Receiver::answering(&[], 503).await;
    let town = Town::start(
        town::ALL,
        Arc::new(patchbay_practice::clock::SystemClock),
        0.000_001,
    )
    .await;
    let hook = town.hook("store/order/created", &receiver.url).await;
    place(&town);
    town.until("deactivated", |world| {
        world.hooks[&hook].deactivated.then_some(())
    })
    .await;
    assert_eq!(receiver.came().len(), 12);
    let (_, admin) = told(town.get("/v3/hooks/admin").await).await;
    let listed = &admin["data"]["hooks_list"][0];
    assert_eq!(
        (&listed["status"], &listed["is_active"]),
        (&json!("deactivated"), &json!(false))
    );
    place(&town);
    assert!(town.practice().read(|world| world.queue.is_empty()));

    receiver.answer(200);
    town.send(
        Method::PUT,
        &format!("/v3/hooks/{hook}"),
        json!({"is_active": true}),
    )
    .await;
    place(&town);
    receiver.until(13).await;
    let (_, admin) = told(town.get("/v3/hooks/admin").await).await;
    assert_eq!(admin["data"]["hooks_list"][0]["status"], "active");
}

#[tokio::test]
async fn the_exception_hook_hears_of_it() {
    let failing = Receiver::answering(&[], 500).await;
    let watching = Receiver::new().await;
    let town = Town::start(
        town::ALL,
        Arc::new(patchbay_practice::clock::SystemClock),
        0.000_001,
    )
    .await;
    let hook = town.hook("store/order/created", &failing.url).await;
    town.hook("store/hook/deliveryException", &watching.url)
        .await;
    place(&town);
    let came = watching.until(2).await;
    let mut codes: Vec<_> = came
        .iter()
        .map(|came| came.json()["data"]["error_code"].as_u64().unwrap())
        .collect();
    codes.sort_unstable();
    assert_eq!(codes, [90_001, 90_002]);
    assert_eq!(came[0].json()["data"]["id"], hook);
}

#[tokio::test]
async fn redirects_and_dead_ends_are_failures() {
    let (town, receiver) = (Town::new().await, Receiver::answering(&[302], 200).await);
    town.hook("store/order/created", &receiver.url).await;
    place(&town);
    let came = receiver.until(2).await;
    assert!(came.iter().all(|came| came.path == "/h/key"));
    let closed = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let hook = town
        .hook("store/cart/created", &format!("http://{closed}/"))
        .await;
    town.practice()
        .change(|world| commerce::create_cart(world, STORE))
        .unwrap();
    let outcome = town.until("an attempt", |world| {
        let attempt = world
            .attempts
            .iter()
            .find(|attempt| attempt.hook_id == hook)?;
        Some((attempt.outcome.clone(), attempt.next_ms))
    });
    let (outcome, next) = outcome.await;
    assert_eq!(outcome, Outcome::Failed("connection failed".into()));
    assert!(next.is_some());
}

#[tokio::test]
async fn an_answer_that_takes_too_long_is_a_failure() {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let town = Town::new().await;
    let url = format!("http://{}/", silent.local_addr().unwrap());
    town.hook("store/order/created", &url).await;
    let start = Instant::now();
    place(&town);
    let outcome = town
        .until("a timeout", |world| {
            world.attempts.front().map(|a| a.outcome.clone())
        })
        .await;
    assert_eq!(outcome, Outcome::Failed("timeout".into()));
    assert!(start.elapsed().as_millis() >= 2_000);
}

#[tokio::test]
async fn a_restart_keeps_what_waits() {
    let receiver = Receiver::answering(&[], 503).await;
    let town = Town::start(
        town::ALL,
        Arc::new(patchbay_practice::clock::SystemClock),
        0.01,
    )
    .await;
    town.hook("store/order/created", &receiver.url).await;
    place(&town);
    let first = receiver.until(1).await.remove(0);
    town.until("a failure", |world| {
        world.queue.first().filter(|p| p.failures > 0).map(drop)
    })
    .await;
    let town = town.restart(0.01).await;
    receiver.answer(200);
    town.until("queue empties", |world| {
        world.queue.is_empty().then_some(())
    })
    .await;
    let last = receiver.came().pop().unwrap();
    assert_eq!(last.header("webhook-id"), first.header("webhook-id"));
    assert_eq!(last.body, first.body);
}

#[tokio::test]
async fn a_failing_domain_is_blocked_for_three_minutes() {
    let clock = Arc::new(ManualClock::at(1_700_000_000_000));
    let (town, receiver) = (
        Town::at(Arc::clone(&clock)).await,
        Receiver::answering(&[], 500).await,
    );
    town.hook("store/order/created", &receiver.url).await;
    town.practice()
        .change(|w| commerce::burst(w, STORE, commerce::What::Orders, 100))
        .unwrap();
    receiver.until(100).await;
    town.until("blocked", |world| {
        world.domains.values().find_map(|d| d.blocked_until_ms)
    })
    .await;
    let (_, admin) = told(town.get("/v3/hooks/admin").await).await;
    let blocked = &admin["data"]["blocked_domains"][0];
    assert_eq!(
        (&blocked["destination"], &blocked["time_left"]),
        (&json!("127.0.0.1"), &json!(180))
    );
    assert_eq!(blocked["reasons"][0]["failure_description"], "status 500");
    assert_eq!(blocked["reasons"][0]["count"], 100);

    place(&town);
    let held = town.until("held back", |world| {
        world
            .attempts
            .back()
            .filter(|a| a.outcome == Outcome::Blocked)
            .cloned()
    });
    let held = held.await;
    assert_eq!(held.next_ms, Some(held.sent_ms + 60_000));
    assert_eq!(receiver.came().len(), 100);
    receiver.answer(200);
    clock.advance(181_000);
    town.until("queue empties", |world| {
        world.queue.is_empty().then_some(())
    })
    .await;
    let (_, admin) = told(town.get("/v3/hooks/admin").await).await;
    assert_eq!(admin["data"]["blocked_domains"], json!([]));
}

#[tokio::test]
async fn ninety_days_of_silence_turn_a_hook_off() {
    let clock = Arc::new(ManualClock::at(1_700_000_000_000));
    let town = Town::at(Arc::clone(&clock)).await;
    town.hook("store/order/created", "https://hooks.example/h")
        .await;
    let status = async || {
        let (_, admin) = told(town.get("/v3/hooks/admin").await).await;
        admin["data"]["hooks_list"][0]["status"].clone()
    };
    clock.advance(90 * 86_400_000 - 1);
    assert_eq!(status().await, "active");
    clock.advance(1);
    assert_eq!(status().await, "deactivated");
}

#[tokio::test]
async fn a_burst_arrives_whole_and_every_id_is_its_own() {
    let (town, receiver) = (Town::new().await, Receiver::new().await);
    town.hook("store/order/created", &receiver.url).await;
    town.practice()
        .change(|w| commerce::burst(w, STORE, commerce::What::Orders, 300))
        .unwrap();
    let came = receiver.until(300).await;
    let mut ids: Vec<_> = came.iter().map(|came| came.header("webhook-id")).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 300);
    let library = Webhook::new(&STANDARD.encode(SECRET)).unwrap();
    assert!(
        came.iter()
            .all(|came| library.verify(&came.body, &came.headers).is_ok())
    );
}
