//! What strangers may not do, and that it is counted.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::Arc;
use std::time::Duration;

use common::sshd::until;
use common::{KEY, Raw, Recorder, SOON, ask, get, hook, refused, simple, url};
use patchbay_gateway::{BindError, Config, Hosts, Limits, Listener, Reason};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time::timeout;

async fn limited(limits: Limits) -> (Arc<Recorder>, Listener) {
    let inbox = Recorder::new(Semaphore::MAX_PERMITS);
    let listener = common::listener(&inbox, limits).await;
    (inbox, listener)
}

#[tokio::test]
async fn other_hosts_are_refused_on_every_path() {
    let (inbox, listener) = simple().await;
    let port = listener.addr().port();
    let mut count = 0;
    for path in [
        format!("/h/{KEY}"),
        format!("/c/{KEY}"),
        format!("/c/{KEY}/uninstall"),
    ] {
        for host in [
            format!("evil.test:{port}"),
            "127.0.0.1".to_owned(),
            String::new(),
        ] {
            let request =
                format!("POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n");
            let answer = ask(&listener, request).await;
            assert_eq!(
                (answer.status, answer.body.as_str()),
                (404, ""),
                "{path} {host}"
            );
            count += 1;
        }
    }
    assert_eq!(refused(&listener, Reason::Host), count);
    assert!(inbox.hooks().is_empty() && inbox.calls.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_missing_repeated_or_absolute_host_is_refused() {
    let (_inbox, listener) = simple().await;
    let addr = listener.addr();
    for request in [
        format!("POST /h/{KEY} HTTP/1.1\r\nContent-Length: 0\r\n\r\n"),
        format!(
            "POST /h/{KEY} HTTP/1.1\r\nHost: {addr}\r\nHost: {addr}\r\nContent-Length: 0\r\n\r\n"
        ),
        format!("POST http://{addr}/h/{KEY} HTTP/1.1\r\nHost: {addr}\r\nContent-Length: 0\r\n\r\n"),
    ] {
        assert_eq!(ask(&listener, &request).await.status, 404, "{request}");
    }
    assert_eq!(refused(&listener, Reason::Host), 3);
}

#[tokio::test]
async fn the_public_address_is_let_in_until_it_is_forgotten() {
    let (inbox, listener) = simple().await;
    let request = format!(
        "POST /in/h/{KEY} HTTP/1.1\r\nHost: hooks.example.com\r\nContent-Length: 0\r\n\r\n"
    );
    assert_eq!(ask(&listener, &request).await.status, 404);
    listener.hosts().allow(&url("https://hooks.example.com/in"));
    assert_eq!(ask(&listener, &request).await.status, 200);
    listener
        .hosts()
        .forget(&url("https://hooks.example.com/in"));
    assert_eq!(ask(&listener, &request).await.status, 404);
    assert_eq!(inbox.hooks().len(), 1);
}

#[tokio::test]
async fn web_pages_cannot_reach_what_servers_call() {
    let (inbox, listener) = simple().await;
    for header in [
        "Origin: null\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "sec-fetch-mode: no-cors\r\n",
    ] {
        assert_eq!(
            ask(&listener, hook(&listener, header, "{}")).await.status,
            404
        );
        let uninstall = get(&listener, &format!("/c/{KEY}/uninstall"), header);
        assert_eq!(ask(&listener, uninstall).await.status, 404);
        let load = get(&listener, &format!("/c/{KEY}"), header);
        assert_eq!(ask(&listener, load).await.status, 200);
    }
    assert_eq!(refused(&listener, Reason::CrossSite), 6);
    assert!(inbox.hooks().is_empty());
}

#[tokio::test]
async fn other_methods_and_paths_are_not_there() {
    let (inbox, listener) = simple().await;
    let addr = listener.addr();
    for (method, path) in [
        ("GET", format!("/h/{KEY}")),
        ("PUT", format!("/h/{KEY}")),
        ("POST", format!("/c/{KEY}")),
        ("HEAD", format!("/c/{KEY}")),
        ("DELETE", format!("/c/{KEY}/uninstall")),
        ("OPTIONS", format!("/h/{KEY}")),
    ] {
        let request = format!("{method} {path} HTTP/1.1\r\nHost: {addr}\r\n\r\n");
        assert_eq!(ask(&listener, request).await.status, 404, "{method} {path}");
    }
    assert_eq!(refused(&listener, Reason::Method), 6);
    for path in [
        "/",
        "/favicon.ico",
        "/h/",
        "/c/x",
        "/h/../c",
        "/.well-known/patchbay/x",
    ] {
        let answer = ask(&listener, get(&listener, path, "")).await;
        assert_eq!((answer.status, answer.headers.len()), (404, 1), "{path}");
    }
    assert_eq!(refused(&listener, Reason::Path), 6);
    assert!(inbox.hooks().is_empty());
}

#[tokio::test]
async fn too_large_a_body_is_refused_and_its_sender_hears_it() {
    let (inbox, listener) = limited(Limits {
        body: 1000,
        ..Limits::default()
    })
    .await;
    assert_eq!(
        ask(&listener, hook(&listener, "", &"x".repeat(1000)))
            .await
            .status,
        200
    );
    for size in [1001, 4000, 100_000] {
        let answer = ask(&listener, hook(&listener, "", &"x".repeat(size))).await;
        assert_eq!(answer.status, 413, "{size}");
        assert_eq!(answer.header("connection"), Some("close"));
    }
    let head = format!("POST /h/{KEY} HTTP/1.1\r\nHost: {}\r\n", listener.addr());
    let chunk = format!("400\r\n{}\r\n", "y".repeat(0x400));
    let chunked = format!("{head}Transfer-Encoding: chunked\r\n\r\n{chunk}{chunk}0\r\n\r\n");
    assert_eq!(ask(&listener, chunked).await.status, 413);
    let waits = hook(&listener, "Expect: 100-continue\r\n", &"z".repeat(1001));
    let waiting = waits.split_once("\r\n\r\n").unwrap().0.to_owned() + "\r\n\r\n";
    assert_eq!(ask(&listener, waiting).await.status, 413);
    assert_eq!(refused(&listener, Reason::TooLarge), 5);
    assert_eq!(inbox.hooks().len(), 1);
}

#[tokio::test]
async fn too_many_or_too_long_headers_are_refused() {
    let (inbox, listener) = simple().await;
    let many: String = (0..70).map(|n| format!("X-{n}: {n}\r\n")).collect();
    assert_eq!(ask(&listener, hook(&listener, &many, "")).await.status, 431);
    let long = format!("X-Long: {}\r\n", "l".repeat(40 * 1024));
    assert_eq!(ask(&listener, hook(&listener, &long, "")).await.status, 431);
    until(|| refused(&listener, Reason::TooManyHeaders) == 2).await;
    let allowed: String = (0..60).map(|n| format!("X-{n}: {n}\r\n")).collect();
    assert_eq!(
        ask(&listener, hook(&listener, &allowed, "")).await.status,
        200
    );
    assert_eq!(inbox.hooks()[0].headers.len(), 62);
}

#[tokio::test]
async fn what_is_not_http_is_refused() {
    let (_inbox, listener) = simple().await;
    for bytes in [
        &b"hello\r\n\r\n"[..],
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n\n",
        b"GET / HTTP/1.1\r\nBad Name: x\r\n\r\n",
    ] {
        assert_eq!(
            ask(&listener, bytes).await.status,
            400,
            "{}",
            bytes.escape_ascii()
        );
    }
    until(|| refused(&listener, Reason::Malformed) == 3).await;
}

#[tokio::test]
async fn slow_heads_and_bodies_are_cut_off() {
    let soon = Duration::from_millis(150);
    let (inbox, listener) = limited(Limits {
        head: soon,
        request: soon,
        ..Limits::default()
    })
    .await;
    let mut silent = Raw::to(&listener).await;
    let mut slow = Raw::to(&listener).await;
    slow.send("POST /h/").await;
    let mut dripping = Raw::to(&listener).await;
    let drip = async {
        loop {
            dripping.send("X").await;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let _ = timeout(Duration::from_millis(60), drip).await;
    assert!(silent.is_closed().await);
    assert!(slow.is_closed().await);
    assert!(dripping.is_closed().await);
    until(|| refused(&listener, Reason::Slow) == 2).await;

    let mut body = Raw::to(&listener).await;
    let whole = hook(&listener, "", "0123456789");
    assert_eq!(body.ask(&whole[..whole.len() - 1]).await.status, 408);
    assert!(body.is_closed().await);
    assert_eq!(refused(&listener, Reason::Slow), 3);
    assert!(inbox.hooks().is_empty());
}

#[tokio::test]
async fn a_second_head_is_timed_from_its_first_byte() {
    let soon = Duration::from_millis(100);
    let (_inbox, listener) = limited(Limits {
        head: soon,
        ..Limits::default()
    })
    .await;
    let mut raw = Raw::to(&listener).await;
    assert_eq!(raw.ask(hook(&listener, "", "")).await.status, 200);
    tokio::time::sleep(soon * 3).await;
    assert_eq!(raw.ask(hook(&listener, "", "")).await.status, 200);
    raw.send("POST").await;
    assert!(raw.is_closed().await);
    until(|| refused(&listener, Reason::Slow) == 1).await;
}

#[tokio::test]
async fn idle_connections_are_closed_uncounted() {
    let idle = Duration::from_millis(100);
    let (_inbox, listener) = limited(Limits {
        idle,
        ..Limits::default()
    })
    .await;
    let mut raw = Raw::to(&listener).await;
    assert_eq!(raw.ask(hook(&listener, "", "")).await.status, 200);
    assert!(raw.is_closed().await);
    assert_eq!(listener.refused(), []);
}

#[tokio::test]
async fn connections_beyond_the_limit_are_turned_away() {
    let (_inbox, listener) = limited(Limits {
        connections: 2,
        ..Limits::default()
    })
    .await;
    let mut one = Raw::to(&listener).await;
    let mut two = Raw::to(&listener).await;
    assert_eq!(one.ask(hook(&listener, "", "")).await.status, 200);
    assert_eq!(two.ask(hook(&listener, "", "")).await.status, 200);
    let mut three = Raw::to(&listener).await;
    assert_eq!(three.answer().await.status, 503);
    assert_eq!(refused(&listener, Reason::Connections), 1);
    drop(one);
    let retried = async {
        loop {
            let mut again = Raw::to(&listener).await;
            let _ = tokio::io::AsyncWriteExt::write_all(
                &mut again.stream,
                hook(&listener, "", "").as_bytes(),
            )
            .await;
            if again.answer().await.status == 200 {
                return;
            }
        }
    };
    timeout(SOON, retried).await.unwrap();
}

#[tokio::test]
async fn it_listens_on_loopback_only() {
    let (_inbox, listener) = simple().await;
    assert!(listener.addr().ip().is_loopback());
    let route = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).unwrap();
    let outside = route
        .connect("192.0.2.1:9")
        .and_then(|()| route.local_addr());
    if let Ok(outside) = outside
        .map(|addr| addr.ip())
        .map(|ip| (ip, ip.is_loopback()))
        && !outside.1
    {
        let addr = SocketAddr::new(outside.0, listener.addr().port());
        let refused = TcpStream::connect(addr).await.unwrap_err();
        assert_eq!(refused.kind(), std::io::ErrorKind::ConnectionRefused);
    }
    let other = SocketAddr::new(Ipv4Addr::new(127, 0, 0, 2).into(), listener.addr().port());
    assert!(TcpStream::connect(other).await.is_err());
}

#[tokio::test]
async fn a_taken_port_is_named() {
    let (inbox, listener) = simple().await;
    let config = Config {
        port: listener.addr().port(),
        limits: Limits::default(),
    };
    let error = Listener::bind(config.clone(), inbox.clone(), Arc::new(Hosts::new())).await;
    let error = error.unwrap_err();
    assert_eq!(error, BindError::PortTaken { port: config.port });
    assert!(error.to_string().contains(&config.port.to_string()));
    listener.stop().await;
    assert!(
        Listener::bind(config, inbox, Arc::new(Hosts::new()))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn stopping_lets_running_requests_end_and_closes_the_rest() {
    let inbox = Recorder::new(0);
    let listener = Arc::new(common::listener(&inbox, Limits::default()).await);
    let mut idle = Raw::to(&listener).await;
    assert_eq!(idle.ask(get(&listener, "/", "")).await.status, 404);
    let mut running = Raw::to(&listener).await;
    running.send(hook(&listener, "", "{}")).await;
    timeout(SOON, inbox.begun.acquire())
        .await
        .unwrap()
        .unwrap()
        .forget();

    let stopping = tokio::spawn({
        let listener = Arc::clone(&listener);
        async move { listener.stop().await }
    });
    assert!(idle.is_closed().await);
    assert!(!stopping.is_finished());
    inbox.permits.add_permits(1);
    assert_eq!(running.answer().await.status, 200);
    timeout(SOON, stopping).await.unwrap().unwrap();
    assert_eq!(inbox.hooks().len(), 1);
    assert!(TcpStream::connect(listener.addr()).await.is_err());
}

#[tokio::test]
async fn stopping_does_not_wait_for_ever() {
    let inbox = Recorder::new(0);
    let grace = Duration::from_millis(100);
    let listener = common::listener(
        &inbox,
        Limits {
            grace,
            ..Limits::default()
        },
    )
    .await;
    let mut running = Raw::to(&listener).await;
    running.send(hook(&listener, "", "{}")).await;
    timeout(SOON, inbox.begun.acquire())
        .await
        .unwrap()
        .unwrap()
        .forget();
    timeout(SOON, listener.stop()).await.unwrap();
    assert!(running.is_closed().await);
}
