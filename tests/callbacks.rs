//! Signed callbacks at the listener: good ones act, everything else gets nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use patchbay_core::view::{AppView, CallbackKind, StoreState};
use reqwest::StatusCode;
use serde_json::{Value, json};
use sha2::Sha256;
use support::{Bench, Registered, STORE, url};

fn token(header: &Value, claims: &Value, secret: &str) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(header), part(claims));
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(signed.as_bytes());
    format!(
        "{signed}.{}",
        URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    )
}

fn hs256() -> Value {
    json!({"alg": "HS256", "typ": "JWT"})
}

fn claims(app: &Registered, jti: &str) -> Value {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap()
        .as_secs();
    json!({
        "aud": app.client_id, "iss": "bc", "iat": now, "nbf": now - 5, "exp": now + 86_400,
        "jti": jti, "sub": format!("stores/{STORE}"),
        "user": {"id": 1, "email": "user@example.com", "locale": "en-US"},
        "owner": {"id": 1, "email": "user@example.com"}, "url": "/", "channel_id": null,
    })
}

fn with(mut claims: Value, name: &str, value: Value) -> Value {
    claims[name] = value;
    claims
}

/// Tokens that must not be believed.
fn bad(app: &Registered) -> Vec<(&'static str, String)> {
    let (secret, good) = (&app.client_secret, claims(app, "bad"));
    let mut tampered = token(&hs256(), &good, secret);
    tampered.replace_range(tampered.len() - 4.., "AAAA");
    let unsigned = token(&json!({"alg": "none"}), &good, secret);
    let unsigned = format!("{}.", unsigned.rsplit_once('.').unwrap().0);
    let signed =
        |name: &str, value: Value| token(&hs256(), &with(good.clone(), name, value), secret);
    vec![
        ("tampered", tampered),
        ("alg none", unsigned),
        ("another secret", token(&hs256(), &good, "another secret")),
        ("HS512", token(&json!({"alg": "HS512"}), &good, secret)),
        ("expired", signed("exp", json!(1))),
        ("not yet valid", signed("nbf", json!(9_999_999_999_u64))),
        ("another audience", signed("aud", json!("another-app"))),
        ("another issuer", signed("iss", json!("someone"))),
        ("no store", signed("sub", json!("stores/../x"))),
        ("garbage", "garbage".into()),
        ("empty", String::new()),
    ]
}

async fn call(bench: &Bench, app: &AppView, kind: CallbackKind, token: &str) -> StatusCode {
    let mut address = reqwest::Url::parse(&url(app, kind)).unwrap();
    address
        .query_pairs_mut()
        .append_pair("signed_payload_jwt", token);
    bench.get(address.as_str()).await.status()
}

async fn state(bench: &Bench, app: &AppView) -> StoreState {
    bench.patchbay.stores(Some(app.id)).await.unwrap()[0].state
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_good_token_uninstalls() {
    let bench = Bench::start().await;
    let (app, registered) = bench.installed().await;
    for (what, token) in bad(&registered) {
        let status = call(&bench, &app, CallbackKind::Uninstall, &token).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{what}");
        assert_eq!(state(&bench, &app).await, StoreState::Connected, "{what}");
    }
    let good = token(
        &hs256(),
        &claims(&registered, "once"),
        &registered.client_secret,
    );
    assert_eq!(
        call(&bench, &app, CallbackKind::Uninstall, &good).await,
        StatusCode::OK
    );
    assert_eq!(state(&bench, &app).await, StoreState::Uninstalled);
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copied_uninstall_does_nothing_later() {
    let bench = Bench::start().await;
    let (app, registered) = bench.installed().await;
    let once = token(
        &hs256(),
        &claims(&registered, "copied"),
        &registered.client_secret,
    );
    assert_eq!(
        call(&bench, &app, CallbackKind::Uninstall, &once).await,
        StatusCode::OK
    );
    bench.install(&app, &registered, STORE).await;
    assert_eq!(
        state(&bench, &app).await,
        StoreState::Connected,
        "installed again"
    );
    assert_eq!(
        call(&bench, &app, CallbackKind::Uninstall, &once).await,
        StatusCode::NOT_FOUND
    );
    assert_eq!(state(&bench, &app).await, StoreState::Connected);
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn load_shows_a_page_and_never_repeats_what_it_was_given() {
    let bench = Bench::start().await;
    let (app, registered) = bench.installed().await;
    let good = token(
        &hs256(),
        &claims(&registered, "load"),
        &registered.client_secret,
    );
    for _ in 0..2 {
        assert_eq!(
            call(&bench, &app, CallbackKind::Load, &good).await,
            StatusCode::OK,
            "a reload"
        );
    }
    for (what, token) in bad(&registered).into_iter().take(6) {
        let status = call(&bench, &app, CallbackKind::Load, &token).await;
        assert!(status.is_client_error(), "{what}: {status}");
    }
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_fit_bigcommerces_frame_and_nobody_elses() {
    let bench = Bench::start().await;
    let (app, registered) = bench.set_up().await;
    let answer = bench.install(&app, &registered, STORE).await;
    let policy = answer.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        policy.contains("frame-ancestors https://*.mybigcommerce.com"),
        "{policy}"
    );
    assert!(policy.contains("default-src 'none'"), "{policy}");
    assert!(answer.headers().get("x-frame-options").is_none());
    assert!(answer.headers().get("set-cookie").is_none());
    let page = answer.text().await.unwrap();
    assert!(!page.contains("<script"), "{page}");
    assert!(
        !page.contains(&registered.client_id),
        "nothing of the request is repeated"
    );
    bench.patchbay.stop().await;
}
