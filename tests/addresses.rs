//! The public address through an SSH server: seen to work, missed when it is gone, had again.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use patchbay_core::Patchbay;
use patchbay_core::clock::{Clock, SystemClock};
use patchbay_core::view::{AddressState, AddressView, SignalKind};
use patchbay_ledger::Ledger;
use serde_json::json;
use support::clock::Ahead;
use support::setup;
use support::sshd::{Sshd, user};
use tempfile::TempDir;

const LONG: Duration = Duration::from_secs(60);

/// The app, whose chosen way leads through the server to a loopback address: no certificate is to be
/// had here for another.
struct App {
    patchbay: Patchbay,
    _folder: TempDir,
}

impl App {
    async fn through(sshd: &Sshd) -> Self {
        Self::at(sshd, Arc::new(SystemClock)).await
    }

    async fn at(sshd: &Sshd, clock: Arc<dyn Clock>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        choose(sshd, folder.path()).await;
        let patchbay = Patchbay::start_with(setup(folder.path()), clock)
            .await
            .unwrap();
        Self {
            patchbay,
            _folder: folder,
        }
    }

    async fn address(&self) -> AddressView {
        self.patchbay.status().await.unwrap().address
    }

    async fn until(&self, state: AddressState) -> AddressView {
        let deadline = Instant::now() + LONG;
        loop {
            let address = self.address().await;
            if address.state == state && !address.trying {
                return address;
            }
            assert!(Instant::now() < deadline, "{address:#?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

async fn choose(sshd: &Sshd, home: &Path) {
    let way = json!({
        "kind": "ssh",
        "host": "127.0.0.1",
        "port": sshd.port,
        "user": user(),
        "key": { "kind": "file", "path": sshd.path("user") },
        "listens": sshd.forwarded,
        "url": format!("http://127.0.0.1:{}", sshd.forwarded),
    });
    let ledger = Ledger::open(home).unwrap();
    ledger
        .set_setting("address.way", &way.to_string())
        .await
        .unwrap();
    ledger.close().await;
}

fn signal(view: &AddressView, kind: SignalKind) -> AddressState {
    let found = view.signals.iter().find(|signal| signal.kind == kind);
    found.unwrap().state
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_goes_is_missed_and_one_that_comes_back_is_used() {
    let mut sshd = Sshd::start().await;
    let app = App::through(&sshd).await;
    let up = app.until(AddressState::Up).await;
    assert!(up.rtt_ms.is_some() && up.problem.is_none(), "{up:#?}");
    assert_eq!(signal(&up, SignalKind::Transport), AddressState::Up);
    assert_eq!(app.patchbay.outages().await.unwrap(), []);

    sshd.kill();
    let down = app.until(AddressState::Down).await;
    assert!(down.reason.contains("127.0.0.1"), "{}", down.reason);
    assert_eq!(signal(&down, SignalKind::Transport), AddressState::Down);
    assert!(
        down.next_try.is_some() && down.problem.is_some(),
        "{down:#?}"
    );

    sshd.again().await;
    app.until(AddressState::Up).await;
    let outages = loop {
        let outages = app.patchbay.outages().await.unwrap();
        if outages
            .first()
            .is_some_and(|outage| outage.ended_at.is_some())
        {
            break outages;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    assert_eq!(outages.len(), 1, "{outages:#?}");
    assert!(!outages[0].reason.is_empty());
    app.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_way_that_never_worked_has_no_outage() {
    let mut sshd = Sshd::start().await;
    sshd.kill();
    let app = App::through(&sshd).await;
    app.until(AddressState::Down).await;
    sshd.again().await;
    app.until(AddressState::Up).await;
    assert_eq!(app.patchbay.outages().await.unwrap(), []);
    app.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_key_that_changed_waits_for_the_user() {
    let mut sshd = Sshd::start().await;
    let app = App::through(&sshd).await;
    app.until(AddressState::Up).await;
    let means = app.patchbay.tunnel_means().await.unwrap();
    let known = means.host_key.expect("pinned").fingerprint;

    sshd.kill();
    sshd.new_host_key();
    sshd.again().await;
    let stuck = app.until(AddressState::NeedsUser).await;
    assert!(stuck.reason.contains(&known), "{}", stuck.reason);
    assert_eq!(
        stuck.next_try, None,
        "nothing is tried before the user has looked"
    );
    let tried = app.patchbay.test_address().await.unwrap();
    assert_eq!(tried.state, AddressState::NeedsUser);

    let mended = app.patchbay.forget_host_key().await.unwrap();
    assert_eq!(mended.state, AddressState::Up, "{mended:#?}");
    let means = app.patchbay.tunnel_means().await.unwrap();
    assert_ne!(means.host_key.unwrap().fingerprint, known);
    app.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_that_slept_connects_anew() {
    let sshd = Sshd::start().await;
    let clock = Arc::new(Ahead::default());
    let app = App::at(&sshd, clock.clone()).await;
    app.until(AddressState::Up).await;
    let before = sshd.sessions();

    clock.put_forward(3_600_000);
    support::sshd::until(|| {
        let now = sshd.sessions();
        !now.is_empty() && now.iter().all(|id| !before.contains(id))
    })
    .await;
    app.until(AddressState::Up).await;
    app.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_listener_that_moves_takes_the_tunnel_along() {
    let sshd = Sshd::start().await;
    let app = App::through(&sshd).await;
    app.until(AddressState::Up).await;
    let port = support::sshd::free_port();
    app.patchbay.set_listener_port(port).await.unwrap();
    let seen = app.patchbay.test_address().await.unwrap();
    assert!(!matches!(seen.state, AddressState::NeedsUser), "{seen:#?}");
    app.until(AddressState::Up).await;
    app.patchbay.stop().await;
}
