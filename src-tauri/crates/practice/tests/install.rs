//! From the control panel to a token, and every way that fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use reqwest::StatusCode;
use serde_json::{Value, json};
use support::{Bench, Credentials, STORE, hidden, location};

const NOWHERE: &str = "http://127.0.0.1:9";

async fn ready() -> (Bench, Credentials) {
    let bench = Bench::start().await;
    let app = bench.ready_app(NOWHERE).await;
    (bench, app)
}

#[tokio::test]
async fn consent_gives_a_code_and_the_code_a_token() {
    let (bench, app) = ready().await;
    let asked = bench
        .text(&bench.panel(&format!("/marketplace/apps/{}/consent", app.id)))
        .await;
    assert!(
        asked.contains("Orders: Modify") && asked.contains("Products: Read-Only"),
        "{asked}"
    );

    let callback = bench.consent(&app).await;
    assert_eq!(callback["context"], format!("stores/{STORE}"));
    assert_eq!(
        callback["scope"],
        "store_v2_orders store_v2_products_read_only"
    );
    assert_eq!(callback["account_uuid"], app.account_uuid);

    let (status, grant) = bench.exchange(&Bench::exchange_body(&app, &callback)).await;
    assert_eq!(status, StatusCode::OK);
    let scope = grant["scope"].as_str().unwrap();
    assert!(
        scope.starts_with("store_v2_orders store_v2_products_read_only"),
        "{scope}"
    );
    assert!(scope.contains("store_v2_default") && scope.contains("users_basic_information"));
    assert_eq!(grant["context"], format!("stores/{STORE}"));
    assert_eq!(grant["user"]["email"], grant["user"]["username"]);
    assert_eq!(grant["user"], grant["owner"]);
    assert!(grant.get("token_type").is_none());
}

#[tokio::test]
async fn a_form_body_is_taken_too() {
    let (bench, app) = ready().await;
    let callback = bench.consent(&app).await;
    let body = Bench::exchange_body(&app, &callback);
    let form: Vec<(&str, &str)> = body
        .as_object()
        .unwrap()
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str().unwrap()))
        .collect();
    let answer = bench.post(&bench.login("/oauth2/token"), &form).await;
    assert_eq!(answer.status(), StatusCode::OK);
}

async fn refused(change: impl FnOnce(&mut Value)) -> (StatusCode, Value) {
    let (bench, app) = ready().await;
    let callback = bench.consent(&app).await;
    let mut body = Bench::exchange_body(&app, &callback);
    change(&mut body);
    bench.exchange(&body).await
}

#[tokio::test]
async fn the_redirect_uri_must_match_to_the_letter() {
    for wrong in [
        "http://127.0.0.1:9/auth/",
        "https://127.0.0.1:9/auth",
        "http://127.0.0.1:9/load",
    ] {
        let (status, answer) = refused(|body| body["redirect_uri"] = json!(wrong)).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{wrong}");
        let said = json!({ "error": "Parameter redirect_uri does not match registered URI" });
        assert_eq!(answer, said);
    }
}

#[tokio::test]
async fn wrong_fields_are_told_apart() {
    let expect = async |change: fn(&mut Value), status: StatusCode, error: &str| {
        let (found, answer) = refused(change).await;
        assert_eq!(
            (found, answer["error"].as_str()),
            (status, Some(error)),
            "{answer}"
        );
    };
    let bad = StatusCode::BAD_REQUEST;
    let unauthorized = StatusCode::UNAUTHORIZED;
    expect(
        |b| b["client_secret"] = json!("0".repeat(64)),
        unauthorized,
        "invalid_client",
    )
    .await;
    expect(
        |b| b["client_id"] = json!("nobody"),
        unauthorized,
        "invalid_client",
    )
    .await;
    expect(
        |b| b["code"] = json!("0123456789abcdef"),
        bad,
        "invalid_grant",
    )
    .await;
    expect(
        |b| b["scope"] = json!("store_v2_customers"),
        bad,
        "invalid_scope",
    )
    .await;
    expect(
        |b| b["grant_type"] = json!("refresh_token"),
        bad,
        "unsupported_grant_type",
    )
    .await;
    expect(
        |b| drop(b.as_object_mut().unwrap().remove("scope")),
        bad,
        "invalid_request",
    )
    .await;
    expect(
        |b| drop(b.as_object_mut().unwrap().remove("code")),
        bad,
        "invalid_request",
    )
    .await;
}

