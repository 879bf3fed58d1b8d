//! The callbacks: pages for people, statuses for servers.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::sync::Arc;

use common::{Call, KEY, Recorder, ask, get, refused, simple};
use patchbay_gateway::{Came, Limits, Reason};
use tokio::sync::Semaphore;

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[tokio::test]
async fn a_browser_gets_the_page_and_the_inbox_the_query() {
    let (inbox, listener) = simple().await;
    let path = format!("/c/{KEY}?code=a%2Bb&scope=one+two&context=stores%2Fx&code=c");
    let answer = ask(
        &listener,
        get(&listener, &path, "Sec-Fetch-Site: cross-site\r\n"),
    )
    .await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body, "<style>p{}</style><p>Hi</p>");
    for (name, value) in [
        ("content-type", "text/html; charset=utf-8"),
        ("cache-control", "no-store"),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{name}");
    }
    let policy = answer.header("content-security-policy").unwrap();
    assert!(
        policy.starts_with("default-src 'none'; style-src 'sha256-"),
        "{policy}"
    );
    assert!(
        policy.ends_with("frame-ancestors https://*.shop.example"),
        "{policy}"
    );
    for name in ["x-frame-options", "set-cookie", "date", "server"] {
        assert_eq!(answer.header(name), None, "{name}");
    }
    let query = vec![
        pair("code", "a+b"),
        pair("scope", "one two"),
        pair("context", "stores/x"),
        pair("code", "c"),
    ];
    assert_eq!(
        *inbox.calls.lock().unwrap(),
        [Call::Browser(KEY.to_owned(), query)]
    );
}

#[tokio::test]
async fn a_server_gets_a_status_and_nothing_else() {
    let (inbox, listener) = simple().await;
    let path = format!("/c/{KEY}/uninstall?signed_payload_jwt=a.b.c");
    let answer = ask(
        &listener,
        get(&listener, &path, "Accept: application/json\r\n"),
    )
    .await;
    assert_eq!((answer.status, answer.headers.len()), (200, 1));
    let unknown = get(&listener, &format!("/c/{KEY}/something"), "");
    assert_eq!(ask(&listener, unknown).await.status, 404);
    let addr = listener.addr();
    let posted =
        format!("POST /c/{KEY}/uninstall HTTP/1.1\r\nHost: {addr}\r\nContent-Length: 3\r\n\r\nabc");
    assert_eq!(ask(&listener, posted).await.status, 200);
    assert_eq!(refused(&listener, Reason::Unknown), 1);
    let query = vec![pair("signed_payload_jwt", "a.b.c")];
    let first = Call::Server(KEY.to_owned(), "uninstall".to_owned(), query);
    assert_eq!(inbox.calls.lock().unwrap()[0], first);
    assert_eq!(inbox.calls.lock().unwrap().len(), 4, "one of them strayed");
}

#[tokio::test]
async fn a_browser_that_was_sent_astray_is_told_apart() {
    let (inbox, listener) = simple().await;
    let from_a_browser = "Sec-Fetch-Site: cross-site\r\nX-Forwarded-Proto: http, https\r\n";
    for rest in ["/", "/uninstall"] {
        let path = format!("/c/{KEY}{rest}?code=s3cr3t&context=stores%2Fx");
        let answer = ask(&listener, get(&listener, &path, from_a_browser)).await;
        assert_eq!(
            (answer.status, &*answer.body),
            (502, "<p>Sorry</p>"),
            "{rest}"
        );
    }
    let other = get(&listener, &format!("/c/{KEY}/?x=1"), from_a_browser);
    let answer = ask(&listener, other).await;
    assert_eq!((answer.status, &*answer.body), (404, ""));
    let came = |path: String| Came {
        host: listener.addr().to_string(),
        forwarded_host: None,
        forwarded_proto: Some("http".into()),
        path,
        browser: true,
    };
    let names = vec!["code".to_owned(), "context".to_owned()];
    let slash = came(format!("/c/{KEY}/"));
    let calls = inbox.calls.lock().unwrap();
    assert_eq!(calls[0], Call::Stray(KEY.into(), "/".into(), names, slash));
    assert!(!format!("{calls:?}").contains("s3cr3t"), "names alone");
    assert_eq!(refused(&listener, Reason::Path), 2);
    assert_eq!(refused(&listener, Reason::CrossSite), 1);
}

#[tokio::test]
async fn browsers_that_call_too_often_get_a_page_that_says_so() {
    let inbox = Recorder::new(Semaphore::MAX_PERMITS);
    let listener = common::listener(
        &inbox,
        Limits {
            browser_burst: 3,
            ..Limits::default()
        },
    )
    .await;
    let path = format!("/c/{KEY}?code=x");
    for _ in 0..3 {
        assert_eq!(ask(&listener, get(&listener, &path, "")).await.status, 200);
    }
    let answer = ask(&listener, get(&listener, &path, "")).await;
    assert_eq!(answer.status, 429);
    assert!(answer.body.contains("Too many tries"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(refused(&listener, Reason::Rate), 1);
    assert_eq!(inbox.calls.lock().unwrap().len(), 3);
    let other = get(&listener, "/c/another-key-0123456789", "");
    assert_eq!(ask(&listener, other).await.status, 200);
}

#[tokio::test]
async fn an_inbox_that_panics_is_busy_and_the_listener_lives() {
    struct Broken;
    #[async_trait::async_trait]
    impl patchbay_gateway::Inbox for Broken {
        async fn hook(
            &self,
            _: &str,
            _: patchbay_gateway::Received,
        ) -> patchbay_gateway::HookAnswer {
            panic!("broken")
        }
        async fn browser(
            &self,
            _: &str,
            _: Vec<(String, String)>,
            _: patchbay_gateway::Came,
        ) -> patchbay_gateway::Page {
            panic!("broken")
        }
        async fn stray(
            &self,
            _: &str,
            _: &str,
            _: Vec<String>,
            _: patchbay_gateway::Came,
        ) -> Option<patchbay_gateway::Page> {
            panic!("broken")
        }
        async fn server(&self, _: &str, _: &str, _: Vec<(String, String)>) -> u16 {
            panic!("broken")
        }
        fn answered(&self, _: std::time::SystemTime, _: patchbay_gateway::Outcome) {}
    }
    let hosts = Arc::new(patchbay_gateway::Hosts::new());
    let config = patchbay_gateway::Config::default();
    let listener = patchbay_gateway::Listener::bind(config, Arc::new(Broken), hosts)
        .await
        .unwrap();
    let hook = common::hook(&listener, "", "{}");
    assert_eq!(ask(&listener, hook).await.status, 503);
    let page = ask(&listener, get(&listener, &format!("/c/{KEY}"), "")).await;
    assert_eq!(page.status, 503);
    assert!(page.body.contains("took too long"));
    assert_eq!(refused(&listener, Reason::Busy), 2);
}
