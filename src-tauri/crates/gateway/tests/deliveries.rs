//! What arrives reaches the inbox byte for byte, however the connection carries it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::time::Duration;

use common::{Raw, SOON, ask, hook, refused, simple};
use patchbay_gateway::{HookAnswer, Limits, Reason};
use tokio::time::timeout;

fn names(received: &patchbay_gateway::Received) -> Vec<&str> {
    received
        .headers
        .iter()
        .map(|(name, _)| name.as_str())
        .collect()
}

#[tokio::test]
async fn headers_keep_case_order_repeats_and_bytes() {
    let (inbox, listener) = simple().await;
    let mut request = format!("POST /h/{}?a=b%20c HTTP/1.1\r\n", common::KEY).into_bytes();
    request.extend(format!("hOsT: {}\r\nX-Two: 1\r\nwebhook-ID: m\r\n", listener.addr()).bytes());
    request.extend(b"x-two:  \xfftwo \r\nX-TWO: 3\r\nEmpty:\r\nContent-Length: 2\r\n\r\n{}");
    assert_eq!(ask(&listener, request).await.status, 200);

    let received = &inbox.hooks()[0];
    let expected = [
        "hOsT",
        "X-Two",
        "webhook-ID",
        "x-two",
        "X-TWO",
        "Empty",
        "Content-Length",
    ];
    assert_eq!(names(received), expected);
    assert_eq!(received.headers[3].1, b"\xfftwo");
    assert_eq!(received.headers[5].1, b"");
    assert_eq!(received.method, "POST");
    assert_eq!(received.path, format!("/h/{}?a=b%20c", common::KEY));
    assert_eq!(received.header("WEBHOOK-id"), Some(&b"m"[..]));
    assert_eq!(&received.body[..], b"{}");
}

#[tokio::test]
async fn an_accepted_delivery_is_answered_with_next_to_nothing() {
    let (_inbox, listener) = simple().await;
    let answer = ask(&listener, hook(&listener, "", "{}")).await;
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.headers,
        [("content-length".to_owned(), "0".to_owned())]
    );
    assert_eq!(answer.body, "");
}

#[tokio::test]
async fn one_connection_carries_many_requests_each_with_its_own_head() {
    let (inbox, listener) = simple().await;
    let mut raw = Raw::to(&listener).await;
    for round in 0..20 {
        let body = "x".repeat(round * 1000);
        let answer = raw
            .ask(hook(&listener, &format!("X-Round: {round}\r\n"), &body))
            .await;
        assert_eq!(answer.status, 200);
    }
    for (round, received) in inbox.hooks().iter().enumerate() {
        assert_eq!(
            received.header("x-round"),
            Some(round.to_string().as_bytes())
        );
        assert_eq!(received.body.len(), round * 1000);
    }
}

#[tokio::test]
async fn pipelined_requests_each_get_their_own_head() {
    let (inbox, listener) = simple().await;
    let mut raw = Raw::to(&listener).await;
    let all: String = (0..12)
        .map(|n| hook(&listener, &format!("X-{n}: {n}\r\n"), &"y".repeat(n * 700)))
        .collect();
    raw.send(all).await;
    for _ in 0..12 {
        assert_eq!(raw.answer().await.status, 200);
    }
    for (n, received) in inbox.hooks().iter().enumerate() {
        assert_eq!(
            received.headers[1],
            (format!("X-{n}"), n.to_string().into_bytes())
        );
        assert_eq!(received.body.len(), n * 700);
    }
}

#[tokio::test]
async fn a_body_that_looks_like_a_request_stays_a_body() {
    let (inbox, listener) = simple().await;
    let inner = hook(&listener, "X-Smuggled: yes\r\n", "{}");
    let mut raw = Raw::to(&listener).await;
    assert_eq!(raw.ask(hook(&listener, "", &inner)).await.status, 200);
    assert_eq!(
        raw.ask(hook(&listener, "X-Second: 1\r\n", "")).await.status,
        200
    );
    let hooks = inbox.hooks();
    assert_eq!(hooks.len(), 2);
    assert_eq!(&hooks[0].body[..], inner.as_bytes());
    assert_eq!(names(&hooks[1]), ["Host", "X-Second", "Content-Length"]);
}

#[tokio::test]
async fn a_request_sent_byte_by_byte_arrives_whole() {
    let (inbox, listener) = simple().await;
    let mut raw = Raw::to(&listener).await;
    for byte in format!("\r\n{}", hook(&listener, "X-Slow: 1\r\n", "{}")).bytes() {
        raw.send([byte]).await;
        tokio::task::yield_now().await;
    }
    assert_eq!(raw.answer().await.status, 200);
    assert_eq!(
        names(&inbox.hooks()[0]),
        ["Host", "X-Slow", "Content-Length"]
    );
}

