//! What goes wrong between BigCommerce and this machine, and what the user is told of it.

use std::time::{Duration, Instant};

use patchbay_core::view::{
    AddressState, AddressView, AppMode, FaultSpec, InstallStage, SignalKind,
};
use reqwest::StatusCode;
use serde_json::Value;
use tokio::net::TcpListener;

use super::path::arrives;
use crate::network::PUBLIC;
use crate::proxy::Does;
use crate::support::{Bench, STORE};
use crate::town::Town;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs in a network of its own"]
async fn a_proxy_that_goes_and_comes_back() {
    let mut town = Town::start().await;
    town.installed().await;
    town.proxy = None;
    let view = town.bench.patchbay.test_address().await.unwrap();
    assert_eq!(view.state, AddressState::Down);
    assert!(
        said(&view).contains("the connection was refused"),
        "{view:#?}"
    );
    let order = town.bench.place_order().await;
    failed_beyond(&town, 0).await;
    let port = town.port().await;
    town.proxy_with("unknown", &Does::HandsOn(port));
    let unreached = failures(&town.bench).await;
    failed_beyond(&town, unreached).await;
    assert_eq!(town.bench.feed().await.total, 0, "BigCommerce verifies too");
    town.proxy_up().await;
    town.bench
        .until("it is up by itself", |it| async move {
            it.status().await.address.state == AddressState::Up
        })
        .await;
    arrives(&town.bench, order).await;
    town.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs in a network of its own"]
async fn too_many_bad_answers() {
    let town = Town::start().await;
    town.installed().await;
    let fault = FaultSpec {
        store_id: None,
        trigger: None,
        status: 503,
        delay_s: 0,
        minutes: 5,
        times: None,
    };
    town.bench.patchbay.set_fault(fault).await.unwrap();
    for _ in 0..10 {
        town.bench.place_order().await;
    }
    // The one that is answered well is what BigCommerce tells of the others.
    let told = async |it: &Bench| {
        let address = it.status().await.address;
        let mut signals = address.signals.iter();
        address.state == AddressState::Degraded
            && signals.any(|signal| {
                signal.kind == SignalKind::Answers && signal.words.starts_with("1 of ")
            })
    };
    town.bench.until("the share is told", told).await;
    town.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs in a network of its own"]
async fn wrong_certificates() {
    let mut town = Town::start().await;
    let port = town.port().await;
    town.addressed().await;
    for (certificate, words, remedy) in [
        ("expired", "has expired", "Renew"),
        ("early", "not valid yet", "clock"),
        ("other-name", "another host name", "exactly this host name"),
        (
            "unknown",
            "an authority that this machine does not know",
            "public authority",
        ),
        (
            "incomplete",
            "without the certificate of whoever signed it",
            "full chain",
        ),
        ("self-signed", "signed by itself", "public authority"),
        ("self-signed-ca", "signed by itself", "public authority"),
    ] {
        town.proxy_with(certificate, &Does::HandsOn(port));
        let view = town.bench.patchbay.test_address().await.unwrap();
        assert_eq!(
            view.state,
            AddressState::NeedsUser,
            "{certificate}: {view:#?}"
        );
        let said = said(&view);
        assert!(
            said.contains(words) && said.contains(remedy),
            "{certificate}: {said}"
        );
    }
    town.proxy_up().await;
    town.addressed().await;
    town.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs in a network of its own"]
async fn wrong_proxies() {
    let mut town = Town::start().await;
    town.addressed().await;
    let nobody = 9;
    for (does, state, words) in [
        (
            Does::Redirects("https://www.example.com/"),
            AddressState::NeedsUser,
            "leads on to https://www.example.com/",
        ),
        (
            Does::Answers("Welcome to nginx"),
            AddressState::NeedsUser,
            "Another server answers",
        ),
        (
            Does::HandsOn(nobody),
            AddressState::Down,
            "cannot reach this app (status 502)",
        ),
    ] {
        town.proxy_with("good", &does);
        let view = town.bench.patchbay.test_address().await.unwrap();
        assert_eq!(view.state, state, "{view:#?}");
        assert!(said(&view).contains(words), "{view:#?}");
    }
    town.proxy = None;
    let view = town.set_address("nowhere.example.com").await;
    assert!(
        said(&view).contains("the name could not be found"),
        "{view:#?}"
    );
    town.proxy_up().await;
    assert_eq!(town.set_address(PUBLIC).await.state, AddressState::Up);
    town.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs in a network of its own"]
async fn an_impostor() {
    let mut town = Town::start().await;
    let (app, _) = town.installed().await;
    let passed = town.edge().log().len();
    town.bigcommerce_with("impostor");
    let store = town.bench.patchbay.stores(Some(app.id)).await.unwrap()[0].id;
    let store = town.bench.patchbay.check_store(store).await.unwrap();
    let problem = store.problem.expect("BigCommerce is not reached");
    assert!(problem.title.contains("reached"), "{problem:?}");
    assert_eq!(town.edge().log().len(), passed, "no token went out");
    town.bigcommerce_with("bigcommerce");
    let store = town.bench.patchbay.check_store(store.id).await.unwrap();
    assert_eq!(store.problem, None);
    town.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs in a network of its own"]
async fn a_silent_login() {
    let mut town = Town::start().await;
    town.addressed().await;
    let (app, registered) = town.bench.set_up_as(AppMode::Live, "Live").await;
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    town.login_at(silent.local_addr().unwrap().port());
    let began = Instant::now();
    let page = town.bench.install(&app, &registered, STORE).await;
    assert!(
        began.elapsed() < Duration::from_secs(25),
        "{:?}",
        began.elapsed()
    );
    assert_eq!(page.status(), StatusCode::BAD_GATEWAY);
    assert!(
        page.text()
            .await
            .unwrap()
            .contains("could not be connected")
    );
    let view = town.bench.install_view(&app).await;
    assert_eq!(view.stage, InstallStage::Failed);
    let problem = view.problem.unwrap();
    assert!(
        problem.title.contains("did not answer in time"),
        "{problem:?}"
    );
    town.stop().await;
}

/// Waits until BigCommerce has failed to connect to the public address more often than this.
async fn failed_beyond(town: &Town, before: usize) {
    town.bench
        .until("a delivery fails", |it| async move {
            failures(it).await > before
        })
        .await;
}

/// How often BigCommerce has failed to connect to it.
async fn failures(bench: &Bench) -> usize {
    let url = format!("{}/practice/deliveries", bench.control_panel().await);
    let list: Value = bench.get(&url).await.json().await.unwrap();
    let attempts = list["attempts"].as_array().unwrap().iter();
    attempts
        .filter(|attempt| attempt.to_string().contains("connection failed"))
        .count()
}

/// What the user reads.
fn said(view: &AddressView) -> String {
    let problem = view.problem.clone().expect("a problem");
    format!("{} {} {}", problem.title, problem.meaning, problem.remedy)
}
