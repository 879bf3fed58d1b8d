//! ngrok's crate, where ngrok is not to be had: it never waits for long, and never says the token.

#![cfg(feature = "ngrok")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::simple;
use common::sshd::free_port;
use patchbay_gateway::tunnel::ngrok::Ngrok;
use patchbay_gateway::tunnel::{Fault, PATIENCE, open};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use tokio::time::Instant;

const TOKEN: &str = "canary-of-a-token";

async fn fault(port: u16) -> Fault {
    let (_, listener) = simple().await;
    let tunnel = Ngrok {
        token: TOKEN.into(),
        domain: Some("hooks.ngrok.app".to_owned()),
        server: Some(format!("localhost:{port}")),
    };
    let fault = open(&tunnel, listener.entrance()).await.unwrap_err();
    assert!(!format!("{tunnel:?} {fault:?} {fault}").contains(TOKEN));
    assert!(!fault.is_fatal(), "{fault}");
    fault
}

#[tokio::test]
async fn a_port_that_refuses() {
    let fault = fault(free_port()).await;
    assert_eq!(
        fault.to_string(),
        "ngrok cannot be reached: the connection was refused."
    );
}

#[tokio::test]
async fn a_port_that_says_nothing() {
    let hole = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let begun = Instant::now();
    let fault = fault(hole.local_addr().unwrap().port()).await;
    assert_eq!(
        fault.to_string(),
        "ngrok cannot be reached: nothing answered."
    );
    assert!(begun.elapsed() <= PATIENCE);
}

#[tokio::test]
async fn somebody_else() {
    let other = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = other.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = other.accept().await {
            let _sent = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        }
    });
    let fault = fault(port).await;
    assert!(matches!(&fault, Fault::NotSpoken { .. }), "{fault}");
}
