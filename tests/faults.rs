//! BigCommerce on a bad day: each failure is explained in words, loses nothing, and is over when
//! the day is.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use patchbay_core::view::{AppView, InstallStage, InstallView, InstallWay, StoreState, StoreView};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use support::{Bench, Registered, STORE};

async fn check(bench: &Bench, app: &AppView) -> StoreView {
    let store = bench.patchbay.stores(Some(app.id)).await.unwrap().remove(0);
    bench.patchbay.check_store(store.id).await.unwrap()
}

/// Spoils the API, looks, and mends it.
async fn under(bench: &Bench, app: &AppView, faults: Value) -> StoreView {
    bench.faults(faults).await;
    let store = check(bench, app).await;
    bench.faults(json!({})).await;
    store
}

#[tokio::test(flavor = "multi_thread")]
async fn api_failures_are_explained_and_pass() {
    let bench = Bench::start().await;
    let (app, _) = bench.installed().await;
    let cases = [
        json!({"server_error": 500}),
        json!({"api_html": true}),
        json!({"too_many": "without_headers"}),
    ];
    for faults in cases {
        let store = under(&bench, &app, faults.clone()).await;
        let problem = store.problem.unwrap_or_else(|| panic!("{faults} shows"));
        assert!(!problem.remedy.is_empty(), "{faults}: {problem:?}");
        assert_eq!(
            store.state,
            StoreState::Connected,
            "{faults} is no reason to let go"
        );
        let store = check(&bench, &app).await;
        assert_eq!(store.problem, None, "{faults} is over");
    }
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn passing_troubles_are_waited_out() {
    let bench = Bench::start().await;
    let (app, _) = bench.installed().await;
    let cases = [
        json!({"slow_ms": 300}),
        json!({"server_error": 503, "answers": 1}),
        json!({"too_many": "without_headers", "answers": 1}),
        json!({"no_rate_headers": true}),
    ];
    for faults in cases {
        let store = under(&bench, &app, faults.clone()).await;
        assert_eq!(store.problem, None, "{faults}");
    }
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_proof_keeps_no_merchant_waiting() {
    let bench = Bench::start().await;
    let (app, registered) = bench.set_up().await;
    bench.faults(json!({"slow_ms": 14_000})).await;
    let began = Instant::now();
    let page = bench.install(&app, &registered, STORE).await;
    assert!(began.elapsed() < Duration::from_secs(12));
    assert_eq!(page.status(), reqwest::StatusCode::OK);
    let store = bench.patchbay.stores(Some(app.id)).await.unwrap().remove(0);
    assert_eq!(
        (store.state, store.proved_at),
        (StoreState::Connected, None)
    );
    bench.faults(json!({})).await;
    bench
        .until("it is proved after all", |it| async move {
            let stores = it.patchbay.stores(Some(app.id)).await.unwrap();
            stores[0].proved_at.is_some() && stores[0].hooks_active == 4
        })
        .await;
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_token_is_said_and_a_new_install_mends_it() {
    let bench = Bench::start().await;
    let (app, registered) = bench.installed().await;
    let body = json!({"client_id": registered.client_id});
    bench.drive(&format!("stores/{STORE}/revoke"), body).await;
    let store = check(&bench, &app).await;
    assert_eq!(store.state, StoreState::Revoked);
    assert!(store.problem.is_some(), "it is explained");
    bench.install(&app, &registered, STORE).await;
    let store = check(&bench, &app).await;
    assert_eq!((store.state, store.problem), (StoreState::Connected, None));
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_narrower_grant_is_shown_scope_by_scope() {
    let bench = Bench::start().await;
    let (app, registered) = bench.set_up().await;
    bench
        .save_scopes(
            &registered,
            &[("orders", "read_only"), ("products", "modify")],
        )
        .await;
    bench.install(&app, &registered, STORE).await;
    let store = bench.patchbay.stores(Some(app.id)).await.unwrap().remove(0);
    let missing: Vec<&str> = store
        .scopes
        .missing
        .iter()
        .map(|scope| scope.id.as_str())
        .collect();
    assert!(missing.contains(&"store_v2_orders"), "{missing:?}");
    assert!(
        !missing.contains(&"store_v2_orders_read_only"),
        "that one was granted"
    );
    assert!(
        !missing.contains(&"store_v2_products_read_only"),
        "modify includes it"
    );
    assert_eq!(
        store.state,
        StoreState::Connected,
        "the token works without the profile's scope"
    );
    bench.patchbay.stop().await;
}

async fn failing_install(bench: &Bench, app: &AppView, registered: &Registered) -> InstallView {
    let seen = Arc::new(Mutex::new(None));
    bench
        .patchbay
        .begin_install(app.id, InstallWay::ControlPanel)
        .await
        .unwrap();
    let sink = seen.clone();
    bench.patchbay.watch_install(app.id, move |view| {
        *sink.lock().unwrap() = Some(view);
        true
    });
    bench.consent(registered, STORE).await;
    bench
        .until("the install fails", |_| {
            let seen = seen.clone();
            async move {
                let seen = seen.lock().unwrap();
                seen.as_ref()
                    .is_some_and(|view: &InstallView| view.stage == InstallStage::Failed)
            }
        })
        .await;
    seen.lock().unwrap().clone().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn html_instead_of_a_token_is_explained() {
    let bench = Bench::start().await;
    let (app, registered) = bench.set_up().await;
    bench.faults(json!({"token_html": true})).await;
    let view = failing_install(&bench, &app, &registered).await;
    let problem = view.problem.unwrap();
    assert!(
        !problem.meaning.is_empty() && !problem.remedy.is_empty(),
        "{problem:?}"
    );
    assert!(
        bench
            .patchbay
            .stores(Some(app.id))
            .await
            .unwrap()
            .is_empty(),
        "nothing is kept"
    );
    bench.faults(json!({})).await;
    bench.install(&app, &registered, STORE).await;
    assert_eq!(
        bench.patchbay.stores(Some(app.id)).await.unwrap().len(),
        1,
        "the next one works"
    );
    bench.patchbay.stop().await;
}
