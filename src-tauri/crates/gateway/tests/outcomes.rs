//! What each request came to is told: how long acknowledgements took, and why others were refused.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use common::sshd::until;
use common::{KEY, Raw, Recorder, ask, get, hook, simple};
use patchbay_gateway::{HookAnswer, Limits, Listener, Outcome, Reason};
use tokio::sync::Semaphore;

/// The one acknowledgement that was told, and how long it took.
fn took(inbox: &Recorder) -> Duration {
    match inbox.outcomes().as_slice() {
        [Outcome::Acknowledged { took }] => *took,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_acknowledgement_takes_as_long_as_the_inbox_and_the_body_do() {
    let inbox = Recorder::new(0);
    let listener = common::listener(&inbox, Limits::default()).await;
    let began = Instant::now();
    let mut raw = Raw::to(&listener).await;
    let request = hook(&listener, "", "{}");
    let (head, body) = request.split_at(request.len() - 2);
    raw.send(head).await;
    tokio::time::sleep(Duration::from_millis(60)).await;
    raw.send(body).await;
    let _begun = inbox.begun.acquire().await.unwrap();
    tokio::time::sleep(Duration::from_millis(60)).await;
    inbox.permits.add_permits(1);
    assert_eq!(raw.answer().await.status, 200);
    let took = took(&inbox);
    assert!(took >= Duration::from_millis(120), "{took:?}");
    assert!(took <= began.elapsed(), "{took:?}");
}

#[tokio::test]
async fn what_was_kept_back_is_no_part_of_it() {
    let (inbox, listener) = simple().await;
    let kept_back = Duration::from_secs(30);
    inbox.answer_with(HookAnswer::Told {
        status: 202,
        kept_back,
    });
    assert_eq!(ask(&listener, hook(&listener, "", "")).await.status, 202);
    assert_eq!(took(&inbox), Duration::ZERO);
    inbox.answer_with(HookAnswer::Told {
        status: 500,
        kept_back,
    });
    assert_eq!(ask(&listener, hook(&listener, "", "")).await.status, 500);
    assert_eq!(inbox.outcomes(), [Outcome::ToldOtherwise]);
}

#[tokio::test]
async fn a_sender_who_left_is_no_reason_not_to_count() {
    let inbox = Recorder::new(0);
    let listener = common::listener(&inbox, Limits::default()).await;
    let mut raw = Raw::to(&listener).await;
    raw.send(hook(&listener, "", "{}")).await;
    let _begun = inbox.begun.acquire().await.unwrap();
    drop(raw);
    tokio::time::sleep(Duration::from_millis(50)).await;
    inbox.permits.add_permits(1);
    until(|| !inbox.outcomes.lock().unwrap().is_empty()).await;
    assert!(took(&inbox) >= Duration::from_millis(50));
}

#[tokio::test]
async fn callbacks_and_probes_that_go_well_are_no_deliveries() {
    let (inbox, listener) = simple().await;
    for path in [format!("/c/{KEY}"), format!("/c/{KEY}/uninstall")] {
        assert_eq!(ask(&listener, get(&listener, &path, "")).await.status, 200);
    }
    assert_eq!(inbox.outcomes(), []);
}

#[tokio::test]
async fn every_refusal_is_told_with_its_reason() {
    let inbox = Recorder::new(Semaphore::MAX_PERMITS);
    let listener = common::listener(&inbox, tight()).await;
    provoke(&inbox, &listener).await;
    let told = || {
        let outcomes = inbox.outcomes.lock().unwrap();
        let reasons = outcomes.iter().filter_map(|outcome| match outcome {
            Outcome::Refused(reason) => Some(*reason),
            Outcome::Acknowledged { .. } | Outcome::ToldOtherwise => None,
        });
        reasons.collect::<HashSet<_>>()
    };
    until(|| told().len() == Reason::ALL.len()).await;
    let counted: u64 = listener.refused().iter().map(|(_, count)| count).sum();
    let told = inbox.outcomes().len() as u64;
    assert_eq!(told, counted, "each refusal is told once");
}

fn tight() -> Limits {
    Limits {
        head: Duration::from_millis(300),
        body: 1000,
        connections: 2,
        browser_per_minute: 1,
        browser_burst: 1,
        ..Limits::default()
    }
}

/// One request at least for each reason.
async fn provoke(inbox: &Arc<Recorder>, listener: &Listener) {
    let many: String = (0..70).map(|n| format!("X-{n}: {n}\r\n")).collect();
    for request in [
        format!("POST /h/{KEY} HTTP/1.1\r\nHost: evil.test\r\nContent-Length: 0\r\n\r\n"),
        hook(listener, "Origin: null\r\n", ""),
        hook(listener, "", &"x".repeat(1001)),
        hook(listener, &many, ""),
        get(listener, "/nothing", ""),
        get(listener, &format!("/h/{KEY}"), ""),
        get(listener, &format!("/c/{KEY}/nothing"), ""),
        get(listener, &format!("/.well-known/patchbay/{KEY}"), ""),
        "hello\r\n\r\n".to_owned(),
        get(listener, &format!("/c/{KEY}"), ""),
        get(listener, &format!("/c/{KEY}"), ""),
    ] {
        patiently(listener, &request).await;
    }
    inbox.answer_with(HookAnswer::Busy);
    patiently(listener, &hook(listener, "", "")).await;
    let (_one, _two) = (Raw::to(listener).await, Raw::to(listener).await);
    let mut three = Raw::to(listener).await;
    assert_eq!(three.answer().await.status, 503);
    tokio::time::sleep(Duration::from_millis(400)).await;
    let mut slow = Raw::to(listener).await;
    slow.send("POST").await;
    assert!(slow.is_closed().await);
}

/// Asks on a connection of its own, when there is room for one.
async fn patiently(listener: &Listener, request: &str) {
    ask(listener, request).await;
    tokio::time::sleep(Duration::from_millis(30)).await;
}
