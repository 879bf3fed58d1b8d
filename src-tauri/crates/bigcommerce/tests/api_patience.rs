//! When the API is asked again, and when never: rate limits, overload, failures, broken
//! connections.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod server;

use axum::http::StatusCode;
use patchbay_bigcommerce::api::{Method, Patience, Quota};
use patchbay_bigcommerce::{ApiError, Endpoints, StoreApi, StoreHash, http_client};
use secrecy::SecretString;
use serde_json::{Value, json};
use server::{Reply, Server};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

fn api_at(endpoints: &Endpoints) -> StoreApi {
    let store = StoreHash::parse("g5cd38").unwrap();
    let quick = Patience {
        retries: 3,
        base: Duration::from_millis(4),
        longest: Duration::from_secs(2),
    };
    StoreApi::new(
        http_client().unwrap(),
        endpoints,
        store,
        SecretString::from("t"),
    )
    .with_patience(quick)
}

fn ok() -> Reply {
    Reply::json(StatusCode::OK, &json!({"data": []}))
}

fn failing(status: u16) -> Reply {
    let body = json!({"status": status, "title": "x"});
    Reply::json(StatusCode::from_u16(status).unwrap(), &body)
}

fn quota_of(reply: Reply, left: u32, reset_ms: u64) -> Reply {
    reply
        .with("X-Rate-Limit-Time-Window-Ms", "1000")
        .with("X-Rate-Limit-Time-Reset-Ms", &reset_ms.to_string())
        .with("X-Rate-Limit-Requests-Quota", "150")
        .with("X-Rate-Limit-Requests-Left", &left.to_string())
}

async fn call(server: &Server, method: Method) -> Result<Value, ApiError> {
    api_at(&server.endpoints())
        .call(method, "/v3/hooks", &[], None)
        .await
}

#[tokio::test]
async fn a_429_is_repeated_when_the_quota_is_refilled() {
    for method in [Method::Get, Method::Post] {
        let server = Server::replying([quota_of(failing(429), 0, 120), ok()]).await;
        let begun = Instant::now();
        assert!(call(&server, method).await.is_ok(), "{method:?}");
        assert!(
            begun.elapsed() >= Duration::from_millis(120),
            "it waited for the refill"
        );
        assert_eq!(server.seen().len(), 2);
    }
}

