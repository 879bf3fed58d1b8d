//! A ledger with an app and a store, and deliveries for it.
#![allow(dead_code)]

pub mod runs;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use bytes::Bytes;
use patchbay_ledger::{
    App, AppKind, EventRow, Hook, HookKind, Ledger, Looked, Mode, NewApp, NewDelivery, NewEvent,
    NewSnapshot, NewStore, Origin, Search, Store, StoreState, Verdict,
};
use tempfile::TempDir;

pub const NOON: i64 = 1_790_000_000_000;

pub struct House {
    pub folder: TempDir,
    pub ledger: Ledger,
    pub app: App,
    pub store: Store,
}

impl House {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::open(folder.path()).unwrap();
        let (app, store) = app_and_store(&ledger, "key-a", "g5cd38").await;
        Self {
            folder,
            ledger,
            app,
            store,
        }
    }

    pub fn file(&self) -> PathBuf {
        self.folder.path().join("ledger.db")
    }

    pub fn delivery(&self, identity: impl Into<String>) -> NewDelivery {
        delivery(self.app.id, self.store.id, identity)
    }

    /// Closes and opens again, in a way that there can be no search index.
    pub async fn unindexed(self) -> Self {
        self.ledger.close().await;
        let index = self.folder.path().join("index.db");
        std::fs::remove_file(&index).unwrap();
        std::fs::create_dir(&index).unwrap();
        let ledger = Ledger::open(self.folder.path()).unwrap();
        Self { ledger, ..self }
    }

    /// Closes and opens again.
    pub async fn reopen(self) -> Self {
        self.ledger.close().await;
        let ledger = Ledger::open(self.folder.path()).unwrap();
        Self { ledger, ..self }
    }
}

pub async fn app_and_store(ledger: &Ledger, key: &str, hash: &str) -> (App, Store) {
    let app = ledger.add_app(new_app(key)).await.unwrap();
    let store = ledger.upsert_store(new_store(app.id, hash)).await.unwrap();
    (app, store)
}

pub fn new_app(key: &str) -> NewApp {
    NewApp {
        connector: "bigcommerce".into(),
        kind: AppKind::Oauth,
        mode: Mode::Practice,
        name: "Staging".into(),
        key: key.into(),
        created_at: NOON,
    }
}

pub fn new_store(app_id: i64, hash: &str) -> NewStore {
    NewStore {
        app_id,
        hash: hash.into(),
        state: StoreState::Connected,
        granted: vec!["store_v2_orders".into(), "store_v2_products".into()],
        installed_by: Some("ann@example.com".into()),
        owner: Some("bob@example.com".into()),
        account_uuid: None,
        installed_at: NOON,
    }
}

pub fn delivery(app_id: i64, store_id: i64, identity: impl Into<String>) -> NewDelivery {
    let identity = identity.into();
    NewDelivery {
        app_id,
        store_id,
        hook_id: None,
        received_at: NOON,
        received_mono_ns: 7,
        method: "POST".into(),
        path: "/h/\u{2026}".into(),
        headers: vec![("Content-Type".into(), b"application/json".to_vec())],
        body: Bytes::from(format!("{{\"identity\":\"{identity}\"}}")),
        verdict: Verdict::Verified,
        webhook_id: Some(format!("msg_{identity}")),
        webhook_timestamp_s: Some(NOON / 1000),
        origin: Origin::Live,
        answer: None,
        replay_of: None,
        exception: None,
        event: NewEvent {
            trigger: Some("order_created".into()),
            scope: "store/order/created".into(),
            resource_type: "order".into(),
            resource_id: identity.clone(),
            extra_id: None,
            occurred_at: Some(NOON - 1000),
            identity,
            identity_before: None,
            recovered_from: None,
        },
    }
}

pub const HOOK: &str = "hook-1";

pub fn hook(store_id: i64) -> Hook {
    Hook {
        id: HOOK.into(),
        store_id,
        kind: HookKind::Trigger,
        trigger: "order_created".into(),
        remote_id: Some(18),
        destination: "https://example.com/h/hook-1".into(),
        active: true,
        checked_at: Some(NOON),
        proved_at: None,
        last_delivery_at: None,
        quiet_since: None,
        problem: None,
    }
}

/// A look that found an order and tells nothing of it.
pub fn look(event_id: i64) -> NewSnapshot {
    NewSnapshot {
        event_id,
        resource_type: "order".into(),
        resource_id: "7".into(),
        at: NOON + event_id,
        looked: Looked::Found,
        words: None,
        changes: "[]".into(),
        facts: "{}".into(),
        request: "GET /v2/orders/7".into(),
        detail: String::new(),
        body: None,
    }
}

/// A page of all events.
pub async fn page(ledger: &Ledger, before: Option<i64>, limit: usize) -> Vec<EventRow> {
    let search = Search {
        before,
        limit,
        patience: Duration::from_secs(60),
        ..Search::default()
    };
    ledger.search(search).await.unwrap().rows
}

/// Waits until the search index has everything.
pub async fn indexed(ledger: &Ledger) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while ledger.indexed() < ledger.feed_head().await.unwrap().seq {
        assert!(Instant::now() < deadline, "the index does not catch up");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Runs another test of this binary as a process of its own, on `folder`.
pub fn child(test: &str, folder: &Path) -> std::process::Command {
    let mut command = std::process::Command::new(std::env::current_exe().unwrap());
    command
        .args([test, "--exact", "--nocapture", "--test-threads=1"])
        .env(CHILD, folder);
    command
}

/// The folder that [`child`] gave this process, if it is one.
pub fn child_folder() -> Option<PathBuf> {
    std::env::var_os(CHILD).map(PathBuf::from)
}

const CHILD: &str = "PATCHBAY_LEDGER_TEST_CHILD";

/// A runtime for tests that are not async themselves.
pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
}
