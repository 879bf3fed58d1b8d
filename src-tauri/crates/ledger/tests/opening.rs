//! What happens when a ledger is opened: whose it is, how old, and in what state.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use common::{House, delivery, new_app};
use patchbay_ledger::{Ledger, LedgerError};
use rusqlite::Connection;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[tokio::test]
async fn only_the_owner_can_read_it() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("new").join("home");
    let ledger = Ledger::open(&folder).unwrap();
    ledger.add_app(new_app("k")).await.unwrap();
    assert_eq!(mode(&folder), 0o700);
    for name in ["ledger.db", "ledger.db-wal", "ledger.db-shm"] {
        assert_eq!(mode(&folder.join(name)), 0o600, "{name}");
    }
}

#[test]
fn a_lax_folder_and_file_are_closed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ledger.db");
    fs::write(&file, b"").unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    Ledger::open(folder.path()).unwrap();
    assert_eq!((mode(folder.path()), mode(&file)), (0o700, 0o600));
}

#[tokio::test]
async fn a_newer_ledger_is_refused_and_left_alone() {
    let house = House::new().await;
    let file = house.file();
    house.ledger.close().await;
    Connection::open(&file)
        .unwrap()
        .pragma_update(None, "user_version", 4000)
        .unwrap();
    let before = fs::read(&file).unwrap();
    let refused = Ledger::open(house.folder.path()).err();
    assert!(
        matches!(refused, Some(LedgerError::Newer { found: 4000, .. })),
        "{refused:?}"
    );
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn what_is_no_ledger_is_corrupt() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("ledger.db"), vec![b'x'; 8192]).unwrap();
    assert_eq!(
        Ledger::open(folder.path()).err(),
        Some(LedgerError::Corrupt)
    );
}

#[test]
fn a_folder_that_cannot_be_made_is_said() {
    let parent = tempfile::tempdir().unwrap();
    let file = parent.path().join("file");
    fs::write(&file, b"").unwrap();
    let refused = Ledger::open(&file.join("home")).err();
    assert!(
        matches!(refused, Some(LedgerError::NotWritable { .. })),
        "{refused:?}"
    );
}

#[tokio::test]
async fn closing_empties_the_log_and_keeps_everything() {
    let house = House::new().await;
    let clone = house.ledger.clone();
    let recorded = house.ledger.record(house.delivery("1")).await.unwrap();
    let house = house.reopen().await;
    assert!(
        house
            .ledger
            .event(recorded.event_id)
            .await
            .unwrap()
            .is_some()
    );
    let late = clone
        .record(delivery(house.app.id, house.store.id, "2"))
        .await;
    assert_eq!(late, Err(LedgerError::Closed));
    assert_eq!(clone.apps().await, Err(LedgerError::Closed));
    house.ledger.close().await;
    assert!(!house.folder.path().join("ledger.db-wal").exists());
}

#[tokio::test]
async fn the_order_of_changes_goes_on_after_reopening() {
    let house = House::new().await;
    let first = house.ledger.record(house.delivery("1")).await.unwrap();
    house.ledger.delete_app(house.app.id).await.unwrap();
    let before = house.ledger.feed_head().await.unwrap();
    let house = house.reopen().await;
    assert_eq!(*house.ledger.changes().borrow(), before.seq);
    let (app, store) = common::app_and_store(&house.ledger, "key-b", "other").await;
    let second = house
        .ledger
        .record(delivery(app.id, store.id, "1"))
        .await
        .unwrap();
    assert!(second.event_id > first.event_id, "an id was used again");
}
