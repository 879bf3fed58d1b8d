//! What arrived while nothing could verify it is verified later, all of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use patchbay_core::view::{AppView, Condition, FeedQuery, FeedRow, Mark, Term};
use patchbay_ledger::{Ledger, NewDelivery, NewEvent, Origin, Verdict};
use serde_json::json;
use standardwebhooks::Webhook;
use support::{Bench, Registered, STORE};

const MANY: u64 = 2_500;

fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    since.as_millis() as i64
}

/// An order's trigger of `producer`, signed, that nobody verified.
fn unverified(app: &AppView, store_id: u32, number: u64, producer: &str, key: &str) -> NewDelivery {
    let (stamp, id) = (now_ms() / 1000, format!("msg_{number}"));
    let body = json!({
        "scope": "store/order/updated", "store_id": "1025646", "producer": producer,
        "hash": format!("{number:040x}"), "created_at": stamp,
        "data": {"type": "order", "id": number},
    });
    let body = body.to_string();
    let signer = Webhook::from_bytes(key.as_bytes().to_vec()).unwrap();
    let signature = signer.sign(&id, stamp, body.as_bytes()).unwrap();
    let headers = [
        ("webhook-id", id.clone()),
        ("webhook-timestamp", stamp.to_string()),
        ("webhook-signature", signature),
    ];
    let header = |(name, value): (&str, String)| (name.to_owned(), value.into_bytes());
    NewDelivery {
        app_id: app.id.into(),
        store_id: store_id.into(),
        hook_id: None,
        received_at: now_ms(),
        received_mono_ns: 0,
        method: "POST".into(),
        path: "/h/…".into(),
        headers: headers.into_iter().map(header).collect(),
        body: body.into(),
        verdict: Verdict::Unverified,
        webhook_id: Some(id),
        webhook_timestamp_s: Some(stamp),
        origin: Origin::Live,
        answer: None,
        replay_of: None,
        exception: None,
        event: NewEvent {
            identity: format!("waits {number}"),
            identity_before: None,
            recovered_from: None,
            trigger: Some("order_updated".into()),
            scope: "store/order/updated".into(),
            resource_type: "order".into(),
            resource_id: number.to_string(),
            extra_id: None,
            occurred_at: None,
        },
    }
}

/// Fills the ledger of an app that does not run: many to be verified, one that another key signed,
/// one of another store.
async fn fill(home: &Path, app: &AppView, store_id: u32, secret: &str) {
    let ledger = Ledger::open(home).unwrap();
    let ours = format!("stores/{STORE}");
    let mut all: Vec<NewDelivery> = (0..MANY)
        .map(|number| unverified(app, store_id, number, &ours, secret))
        .collect();
    all.push(unverified(app, store_id, MANY, &ours, "another key"));
    let foreign = unverified(app, store_id, MANY + 1, "stores/another1", secret);
    all.push(NewDelivery {
        verdict: Verdict::Quarantined,
        ..foreign
    });
    let record = |delivery| {
        let ledger = ledger.clone();
        tokio::spawn(async move { ledger.record(delivery).await.unwrap() })
    };
    for recorded in all.into_iter().map(record).collect::<Vec<_>>() {
        recorded.await.unwrap();
    }
    ledger.close().await;
}

/// The events with this verdict, at most 200.
async fn rows(bench: &Bench, verdict: Mark) -> Vec<FeedRow> {
    let condition = Condition {
        not: false,
        term: Term::Is(verdict),
    };
    let query = FeedQuery {
        conditions: vec![condition],
        limit: 200,
        ..FeedQuery::default()
    };
    bench.patchbay.feed_page(&query).await.unwrap().rows
}

async fn verify(bench: &Bench, app: &AppView, registered: &Registered) {
    let (id, secret) = (&registered.client_id, &registered.client_secret);
    let set = bench
        .patchbay
        .set_credentials(app.id, id.clone(), secret.clone().into());
    set.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_one_batch_is_verified() {
    let bench = Bench::start().await;
    let (app, registered) = bench.installed().await;
    let store = bench.patchbay.stores(Some(app.id)).await.unwrap()[0].id;
    let secret = registered.client_secret.clone();
    let bench = bench
        .restart_after(async |home| fill(home, &app, store, &secret).await)
        .await;
    verify(&bench, &app, &registered).await;
    bench
        .until("all are verified", |it| async move {
            rows(it, Mark::Unverified).await.len() == 1
        })
        .await;
    let left = rows(&bench, Mark::Unverified).await;
    assert!(left[0].resource.ends_with(&format!(" {MANY}")), "{left:?}");
    let held = rows(&bench, Mark::Quarantined).await;
    assert_eq!(held.len(), 1, "another store's stays in quarantine");
    assert!(u64::from(bench.feed().await.total) >= MANY + 2);
    let one = rows(&bench, Mark::Verified).await[0].id;
    bench
        .until("all teach their shape", |it| async move {
            let delivery = it.patchbay.event(one).await.unwrap().deliveries[0].id;
            let shape = it.patchbay.payload_shape(one, delivery).await.unwrap();
            shape.is_some_and(|it| u64::from(it.others) == MANY - 1 && it.differences.is_empty())
        })
        .await;
    bench.patchbay.stop().await;
}
