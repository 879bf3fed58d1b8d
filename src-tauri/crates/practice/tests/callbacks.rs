//! Launch, uninstall and removed users, with the signed payloads checked by a computation of the
//! test's own.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::StatusCode;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use support::{Bench, Credentials, START_MS, STORE, app, frame, location, next};

/// HMAC by its definition (RFC 2104), from the hash alone.
fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    assert!(key.len() <= 64);
    let mut block = [0_u8; 64];
    block[..key.len()].copy_from_slice(key);
    let inner = block.map(|byte| byte ^ 0x36);
    let outer = block.map(|byte| byte ^ 0x5c);
    let inside = Sha256::new()
        .chain_update(inner)
        .chain_update(message)
        .finalize();
    Sha256::new()
        .chain_update(outer)
        .chain_update(inside)
        .finalize()
        .to_vec()
}

/// The claims of a payload whose signature is right.
fn claims(jwt: &str, secret: &str) -> Value {
    let (signed, signature) = jwt.rsplit_once('.').unwrap();
    let expected = URL_SAFE_NO_PAD.encode(hmac(secret.as_bytes(), signed.as_bytes()));
    assert_eq!(signature, expected);
    let (header, claims) = signed.split_once('.').unwrap();
    let decode = |part: &str| -> Value {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
    };
    assert_eq!(decode(header), json!({ "alg": "HS256", "typ": "JWT" }));
    decode(claims)
}

fn check(found: &Value, app: &Credentials, user: &str) {
    let issued = START_MS / 1000;
    assert_eq!(found["aud"], app.client_id);
    assert_eq!(found["iss"], "bc");
    assert_eq!(found["sub"], format!("stores/{STORE}"));
    assert_eq!(found["iat"], issued);
    assert_eq!(found["nbf"], issued - 5);
    assert_eq!(found["exp"], issued + 86_400);
    assert!(uuid::Uuid::parse_str(found["jti"].as_str().unwrap()).is_ok());
    assert_eq!(found["user"]["email"], user);
    assert_eq!(found["user"]["locale"], "en-US");
    assert_eq!(found["owner"]["email"], "owner@practice.example");
    assert_eq!(found["url"], "/");
    assert_eq!(found["channel_id"], Value::Null);
}

#[tokio::test]
async fn launching_frames_the_load_callback() {
    let bench = Bench::start().await;
    let app = bench.ready_app("http://127.0.0.1:9").await;
    bench.token(&app).await;
    let page = bench.get(&bench.panel(&format!("/app/{}", app.id))).await;
    let policy = page.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(policy.contains("frame-src http://127.0.0.1:9"), "{policy}");
    let source = frame(&page.text().await.unwrap());
    assert_eq!(source.path(), "/load");
    let (name, jwt) = source.query_pairs().next().unwrap();
    assert_eq!(name, "signed_payload_jwt");
    check(
        &claims(&jwt, &app.client_secret),
        &app,
        "owner@practice.example",
    );
}

