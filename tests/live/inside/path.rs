//! The whole path, and a move.

use std::collections::BTreeSet;

use patchbay_core::view::{
    AddressState, AppMode, AppState, CallbackKind, InstallWay, Origin, Proof, StoreState,
    VaultKind, Verdict,
};
use serde_json::Value;

use crate::network::{MOVED, PUBLIC};
use crate::support::{Bench, STORE, location, url};
use crate::town::Town;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs in a network of its own"]
async fn from_nothing_to_a_trigger() {
    let town = Town::start().await;
    let bench = &town.bench;
    let address = town.addressed().await;
    assert!(address.rtt_ms.is_some_and(|rtt| rtt > 0.0), "{address:?}");
    let (app, registered) = bench.set_up_as(AppMode::Live, "Live").await;
    assert_eq!(app.credentials.kept_in, VaultKind::Keychain);
    assert!(app.credentials.has_secret);
    let callback = url(&app, CallbackKind::Auth);
    assert!(
        callback.starts_with("https://patchbay.example.com/c/"),
        "{callback}"
    );

    let page = bench
        .patchbay
        .begin_install(app.id, InstallWay::ControlPanel)
        .await;
    let leads = location(&bench.get(&page.unwrap().opened_url).await);
    assert!(leads.starts_with(&bench.control_panel().await), "{leads}");
    let app = bench.install_whole(&app, &registered).await;
    assert_eq!(app.credentials.proof, Proof::Exchange);
    let store = bench.patchbay.stores(Some(app.id)).await.unwrap().remove(0);
    assert_eq!(store.state, StoreState::Connected);
    assert!(
        store
            .profile
            .is_some_and(|profile| !profile.name.is_empty())
    );
    for (request, times) in [
        ("login.bigcommerce.com POST /oauth2/token 200", 1),
        ("api.bigcommerce.com GET /stores/g5cd38/v2/store 200", 1),
        ("api.bigcommerce.com POST /stores/g5cd38/v3/hooks 200", 5),
    ] {
        bench
            .until(request, |_| async {
                town.edge().passed(request, "") >= times
            })
            .await;
        let passed = town.edge().passed(request, "");
        assert_eq!(passed, times, "{request} in {:#?}", town.edge().log());
    }
    assert!(pointed_at(bench, PUBLIC).await);

    let order = bench.place_order().await;
    arrives(bench, order).await;
    let app = bench.patchbay.app(app.id).await.unwrap();
    assert_eq!(app.state, AppState::Ready, "{:#?}", app.steps);
    town.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs in a network of its own"]
async fn a_changed_address() {
    let town = Town::start().await;
    let bench = &town.bench;
    let (app, registered) = town.installed().await;
    let before = hooks(bench).await;
    town.set_address(MOVED).await;
    bench
        .until("the hooks follow", |it| pointed_at(it, MOVED))
        .await;
    let up = async |it: &Bench| it.status().await.address.state == AddressState::Up;
    bench.until("it is up with all hooks", up).await;
    let hooks_there = bench.status().await.address.hooks.unwrap();
    assert_eq!((hooks_there.in_order, hooks_there.wanted), (4, 4));
    assert_eq!(hooks(bench).await.len(), before.len(), "none is doubled");
    let ids = |hooks: &[Value]| hooks.iter().map(|hook| hook["id"].to_string()).collect();
    let (old, new): (BTreeSet<String>, BTreeSet<String>) = (ids(&before), ids(&hooks(bench).await));
    assert_eq!(old, new, "they are the same hooks");
    let put = "api.bigcommerce.com PUT /stores/g5cd38/v3/hooks/";
    let puts = || town.edge().passed(put, " 200");
    bench
        .until("each was changed", |_| async { puts() >= 5 })
        .await;
    assert_eq!(puts(), 5, "{:#?}", town.edge().log());
    let order = bench.place_order().await;
    arrives(bench, order).await;

    let told = bench.patchbay.app(app.id).await.unwrap();
    assert_ne!(
        told.state,
        AppState::Ready,
        "the portal has the old callback"
    );
    let callback = url(&told, CallbackKind::Auth);
    assert!(
        callback.starts_with("https://hooks.example.com/c/"),
        "{callback}"
    );
    let moved = bench.patchbay.moved_callbacks().await.unwrap();
    assert_eq!(moved.len(), 1);
    assert_eq!(
        (moved[0].app, &moved[0].callbacks[0].url),
        (app.id, &callback)
    );
    assert!(moved[0].callbacks[0].moved, "it was called elsewhere");
    bench.save_callbacks(&registered, &callback).await;
    bench.install_whole(&app, &registered).await;
    assert!(bench.patchbay.moved_callbacks().await.unwrap().is_empty());
    let app = bench.patchbay.app(app.id).await.unwrap();
    assert_eq!(app.state, AppState::Ready, "{:#?}", app.steps);
    town.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs in a network of its own"]
async fn a_deletion() {
    let mut town = Town::start().await;
    let (app, _) = town.installed().await;
    let preview = town.bench.patchbay.deletion_preview(app.id).await.unwrap();
    assert_eq!((preview.hooks, preview.left_hooks.len()), (4, 0));
    town.bigcommerce = None;
    let gone = town.bench.patchbay.delete_app(app.id, "Live").await;
    let left = gone.unwrap().left_hooks;
    assert_eq!(left.len(), 1, "{left:?}");
    assert_eq!((left[0].hooks, left[0].store.is_empty()), (4, false));
    assert!(left[0].why.contains("could not be reached"), "{left:?}");
    assert!(town.bench.patchbay.app(app.id).await.is_err());
    town.bigcommerce_with("bigcommerce");
    assert_eq!(hooks(&town.bench).await.len(), 4, "they are there indeed");

    let (app, _) = town.installed_again().await;
    let gone = town.bench.patchbay.delete_app(app.id, "Live").await;
    assert_eq!(gone.unwrap().left_hooks, []);
    town.stop().await;
}

/// Waits for the order's trigger, and looks at it.
pub async fn arrives(bench: &Bench, order: u64) {
    let ours = move |row: &patchbay_core::view::FeedRow| {
        row.trigger_id.as_deref() == Some("order_created")
            && row.summary.contains(&order.to_string())
    };
    bench
        .until("Order Created arrives", |it| async move {
            it.feed().await.rows.iter().any(ours)
        })
        .await;
    let rows = bench.feed().await.rows;
    let row = rows.iter().find(|row| ours(row)).unwrap();
    assert_eq!((row.verdict, row.origin), (Verdict::Verified, Origin::Live));
}

/// The hooks as BigCommerce has them.
async fn hooks(bench: &Bench) -> Vec<Value> {
    bench.hooks_where(|hook| hook["store"] == STORE).await
}

async fn pointed_at(bench: &Bench, host: &str) -> bool {
    let below = format!("https://{host}/h/");
    let hooks = hooks(bench).await;
    hooks.len() == 4
        && hooks
            .iter()
            .all(|hook| hook["destination"].as_str().unwrap().starts_with(&below))
}
