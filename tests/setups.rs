//! A set-up leaves one machine and comes to another: all of it but the secrets.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::path::{Path, PathBuf};

use patchbay_core::ErrorCode;
use patchbay_core::view::{
    AppMode, AppView, CallbackKind, Condition, ForwardAddressSpec, Mark, SetupExportView,
    SetupPreview, SetupPurpose, SetupStanding, SetupWanted, StepId, StepState, StoreState, Term,
};
use serde_json::{Value, json};
use support::{Bench, url};

const CLIENT_ID: &str = "kpj78ljripz3ysbe1de6in6syb6vfvf";
const SECRET: &str = "canary0secret0canary0secret0canary0secret0canary0secret0canary0s";

const ALL: SetupWanted = SetupWanted {
    apps: Vec::new(),
    address: true,
    filters: true,
    forwards: true,
};

/// A real app with everything that a set-up has.
async fn furnished(bench: &Bench) -> AppView {
    let it = &bench.patchbay;
    let app = it
        .create_app("bigcommerce", AppMode::Live, "Staging")
        .await
        .unwrap();
    it.set_credentials(app.id, CLIENT_ID.into(), SECRET.to_owned().into())
        .await
        .unwrap();
    let additional = ["store_cart_read_only".to_owned()];
    let custom = ["store_v2_own".to_owned()];
    it.set_scopes(app.id, &additional, &custom).await.unwrap();
    it.set_trigger(app.id, "cart_updated", false).await.unwrap();
    for on in ["customer_created", "order_archived"] {
        it.set_trigger(app.id, on, true).await.unwrap();
    }
    it.set_fetching(app.id, true).await.unwrap();
    let verified = condition(Term::Is(Mark::Verified));
    it.save_filter("Signed", std::slice::from_ref(&verified))
        .await
        .unwrap();
    it.save_filter("Of here", &[condition(Term::App(app.id))])
        .await
        .unwrap();
    let forward = ForwardAddressSpec {
        name: "Mine".into(),
        url: "http://127.0.0.1:9/in".into(),
        forwards: true,
        conditions: vec![verified],
    };
    it.save_forward_address(None, &forward).await.unwrap();
    it.create_app("bigcommerce", AppMode::Practice, "Practice")
        .await
        .unwrap();
    it.app(app.id).await.unwrap()
}

fn condition(term: Term) -> Condition {
    Condition { not: false, term }
}

/// Every app written to a file.
async fn exported(bench: &Bench, folder: &Path, purpose: SetupPurpose) -> PathBuf {
    let target = folder.join("setup.json");
    let apps = bench.patchbay.catalog("").await.unwrap();
    let ids: Vec<u32> = apps[0].apps.iter().map(|app| app.id).collect();
    let export = bench.patchbay.export_setup(&ids, purpose).await.unwrap();
    assert!(export.suggested().ends_with(".json"));
    match export.write(&target).await.unwrap() {
        SetupExportView::Done { apps, file, .. } => {
            assert_eq!((apps, &*file), (1, "setup.json"), "practice stays here");
        }
        SetupExportView::Nowhere => panic!("a file was chosen"),
    }
    target
}

