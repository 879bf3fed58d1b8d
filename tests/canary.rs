//! A known secret goes the whole way; afterwards it must be nowhere it does not belong.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::fs;
use std::path::Path;

use patchbay_core::RunAs;
use patchbay_core::view::ExportFormat::{Csv, Har, Json, Ndjson};
use patchbay_core::view::{
    CallFilter, CallState, CallView, CallbackKind, DiagnosisAbout, ExportWanted, ExportedEvents,
    ForwardAddressSpec, ReplayTo,
};
use serde_json::json;
use support::receiver::Receiver;
use support::{ACCOUNT_SCOPES, Bench, STORE, url};

#[tokio::test(flavor = "multi_thread")]
async fn secrets_stay_in_the_vault() {
    let bench = Bench::start().await;
    let (app, registered) = bench.installed().await;
    let order = bench.place_order().await;
    bench
        .until("a trigger", |it| async move { it.feed().await.total > 0 })
        .await;
    let hooks = bench.practice_hooks(&registered.client_id).await;
    let state = bench.practice_state();
    let token = state["tokens"]
        .as_object()
        .unwrap()
        .keys()
        .next()
        .unwrap()
        .clone();
    let header = hooks[0]["headers"]
        .as_object()
        .unwrap()
        .values()
        .next()
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned();
    let secrets = [registered.client_secret.clone(), token, header];

    let receiver = go_on(&bench).await;
    let sent = format!("{:?}", receiver.taken());
    assert!(
        sent.contains("webhook-signature"),
        "something was forwarded"
    );
    for secret in &secrets {
        assert!(!sent.contains(secret.as_str()), "a secret was forwarded");
    }
    exports_are_clean(&bench, &secrets, order).await;
    let shown = everything_shown(&bench, app.id).await;
    assert!(
        shown.contains(&order.to_string()),
        "the search itself works"
    );
    for secret in &secrets {
        assert!(
            !shown.contains(secret.as_str()),
            "a secret reached the page"
        );
    }
    bench
        .get(&format!(
            "{}?code=x&context=stores/{STORE}",
            url(&app, CallbackKind::Auth)
        ))
        .await;
    let home = bench.home().to_owned();
    bench.patchbay.stop().await;
    for secret in &secrets {
        assert_eq!(holding(&home, secret.as_bytes()), Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_accounts_secrets_stay_in_the_vault() {
    let bench = Bench::start().await;
    let (account, store) = bench.with_account(ACCOUNT_SCOPES).await;
    let order = bench.place_order().await;
    bench
        .until("a trigger", |it| async move { it.feed().await.total > 0 })
        .await;
    let secrets = [account.client_secret.clone(), account.token.clone()];
    exports_are_clean(&bench, &secrets, order).await;
    let patchbay = &bench.patchbay;
    let again = bench.add_account(&account).await;
    let (secret, token) = (secrets[0].clone(), format!("{}0", secrets[1]));
    let refused = patchbay
        .replace_account(
            store.app_id,
            "",
            &account.client_id,
            secret.into(),
            token.into(),
        )
        .await;
    let health = patchbay.store_health(store.id).await.unwrap();
    let history = patchbay.history(store.app_id, None).await.unwrap();
    let shown = format!(
        "{}{again:?}{refused:?}{}{}",
        everything_shown(&bench, store.app_id).await,
        serde_json::to_string(&health).unwrap(),
        serde_json::to_string(&history).unwrap(),
    );
    assert!(
        shown.contains(&account.client_id),
        "the search itself works"
    );
    for secret in &secrets {
        assert!(!shown.contains(secret.as_str()), "a secret is shown");
    }
    let home = bench.home().to_owned();
    bench.patchbay.stop().await;
    for secret in &secrets {
        assert_eq!(holding(&home, secret.as_bytes()), Vec::<String>::new());
    }
}

/// Sends events again, and on to a server that answers with what it was sent.
async fn go_on(bench: &Bench) -> Receiver {
    let receiver = Receiver::start().await;
    let address = ForwardAddressSpec {
        name: "Development".into(),
        url: receiver.url("/"),
        forwards: true,
        conditions: Vec::new(),
    };
    let patchbay = &bench.patchbay;
    let address = patchbay.save_forward_address(None, &address).await.unwrap();
    let event = bench.feed().await.rows[0].id;
    for to in [ReplayTo::Here, ReplayTo::Address(address.id)] {
        let sent = patchbay.replay_events(vec![event], to, None).await.unwrap();
        assert!(sent[0].problem.is_none(), "{sent:?}");
    }
    bench
        .until("it is forwarded", |_| async { receiver.taken().len() > 1 })
        .await;
    receiver
}

/// Exports in every format, in the home, where the files are looked through at the end too.
async fn exports_are_clean(bench: &Bench, secrets: &[String], order: u64) {
    let row = bench.feed().await.rows[0].id;
    let event = bench.patchbay.event(row).await.unwrap();
    let headers = event.deliveries[0].headers.iter();
    let mut signatures = headers.filter(|it| it.name.eq_ignore_ascii_case("webhook-signature"));
    let signature = &signatures.next().unwrap().value;
    for format in [Json, Ndjson, Csv, Har] {
        let what = ExportedEvents::Filtered {
            conditions: Vec::new(),
        };
        let export = bench.patchbay.export(ExportWanted { what, format });
        let target = bench.home().join(export.suggested());
        export.write(&target, |_| {}).await.unwrap();
        let text = fs::read_to_string(&target).unwrap();
        assert!(
            text.contains(&order.to_string()),
            "{format:?} has the order"
        );
        for secret in secrets.iter().chain([signature]) {
            assert!(!text.contains(secret.as_str()), "a secret is in {format:?}");
        }
    }
}

async fn everything_shown(bench: &Bench, app: u32) -> String {
    let patchbay = &bench.patchbay;
    let mut shown = String::new();
    let mut add = |value: serde_json::Value| shown.push_str(&value.to_string());
    add(serde_json::to_value(patchbay.app(app).await.unwrap()).unwrap());
    add(serde_json::to_value(patchbay.catalog("").await.unwrap()).unwrap());
    add(serde_json::to_value(patchbay.stores(None).await.unwrap()).unwrap());
    add(serde_json::to_value(patchbay.triggers(app).await.unwrap()).unwrap());
    add(serde_json::to_value(patchbay.status().await.unwrap()).unwrap());
    add(serde_json::to_value(patchbay.forward_addresses().await.unwrap()).unwrap());
    let diagnosis = patchbay.diagnose(DiagnosisAbout::default(), |_| ());
    add(serde_json::to_value(diagnosis.await.unwrap()).unwrap());
    for row in bench.feed().await.rows {
        add(serde_json::to_value(patchbay.event(row.id).await.unwrap()).unwrap());
        add(serde_json::to_value(patchbay.fetch_resource(row.id).await.unwrap()).unwrap());
        add(serde_json::to_value(patchbay.resource_looks(row.id).await.unwrap()).unwrap());
    }
    for call in calls(bench).await {
        add(serde_json::to_value(call).unwrap());
    }
    let error = patchbay
        .set_credentials(app, "id".into(), "with space".to_owned().into())
        .await;
    add(serde_json::Value::String(format!("{error:?}")));
    shown
}

/// Actions whose answers hold what unlocks something, as their history shows them.
async fn calls(bench: &Bench) -> Vec<CallView> {
    let patchbay = &bench.patchbay;
    let store = patchbay.store_rows().await.unwrap()[0].id;
    for path in ["/v3/hooks", "/v2/orders"] {
        let input = json!({ "method": "GET", "path": path }).to_string();
        let call = patchbay.run_action(store, "http_request", &input, RunAs::default(), |_| ());
        assert_eq!(call.await.unwrap().row.state, CallState::Done);
    }
    let mut shown = Vec::new();
    for row in patchbay.calls(CallFilter::default(), None).await.unwrap() {
        shown.push(patchbay.call(row.id).await.unwrap());
    }
    let hooks = shown[1].answer.as_ref().unwrap();
    assert!(
        hooks.contains("\"destination\""),
        "hooks were answered: {hooks}"
    );
    shown
}

/// Files of the home that hold these bytes; the practice's own world is not ours.
fn holding(folder: &Path, bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
    {
        if entry.is_dir() && entry.file_name().unwrap() != "practice" {
            found.extend(holding(&entry, bytes));
        } else if entry.is_file() {
            let content = fs::read(&entry).unwrap();
            if content.windows(bytes.len()).any(|window| window == bytes) {
                found.push(entry.display().to_string());
            }
        }
    }
    found
}
