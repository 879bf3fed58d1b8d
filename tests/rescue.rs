//! A ledger that cannot be opened, and what takes its place.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use patchbay_core::view::{BackupKind, FeedQuery, RescueView};
use patchbay_core::{Error, ErrorCode, Patchbay, Rescue, Setup, StartError};
use patchbay_ledger::{Ledger, LedgerError, Mode};
use support::ledger::{app_and_store, order};

const NOON: i64 = 1_700_000_000_000;
const BACKUP: &str = "patchbay-2026-11-20.db";

/// A folder whose ledger had 30 events and then was damaged, and a backup of when it had 20.
async fn damaged() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let place = app_and_store(&ledger, Mode::Practice, ("Orders", "g5cd38"), NOON).await;
    for number in 0..30 {
        if number == 20 {
            let backups = folder.path().join("backups");
            fs::create_dir(&backups).unwrap();
            let hear = Arc::new(|_| true);
            ledger.back_up(backups.join(BACKUP), hear).await.unwrap();
        }
        ledger
            .record(order(place, number, NOON + number))
            .await
            .unwrap();
    }
    ledger.close().await;
    fs::write(folder.path().join("ledger.db"), vec![0x5f; 8192]).unwrap();
    folder
}

fn setup(folder: &Path) -> Setup {
    Setup {
        practice_port: Some(0),
        ..support::setup(folder)
    }
}

async fn refused(folder: &Path) -> StartError {
    Patchbay::start(setup(folder)).await.unwrap_err()
}

async fn total(folder: &Path) -> u32 {
    let patchbay = Patchbay::start(setup(folder)).await.unwrap();
    let query = FeedQuery {
        conditions: vec![],
        before: None,
        limit: 1,
    };
    let total = patchbay.feed_page(&query).await.unwrap().total;
    patchbay.stop().await;
    total
}

/// The files that were kept of damaged ledgers.
fn kept(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.join("backups")).unwrap();
    let mut kept: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().contains("damaged-"))
        .collect();
    kept.sort();
    kept
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_takes_the_place_of_a_damaged_ledger() {
    let folder = damaged().await;
    let why = refused(folder.path()).await;
    assert!(
        matches!(why, StartError::Ledger(LedgerError::Corrupt)),
        "{why:?}"
    );
    let rescue = Rescue::new(&setup(folder.path()));
    let RescueView { backups } = rescue.view(&why).unwrap();
    assert_eq!(backups.len(), 1);
    let contents = rescue.look_at_kept(&backups[0].name).await.unwrap();
    assert_eq!((contents.events, contents.stores), (20, 1));
    refused(folder.path()).await;

    rescue.put_backup().await.unwrap();
    assert_eq!(total(folder.path()).await, 20);
    let kept = kept(folder.path());
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert_eq!(fs::read(&kept[0]).unwrap(), vec![0x5f; 8192]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_kept_of_a_damaged_ledger_is_shown_and_can_be_deleted() {
    let folder = damaged().await;
    let why = refused(folder.path()).await;
    let log = folder.path().join("ledger.db-wal");
    fs::write(log, vec![0x5f; 100]).unwrap();
    let rescue = Rescue::new(&setup(folder.path()));
    rescue.put_nothing().await.unwrap();
    assert_eq!(rescue.view(&why).unwrap().backups.len(), 1);

    let patchbay = Patchbay::start(setup(folder.path())).await.unwrap();
    let files = patchbay.data().await.unwrap().backups.files;
    let mut damaged = files.iter().filter(|it| it.kind == BackupKind::Damaged);
    let file = damaged.next().unwrap();
    assert!(damaged.next().is_none(), "{files:?}");
    rescue.look_at_kept(&file.name).await.unwrap_err();
    assert!(file.bytes.0 >= 8192 + 100, "its log with it: {file:?}");
    patchbay.delete_backup(&file.name).await.unwrap();
    assert!(kept(folder.path()).is_empty());
    patchbay.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_ledger_takes_its_place_too() {
    let folder = damaged().await;
    let why = refused(folder.path()).await;
    let rescue = Rescue::new(&setup(folder.path()));
    assert!(rescue.view(&why).is_some());
    rescue.put_nothing().await.unwrap();
    assert_eq!(total(folder.path()).await, 0);
    assert_eq!(kept(folder.path()).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_whole_backup_replaces_nothing() {
    let folder = damaged().await;
    let rescue = Rescue::new(&setup(folder.path()));
    let bad = folder.path().join("backups/patchbay-2026-11-21.db");
    let mut half = fs::read(folder.path().join("backups").join(BACKUP)).unwrap();
    half.truncate(half.len() / 2);
    fs::write(&bad, half).unwrap();
    for file in ["patchbay-2026-11-21.db", "patchbay-2026-11-22.db"] {
        rescue.look_at_kept(file).await.unwrap_err();
        let refused = rescue.put_backup().await.unwrap_err();
        assert!(matches!(refused, Error::NotFound(_)), "{refused:?}");
    }
    refused(folder.path()).await;
    assert!(kept(folder.path()).is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_replaced_while_another_patchbay_has_the_folder() {
    let (folder, other) = (damaged().await, tempfile::tempdir().unwrap());
    let ledger = Ledger::open(other.path()).unwrap();
    ledger.close().await;
    fs::copy(
        other.path().join("ledger.db"),
        folder.path().join("ledger.db"),
    )
    .unwrap();
    let running = Patchbay::start(setup(folder.path())).await.unwrap();
    let rescue = Rescue::new(&setup(folder.path()));
    for refused in [
        rescue.look_at_kept(BACKUP).await.unwrap_err(),
        rescue.put_nothing().await.unwrap_err(),
    ] {
        assert_eq!(refused.code(), ErrorCode::Conflict);
    }
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn other_reasons_are_not_the_ledgers() {
    let folder = tempfile::tempdir().unwrap();
    let running = Patchbay::start(setup(folder.path())).await.unwrap();
    let why = refused(folder.path()).await;
    assert!(Rescue::new(&setup(folder.path())).view(&why).is_none());
    running.stop().await;
}
