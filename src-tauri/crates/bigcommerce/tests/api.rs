//! The store API against a scripted server: what is sent, and what each answer means.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod server;

use axum::http::StatusCode;
use patchbay_bigcommerce::api::{HookChange, HookStatus, Method, NewHook, Patience};
use patchbay_bigcommerce::{ApiError, StoreApi, StoreHash, http_client};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use server::{Reply, Server};
use std::time::Duration;

const TOKEN: &str = "canary-token-77";

fn api(server: &Server) -> StoreApi {
    let store = StoreHash::parse("g5cd38").unwrap();
    let quick = Patience {
        retries: 3,
        base: Duration::from_millis(4),
        longest: Duration::from_secs(2),
    };
    StoreApi::new(
        http_client().unwrap(),
        &server.endpoints(),
        store,
        SecretString::from(TOKEN),
    )
    .with_patience(quick)
}

fn ok(body: Value) -> Reply {
    Reply::json(StatusCode::OK, &body)
}

fn status(status: u16, body: Value) -> Reply {
    Reply::json(StatusCode::from_u16(status).unwrap(), &body)
}

fn empty(code: u16) -> Reply {
    Reply::text(StatusCode::from_u16(code).unwrap(), "text/plain", "")
}

#[tokio::test]
async fn the_profile_is_read() {
    let server = Server::replying([ok(json!({
        "id": "g5cd38", "name": "Practice", "domain": "p.example", "plan_name": "Plus",
        "currency": "USD", "timezone": {"name": "America/New_York", "raw_offset": -18000}
    }))])
    .await;
    let profile = tokio::spawn({
        let api = api(&server);
        async move { api.store().await }
    });
    let profile = profile.await.unwrap().unwrap();
    assert_eq!(
        (profile.name.as_str(), profile.plan.as_str()),
        ("Practice", "Plus")
    );
    assert_eq!(
        (profile.currency.as_str(), profile.timezone.as_str()),
        ("USD", "America/New_York")
    );
    let seen = server.seen().remove(0);
    assert_eq!(
        (seen.method.as_str(), seen.path.as_str()),
        ("GET", "/stores/g5cd38/v2/store")
    );
    assert_eq!(seen.header("x-auth-token"), TOKEN);
    assert_eq!(seen.header("accept"), "application/json");
    assert_eq!(seen.header("x-auth-client"), "", "deprecated, and not sent");
    assert!(seen.header("user-agent").starts_with("Patchbay/"));
    assert!(seen.header("accept-encoding").contains("gzip"));
}

#[tokio::test]
async fn the_clock_is_read() {
    let server = Server::replying([ok(json!({"time": 1_532_458_484})), ok(json!({}))]).await;
    assert_eq!(api(&server).time().await, Ok(1_532_458_484));
    assert_eq!(
        api(&server).time().await.unwrap_err().code(),
        "api_unexpected"
    );
}

#[tokio::test]
async fn an_empty_list_is_null() {
    let server = Server::replying([empty(204), empty(200)]).await;
    assert_eq!(api(&server).get("/v2/orders").await, Ok(Value::Null));
    assert_eq!(api(&server).get("/v2/orders").await, Ok(Value::Null));
}

#[tokio::test]
async fn an_answer_says_when_it_was_given() {
    for (date, at) in [
        ("Tue, 01 Dec 2026 02:50:08 GMT", Some(1_796_093_408_000)),
        ("yesterday", None),
    ] {
        let reply = ok(json!([])).with("date", date);
        let server = Server::replying([reply]).await;
        let answer = api(&server)
            .get_dated("/v2/orders", &[("limit", "1")])
            .await;
        let answer = answer.unwrap();
        assert_eq!((answer.value, answer.at), (json!([]), at));
    }
}

