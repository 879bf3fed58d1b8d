//! What is meant for this computer never passes a proxy, which would read the secret.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod server;

use std::env;
use std::process::Command;

use axum::http::StatusCode;
use patchbay_bigcommerce::{Endpoints, StoreApi, StoreHash, http_client};
use secrecy::SecretString;
use serde_json::json;
use server::{Reply, Server};
use url::Url;

const TARGET: &str = "PATCHBAY_PROXY_TEST_TARGET";

/// What `loopback_passes_no_proxy` starts with a proxy in its environment.
#[tokio::test]
async fn child() {
    let Ok(target) = env::var(TARGET) else { return };
    let api = Url::parse(&target).unwrap();
    let endpoints = Endpoints {
        api,
        ..Endpoints::live()
    };
    let store = StoreHash::parse("g5cd38").unwrap();
    let token = SecretString::from("t");
    let api = StoreApi::new(http_client().unwrap(), &endpoints, store, token);
    assert_eq!(api.time().await, Ok(5));
}

const NAMES: [&str; 8] = [
    "HTTP_PROXY",
    "http_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "ALL_PROXY",
    "all_proxy",
    "NO_PROXY",
    "no_proxy",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn loopback_passes_no_proxy() {
    for names in [&NAMES[..2], &NAMES[4..6], &NAMES[..6]] {
        let answer = Reply::json(StatusCode::OK, &json!({"time": 5}));
        let target = Server::replying([answer.clone()]).await;
        let proxy = Server::replying([answer]).await;
        let mut command = Command::new(env::current_exe().unwrap());
        command
            .args(["--exact", "child"])
            .env(TARGET, target.endpoints().api.as_str());
        for name in NAMES {
            command.env_remove(name);
        }
        for name in names {
            command.env(name, proxy.endpoints().api.as_str());
        }
        let ended = tokio::task::spawn_blocking(move || command.output())
            .await
            .unwrap()
            .unwrap();
        assert!(
            ended.status.success(),
            "{}",
            String::from_utf8_lossy(&ended.stdout)
        );
        assert_eq!(proxy.seen().len(), 0, "the proxy of {names:?} saw nothing");
        assert_eq!(target.seen().len(), 1);
    }
}
