//! The main job without a window: set up, install, hooks, triggers, uninstall.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use patchbay_core::view::{
    AppState, CallbackKind, HookState, InstallStage, Origin, Proof, ResourceView, StepState,
    StoreState, Verdict,
};
use serde_json::json;
use support::{Bench, STORE, url};

#[tokio::test(flavor = "multi_thread")]
async fn from_nothing_to_a_live_trigger() {
    let bench = Bench::start().await;
    let (app, _) = bench.installed().await;
    assert_eq!(app.credentials.proof, Proof::Exchange);
    let store = &bench.patchbay.stores(Some(app.id)).await.unwrap()[0];
    assert_eq!(store.state, StoreState::Connected);
    assert!(
        store
            .profile
            .as_ref()
            .is_some_and(|profile| !profile.name.is_empty())
    );
    assert!(
        store.scopes.missing.is_empty(),
        "{:?}",
        store.scopes.missing
    );

    let order = bench.place_order().await;
    bench
        .until("Order Created arrives", |it| async move {
            it.feed()
                .await
                .rows
                .iter()
                .any(|row| row.trigger_id.as_deref() == Some("order_created"))
        })
        .await;
    let page = bench.feed().await;
    let row = page
        .rows
        .iter()
        .find(|row| row.trigger_id.as_deref() == Some("order_created"))
        .unwrap();
    assert_eq!(row.verdict, Verdict::Verified);
    assert_eq!(row.origin, Origin::Live);
    assert!(row.summary.contains(&order.to_string()), "{}", row.summary);

    let event = bench.patchbay.event(row.id).await.unwrap();
    assert!(event.body_is_json);
    let header = event.deliveries[0]
        .headers
        .iter()
        .find(|header| header.name.eq_ignore_ascii_case("x-patchbay-hook"));
    assert!(
        header.unwrap().value.starts_with('•'),
        "the secret header is masked"
    );
    match bench.patchbay.fetch_resource(row.id).await.unwrap() {
        ResourceView::Found { body, .. } => assert!(body.contains(&order.to_string())),
        other @ (ResourceView::Gone { .. } | ResourceView::Failed { .. }) => {
            panic!("the order is there: {other:?}")
        }
    }
    let app = bench.patchbay.app(app.id).await.unwrap();
    assert_eq!(app.state, AppState::Ready, "{:#?}", app.steps);
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_four_triggers_arrive() {
    let bench = Bench::start().await;
    bench.installed().await;
    let order = bench.place_order().await;
    bench
        .drive(
            &format!("stores/{STORE}/orders/{order}/status"),
            json!({"status_id": 11}),
        )
        .await;
    bench
        .drive(
            &format!("stores/{STORE}/orders/{order}/refund"),
            json!({"share": "partial"}),
        )
        .await;
    bench
        .drive(&format!("stores/{STORE}/carts"), json!({}))
        .await;
    bench
        .until("all four", |it| async move {
            let rows = it.feed().await.rows;
            [
                "order_created",
                "order_updated",
                "refund_created",
                "cart_updated",
            ]
            .iter()
            .all(|id| rows.iter().any(|row| row.trigger_id.as_deref() == Some(id)))
        })
        .await;
    let rows = bench.feed().await.rows;
    assert!(
        rows.iter().all(|row| row.verdict == Verdict::Verified),
        "{rows:#?}"
    );
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signed_test_proves_each_hook() {
    let bench = Bench::start().await;
    let (app, _) = bench.installed().await;
    let triggers = bench.patchbay.triggers(app.id).await.unwrap();
    for trigger in triggers.iter().filter(|it| it.enabled) {
        let hook = bench
            .patchbay
            .prove_hook(trigger.hooks[0].store_id, &trigger.id)
            .await
            .unwrap();
        assert!(
            hook.proved_at.is_some(),
            "{}: {:?}",
            trigger.name,
            hook.problem
        );
        assert_eq!(hook.state, HookState::Active);
    }
    let rows = bench.feed().await.rows;
    assert_eq!(
        rows.iter().filter(|row| row.origin == Origin::Test).count(),
        4
    );
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_nobody_waited_for_is_held() {
    let bench = Bench::start().await;
    let (app, registered) = bench.set_up().await;
    let page = bench
        .consent(&registered, STORE)
        .await
        .text()
        .await
        .unwrap();
    assert!(page.contains("Almost there"), "{page}");
    let store = bench.patchbay.stores(Some(app.id)).await.unwrap().remove(0);
    assert_eq!(store.state, StoreState::Held);
    assert_eq!(store.hooks_active, 0, "a held store has no hooks");
    let store = bench.patchbay.confirm_store(store.id).await.unwrap();
    assert_eq!(
        (store.state, store.hooks_active),
        (StoreState::Connected, 4)
    );
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_install_changes_nothing_but_the_token() {
    let bench = Bench::start().await;
    let (app, registered) = bench.installed().await;
    bench.install(&app, &registered, STORE).await;
    bench
        .until("hooks settle", |it| async move {
            it.patchbay.stores(Some(app.id)).await.unwrap()[0].hooks_active == 4
        })
        .await;
    let stores = bench.patchbay.stores(Some(app.id)).await.unwrap();
    assert_eq!(stores.len(), 1);
    let checked = bench.patchbay.check_store(stores[0].id).await.unwrap();
    assert_eq!(checked.problem, None, "the new token works");
    bench.place_order().await;
    bench
        .until("a trigger", |it| async move { it.feed().await.total > 0 })
        .await;
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wrong_callback_is_explained() {
    let bench = Bench::start().await;
    let (app, registered) = bench.set_up().await;
    let seen = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    bench
        .save_callbacks(
            &registered,
            &format!("{}?x=1", url(&app, CallbackKind::Auth)),
        )
        .await;
    bench
        .patchbay
        .begin_install(app.id, patchbay_core::view::InstallWay::ControlPanel)
        .await
        .unwrap();
    let sink = seen.clone();
    bench.patchbay.watch_install(app.id, move |view| {
        sink.lock().unwrap().push(view);
        true
    });
    bench.consent(&registered, STORE).await;
    bench
        .until("the failure shows", |_| {
            let seen = seen.clone();
            async move {
                seen.lock()
                    .unwrap()
                    .last()
                    .is_some_and(|view| view.stage == InstallStage::Failed)
            }
        })
        .await;
    let view = seen.lock().unwrap().last().unwrap().clone();
    let problem = view.problem.unwrap();
    let words = format!("{} {} {}", problem.title, problem.meaning, problem.remedy).to_lowercase();
    assert!(
        words.contains("callback") || words.contains("redirect"),
        "{problem:?}"
    );
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_secret_is_refused_and_said() {
    let bench = Bench::start().await;
    let (app, registered) = bench.set_up().await;
    let wrong = "0".repeat(registered.client_secret.len());
    bench
        .patchbay
        .set_credentials(app.id, registered.client_id.clone(), wrong.into())
        .await
        .unwrap();
    bench.install(&app, &registered, STORE).await;
    let app = bench.patchbay.app(app.id).await.unwrap();
    assert_eq!(app.credentials.proof, Proof::Refused);
    let step = app
        .steps
        .iter()
        .find(|step| step.id == patchbay_core::view::StepId::Credentials)
        .unwrap();
    assert_eq!(step.state, StepState::Failing);
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_uninstall_is_noticed_and_keeps_history() {
    let bench = Bench::start().await;
    let (app, registered) = bench.installed().await;
    bench.place_order().await;
    bench
        .until("a trigger", |it| async move { it.feed().await.total > 0 })
        .await;
    let before = bench.feed().await.total;
    let manage = bench.manage(STORE).await;
    bench
        .post(
            &format!("{manage}/marketplace/apps/{}/uninstall", registered.id),
            &[],
        )
        .await;
    bench
        .until("uninstalled", |it| async move {
            it.patchbay.stores(Some(app.id)).await.unwrap()[0].state == StoreState::Uninstalled
        })
        .await;
    assert!(bench.feed().await.total >= before, "its events stay");
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_keeps_everything() {
    let bench = Bench::start().await;
    let (app, _) = bench.installed().await;
    bench.place_order().await;
    bench
        .until("a trigger", |it| async move { it.feed().await.total > 0 })
        .await;
    let total = bench.feed().await.total;
    let bench = bench.restart().await;
    assert!(bench.feed().await.total >= total);
    assert_eq!(bench.patchbay.app(app.id).await.unwrap().name, "Practice");
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_app_leaves_nothing() {
    let bench = Bench::start().await;
    let (app, _) = bench.installed().await;
    assert!(
        bench
            .patchbay
            .delete_app(app.id, "another name")
            .await
            .is_err()
    );
    let gone = bench.patchbay.delete_app(app.id, "Practice").await;
    assert_eq!(gone.unwrap().left_hooks, [], "none is left at BigCommerce");
    assert!(bench.patchbay.app(app.id).await.is_err());
    assert!(bench.patchbay.stores(None).await.unwrap().is_empty());
    assert_eq!(bench.feed().await.total, 0);
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hooks_behind_a_dead_token_are_known_to_stay() {
    let bench = Bench::start().await;
    let (app, registered) = bench.installed().await;
    let body = json!({"client_id": registered.client_id});
    bench.drive(&format!("stores/{STORE}/revoke"), body).await;
    let store = bench.patchbay.stores(Some(app.id)).await.unwrap().remove(0);
    let store = bench.patchbay.check_store(store.id).await.unwrap();
    assert_eq!(store.state, StoreState::Revoked);
    let preview = bench.patchbay.deletion_preview(app.id).await.unwrap();
    assert_eq!(preview.hooks, 0, "none of them can be deleted");
    let removal = bench.patchbay.remove_store(store.id).await.unwrap();
    assert_eq!(removal.left_hooks, preview.left_hooks);
    assert_eq!(removal.left_hooks[0].hooks, 4);
    assert!(bench.patchbay.stores(None).await.unwrap().is_empty());
    bench.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_home_without_its_secrets_is_mended_by_credentials_and_an_install() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    std::fs::create_dir(&old).unwrap();
    let bench = Bench::start_in(&old).await;
    let (app, registered) = bench.installed().await;
    let port = bench.status().await.listener.port;
    bench.patchbay.stop().await;
    drop(bench);
    std::fs::rename(&old, &new).unwrap();

    let bench = Bench::start_on(&new, port).await;
    bench.patchbay.start_practice().await.unwrap();
    let app = bench.patchbay.app(app.id).await.unwrap();
    assert!(
        !app.credentials.has_secret,
        "the keychain knows the old home"
    );
    let (id, secret) = (
        registered.client_id.clone(),
        registered.client_secret.clone(),
    );
    let set = bench
        .patchbay
        .set_credentials(app.id, id, secret.into())
        .await;
    set.unwrap();
    bench.install_whole(&app, &registered).await;
    let order = bench.place_order().await;
    bench
        .until("a trigger with the new secret", |it| async move {
            let rows = it.feed().await.rows;
            rows.iter()
                .any(|row| row.summary.contains(&order.to_string()))
        })
        .await;
    bench.patchbay.stop().await;
}