#[tokio::test]
async fn answers_are_told_apart() {
    let scope = "You don't have a required scope to access the endpoint";
    let cases = [
        (
            status(401, json!({"status": 401, "title": "Unauthorized"})),
            ApiError::TokenDead,
        ),
        (empty(401), ApiError::TokenDead),
        (
            status(403, json!({"status": 403, "title": scope})),
            ApiError::ScopeMissing,
        ),
        (
            status(403, json!([{"status": 403, "message": "Owner changed"}])),
            ApiError::Forbidden {
                said: "Owner changed".to_owned(),
            },
        ),
        (
            status(404, json!([{"status": 404, "message": "Not found."}])),
            ApiError::NotFound,
        ),
        (
            status(
                422,
                json!({"title": "Invalid", "errors": {"destination": "error.path"}}),
            ),
            ApiError::Invalid {
                status: 422,
                title: "Invalid".to_owned(),
                errors: vec![("destination".to_owned(), "error.path".to_owned())],
            },
        ),
        (
            status(409, json!({"title": "Conflict"})),
            ApiError::Invalid {
                status: 409,
                title: "Conflict".to_owned(),
                errors: vec![],
            },
        ),
        (
            status(500, json!({"title": "x"})),
            ApiError::Server { status: 500 },
        ),
        (
            status(507, json!({"title": "x"})),
            ApiError::Server { status: 507 },
        ),
        (
            status(423, json!({"title": "Locked"})),
            ApiError::StoreDown { status: 423 },
        ),
        (
            status(451, json!({"title": "Elsewhere"})),
            ApiError::Unexpected {
                status: 451,
                title: "Elsewhere".to_owned(),
            },
        ),
        (
            Reply::text(StatusCode::OK, "text/html", "<html>"),
            ApiError::NotJson { status: 200 },
        ),
        (
            Reply::text(StatusCode::FOUND, "text/html", "<html>").with("location", "/v2/store"),
            ApiError::NotJson { status: 302 },
        ),
    ];
    for (reply, expected) in cases {
        let server = Server::replying([reply]).await;
        let said = api(&server).get("/v2/store").await.unwrap_err();
        assert_eq!(said, expected);
        assert_eq!(
            server.seen().len(),
            1,
            "{expected:?} is not asked for again"
        );
    }
}

#[tokio::test]
async fn an_echoed_token_is_redacted() {
    for body in [
        json!({"title": format!("bad token {TOKEN}")}),
        json!([{"message": TOKEN, "details": {"token": TOKEN}}]),
        json!({"title": "x", "errors": {TOKEN: [TOKEN]}}),
    ] {
        for code in [403, 422, 423] {
            let server = Server::replying([status(code, body.clone())]).await;
            let said = api(&server).get("/v2/store").await.unwrap_err();
            let shown = format!("{said:?} {said}");
            assert!(!shown.contains(TOKEN), "{shown}");
        }
    }
    let server = Server::replying([]).await;
    assert!(
        !format!("{:?}", api(&server)).contains(TOKEN),
        "no Debug shows the token"
    );
}

#[tokio::test]
async fn the_answer_is_bounded() {
    let reply = Reply::text(
        StatusCode::OK,
        "application/json",
        &" ".repeat(10 * 1024 * 1024 + 1),
    );
    let server = Server::replying([reply]).await;
    assert_eq!(api(&server).get("/v2/store").await, Err(ApiError::TooLarge));
}

#[tokio::test]
async fn nothing_is_sent_for_a_bad_path_or_in_the_clear() {
    let server = Server::replying([]).await;
    assert_eq!(api(&server).get("/v2/../x").await, Err(ApiError::BadPath));
    let mut endpoints = server.endpoints();
    endpoints.api = url::Url::parse("http://api.example/").unwrap();
    let store = StoreHash::parse("g5cd38").unwrap();
    let open = StoreApi::new(
        http_client().unwrap(),
        &endpoints,
        store,
        SecretString::from(TOKEN),
    );
    assert_eq!(open.get("/v2/store").await, Err(ApiError::Insecure));
    assert!(server.seen().is_empty());
}

fn hook(id: i64) -> Value {
    json!({
        "id": id, "client_id": "c", "store_hash": "g5cd38", "scope": "store/order/created",
        "destination": "https://a.example/h/1", "headers": {"X-Key": "canary-hook"},
        "is_active": true, "created_at": 1_561_479_335, "updated_at": 1_561_479_335
    })
}

#[tokio::test]
async fn all_pages_of_hooks_are_listed() {
    let page = |hooks: Vec<Value>, pages: u64| {
        ok(json!({"data": hooks, "meta": {"pagination": {"total_pages": pages}}}))
    };
    let server = Server::replying([page(vec![hook(1), hook(2)], 2), page(vec![hook(3)], 2)]).await;
    let hooks = api(&server).hooks().await.unwrap();
    assert_eq!(
        hooks.iter().map(|hook| hook.id).collect::<Vec<_>>(),
        [1, 2, 3]
    );
    assert_eq!(hooks[0].headers[0].1.expose_secret(), "canary-hook");
    assert_eq!(hooks[0].created_at_s, Some(1_561_479_335));
    assert!(
        !format!("{hooks:?}").contains("canary"),
        "header values are secrets"
    );
    let seen = server.seen();
    assert_eq!(
        (seen[0].query.as_str(), seen[1].query.as_str()),
        ("page=1&limit=250", "page=2&limit=250")
    );
}

#[tokio::test]
async fn hooks_are_listed_without_an_envelope_or_pages() {
    for (reply, count) in [
        (ok(json!([hook(1)])), 1),
        (ok(json!({"data": [hook(1), hook(2)]})), 2),
        (ok(json!({"data": []})), 0),
        (empty(204), 0),
    ] {
        let server = Server::replying([reply]).await;
        assert_eq!(api(&server).hooks().await.unwrap().len(), count);
        assert_eq!(server.seen().len(), 1);
    }
    let server = Server::replying([ok(json!({"data": [{"scope": "x"}]}))]).await;
    assert_eq!(
        api(&server).hooks().await.unwrap_err().code(),
        "api_unexpected"
    );
}

