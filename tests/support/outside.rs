//! A practice app that is reached by a public address.

use std::path::Path;
use std::time::{Duration, Instant};

use patchbay_core::view::{AddressState, AppView};
use patchbay_ledger::Ledger;
use serde_json::{Value, json};

use super::{Bench, Registered};

/// A practice app with four hooks, and a public address that leads to the listener by its other name.
pub async fn with_address() -> (Bench, AppView, Registered) {
    let bench = Bench::start().await;
    let (app, registered) = bench.installed().await;
    let port = bench.status().await.listener.port;
    let way = json!({ "kind": "own", "url": by_name(port) }).to_string();
    let bench = bench
        .restart_after(async |home| choose(home, &way).await)
        .await;
    bench
        .until("the address is up", |it| async move {
            it.status().await.address.state == AddressState::Up
        })
        .await;
    bench.patchbay.start_practice().await.unwrap();
    (bench, app, registered)
}

/// Has the app begin with this way: on screen an address of this machine is none.
pub async fn choose(home: &Path, way: &str) {
    let ledger = Ledger::open(home).unwrap();
    ledger.set_setting("address.way", way).await.unwrap();
    ledger.close().await;
}

/// The listener by its other name.
pub fn by_name(port: u16) -> String {
    format!("http://localhost:{port}")
}

/// The same, with its hooks led by the address.
pub async fn through_address() -> (Bench, Registered, Vec<Value>) {
    let (bench, _, registered) = with_address().await;
    bench.patchbay.set_practice_address(true).await.unwrap();
    bench
        .until("all four hooks are seen to point there", |it| async move {
            let hooks = it.status().await.address.hooks;
            hooks.is_some_and(|it| (it.wanted, it.in_order, it.busy) == (4, 4, false))
        })
        .await;
    let base = by_name(bench.status().await.listener.port);
    let hooks = until_hooks(&bench, &registered, |hook| {
        points_to(hook, &base) && hook["is_active"] == true
    })
    .await;
    (bench, registered, hooks)
}

/// Whether a hook's destination is below this address.
pub fn points_to(hook: &Value, base: &str) -> bool {
    hook["destination"].as_str().unwrap().starts_with(base)
}

/// Waits until all four hooks are as they should be; there are never more.
pub async fn until_hooks(
    bench: &Bench,
    app: &Registered,
    are: impl Fn(&Value) -> bool,
) -> Vec<Value> {
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        let hooks = bench.practice_hooks(&app.client_id).await;
        if hooks.iter().all(&are) {
            assert_eq!(hooks.len(), 4, "no hook is made twice");
            return hooks;
        }
        assert!(Instant::now() < deadline, "{hooks:#?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// The ids of hooks, in order.
pub fn ids(hooks: &[Value]) -> Vec<u64> {
    let mut ids: Vec<_> = hooks
        .iter()
        .map(|hook| hook["id"].as_u64().unwrap())
        .collect();
    ids.sort_unstable();
    ids
}
