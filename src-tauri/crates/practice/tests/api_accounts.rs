//! Store-level API accounts: made by the control panel's form, shown once, good for their scopes,
//! their hooks signed with their own secret, dead at once when deleted.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use standardwebhooks::Webhook;
use support::{Bench, STORE, location, marked};
use tokio::sync::mpsc;

/// An account as the page shows it once.
struct Made {
    page: String,
    id: String,
    client_id: String,
    secret: String,
    token: String,
    path: String,
}

async fn make(bench: &Bench, scopes: &[(&str, &str)]) -> Made {
    let mut form = vec![("name", "Warehouse")];
    form.extend(scopes);
    let made = bench
        .post(&bench.panel("/settings/api-accounts"), &form)
        .await;
    let page = location(&made);
    let to = format!("{}{page}", bench.running.addresses.control_panel);
    let html = bench.text(&to).await;
    Made {
        id: page.split('/').rev().nth(1).unwrap().to_owned(),
        client_id: marked(&html, "client-id"),
        secret: marked(&html, "client-secret"),
        token: marked(&html, "access-token"),
        path: marked(&html, "api-path").replace("&#x2f;", "/"),
        page: to,
    }
}

async fn call(bench: &Bench, made: &Made, method: Method, path: &str, body: Value) -> (u16, Value) {
    let url = format!("{}/stores/{STORE}{path}", bench.running.addresses.api);
    let request = bench.http.request(method, url).json(&body);
    let answer = request
        .header("X-Auth-Token", &made.token)
        .send()
        .await
        .unwrap();
    let status = answer.status().as_u16();
    let text = answer.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or_default())
}

#[tokio::test]
async fn credentials_are_shown_once_and_have_the_real_forms() {
    let bench = Bench::start().await;
    let made = make(&bench, &[("scope-orders", "read_only")]).await;
    assert_eq!((made.client_id.len(), made.secret.len()), (31, 64));
    assert_eq!(
        made.path,
        format!("{}/stores/{STORE}/v3/", bench.running.addresses.api)
    );
    let again = bench.text(&made.page).await;
    assert!(again.contains("shown-before") && !again.contains(&made.secret));
    assert!(!again.contains(&made.token), "nor is the token");
    let list = bench.text(&bench.panel("/settings/api-accounts")).await;
    assert!(list.contains(&made.client_id) && list.contains("Orders: Read-Only"));
    assert!(!list.contains(&made.secret) && !list.contains(&made.token));
}

#[tokio::test]
async fn a_token_opens_its_scopes_on_its_own_store_only() {
    let bench = Bench::start().await;
    let made = make(&bench, &[("scope-orders", "read_only")]).await;
    let get = |path: &'static str| call(&bench, &made, Method::GET, path, Value::Null);
    assert_eq!(get("/v2/orders/count").await.0, 200);
    let (status, body) = get("/v2/store").await;
    assert_eq!(status, 403);
    assert!(body["title"].as_str().unwrap().contains("required scope"));
    assert_eq!(get("/v3/hooks").await.0, 200, "hooks ask for no scope");
    let elsewhere = format!("{}/stores/z4zn3wo/v3/hooks", bench.running.addresses.api);
    let answer = bench
        .http
        .get(elsewhere)
        .header("X-Auth-Token", &made.token);
    assert_eq!(
        answer.send().await.unwrap().status(),
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn what_only_apps_can_have_is_not_offered_nor_taken() {
    let bench = Bench::start().await;
    let form = bench.text(&bench.panel("/settings/api-accounts/new")).await;
    assert!(form.contains("store_v2_orders") && !form.contains("store_app_extensions_manage"));
    let forged = [("name", "x"), ("scope-app_extensions", "manage")];
    let refused = bench
        .post(&bench.panel("/settings/api-accounts"), &forged)
        .await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let nameless = bench
        .post(&bench.panel("/settings/api-accounts"), &[("name", " ")])
        .await;
    assert_eq!(nameless.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let none = bench
        .running
        .practice()
        .read(|world| world.api_accounts.is_empty());
    assert!(none);
}

#[tokio::test]
async fn hooks_are_signed_with_the_accounts_secret_and_unseen_by_others() {
    let bench = Bench::start().await;
    let (made, other) = (make(&bench, &[]).await, make(&bench, &[]).await);
    let (sender, mut seen) = mpsc::unbounded_channel();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let destination = format!("http://{}/", listener.local_addr().unwrap());
    let router = Router::new().fallback(take).with_state(sender);
    tokio::spawn(async move { axum::serve(listener, router).await });
    let hook = json!({"scope": "store/order/*", "destination": destination, "is_active": true});
    let (status, body) = call(&bench, &made, Method::POST, "/v3/hooks", hook).await;
    assert_eq!(
        (status, &body["data"]["client_id"]),
        (200, &json!(made.client_id))
    );
    let own = call(&bench, &other, Method::GET, "/v3/hooks", Value::Null)
        .await
        .1;
    assert_eq!(own["data"], json!([]), "another account's token sees none");
    bench.post(&bench.panel("/orders/place"), &[]).await;
    let limit = std::time::Duration::from_secs(5);
    let (headers, body) = tokio::time::timeout(limit, seen.recv())
        .await
        .unwrap()
        .unwrap();
    let header = |name: &str| headers[name].to_str().unwrap().to_owned();
    let signed_with = |secret: &str| {
        let key = Webhook::from_bytes(secret.as_bytes().to_vec()).unwrap();
        let stamp = header("webhook-timestamp").parse().unwrap();
        let signature = key.sign(&header("webhook-id"), stamp, body.as_bytes());
        signature.unwrap() == header("webhook-signature")
    };
    assert!(signed_with(&made.secret) && !signed_with(&other.secret));
}

async fn take(
    State(seen): State<mpsc::UnboundedSender<(HeaderMap, String)>>,
    headers: HeaderMap,
    body: String,
) {
    seen.send((headers, body)).unwrap();
}

#[tokio::test]
async fn a_deleted_account_is_dead_at_once_with_its_hooks() {
    let bench = Bench::start().await;
    let made = make(&bench, &[("scope-information", "read_only")]).await;
    let hook =
        json!({"scope": "store/order/*", "destination": "https://a.example/", "is_active": true});
    call(&bench, &made, Method::POST, "/v3/hooks", hook).await;
    assert_eq!(
        call(&bench, &made, Method::GET, "/v2/store", Value::Null)
            .await
            .0,
        200
    );
    let delete = bench.panel(&format!("/settings/api-accounts/{}/delete", made.id));
    assert_eq!(
        bench.post(&delete, &[]).await.status(),
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        call(&bench, &made, Method::GET, "/v2/store", Value::Null)
            .await
            .0,
        401
    );
    let left = bench
        .running
        .practice()
        .read(|world| (world.hooks.len(), world.tokens.len()));
    assert_eq!(left, (0, 0));
    assert_eq!(
        bench.post(&delete, &[]).await.status(),
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn accounts_outlive_a_restart() {
    let bench = Bench::start().await;
    let made = make(&bench, &[("scope-information", "read_only")]).await;
    let bench = bench.restart().await;
    assert_eq!(
        call(&bench, &made, Method::GET, "/v2/store", Value::Null)
            .await
            .0,
        200
    );
}