#[tokio::test]
async fn retry_after_counts_too() {
    let server = Server::replying([failing(429).with("X-Retry-After", "1"), ok()]).await;
    let begun = Instant::now();
    assert!(call(&server, Method::Get).await.is_ok());
    assert!(begun.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn a_429_is_repeated_three_times_at_most() {
    let server = Server::replying(vec![quota_of(failing(429), 0, 10); 9]).await;
    let said = call(&server, Method::Get).await.unwrap_err();
    assert_eq!(said, ApiError::RateLimited { retry_ms: Some(10) });
    assert_eq!(server.seen().len(), 4);
}

#[tokio::test]
async fn a_long_wait_is_an_error_at_once() {
    let server = Server::replying([quota_of(failing(429), 0, 3_000_000), ok()]).await;
    let begun = Instant::now();
    let said = call(&server, Method::Get).await.unwrap_err();
    assert!(
        matches!(
            said,
            ApiError::RateLimited {
                retry_ms: Some(2_900_000..)
            }
        ),
        "{said:?}"
    );
    assert!(begun.elapsed() < Duration::from_secs(2));
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn overload_backs_off_and_ends() {
    let server = Server::replying([failing(429), failing(429), ok()]).await;
    assert!(call(&server, Method::Get).await.is_ok());
    let server = Server::replying(vec![failing(429); 9]).await;
    assert_eq!(call(&server, Method::Get).await, Err(ApiError::Overloaded));
    assert_eq!(server.seen().len(), 4);
    let server = Server::replying([failing(429), ok()]).await;
    assert_eq!(call(&server, Method::Post).await, Err(ApiError::Overloaded));
    assert_eq!(
        server.seen().len(),
        1,
        "an overloaded platform may have done it already"
    );
}

#[tokio::test]
async fn failures_are_repeated_only_where_that_is_safe() {
    for (method, status, calls) in [
        (Method::Get, 503, 2),
        (Method::Put, 502, 2),
        (Method::Delete, 504, 2),
        (Method::Get, 500, 1),
        (Method::Post, 503, 1),
        (Method::Post, 504, 1),
    ] {
        let server = Server::replying([failing(status), ok()]).await;
        let said = call(&server, method).await;
        assert_eq!(server.seen().len(), calls, "{method:?} {status}");
        assert_eq!(said.is_ok(), calls == 2, "{method:?} {status}");
    }
}

#[tokio::test]
async fn callers_of_a_store_share_its_quota() {
    let server = Server::replying([quota_of(ok(), 0, 150), ok()]).await;
    let quota = Quota::default();
    let first = api_at(&server.endpoints()).sharing(quota.clone());
    let second = api_at(&server.endpoints()).sharing(quota);
    first.get("/v2/store").await.unwrap();
    let begun = Instant::now();
    second.get("/v2/store").await.unwrap();
    assert!(
        begun.elapsed() >= Duration::from_millis(100),
        "the second waited for the refill"
    );
}

/// Accepts, reads the request, and hangs up `times` times; then answers 200.
async fn hanging_up(times: usize) -> (Endpoints, tokio::task::JoinHandle<usize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = url::Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    let task = tokio::spawn(async move {
        for _ in 0..times {
            let (mut socket, _) = listener.accept().await.unwrap();
            let _ = socket.read(&mut [0; 4096]).await;
        }
        let (mut socket, _) = listener.accept().await.unwrap();
        let _ = socket.read(&mut [0; 4096]).await;
        let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";
        socket.write_all(answer).await.unwrap();
        times + 1
    });
    let endpoints = Endpoints {
        login: base.clone(),
        api: base.clone(),
        portal: base.clone(),
        control_panel: base,
    };
    (endpoints, task)
}

#[tokio::test]
async fn a_broken_connection_is_repeated_but_never_a_post() {
    for method in [Method::Get, Method::Put, Method::Delete] {
        let (endpoints, server) = hanging_up(2).await;
        let said = api_at(&endpoints)
            .call(method, "/v3/hooks", &[], None)
            .await;
        assert_eq!(said, Ok(json!({})), "{method:?}");
        assert_eq!(server.await.unwrap(), 3);
    }
    let (endpoints, server) = hanging_up(1).await;
    let said = api_at(&endpoints)
        .call(Method::Post, "/v3/hooks", &[], Some(&json!({})))
        .await;
    assert_eq!(said, Err(ApiError::Unreachable));
    assert!(
        !server.is_finished(),
        "the server still waits for a second request"
    );
    server.abort();
}

#[tokio::test]
async fn a_closed_port_is_unreachable_for_every_method() {
    let server = Server::replying([]).await;
    let endpoints = server.endpoints();
    server.stop().await;
    for method in [Method::Get, Method::Post] {
        let said = api_at(&endpoints)
            .call(method, "/v3/hooks", &[], None)
            .await;
        assert_eq!(said, Err(ApiError::Unreachable), "{method:?}");
    }
}

#[tokio::test]
async fn silence_is_a_timeout_and_not_repeated() {
    let server = Server::replying([Reply::never(), ok()]).await;
    let store = StoreHash::parse("g5cd38").unwrap();
    let hasty = reqwest::Client::builder()
        .timeout(Duration::from_millis(200))
        .build()
        .unwrap();
    let api = StoreApi::new(hasty, &server.endpoints(), store, SecretString::from("t"));
    assert_eq!(api.get("/v2/store").await, Err(ApiError::Timeout));
    assert_eq!(server.seen().len(), 1);
}
