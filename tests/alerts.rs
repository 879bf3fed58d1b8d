//! What the desktop is to tell, and when it is not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::time::Duration;

use patchbay_core::view::{AlertKind, AlertSettings, QuietHours};
use patchbay_core::{Alert, ErrorCode};
use serde_json::json;
use support::{Bench, STORE};
use tokio::sync::broadcast::Receiver;
use tokio::time::timeout;

async fn wants(bench: &Bench, kinds: &[AlertKind], quiet: Option<QuietHours>) {
    let settings = AlertSettings {
        kinds: kinds.to_vec(),
        quiet,
    };
    let saved = bench.patchbay.set_alert_settings(settings.clone()).await;
    assert_eq!(saved.unwrap(), settings);
}

async fn next(alerts: &mut Receiver<Alert>) -> Alert {
    let next = timeout(Duration::from_secs(30), alerts.recv()).await;
    next.expect("something is told").unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_is_lost_is_told_once_and_only_to_who_wants_it() {
    let bench = Bench::start().await;
    let (_, registered) = bench.installed().await;
    let store = bench.patchbay.stores(None).await.unwrap()[0].id;
    let mut alerts = bench.patchbay.alerts();
    wants(&bench, &[AlertKind::StoreLost], None).await;
    let revoke = json!({"client_id": registered.client_id});
    bench.drive(&format!("stores/{STORE}/revoke"), revoke).await;
    for _ in 0..2 {
        bench.patchbay.check_store(store).await.unwrap();
    }
    let told = next(&mut alerts).await;
    assert!(told.title.ends_with("is disconnected"), "{told:?}");
    assert_eq!(told.place, format!("#/stores/{store}"));
    assert!(alerts.try_recv().is_err(), "once");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_missed_is_told_when_nobody_asked_and_it_is_not_quiet() {
    let bench = Bench::start().await;
    bench.installed().await;
    let store = bench.patchbay.stores(None).await.unwrap()[0].id;
    bench.watermarks_begun(store).await;
    let mut alerts = bench.patchbay.alerts();
    let always = QuietHours { from: 1, to: 0 };
    wants(&bench, &[AlertKind::Missed], Some(always)).await;
    bench.faults(json!({"nobody": true})).await;
    bench.place_order().await;
    bench.patchbay.look_for_missed(None).await.unwrap();
    bench
        .until("it was found", |it| async move {
            it.status()
                .await
                .gap
                .is_some_and(|gap| gap.found.len() == 1)
        })
        .await;
    assert!(alerts.try_recv().is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn hours_that_are_none_are_refused_and_settings_stay() {
    let bench = Bench::start().await;
    wants(&bench, &[AlertKind::AddressDown], None).await;
    let none = AlertSettings {
        kinds: vec![],
        quiet: Some(QuietHours { from: 60, to: 60 }),
    };
    let refused = bench.patchbay.set_alert_settings(none).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::Validation);
    let bench = bench.restart().await;
    let kept = bench.patchbay.alert_settings().await;
    assert_eq!(kept.kinds, [AlertKind::AddressDown]);
    bench.patchbay.lead_to("#/stores/3");
    let leads = bench.status().await.leads.unwrap();
    assert_eq!((leads.turn, leads.hash.as_str()), (1, "#/stores/3"));
}
