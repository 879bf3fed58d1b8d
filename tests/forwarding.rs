//! Events go on to the user's own software: signed anew, by filter, again when it fails, and
//! nowhere they were not meant to go.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use axum::http::StatusCode;
use patchbay_core::view::{
    Condition, ForwardAddressSpec, ForwardAddressView, ForwardState, ForwardView, Reach, ReplayTo,
    Term,
};
use patchbay_core::{Error, Field};
use serde_json::json;
use support::receiver::Receiver;
use support::{Bench, STORE};

fn spec(url: String) -> ForwardAddressSpec {
    ForwardAddressSpec {
        name: "Development".into(),
        url,
        forwards: true,
        conditions: Vec::new(),
    }
}

async fn saved(bench: &Bench, url: String) -> ForwardAddressView {
    bench
        .patchbay
        .save_forward_address(None, &spec(url))
        .await
        .unwrap()
}

async fn in_state(bench: &Bench, address: u32, state: ForwardState) -> Vec<ForwardView> {
    bench.patchbay.forwards(address, state, None).await.unwrap()
}

async fn until_taken(bench: &Bench, receiver: &Receiver, count: usize) {
    bench
        .until("it is forwarded", |_| async move {
            receiver.taken().len() >= count
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_arriving_event_is_forwarded_as_it_came_and_signed_anew() {
    let (bench, receiver) = (Bench::start().await, Receiver::start().await);
    let (_, registered) = bench.installed().await;
    let address = saved(&bench, receiver.url("/hooks?tenant=7")).await;
    assert_eq!(address.reach, Reach::Machine);

    let order = bench.place_order().await;
    until_taken(&bench, &receiver, 1).await;
    let taken = &receiver.taken()[0];
    assert!(taken.is_signed_with(&registered.client_secret));
    assert_eq!(taken.uri, "/hooks?tenant=7");
    assert_eq!(taken.header("patchbay-origin"), "live");
    assert_eq!(
        taken.header("x-patchbay-hook"),
        "",
        "the hook's secret stays here"
    );
    let body: serde_json::Value = serde_json::from_slice(&taken.body).unwrap();
    assert_eq!(body["data"]["id"], json!(order));

    let event = taken.header("patchbay-event").parse().unwrap();
    bench
        .until("it is noted", |it| async move {
            !in_state(it, address.id, ForwardState::Delivered)
                .await
                .is_empty()
        })
        .await;
    let forward = &bench.patchbay.event(event).await.unwrap().forwards[0];
    assert_eq!(forward.attempts[0].status, Some(200));
    assert_eq!(forward.address, "Development");
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_meets_the_filter_is_forwarded() {
    let (bench, receiver) = (Bench::start().await, Receiver::start().await);
    bench.installed().await;
    let carts = Condition {
        not: false,
        term: Term::Trigger("cart_updated".into()),
    };
    let wanted = ForwardAddressSpec {
        conditions: vec![carts],
        ..spec(receiver.url("/"))
    };
    bench
        .patchbay
        .save_forward_address(None, &wanted)
        .await
        .unwrap();
    bench.place_order().await;
    bench
        .drive(&format!("stores/{STORE}/carts"), json!({}))
        .await;
    until_taken(&bench, &receiver, 1).await;
    for taken in receiver.taken() {
        assert!(String::from_utf8_lossy(&taken.body).contains("store/cart/updated"));
    }
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_is_sent_again_also_after_a_restart() {
    let (bench, receiver) = (Bench::start().await, Receiver::start().await);
    bench.installed().await;
    receiver.answer((
        StatusCode::SERVICE_UNAVAILABLE,
        "restarting\u{7} token access_token=abc",
    ));
    let address = saved(&bench, receiver.url("/")).await;
    bench.place_order().await;
    until_taken(&bench, &receiver, 1).await;
    let bench = bench.restart().await;
    until_taken(&bench, &receiver, 2).await;
    bench
        .until("it arrived", |it| async move {
            !in_state(it, address.id, ForwardState::Delivered)
                .await
                .is_empty()
        })
        .await;

    let taken = receiver.taken();
    assert_eq!(taken[0].header("webhook-id"), taken[1].header("webhook-id"));
    let delivered = in_state(&bench, address.id, ForwardState::Delivered).await;
    let last = delivered.iter().find(|it| it.attempts.len() > 1).unwrap();
    assert_eq!(last.attempts[0].status, Some(503));
    assert!(
        last.attempts[0].said.starts_with("restarting"),
        "{:?}",
        last.attempts
    );
    assert!(
        !last.attempts[0].said.contains("abc"),
        "{:?}",
        last.attempts
    );
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_down_is_said_to_be_and_can_be_tried_now() {
    let bench = Bench::start().await;
    bench.installed().await;
    let gone = Receiver::start().await.addr;
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    assert_ne!(gone, free);
    let address = saved(&bench, format!("http://{free}/")).await;
    bench.place_order().await;
    bench
        .until("an attempt is noted", |it| async move {
            in_state(it, address.id, ForwardState::Waiting)
                .await
                .iter()
                .any(|forward| !forward.attempts.is_empty())
        })
        .await;
    let waiting = in_state(&bench, address.id, ForwardState::Waiting).await;
    let said = &waiting
        .iter()
        .find_map(|it| it.attempts.first())
        .unwrap()
        .said;
    assert!(said.contains("could not be reached"), "{said}");

    let receiver = Receiver::on(free).await;
    assert!(
        bench
            .patchbay
            .retry_forwards(address.id, None)
            .await
            .unwrap()
            >= 1
    );
    until_taken(&bench, &receiver, 1).await;
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_is_sent_by_hand_edited_or_as_it_came() {
    let (bench, receiver) = (Bench::start().await, Receiver::start().await);
    let (_, registered) = bench.installed().await;
    bench.place_order().await;
    bench
        .until("a trigger", |it| async move { it.feed().await.total > 0 })
        .await;
    let off = ForwardAddressSpec {
        forwards: false,
        ..spec(receiver.url("/"))
    };
    let address = bench
        .patchbay
        .save_forward_address(None, &off)
        .await
        .unwrap();
    let event = bench.feed().await.rows[0].id;
    let to = ReplayTo::Address(address.id);

    receiver.answer(StatusCode::IM_A_TEAPOT);
    let refused = bench
        .patchbay
        .replay_events(vec![event], to, None)
        .await
        .unwrap();
    assert_eq!(refused[0].status, Some(418));
    assert!(refused[0].problem.is_some());
    let edited = Some("{\"edited\":true}".to_owned());
    let sent = bench
        .patchbay
        .replay_events(vec![event], to, edited)
        .await
        .unwrap();
    assert_eq!(
        (sent[0].status, sent[0].problem.is_none()),
        (Some(200), true)
    );

    let taken = receiver.taken();
    assert_eq!(
        taken.len(),
        2,
        "by hand means once, and nothing else was sent"
    );
    assert!(
        taken
            .iter()
            .all(|it| it.is_signed_with(&registered.client_secret))
    );
    assert_eq!(&taken[1].body[..], b"{\"edited\":true}");
    assert_ne!(taken[0].header("webhook-id"), taken[1].header("webhook-id"));
    let forwards = bench.patchbay.event(event).await.unwrap().forwards;
    assert!(forwards.iter().all(|forward| forward.by_hand));
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redirect_is_not_followed() {
    let (bench, receiver) = (Bench::start().await, Receiver::start().await);
    let elsewhere = Receiver::start().await;
    bench.installed().await;
    receiver.answer((
        StatusCode::TEMPORARY_REDIRECT,
        [("location", elsewhere.url("/stolen"))],
    ));
    bench.place_order().await;
    bench
        .until("a trigger", |it| async move { it.feed().await.total > 0 })
        .await;
    let address = saved(&bench, receiver.url("/")).await;
    let event = bench.feed().await.rows[0].id;
    let to = ReplayTo::Address(address.id);
    let sent = bench
        .patchbay
        .replay_events(vec![event], to, None)
        .await
        .unwrap();
    assert_eq!(sent[0].status, Some(307));
    assert!(
        sent[0]
            .problem
            .as_ref()
            .unwrap()
            .meaning
            .contains("redirect")
    );
    assert!(elsewhere.taken().is_empty());
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_saved_that_leads_back_or_where_nothing_may_be_sent() {
    let bench = Bench::start().await;
    let own = bench.status().await.listener.port;
    let refused = [
        format!("http://127.0.0.1:{own}/h/anything"),
        format!("http://localhost:{own}/"),
        "http://169.254.169.254/latest/meta-data/".into(),
        "http://0.0.0.0:3000/".into(),
        "http://93.184.216.34/plain-on-the-internet".into(),
        "http://user:password@localhost:3000/".into(),
        "not a url".into(),
    ];
    for url in refused {
        let saved = bench
            .patchbay
            .save_forward_address(None, &spec(url.clone()))
            .await;
        let field = saved.err().and_then(|error: Error| error.field());
        assert_eq!(field, Some(Field::ForwardUrl), "{url}");
    }
    bench.patchbay.stop().await;
}