#[tokio::test]
async fn without_multiple_users_the_app_hears_of_the_owner_only() {
    let bench = Bench::start().await;
    let app = bench.ready_app("http://127.0.0.1:9").await;
    let urls = [
        ("auth", app.auth.as_str()),
        ("load", "http://127.0.0.1:9/load"),
    ];
    bench
        .post(
            &bench.portal(&format!("/my/apps/{}/information", app.id)),
            &urls,
        )
        .await;
    bench.token(&app).await;
    let (authorized, plain) = bench.running.practice().read(|world| {
        let users = &world.stores[STORE].users;
        (users[1].id, users[2].id)
    });
    let launch = |user| bench.panel(&format!("/app/{}?as={user}", app.id));
    let source = frame(&bench.text(&launch(authorized)).await);
    let jwt = source.query_pairs().next().unwrap().1.into_owned();
    check(
        &claims(&jwt, &app.client_secret),
        &app,
        "owner@practice.example",
    );
    assert_eq!(
        bench.get(&launch(plain)).await.status(),
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn uninstalling_tells_the_app_and_ends_the_token() {
    let bench = Bench::start().await;
    let (base, mut seen) = app().await;
    let app = bench.ready_app(&base).await;
    bench.token(&app).await;
    let uninstall = bench.panel(&format!("/marketplace/apps/{}/uninstall", app.id));
    let answer = bench.post(&uninstall, &[]).await;
    let request = next(&mut seen).await;
    assert_eq!(request.path, "/uninstall");
    let jwt = &request.query["signed_payload_jwt"];
    check(
        &claims(jwt, &app.client_secret),
        &app,
        "owner@practice.example",
    );
    let left = bench
        .running
        .practice()
        .read(|world| (world.tokens.len(), world.installs.len()));
    assert_eq!(left, (0, 0));
    let page = format!(
        "{}{}",
        bench.running.addresses.control_panel,
        location(&answer)
    );
    assert!(bench.text(&page).await.contains("answered 200"));

    bench.post(&uninstall, &[]).await;
    assert!(
        seen.try_recv().is_err(),
        "an app that is not installed was told"
    );
}

#[tokio::test]
async fn an_app_that_does_not_answer_is_uninstalled_all_the_same() {
    let bench = Bench::start().await;
    let closed = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let app = bench.ready_app(&format!("http://{closed}")).await;
    bench.token(&app).await;
    bench
        .post(
            &bench.panel(&format!("/marketplace/apps/{}/uninstall", app.id)),
            &[],
        )
        .await;
    let (installs, answer) = bench.running.practice().read(|world| {
        (
            world.installs.len(),
            world.callbacks.back().map(|called| called.answer.clone()),
        )
    });
    assert_eq!(
        (installs, answer.as_deref()),
        (0, Some("nothing listens there"))
    );
}

#[tokio::test]
async fn removing_a_user_tells_the_app_who() {
    let bench = Bench::start().await;
    let (base, mut seen) = app().await;
    let app = bench.ready_app(&base).await;
    bench.token(&app).await;
    let user = bench
        .running
        .practice()
        .read(|world| world.stores[STORE].users[2].clone());
    let users = |what| bench.panel(&format!("/marketplace/apps/{}/users/{what}", app.id));
    let chosen = user.id.to_string();
    bench.post(&users("add"), &[("user", &chosen)]).await;
    let launched = bench
        .text(&bench.panel(&format!("/app/{}?as={chosen}", app.id)))
        .await;
    let jwt = frame(&launched)
        .query_pairs()
        .next()
        .unwrap()
        .1
        .into_owned();
    check(&claims(&jwt, &app.client_secret), &app, &user.email);

    bench.post(&users("remove"), &[("user", &chosen)]).await;
    let request = next(&mut seen).await;
    assert_eq!(request.path, "/remove-user");
    let found = claims(&request.query["signed_payload_jwt"], &app.client_secret);
    check(&found, &app, &user.email);
    let launched = bench
        .get(&bench.panel(&format!("/app/{}?as={chosen}", app.id)))
        .await;
    assert_eq!(launched.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn changed_scopes_are_consented_to_at_the_next_launch() {
    let bench = Bench::start().await;
    let app = bench.ready_app("http://127.0.0.1:9").await;
    let token = bench.token(&app).await;
    bench
        .scopes(app.id, &[("orders", "modify"), ("carts", "read_only")])
        .await;
    let carried = bench
        .running
        .practice()
        .read(|world| world.tokens[&token].scopes.clone());
    assert!(
        !carried.contains(&"store_cart_read_only".to_owned()),
        "the old token grew"
    );

    let launched = bench.get(&bench.panel(&format!("/app/{}", app.id))).await;
    assert!(location(&launched).ends_with(&format!("/marketplace/apps/{}/consent", app.id)));
    let callback = bench.consent(&app).await;
    assert_eq!(callback["scope"], "store_cart_read_only store_v2_orders");
    let launched = bench.get(&bench.panel(&format!("/app/{}", app.id))).await;
    assert_eq!(launched.status(), StatusCode::OK);
}
