//! The token exchange against a server on loopback that says what the documentation and the
//! field say BigCommerce says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod server;

use axum::http::StatusCode;
use patchbay_bigcommerce::{
    Endpoints, ExchangeError, ExchangeRequest, Grant, exchange, http_client,
};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use server::{Reply, Server};

const SECRET: &str = "canary+secret/5e1f";
const CODE: &str = "canary-code-qr6h3thv";

async fn exchange_at(
    endpoints: &Endpoints,
    context: &str,
    redirect_uri: &str,
) -> Result<Grant, ExchangeError> {
    let request = ExchangeRequest {
        client_id: "the-client",
        client_secret: &SecretString::from(SECRET),
        code: CODE,
        scope: "store_v2_orders store_cart",
        context,
        redirect_uri,
    };
    exchange(&http_client().unwrap(), endpoints, request).await
}

async fn exchange_with(reply: Reply) -> Result<Grant, ExchangeError> {
    let server = Server::replying([reply]).await;
    exchange_at(
        &server.endpoints(),
        "stores/g5cd38",
        "https://a.example/c/k",
    )
    .await
}

fn token() -> Value {
    json!({
        "access_token": "canary-token", "scope": "store_v2_orders store_cart store_v2_default",
        "user": {"id": 24654, "username": "m@example.com", "email": "m@example.com"},
        "owner": {"id": "12345", "email": "o@example.com"},
        "context": "stores/g5cd38", "account_uuid": "1234-abcd", "ajs_anonymous_id": null
    })
}

fn token_with(name: &str, value: Value) -> Reply {
    let mut token = token();
    token[name] = value;
    Reply::json(StatusCode::OK, &token)
}