#[tokio::test]
async fn a_chunked_body_arrives_whole_and_ends_the_connection() {
    let (inbox, listener) = simple().await;
    let mut raw = Raw::to(&listener).await;
    let head = format!(
        "POST /h/{} HTTP/1.1\r\nHost: {}\r\n",
        common::KEY,
        listener.addr()
    );
    let body = "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n";
    raw.send(format!(
        "{head}{body}{}",
        hook(&listener, "X-After: 1\r\n", "{}")
    ))
    .await;
    let answer = raw.answer().await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("connection"), Some("close"));
    assert!(raw.is_closed().await);
    let hooks = inbox.hooks();
    assert_eq!(hooks.len(), 1);
    assert_eq!(&hooks[0].body[..], b"abcde");
}

#[tokio::test]
async fn conflicting_framing_is_refused() {
    let (inbox, listener) = simple().await;
    let twice = hook(&listener, "Content-Length: 7\r\n", "{}");
    assert_eq!(ask(&listener, twice).await.status, 400);
    let head = format!(
        "POST /h/{} HTTP/1.1\r\nHost: {}\r\n",
        common::KEY,
        listener.addr()
    );
    let unknown = format!("{head}Transfer-Encoding: gzip\r\n\r\n");
    assert_eq!(ask(&listener, unknown).await.status, 400);
    let both = format!("{head}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    assert_eq!(ask(&listener, both).await.status, 400);
    assert!(inbox.hooks().is_empty());
    common::sshd::until(|| refused(&listener, Reason::Malformed) == 3).await;
}

#[tokio::test]
async fn a_sender_who_waits_is_asked_for_the_body() {
    let (inbox, listener) = simple().await;
    let mut raw = Raw::to(&listener).await;
    let whole = hook(&listener, "Expect: 100-continue\r\n", "{\"a\":1}");
    let (head, body) = whole.split_once("\r\n\r\n").unwrap();
    raw.send(format!("{head}\r\n\r\n")).await;
    assert_eq!(raw.answer().await.status, 100);
    raw.send(body).await;
    assert_eq!(raw.answer().await.status, 200);
    assert_eq!(&inbox.hooks()[0].body[..], b"{\"a\":1}");
}

#[tokio::test]
async fn sixty_four_connections_at_once_are_all_served() {
    let (inbox, listener) = simple().await;
    let send = |n: usize| {
        let request = hook(&listener, &format!("X-N: {n}\r\n"), "{}");
        let addr = listener.addr();
        async move {
            let stream = tokio::net::TcpStream::connect(addr).await.unwrap();
            (stream, request)
        }
    };
    let mut connected = Vec::new();
    for n in 0..64 {
        connected.push(send(n).await);
    }
    let asked = connected.into_iter().map(|(mut stream, request)| {
        tokio::spawn(async move {
            use tokio::io::{AsyncReadExt, AsyncWriteExt};
            stream.write_all(request.as_bytes()).await.unwrap();
            let mut answer = [0; 12];
            stream.read_exact(&mut answer).await.unwrap();
            assert_eq!(&answer, b"HTTP/1.1 200");
        })
    });
    for asking in asked.collect::<Vec<_>>() {
        timeout(SOON, asking).await.unwrap().unwrap();
    }
    let mut seen: Vec<_> = inbox
        .hooks()
        .iter()
        .map(|one| one.header("x-n").unwrap().to_vec())
        .collect();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 64);
}

#[tokio::test]
async fn what_the_inbox_says_is_what_the_sender_hears() {
    let (inbox, listener) = simple().await;
    let mut raw = Raw::to(&listener).await;
    for (answer, status) in [
        (HookAnswer::Stored, 200),
        (HookAnswer::Unknown, 404),
        (HookAnswer::Busy, 503),
        (HookAnswer::Stored, 200),
        (HookAnswer::TooLarge, 413),
    ] {
        inbox.answer_with(answer);
        let heard = raw.ask(hook(&listener, "", "{}")).await;
        assert_eq!(
            (heard.status, heard.body.as_str()),
            (status, ""),
            "{answer:?}"
        );
    }
    assert_eq!(refused(&listener, Reason::Busy), 1);
    assert_eq!(refused(&listener, Reason::Unknown), 1);
}

#[tokio::test]
async fn an_inbox_that_hangs_is_busy_and_still_finishes() {
    let inbox = common::Recorder::new(0);
    let limits = Limits {
        answer: Duration::from_millis(100),
        ..Limits::default()
    };
    let listener = common::listener(&inbox, limits).await;
    assert_eq!(ask(&listener, hook(&listener, "", "{}")).await.status, 503);
    inbox.permits.add_permits(1);
    common::sshd::until(|| inbox.hooks().len() == 1).await;
}

#[tokio::test]
async fn what_the_inbox_began_ends_although_the_sender_left() {
    let inbox = common::Recorder::new(0);
    let listener = common::listener(&inbox, Limits::default()).await;
    let mut raw = Raw::to(&listener).await;
    raw.send(hook(&listener, "", "{}")).await;
    timeout(SOON, inbox.begun.acquire())
        .await
        .unwrap()
        .unwrap()
        .forget();
    drop(raw);
    inbox.permits.add_permits(1);
    common::sshd::until(|| inbox.hooks().len() == 1).await;
}
