//! Many stores: all of them are checked with what their quotas leave, and told of one by one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use patchbay_core::view::{OutcomeKind, SweepProgress, SweepWork};
use support::many::installed_on;

const STORES: usize = 40;

/// Requests that BigCommerce allows a practice store in 30 seconds, at least.
const QUOTA: u32 = 150;

#[tokio::test(flavor = "multi_thread")]
async fn every_store_is_checked_within_its_quota() {
    let folder = tempfile::tempdir().unwrap();
    let bench = installed_on(&folder.path().join("home"), STORES).await;
    let it = &bench.patchbay;
    let rows = it.store_rows().await.unwrap();
    assert_eq!(rows.len(), STORES);
    let ids: Vec<u32> = rows.iter().map(|row| row.id).collect();

    let told = Arc::new(Mutex::new(Vec::new()));
    let sink = told.clone();
    let tell = move |progress: SweepProgress| sink.lock().unwrap().push(progress.done);
    let report = it.sweep_stores(&ids, SweepWork::Check, tell).await.unwrap();
    let well = |kind| kind == OutcomeKind::Well;
    assert!(report.outcomes.iter().all(|it| well(it.kind)), "{report:?}");
    assert_eq!((report.outcomes.len(), report.left), (STORES, 0));
    let told = told.lock().unwrap().clone();
    let all: Vec<u32> = (0..=u32::try_from(STORES).unwrap()).collect();
    assert_eq!(told, all, "one by one");
    for id in &ids {
        let quota = it.store_health(*id).await.unwrap().quota.unwrap();
        assert!(quota.left > QUOTA / 2, "{quota:?}");
    }

    let begun = std::time::Instant::now();
    let patchbay = bench.patchbay.clone();
    let cancel = move |progress: SweepProgress| {
        if progress.done >= 5 {
            patchbay.unwatch(progress.watch);
        }
    };
    let report = it.sweep_stores(&ids, SweepWork::Check, cancel).await;
    let report = report.unwrap();
    assert!(report.left > 0, "what was not come to is counted");
    let count = report.outcomes.len() + usize::try_from(report.left).unwrap();
    assert_eq!(count, STORES);
    assert!(begun.elapsed() < Duration::from_secs(20));
    bench.patchbay.stop().await;
}