#[tokio::test]
async fn credentials_belong_in_the_body() {
    let (bench, app) = ready().await;
    let callback = bench.consent(&app).await;
    let mut body = Bench::exchange_body(&app, &callback);
    body.as_object_mut()
        .unwrap()
        .retain(|name, _| !name.starts_with("client_"));
    let request = bench.http.post(bench.login("/oauth2/token")).json(&body);
    let answer = request
        .basic_auth(&app.client_id, Some(&app.client_secret))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(
        answer.json::<Value>().await.unwrap()["error"],
        "invalid_client"
    );
}

#[tokio::test]
async fn a_body_of_another_type_is_refused() {
    let (bench, _) = ready().await;
    let request = bench
        .http
        .post(bench.login("/oauth2/token"))
        .header("content-type", "text/plain");
    let answer = request.body("client_id=x").send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    assert_eq!(
        answer.json::<Value>().await.unwrap()["error"],
        "invalid_request"
    );
}

#[tokio::test]
async fn a_code_is_used_up_by_its_first_presentation() {
    let (bench, app) = ready().await;
    let callback = bench.consent(&app).await;
    let body = Bench::exchange_body(&app, &callback);
    assert_eq!(bench.exchange(&body).await.0, StatusCode::OK);
    let (status, answer) = bench.exchange(&body).await;
    assert_eq!(
        (status, answer["error"].as_str()),
        (StatusCode::BAD_REQUEST, Some("invalid_grant"))
    );

    let callback = bench.consent(&app).await;
    let mut wrong = Bench::exchange_body(&app, &callback);
    wrong["redirect_uri"] = json!("http://127.0.0.1:9/load");
    bench.exchange(&wrong).await;
    let (status, _) = bench.exchange(&Bench::exchange_body(&app, &callback)).await;
    assert_eq!(
        status,
        StatusCode::BAD_REQUEST,
        "a failed exchange left the code alive"
    );
}

#[tokio::test]
async fn a_code_expires_after_a_minute() {
    let (bench, app) = ready().await;
    let callback = bench.consent(&app).await;
    bench.clock.advance(60_000);
    let (status, answer) = bench.exchange(&Bench::exchange_body(&app, &callback)).await;
    assert_eq!(
        (status, answer["error"].as_str()),
        (StatusCode::BAD_REQUEST, Some("invalid_grant"))
    );

    let callback = bench.consent(&app).await;
    bench.clock.advance(59_999);
    assert_eq!(
        bench
            .exchange(&Bench::exchange_body(&app, &callback))
            .await
            .0,
        StatusCode::OK
    );
}

#[tokio::test]
async fn another_apps_code_is_worthless() {
    let (bench, app) = ready().await;
    let other = bench.ready_app(NOWHERE).await;
    let callback = bench.consent(&app).await;
    let (status, answer) = bench
        .exchange(&Bench::exchange_body(&other, &callback))
        .await;
    assert_eq!(
        (status, answer["error"].as_str()),
        (StatusCode::BAD_REQUEST, Some("invalid_grant"))
    );
    let (status, _) = bench.exchange(&Bench::exchange_body(&app, &callback)).await;
    assert_eq!(status, StatusCode::OK, "another app used the code up");
}

#[tokio::test]
async fn without_the_right_context_the_token_opens_nothing() {
    for context in [None, Some("stores/z4zn3wo"), Some(STORE)] {
        let (bench, app) = ready().await;
        let callback = bench.consent(&app).await;
        let mut body = Bench::exchange_body(&app, &callback);
        match context {
            Some(context) => body["context"] = json!(context),
            None => drop(body.as_object_mut().unwrap().remove("context")),
        }
        let (status, grant) = bench.exchange(&body).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(grant["scope"], Value::Null);
        assert!(grant["user"]["id"].is_u64());
        let token = grant["access_token"].as_str().unwrap();
        assert_eq!(
            bench.store_status(token).await,
            StatusCode::FORBIDDEN,
            "{context:?}"
        );
    }
}

#[tokio::test]
async fn a_new_token_kills_the_old_one() {
    let (bench, app) = ready().await;
    bench.scopes(app.id, &[("information", "read_only")]).await;
    let first = bench.token(&app).await;
    assert_eq!(bench.store_status(&first).await, StatusCode::OK);
    let second = bench.token(&app).await;
    assert_ne!(first, second);
    assert_eq!(bench.store_status(&first).await, StatusCode::UNAUTHORIZED);
    assert_eq!(bench.store_status(&second).await, StatusCode::OK);
}

