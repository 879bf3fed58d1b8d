//! Actions against a scripted server: what became of the store, whatever was answered.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod server;

use std::time::Duration;

use axum::http::StatusCode;
use patchbay_bigcommerce::api::{Call, Fate, Method, Patience, Undone};
use patchbay_bigcommerce::{ApiError, StoreApi, StoreHash, http_client};
use secrecy::SecretString;
use serde_json::{Value, json};
use server::{Reply, Server};

const TOKEN: &str = "canary-token-78";

fn api(server: &Server) -> StoreApi {
    let quick = Patience {
        retries: 2,
        base: Duration::from_millis(4),
        longest: Duration::from_secs(2),
    };
    let store = StoreHash::parse("g5cd38").unwrap();
    let token = SecretString::from(TOKEN);
    StoreApi::new(http_client().unwrap(), &server.endpoints(), store, token).with_patience(quick)
}

fn refund() -> Call {
    Call {
        method: Method::Post,
        path: "/v3/orders/118/payment_actions/refunds".into(),
        query: Vec::new(),
        body: Some(json!({ "items": [] })),
        harmless: false,
    }
}

/// A read that is a POST.
fn quote() -> Call {
    Call {
        path: "/v3/orders/118/payment_actions/refund_quotes".into(),
        harmless: true,
        ..refund()
    }
}

fn status(code: u16, body: Value) -> Reply {
    Reply::json(StatusCode::from_u16(code).unwrap(), &body)
}

async fn refused(reply: Reply) -> (Undone, usize) {
    let server = Server::replying([reply.clone(), reply.clone(), reply]).await;
    let undone = api(&server).perform(&refund()).await.unwrap_err();
    (undone, server.seen().len())
}

#[tokio::test]
async fn an_action_says_its_status() {
    let server = Server::replying([status(201, json!({ "data": { "id": 7 } }))]).await;
    let call = Call {
        query: vec![("id:in".into(), "1,2".into())],
        ..refund()
    };
    let done = api(&server).perform(&call).await.unwrap();
    assert_eq!((done.status, &done.value["data"]["id"]), (201, &json!(7)));
    let seen = server.seen().remove(0);
    assert_eq!(seen.method, "POST");
    assert_eq!(
        seen.path,
        "/stores/g5cd38/v3/orders/118/payment_actions/refunds"
    );
    assert_eq!(seen.query, "id%3Ain=1%2C2");
    assert_eq!(seen.body, r#"{"items":[]}"#);
}

#[tokio::test]
async fn what_was_refused_did_not_happen() {
    for code in [400, 401, 403, 404, 409, 422, 423] {
        let (undone, sent) = refused(status(code, json!({ "title": "No" }))).await;
        assert_eq!((undone.fate, sent), (Fate::Refused, 1), "{code}");
        assert_eq!(undone.status, Some(code));
        assert_eq!(undone.said, Some(json!({ "title": "No" })));
    }
}

#[tokio::test]
async fn what_failed_may_have_happened_and_is_not_sent_again() {
    for code in [500, 502, 503, 504] {
        let (undone, sent) = refused(status(code, json!({}))).await;
        assert_eq!((undone.fate, sent), (Fate::Unknown, 1), "{code}");
    }
    let (undone, sent) = refused(Reply::text(StatusCode::OK, "text/html", "<p>hi</p>")).await;
    assert_eq!((undone.fate, sent), (Fate::Unknown, 1));
    assert_eq!(undone.error, ApiError::NotJson { status: 200 });
    let (undone, sent) = refused(status(429, json!({}))).await;
    assert_eq!(
        (undone.fate, sent),
        (Fate::Unknown, 1),
        "the platform is overloaded"
    );
}

#[tokio::test]
async fn a_quota_that_is_used_up_is_waited_for() {
    let limited = status(429, json!({}))
        .with("x-rate-limit-time-reset-ms", "20")
        .with("x-rate-limit-requests-quota", "150");
    let server = Server::replying([limited, status(201, json!({ "data": {} }))]).await;
    assert_eq!(api(&server).perform(&refund()).await.unwrap().status, 201);
    assert_eq!(
        server.seen().len(),
        2,
        "a 429 with its time was not carried out"
    );
}

#[tokio::test]
async fn what_is_harmless_is_asked_again() {
    let server = Server::replying([status(502, json!({})), status(201, json!({}))]).await;
    assert_eq!(api(&server).perform(&quote()).await.unwrap().status, 201);
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn what_never_left_did_not_happen() {
    let server = Server::replying([]).await;
    let elsewhere = Call {
        path: "/v2/../../other".into(),
        ..refund()
    };
    let undone = api(&server).perform(&elsewhere).await.unwrap_err();
    assert_eq!(
        (undone.error, undone.fate),
        (ApiError::BadPath, Fate::NotSent)
    );
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn the_token_is_cut_out_of_what_was_answered() {
    let said = json!({ "title": "No", "sent": { "token": TOKEN } });
    let (undone, _) = refused(status(400, said)).await;
    let told = format!("{undone:?}");
    assert!(!told.contains(TOKEN), "{told}");
    assert!(told.contains("[redacted]"), "{told}");
}
