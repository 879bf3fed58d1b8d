//! Keeping the ledger with the app around it: rules applied beside arrivals, backups restored in
//! place, and what stands in the way said.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use patchbay_core::view::{BackupKind, Condition, FeedBatch, FeedQuery, RetentionRule};
use patchbay_core::{Error, ErrorCode, Patchbay, Setup};
use patchbay_ledger::{Ledger, Mode};
use support::ledger::{app_and_store, order};

const NOON: i64 = 1_700_000_000_000;

/// A folder with a ledger of one app and so many events, long ago.
async fn folder(events: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let place = app_and_store(&ledger, Mode::Practice, ("Orders", "g5cd38"), NOON).await;
    for number in 0..events {
        let number = number as i64;
        let sent = order(place, number, NOON + number);
        ledger.record(sent).await.unwrap();
    }
    ledger.close().await;
    folder
}

async fn start(folder: &Path) -> Patchbay {
    let setup = Setup {
        practice_port: Some(0),
        ..support::setup(folder)
    };
    Patchbay::start(setup).await.unwrap()
}

async fn total(patchbay: &Patchbay) -> u32 {
    let query = FeedQuery {
        conditions: vec![],
        before: None,
        limit: 1,
    };
    patchbay.feed_page(&query).await.unwrap().total
}

async fn until_total(patchbay: &Patchbay, wanted: u32) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while total(patchbay).await != wanted {
        assert!(
            Instant::now() < deadline,
            "{} events",
            total(patchbay).await
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_is_applied_beside_arrivals_and_the_page_is_told() {
    let folder = folder(1_000).await;
    let patchbay = start(folder.path()).await;
    let (gone, told) = std::sync::mpsc::channel();
    let query = FeedQuery {
        conditions: vec![],
        before: None,
        limit: 200,
    };
    let cursor = patchbay.feed_page(&query).await.unwrap().cursor;
    patchbay.follow_feed(&[] as &[Condition], cursor, move |batch| {
        let ids = match batch {
            FeedBatch::Rows { gone, .. } => gone.len(),
            FeedBatch::Lagged { .. } => 0,
        };
        gone.send(ids).is_ok()
    });
    let rule = RetentionRule {
        events: Some(100),
        ..RetentionRule::default()
    };
    let said = patchbay.retention_preview(1, rule).await.unwrap();
    assert_eq!((said.events, said.kept), (900, 0));
    assert_eq!(
        total(&patchbay).await,
        1_000,
        "nothing goes before it is saved"
    );
    patchbay.set_retention(1, rule).await.unwrap();
    until_total(&patchbay, 100).await;
    let mut heard = 0;
    while heard < 900 {
        heard += told.recv_timeout(Duration::from_secs(30)).unwrap();
    }
    let data = patchbay.data().await.unwrap();
    assert_eq!((data.events, data.apps[0].events), (100, 100));
    assert_eq!(data.apps[0].rule, rule);
    let none = RetentionRule {
        events: Some(0),
        ..RetentionRule::default()
    };
    let refused = patchbay.set_retention(1, none).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::Validation);
    patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn events_asked_to_be_deleted_go_at_the_next_start_too() {
    let folder = folder(400).await;
    let ledger = Ledger::open(folder.path()).unwrap();
    ledger.ask_clearing(1, false).await.unwrap();
    ledger.close().await;
    let patchbay = start(folder.path()).await;
    until_total(&patchbay, 0).await;
    let app = patchbay.data().await.unwrap().apps.remove(0);
    assert_eq!((app.name.as_str(), app.events), ("Orders", 0));
    patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_looked_at_and_restored_in_place() {
    let (folder, elsewhere) = (folder(50).await, tempfile::tempdir().unwrap());
    let patchbay = start(folder.path()).await;
    let file = elsewhere.path().join("mine.db");
    assert!(patchbay.back_up(file.clone()).await.unwrap());
    patchbay.clear_events(1, true).await.unwrap();
    until_total(&patchbay, 0).await;
    let preview = patchbay.look_at_backup(file).await.unwrap().unwrap();
    assert_eq!((preview.backup.events, preview.now.events), (50, 0));
    assert_eq!(preview.backup.apps, ["Orders"]);
    assert_eq!(
        preview.without_secrets[0].stores, 1,
        "its token is in no backup"
    );
    let restored = patchbay.restore().await.unwrap();
    assert!(restored.failure.is_none(), "{:?}", restored.failure);
    let patchbay = restored.patchbay;
    assert_eq!(total(&patchbay).await, 50);
    let data = patchbay.data().await.unwrap();
    assert_eq!(data.backups.files.len(), 1);
    assert_eq!(data.backups.files[0].kind, BackupKind::BeforeRestore);
    assert!(!folder.path().join("ledger.incoming.db").exists());
    assert!(
        patchbay.status().await.unwrap().listener.listening,
        "it listens again"
    );
    let kept = data.backups.files[0].name.clone();
    let before = patchbay.look_at_kept_backup(&kept).await.unwrap().unwrap();
    assert_eq!(before.backup.events, 0, "what was replaced can be had back");
    patchbay.forget_backup();
    patchbay.delete_backup(&kept).await.unwrap();
    assert!(
        patchbay.delete_backup("ledger.db").await.is_err(),
        "that is no backup"
    );
    patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_restored_says_why_and_changes_nothing() {
    let (folder, elsewhere) = (folder(20).await, tempfile::tempdir().unwrap());
    let patchbay = start(folder.path()).await;
    let file = elsewhere.path().join("letter.db");
    fs::write(&file, "Dear all").unwrap();
    let refused = patchbay.look_at_backup(file).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::FileUnusable);
    assert!(
        refused.hint().starts_with("Nothing was changed."),
        "{}",
        refused.hint()
    );
    let without_a_look = patchbay.restore().await.unwrap();
    assert!(matches!(without_a_look.failure, Some(Error::NotFound(_))));
    let inside = patchbay
        .back_up(folder.path().join("ledger.db"))
        .await
        .unwrap_err();
    assert_eq!(
        inside.code(),
        ErrorCode::Conflict,
        "the ledger is not overwritten"
    );
    let nowhere = elsewhere.path().join("no/where.db");
    let refused = patchbay.back_up(nowhere).await.unwrap_err();
    assert_eq!(refused.code(), ErrorCode::FileUnusable);
    assert_eq!(total(&patchbay).await, 20);
    let check = patchbay.check_ledger().await.unwrap().unwrap();
    assert_eq!((check.flaws.len(), check.events), (0, 20));
    patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn daily_backups_are_made_when_they_are_wanted_and_thinned_out() {
    let folder = folder(5).await;
    let patchbay = start(folder.path()).await;
    let backups = folder.path().join("backups");
    fs::create_dir(&backups).unwrap();
    for day in ["2020-01-01", "2020-01-02", "2020-01-03"] {
        fs::write(backups.join(format!("patchbay-{day}.db")), "old").unwrap();
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    patchbay.set_daily_backups(2).await.unwrap();
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        let kept = patchbay.data().await.unwrap().backups;
        if kept.files.len() == 2 {
            assert_eq!(
                kept.files[1].name, "patchbay-2020-01-03.db",
                "the oldest went"
            );
            assert_eq!((kept.daily, kept.problem), (2, None));
            break;
        }
        assert!(Instant::now() < deadline, "{kept:?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    patchbay.stop().await;
}
