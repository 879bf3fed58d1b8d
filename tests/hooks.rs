//! What the listener makes of deliveries: good, stale, forged, unsigned, repeated, from a browser.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::time::{SystemTime, UNIX_EPOCH};

use patchbay_core::view::{FeedRow, Verdict};
use reqwest::StatusCode;
use serde_json::{Value, json};
use standardwebhooks::Webhook;
use support::{Bench, Registered, STORE};

/// A hook as BigCommerce has it.
struct Hook {
    destination: String,
    header: (String, String),
    secret: String,
}

struct Delivery {
    id: String,
    stamp: i64,
    body: String,
    signature: Option<String>,
}

impl Hook {
    async fn of(bench: &Bench, app: &Registered, scope: &str) -> Self {
        let hooks = bench.practice_hooks(&app.client_id).await;
        let hook = hooks.iter().find(|hook| hook["scope"] == scope).unwrap();
        let (name, value) = hook["headers"].as_object().unwrap().iter().next().unwrap();
        Self {
            destination: hook["destination"].as_str().unwrap().into(),
            header: (name.clone(), value.as_str().unwrap().into()),
            secret: app.client_secret.clone(),
        }
    }

    /// Signed by a third party's library.
    fn signed(&self, id: &str, stamp: i64, body: &Value) -> Delivery {
        let body = body.to_string();
        let signer = Webhook::from_bytes(self.secret.clone().into_bytes()).unwrap();
        let signature = signer.sign(id, stamp, body.as_bytes()).unwrap();
        Delivery {
            id: id.into(),
            stamp,
            body,
            signature: Some(signature),
        }
    }

    async fn send(&self, bench: &Bench, delivery: &Delivery) -> StatusCode {
        self.send_with(bench, delivery, &[(&self.header.0, &self.header.1)])
            .await
    }

    async fn send_with(
        &self,
        bench: &Bench,
        delivery: &Delivery,
        headers: &[(&str, &str)],
    ) -> StatusCode {
        let mut request = bench
            .http
            .post(&self.destination)
            .body(delivery.body.clone());
        if let Some(signature) = &delivery.signature {
            request = request
                .header("webhook-id", &delivery.id)
                .header("webhook-timestamp", delivery.stamp.to_string())
                .header("webhook-signature", signature);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = request.send().await.unwrap();
        let status = answer.status();
        assert!(
            answer.bytes().await.unwrap().is_empty(),
            "answers have no body"
        );
        status
    }
}

fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs() as i64
}

fn order(scope: &str, id: u64) -> Value {
    json!({
        "scope": scope, "store_id": "1025646", "producer": format!("stores/{STORE}"),
        "hash": format!("{id:040x}"), "created_at": now(), "data": {"type": "order", "id": id},
    })
}

async fn rows(bench: &Bench, id: u64) -> Vec<FeedRow> {
    let rows = bench.feed().await.rows;
    rows.into_iter()
        .filter(|row| row.resource.ends_with(&format!(" {id}")))
        .collect()
}