#[tokio::test]
async fn a_code_is_exchanged_in_form_encoding() {
    let server = Server::replying([Reply::json(StatusCode::OK, &token())]).await;
    let grant = exchange_at(
        &server.endpoints(),
        "stores/g5cd38",
        "https://a.example/c/k",
    )
    .await;
    let grant = grant.unwrap();
    assert_eq!(grant.access_token.expose_secret(), "canary-token");
    assert_eq!(
        grant.scopes,
        ["store_v2_orders", "store_cart", "store_v2_default"]
    );
    assert_eq!(grant.store_hash.as_str(), "g5cd38");
    assert_eq!(grant.user.as_ref().unwrap().id.as_deref(), Some("24654"));
    assert_eq!(grant.owner.as_ref().unwrap().id.as_deref(), Some("12345"));
    assert_eq!(grant.account_uuid.as_deref(), Some("1234-abcd"));
    assert!(
        !format!("{grant:?}").contains("canary"),
        "a grant's Debug shows no token"
    );

    let seen = server.seen();
    assert_eq!(seen.len(), 1, "a code is sent once");
    assert_eq!(
        (seen[0].method.as_str(), seen[0].path.as_str()),
        ("POST", "/oauth2/token")
    );
    assert_eq!(
        seen[0].header("content-type"),
        "application/x-www-form-urlencoded"
    );
    assert_eq!(seen[0].header("accept"), "application/json");
    assert_eq!(
        seen[0].header("authorization"),
        "",
        "credentials go in the body"
    );
    assert!(seen[0].header("user-agent").starts_with("Patchbay/"));
    let mut form: Vec<(String, String)> = url::form_urlencoded::parse(&seen[0].body)
        .into_owned()
        .collect();
    form.sort();
    let expected = [
        ("client_id", "the-client"),
        ("client_secret", SECRET),
        ("code", CODE),
        ("context", "stores/g5cd38"),
        ("grant_type", "authorization_code"),
        ("redirect_uri", "https://a.example/c/k"),
        ("scope", "store_v2_orders store_cart"),
    ];
    assert_eq!(
        form,
        expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
}

#[tokio::test]
async fn the_redirect_uri_is_sent_to_the_letter() {
    for uri in [
        "https://a.example",
        "https://A.example/c/k?x=1&y=%2F",
        "https://a.example:443/k/",
    ] {
        let server = Server::replying([Reply::json(StatusCode::OK, &token())]).await;
        exchange_at(&server.endpoints(), "stores/g5cd38", uri)
            .await
            .unwrap();
        let body = server.seen().remove(0).body;
        let sent = url::form_urlencoded::parse(&body).find(|(name, _)| name == "redirect_uri");
        assert_eq!(sent.unwrap().1, uri, "no slash or case is changed");
    }
}

#[tokio::test]
async fn deviations_of_the_answer_are_tolerated() {
    for reply in [
        token_with("scope", json!("store_v2_orders,store_cart")),
        token_with("user", json!({"id": "24654"})),
        token_with("user", Value::Null),
        token_with("owner", json!("nobody")),
        token_with("account_uuid", json!(5)),
        Reply::json(StatusCode::CREATED, &token()),
        Reply::json(StatusCode::OK, &token()).of_type("text/plain"),
    ] {
        let grant = exchange_with(reply).await.unwrap();
        assert_eq!(grant.scopes[..2], ["store_v2_orders", "store_cart"]);
    }
}

#[tokio::test]
async fn an_unbound_token_is_no_success() {
    for (name, value) in [
        ("scope", Value::Null),
        ("scope", json!("")),
        ("scope", json!("  ")),
        ("context", Value::Null),
        ("context", json!("")),
    ] {
        let said = exchange_with(token_with(name, value.clone()))
            .await
            .unwrap_err();
        assert_eq!(said, ExchangeError::Unbound, "{name} = {value}");
    }
}

#[tokio::test]
async fn a_token_of_another_store_is_refused() {
    for context in ["stores/another", "g5cd38", "stores/g5cd38/", "users/5"] {
        let said = exchange_with(token_with("context", json!(context)))
            .await
            .unwrap_err();
        assert_eq!(said, ExchangeError::OtherStore, "{context}");
    }
}

#[tokio::test]
async fn an_answer_without_a_token_is_said() {
    for body in [
        json!({}),
        json!({"access_token": ""}),
        json!({"access_token": 5}),
    ] {
        let said = exchange_with(Reply::json(StatusCode::OK, &body))
            .await
            .unwrap_err();
        assert_eq!(said, ExchangeError::NoToken, "{body}");
    }
}

#[tokio::test]
async fn refusals_are_told_apart() {
    let mismatch = "Parameter redirect_uri does not match registered URI";
    let cases = [
        (
            400,
            json!({"error": mismatch}),
            "exchange_redirect_mismatch",
        ),
        (
            400,
            json!({"error": "invalid_grant", "error_description": mismatch}),
            "exchange_redirect_mismatch",
        ),
        (
            400,
            json!({"error": "invalid_client"}),
            "exchange_invalid_client",
        ),
        (
            401,
            json!({"error": "unauthorized"}),
            "exchange_invalid_client",
        ),
        (
            400,
            json!({"error": "Invalid client_id"}),
            "exchange_invalid_client",
        ),
        (
            400,
            json!({"error": "invalid_grant"}),
            "exchange_invalid_code",
        ),
        (
            400,
            json!({"error": "Invalid code"}),
            "exchange_invalid_code",
        ),
        (
            400,
            json!({"error": "invalid_scope"}),
            "exchange_invalid_scope",
        ),
        (400, json!({"error": null}), "exchange_refused"),
        (
            429,
            json!({"status": 429, "title": "Too many requests"}),
            "exchange_refused",
        ),
        (500, json!({"error": "server_error"}), "exchange_refused"),
    ];
    for (status, body, code) in cases {
        let reply = Reply::json(StatusCode::from_u16(status).unwrap(), &body);
        let said = exchange_with(reply).await.unwrap_err();
        assert_eq!(said.code(), code, "{status} {body}");
    }
}

#[tokio::test]
async fn what_the_server_echoes_is_redacted() {
    let encoded: String = url::form_urlencoded::byte_serialize(SECRET.as_bytes()).collect();
    for echo in [SECRET, &encoded, CODE] {
        for body in [
            json!({"error": format!("odd {echo}")}),
            json!({"error": "odd", "error_description": format!("you sent {echo}!")}),
            json!({"error": format!("redirect_uri and {echo}"), "access_token": echo}),
        ] {
            let said = exchange_with(Reply::json(StatusCode::BAD_REQUEST, &body)).await;
            let said = said.unwrap_err();
            let shown = format!("{said:?} {said}");
            assert!(!shown.contains(echo), "{shown}");
            assert!(shown.contains("[redacted]"), "{shown}");
        }
    }
}

#[tokio::test]
async fn a_web_page_is_explained() {
    let html = "<html>You are being <a href=\"/login\">redirected</a>.</html>";
    for (status, body, login) in [
        (200, html, true),
        (404, html, true),
        (200, "", false),
        (500, "oops", false),
        (200, "[]", false),
    ] {
        let reply = Reply::text(StatusCode::from_u16(status).unwrap(), "text/html", body);
        let said = exchange_with(reply).await.unwrap_err();
        let expected = ExchangeError::NotJson { status, login };
        assert_eq!(said, expected, "{status} {body}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let server = Server::replying([
        Reply::json(StatusCode::TEMPORARY_REDIRECT, &token()).with("location", "/elsewhere"),
        Reply::json(StatusCode::OK, &token()),
    ])
    .await;
    let said = exchange_at(
        &server.endpoints(),
        "stores/g5cd38",
        "https://a.example/c/k",
    )
    .await;
    let expected = ExchangeError::NotJson {
        status: 307,
        login: true,
    };
    assert_eq!(said.unwrap_err(), expected);
    assert_eq!(server.seen().len(), 1, "the secret went nowhere else");
}

#[tokio::test]
async fn the_answer_is_bounded() {
    let padded = token_with("padding", json!("x".repeat(64 * 1024)));
    assert_eq!(
        exchange_with(padded).await.unwrap_err(),
        ExchangeError::TooLarge
    );
}

#[tokio::test]
async fn silence_is_a_timeout_and_a_closed_port_unreachable() {
    let server = Server::replying([Reply::never()]).await;
    let request = ExchangeRequest {
        client_id: "the-client",
        client_secret: &SecretString::from(SECRET),
        code: CODE,
        scope: "",
        context: "stores/g5cd38",
        redirect_uri: "https://a.example/c/k",
    };
    let hasty = reqwest::Client::builder().timeout(std::time::Duration::from_millis(200));
    let said = exchange(&hasty.build().unwrap(), &server.endpoints(), request).await;
    assert_eq!(said.unwrap_err(), ExchangeError::Timeout);

    let gone = server.endpoints();
    server.stop().await;
    let said = exchange_at(&gone, "stores/g5cd38", "https://a.example/c/k").await;
    assert_eq!(said.unwrap_err(), ExchangeError::Unreachable);
}

#[tokio::test]
async fn nothing_is_sent_without_a_store_or_in_the_clear() {
    let server = Server::replying([]).await;
    for context in ["", "g5cd38", "stores/", "stores/G5", "stores/a/b"] {
        let said = exchange_at(&server.endpoints(), context, "https://a.example/c/k").await;
        assert_eq!(said.unwrap_err(), ExchangeError::BadContext, "{context:?}");
    }
    let mut open = server.endpoints();
    open.login = url::Url::parse("http://login.example/").unwrap();
    let said = exchange_at(&open, "stores/g5cd38", "https://a.example/c/k").await;
    assert_eq!(said.unwrap_err(), ExchangeError::Insecure);
    assert!(server.seen().is_empty());
}