#[tokio::test]
async fn a_draft_has_no_install_link() {
    let (bench, app) = ready().await;
    let link = bench.login(&format!("/app/{}/install", app.client_id));
    let refused = bench.get(&link).await;
    assert_eq!(refused.status(), StatusCode::NOT_FOUND);
    assert!(
        refused
            .text()
            .await
            .unwrap()
            .contains("This app is not available for installation")
    );

    let approval = bench.portal(&format!("/my/apps/{}/approval", app.id));
    bench.post(&approval, &[("approved", "on")]).await;
    let asked = bench.get(&link).await;
    assert_eq!(asked.status(), StatusCode::OK);
    let policy = asked.headers()["content-security-policy"].to_str().unwrap();
    assert!(
        policy.contains(&format!("form-action 'self' {NOWHERE}")),
        "{policy}"
    );
}

#[tokio::test]
async fn the_install_link_leads_to_the_auth_callback() {
    let (bench, app) = ready().await;
    bench
        .post(
            &bench.portal(&format!("/my/apps/{}/approval", app.id)),
            &[("approved", "on")],
        )
        .await;
    let page = bench
        .text(&bench.login(&format!("/app/{}/install", app.client_id)))
        .await;
    let fields = hidden(&page);
    let mut answer = vec![("store", "z4zn3wo")];
    answer.extend(
        fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str())),
    );
    let confirmed = bench.post(&bench.login("/consent"), &answer).await;
    let callback = url::Url::parse(&location(&confirmed)).unwrap();
    let callback: std::collections::BTreeMap<_, _> = callback.query_pairs().into_owned().collect();
    assert!(callback.contains_key("external_install"));
    assert_eq!(callback["context"], "stores/z4zn3wo");
    assert_eq!(
        bench
            .exchange(&Bench::exchange_body(&app, &callback))
            .await
            .0,
        StatusCode::OK
    );
    for outcome in ["succeeded", "failed"] {
        let page = bench.login(&format!("/app/{}/install/{outcome}", app.client_id));
        assert!(
            bench
                .text(&page)
                .await
                .contains(&format!("data-test=\"{outcome}\""))
        );
    }
}

#[tokio::test]
async fn authorize_checks_what_the_app_asks() {
    let (bench, app) = ready().await;
    let ask = async |changes: &[(&str, &str)]| {
        let mut query: std::collections::BTreeMap<&str, &str> = [
            ("client_id", app.client_id.as_str()),
            ("redirect_uri", app.auth.as_str()),
            ("response_type", "code"),
            ("scope", "store_v2_orders_read_only"),
            ("context", "stores/g5cd38"),
            ("state", "st&te"),
        ]
        .into();
        query.extend(changes.iter().copied());
        let url = url::Url::parse_with_params(&bench.login("/oauth2/authorize"), query).unwrap();
        bench.get(url.as_str()).await
    };
    let asked = ask(&[]).await;
    assert_eq!(asked.status(), StatusCode::OK);
    let html = asked.text().await.unwrap();
    assert!(html.contains("value=\"st&amp;te\"") && html.contains("value=\"store_v2_orders\""));
    let fields = hidden(&html);
    let mut answer = vec![("store", STORE)];
    answer.extend(
        fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str())),
    );
    let confirmed = bench.post(&bench.login("/consent"), &answer).await;
    let callback = url::Url::parse(&location(&confirmed)).unwrap();
    let callback: std::collections::BTreeMap<_, _> = callback.query_pairs().into_owned().collect();
    assert_eq!(
        (callback["state"].as_str(), callback["scope"].as_str()),
        ("st&te", "store_v2_orders")
    );
    assert!(!callback.contains_key("external_install"));
    for wrong in [
        ("client_id", "x"),
        ("redirect_uri", "http://127.0.0.1:9/auth/"),
        ("response_type", "token"),
        ("scope", "store_cart"),
        ("context", "stores/nowhere"),
        ("context", ""),
    ] {
        assert_eq!(
            ask(&[wrong]).await.status(),
            StatusCode::BAD_REQUEST,
            "{wrong:?}"
        );
    }
}

#[tokio::test]
async fn the_deep_link_leads_to_the_control_panels() {
    let bench = Bench::start().await;
    let link = bench.login("/deep-links/manage/marketplace/apps/develop");
    assert_eq!(
        location(&bench.get(&link).await),
        bench.running.addresses.control_panel
    );
}

#[tokio::test]
async fn the_token_endpoint_can_answer_html() {
    let (bench, app) = ready().await;
    let callback = bench.consent(&app).await;
    bench
        .running
        .practice()
        .change(|world| world.faults.token_html = true);
    let body = Bench::exchange_body(&app, &callback);
    let answer = bench
        .http
        .post(bench.login("/oauth2/token"))
        .json(&body)
        .send()
        .await
        .unwrap();
    assert!(
        answer.headers()["content-type"]
            .to_str()
            .unwrap()
            .starts_with("text/html")
    );
}