async fn ready() -> (Bench, Hook) {
    let bench = Bench::start().await;
    let (_, registered) = bench.installed().await;
    let hook = Hook::of(&bench, &registered, "store/order/updated").await;
    (bench, hook)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_third_partys_signature_is_accepted() {
    let (bench, hook) = ready().await;
    let delivery = hook.signed("msg_1", now(), &order("store/order/updated", 9001));
    assert_eq!(hook.send(&bench, &delivery).await, StatusCode::OK);
    assert_eq!(rows(&bench, 9001).await[0].verdict, Verdict::Verified);
    bench.patchbay.stop().await;
}

/// Why an order's event is quarantined; nothing when it is not.
async fn why(bench: &Bench, order: u64) -> String {
    let row = &rows(bench, order).await[0];
    let event = bench.patchbay.event(row.id).await.unwrap();
    event.quarantine.map_or_else(String::new, |why| why.meaning)
}

#[tokio::test(flavor = "multi_thread")]
async fn verdicts_tell_what_was_wrong() {
    let (bench, hook) = ready().await;
    let stale = hook.signed("msg_2", now() - 3600, &order("store/order/updated", 9002));
    let mut forged = hook.signed("msg_3", now(), &order("store/order/updated", 9003));
    forged.body = forged.body.replace("\"created_at\"", "\"created_At\"");
    let mut bare = hook.signed("msg_4", now(), &order("store/order/updated", 9004));
    bare.signature = None;
    for delivery in [&stale, &forged, &bare] {
        assert_eq!(
            hook.send(&bench, delivery).await,
            StatusCode::OK,
            "it is stored"
        );
    }
    for (id, verdict) in [
        (9002, Verdict::VerifiedStale),
        (9003, Verdict::Quarantined),
        (9004, Verdict::ByHeader),
    ] {
        assert_eq!(rows(&bench, id).await[0].verdict, verdict, "order {id}");
    }
    assert!(why(&bench, 9003).await.contains("another Client Secret"));
    assert_eq!(why(&bench, 9004).await, "");
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_get_nothing_and_leave_nothing() {
    let (bench, hook) = ready().await;
    let before = bench.feed().await.total;
    let delivery = hook.signed("msg_5", now(), &order("store/order/updated", 9005));
    let right = (hook.header.0.as_str(), hook.header.1.as_str());
    let cases: [&[(&str, &str)]; 5] = [
        &[],
        &[(right.0, "wrong")],
        &[right, ("Origin", "https://example.com")],
        &[right, ("Sec-Fetch-Site", "cross-site")],
        &[right, ("Host", "evil.example")],
    ];
    for headers in cases {
        let status = hook.send_with(&bench, &delivery, headers).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{headers:?}");
    }
    assert_eq!(bench.feed().await.total, before, "nothing was stored");
    let refused = bench.status().await.listener.refused;
    assert!(
        refused.iter().map(|one| one.count).sum::<u32>() >= 5,
        "all were counted: {refused:?}"
    );
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn retries_are_one_event() {
    let (bench, hook) = ready().await;
    let body = order("store/order/updated", 9006);
    for stamp in [now() - 60, now()] {
        assert_eq!(
            hook.send(&bench, &hook.signed("msg_6", stamp, &body)).await,
            StatusCode::OK
        );
    }
    let rows = rows(&bench, 9006).await;
    assert_eq!(rows.len(), 1, "one event");
    assert_eq!(rows[0].deliveries, 2);
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_is_kept_as_it_came() {
    let (bench, hook) = ready().await;
    let signer = Webhook::from_bytes(hook.secret.clone().into_bytes()).unwrap();
    let body = "{\"scope\": not json".to_owned();
    let stamp = now();
    let signature = Some(signer.sign("msg_7", stamp, body.as_bytes()).unwrap());
    let delivery = Delivery {
        id: "msg_7".into(),
        stamp,
        body: body.clone(),
        signature,
    };
    assert_eq!(hook.send(&bench, &delivery).await, StatusCode::OK);
    let row = bench.feed().await.rows.into_iter().next().unwrap();
    let event = bench.patchbay.event(row.id).await.unwrap();
    assert_eq!(
        (event.body.as_str(), event.body_is_json),
        (body.as_str(), false)
    );
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_stores_event_is_quarantined() {
    let (bench, hook) = ready().await;
    let mut body = order("store/order/updated", 9008);
    body["producer"] = json!("stores/another1");
    assert_eq!(
        hook.send(&bench, &hook.signed("msg_8", now(), &body)).await,
        StatusCode::OK
    );
    assert_eq!(rows(&bench, 9008).await[0].verdict, Verdict::Quarantined);
    assert!(why(&bench, 9008).await.contains("the store another1"));
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bigcommerces_bad_days_are_survived() {
    let (bench, _) = ready().await;
    let cases = [
        (json!({"wrong_signature": true}), Verdict::Quarantined),
        (json!({"unsigned": true}), Verdict::ByHeader),
        (
            json!({"duplicates": 2, "reordered": true}),
            Verdict::Verified,
        ),
    ];
    for (faults, verdict) in cases {
        bench.faults(faults.clone()).await;
        let order = bench.place_order().await;
        bench
            .until(&format!("{faults}"), |it| async move {
                rows(it, order)
                    .await
                    .iter()
                    .any(|row| row.verdict == verdict)
            })
            .await;
        let created = rows(&bench, order)
            .await
            .into_iter()
            .filter(|row| row.trigger_id.as_deref() == Some("order_created"))
            .count();
        assert_eq!(
            created, 1,
            "{faults}: one event, however often it is delivered"
        );
    }
    bench.patchbay.stop().await;
}