/// What is in a file: its number, and the standing of its apps.
async fn looked_at(bench: &Bench, file: &Path) -> (u32, Vec<SetupStanding>) {
    match bench.patchbay.look_at_setup(file).await.unwrap() {
        SetupPreview::Ready { number, apps, .. } => {
            (number, apps.into_iter().map(|app| app.standing).collect())
        }
        SetupPreview::Nothing => panic!("there is a file"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_moves_and_only_its_secret_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let old = Bench::start().await;
    let before = furnished(&old).await;
    let file = exported(&old, folder.path(), SetupPurpose::Move).await;
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(
        text.contains(CLIENT_ID) && !text.contains("canary"),
        "{text}"
    );
    old.patchbay.stop().await;

    let new = Bench::start().await;
    let (number, standings) = looked_at(&new, &file).await;
    assert_eq!(standings, [SetupStanding::New]);
    let wanted = SetupWanted {
        apps: vec![0],
        ..ALL
    };
    let taken = new.patchbay.take_setup(number, &wanted).await.unwrap();
    assert!(taken.left.is_empty(), "{:?}", taken.left);
    assert_eq!((taken.filters, taken.forwards), (1, 1));
    let [app] = taken.apps.as_slice() else {
        panic!("{taken:?}")
    };
    assert_eq!(app.client_id.as_deref(), Some(CLIENT_ID));

    let step = |app: &AppView| {
        let credentials = app.steps.iter().find(|step| step.id == StepId::Credentials);
        credentials.unwrap().state
    };
    let after = new.patchbay.app(app.id).await.unwrap();
    assert_eq!(step(&after), StepState::Open, "its secret is missing");
    assert!(after.fetches);
    let chosen = |app: &AppView| serde_json::to_value(&app.scopes.chosen).unwrap();
    assert_eq!(chosen(&after), chosen(&before));
    let triggers = new.patchbay.triggers(app.id).await.unwrap();
    let on: Vec<_> = triggers
        .iter()
        .filter(|it| it.enabled)
        .map(|it| &*it.id)
        .collect();
    let kept = ["order_created", "order_updated", "refund_created"];
    assert_eq!(
        on,
        [&kept[..], &["customer_created", "order_archived"]].concat()
    );
    let forwards = new.patchbay.forward_addresses().await.unwrap();
    assert!(!forwards[0].forwards, "it is off until it is switched on");

    let id = CLIENT_ID.to_owned();
    let set = new
        .patchbay
        .set_credentials(app.id, id, SECRET.to_owned().into());
    assert_eq!(step(&set.await.unwrap()), StepState::Given);
    let (_, standings) = looked_at(&new, &file).await;
    let name = "Staging".into();
    assert_eq!(standings, [SetupStanding::Here { name }], "not twice");
    let again = new.patchbay.take_setup(number, &wanted).await.unwrap();
    assert_eq!((again.apps.len(), again.left.len()), (0, 3), "{again:?}");
    new.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn callback_urls_and_stores_go_along_only_with_whom_they_belong_to() {
    let folder = tempfile::tempdir().unwrap();
    let old = Bench::start().await;
    let app = furnished(&old).await;
    let file = exported(&old, folder.path(), SetupPurpose::Move).await;
    let moved: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let file = exported(&old, folder.path(), SetupPurpose::Share).await;
    let shared: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let key = &moved["apps"][0]["key"];
    assert_eq!(key.as_str().map(str::len), Some(32));
    assert_eq!(shared["apps"][0]["key"], json!(null));
    assert_eq!(url(&app, CallbackKind::Auth), "", "there is no address yet");
    old.patchbay.stop().await;

    let mut with_stores = moved.clone();
    with_stores["apps"][0]["stores"] = json!([
        {"hash": "g5cd38", "name": "Harbour"},
        {"hash": "../x", "name": "No hash"},
    ]);
    let file = folder.path().join("moved.json");
    std::fs::write(&file, with_stores.to_string()).unwrap();
    let new = Bench::start().await;
    let (number, _) = looked_at(&new, &file).await;
    let wanted = SetupWanted {
        apps: vec![0],
        ..ALL
    };
    let taken = new.patchbay.take_setup(number, &wanted).await.unwrap();
    let stores = new.patchbay.stores(Some(taken.apps[0].id)).await.unwrap();
    assert_eq!(stores.len(), 1, "what is no hash is none");
    assert_eq!(stores[0].state, StoreState::Uninstalled);
    let problem = stores[0].problem.clone().unwrap();
    assert_eq!(problem.title, "Known from an imported set-up only.");
    new.patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_set_up_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let bench = Bench::start().await;
    furnished(&bench).await;
    let good = exported(&bench, folder.path(), SetupPurpose::Move).await;
    let good: Value = serde_json::from_slice(&std::fs::read(&good).unwrap()).unwrap();
    let with = |name: &str, value: Value| {
        let mut changed = good.clone();
        changed[name] = value;
        changed.to_string()
    };
    let file = folder.path().join("odd.json");
    for (text, words) in [
        ("{".to_owned(), "is no set-up"),
        (
            json!({"format": "patchbay-events", "version": 1}).to_string(),
            "is no set-up",
        ),
        (with("version", json!(2)), "A newer Patchbay wrote"),
        (with("secrets", json!([])), "is no set-up"),
        (
            with("apps", json!([{"connector": "bigcommerce"}])),
            "is no set-up",
        ),
        (
            with("apps", json!(vec![good["apps"][0].clone(); 201])),
            "is no set-up",
        ),
    ] {
        std::fs::write(&file, &text).unwrap();
        let error = bench.patchbay.look_at_setup(&file).await.unwrap_err();
        assert_eq!(error.code(), ErrorCode::FileUnusable);
        assert!(error.to_string().contains(words), "{error}");
    }

    let mut odd = good.clone();
    odd["apps"][0]["clientId"] = json!("with space");
    odd["apps"].as_array_mut().unwrap().push(json!({
        "connector": "bigcommerce", "mode": "live", "name": " ", "clientId": null,
        "additionalScopes": [], "customScopes": [], "triggersOff": [], "fetches": false,
    }));
    std::fs::write(&file, odd.to_string()).unwrap();
    let (number, standings) = looked_at(&bench, &file).await;
    assert_eq!(standings, [SetupStanding::New, SetupStanding::New]);
    let wanted = SetupWanted {
        apps: vec![0, 1],
        address: false,
        filters: false,
        forwards: false,
    };
    let taken = bench.patchbay.take_setup(number, &wanted).await.unwrap();
    assert_eq!((taken.apps.len(), taken.left.len()), (0, 2), "{taken:?}");
    let cards = bench.patchbay.catalog("").await.unwrap();
    assert_eq!(cards[0].apps.len(), 2, "nothing was added");
    bench.patchbay.stop().await;
}