#[tokio::test]
async fn a_hook_is_made_with_either_answer() {
    let new = NewHook {
        scope: "store/order/created".to_owned(),
        destination: "https://a.example/h/1".to_owned(),
        headers: vec![("X-Key".to_owned(), SecretString::from("canary-hook"))],
        is_active: true,
    };
    assert!(!format!("{new:?}").contains("canary"));
    for reply in [
        ok(json!({"data": hook(7), "meta": {}})),
        status(201, hook(7)),
    ] {
        let server = Server::replying([reply]).await;
        assert_eq!(api(&server).create_hook(&new).await.unwrap().id, 7);
        let seen = server.seen().remove(0);
        assert_eq!(
            (seen.method.as_str(), seen.path.as_str()),
            ("POST", "/stores/g5cd38/v3/hooks")
        );
        assert_eq!(seen.header("content-type"), "application/json");
        let expected = json!({
            "scope": "store/order/created", "destination": "https://a.example/h/1",
            "is_active": true, "headers": {"X-Key": "canary-hook"}
        });
        assert_eq!(seen.json(), expected);
    }
}

#[tokio::test]
async fn a_hook_is_changed_and_deleted() {
    let server =
        Server::replying([ok(json!({"data": hook(7)})), ok(json!({"data": hook(7)}))]).await;
    let change = HookChange {
        is_active: Some(true),
        ..HookChange::default()
    };
    assert_eq!(api(&server).update_hook(7, &change).await.unwrap().id, 7);
    api(&server).delete_hook(7).await.unwrap();
    let seen = server.seen();
    assert_eq!(
        (seen[0].method.as_str(), seen[0].path.as_str()),
        ("PUT", "/stores/g5cd38/v3/hooks/7")
    );
    assert_eq!(
        seen[0].json(),
        json!({"is_active": true}),
        "only what changes is sent"
    );
    assert_eq!(seen[1].method, "DELETE");
    let nothing = api(&server).update_hook(7, &HookChange::default()).await;
    assert_eq!(nothing.unwrap_err().code(), "api_invalid");
    assert_eq!(server.seen().len(), 2, "a change of nothing is not sent");
}

#[tokio::test]
async fn the_health_of_hooks_is_read() {
    let server = Server::replying([ok(json!({"data": {
        "emails": ["a@example.com"],
        "hooks_list": [
            {"id": 1, "scope": "s", "destination": "d", "status": "deactivated",
             "headers": {"Authorization": TOKEN}, "created_at": 1_561_479_000},
            {"id": 2, "scope": "s", "destination": "d", "status": "strange"}
        ],
        "blocked_domains": [{"destination": "a.example", "time_left": 90, "reasons": [
            {"failure_description": "timeout", "count": 12, "timestamp": 1_561_479_335}
        ]}]
    }}))])
    .await;
    let admin = api(&server).hooks_admin().await.unwrap();
    assert_eq!(admin.emails, ["a@example.com"]);
    assert_eq!(admin.hooks[0].headers, ["Authorization"]);
    assert!(!format!("{admin:?}").contains(TOKEN), "no value is kept");
    assert_eq!(admin.hooks[0].created_at_s, Some(1_561_479_000));
    let states: Vec<HookStatus> = admin.hooks.iter().map(|hook| hook.status).collect();
    assert_eq!(states, [HookStatus::Deactivated, HookStatus::Unknown]);
    assert_eq!(admin.blocked[0].time_left_s, 90);
    assert_eq!(admin.blocked[0].reasons[0].timestamp, "1561479335");
}

#[tokio::test]
async fn who_is_written_to_is_set_as_a_whole() {
    let server = Server::replying([Reply::text(StatusCode::NO_CONTENT, "text/plain", "")]).await;
    let emails = ["a@example.com".to_owned()];
    api(&server).set_hook_emails(&emails).await.unwrap();
    let seen = server.seen().remove(0);
    assert_eq!(seen.method, "PUT");
    assert!(seen.path.ends_with("/v3/hooks/admin"), "{}", seen.path);
    assert_eq!(seen.json(), json!({"emails": ["a@example.com"]}));
}

#[tokio::test]
async fn a_call_carries_query_and_body() {
    let server = Server::replying([ok(json!({"data": {}}))]).await;
    let body = json!({"reason": "é"});
    let query = [("include", "a&b")];
    api(&server)
        .call(Method::Post, "/v3/orders/5/x", &query, Some(&body))
        .await
        .unwrap();
    let seen = server.seen().remove(0);
    assert_eq!((seen.query.as_str(), seen.json()), ("include=a%26b", body));
}
