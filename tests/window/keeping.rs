//! Keeping the ledger, as the window does it: a limit, a backup, everything deleted, and all of it
//! back again without leaving the window.

use std::fs;
use std::path::Path;

use patchbay_ledger::{Ledger, Mode};

use crate::desk::{Circumstances, Desk};
use crate::ledger::{app_and_store, order};

const MARCH: i64 = 1_772_539_200_000;
const MINUTE: i64 = 60_000;

/// A home with an app and five hundred events of last spring.
async fn fill(home: &Path) {
    let ledger = Ledger::open(home).unwrap();
    let place = app_and_store(&ledger, Mode::Practice, ("Orders", "g5cd38"), MARCH).await;
    for number in 0..500 {
        let sent = order(place, number, MARCH + number * MINUTE);
        ledger.record(sent).await.unwrap();
    }
    ledger.close().await;
}

async fn open() -> (Desk, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    fill(&folder.path().join("home")).await;
    let backup = folder.path().join("mine.db");
    let answer = folder.path().join("answer");
    fs::write(&answer, backup.to_str().unwrap()).unwrap();
    let circumstances = Circumstances {
        environment: vec![("PATCHBAY_DIALOG_FILE", answer.into())],
        folder,
        ..Circumstances::default()
    };
    (Desk::open_under(circumstances).await, backup)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ledger_is_limited_backed_up_cleared_and_restored() {
    let (desk, backup) = open().await;
    let app = &desk.app;
    app.press("Preferences").await;
    app.see("500 events in 500 deliveries").await;
    app.picture("data").await;
    app.accessible("what is kept").await;

    app.press("Change what Orders keeps").await;
    app.fill("#limit-events", "100").await;
    app.see("400 events until").await;
    app.picture("data-limit").await;
    app.accessible("a limit").await;
    app.press("Save and remove 400 events").await;
    app.see("100 events in 100 deliveries").await;
    app.see("newest 100").await;
    let focused = "return document.activeElement.getAttribute('aria-label')";
    let focused = app.0.execute(focused, vec![]).await.unwrap();
    assert_eq!(
        focused, "Change what Orders keeps",
        "the keyboard is where it was"
    );

    app.press("Back up to a file").await;
    app.see("The backup was written").await;
    assert!(backup.exists());
    app.press("Delete events of Orders").await;
    app.press("Delete 100 events").await;
    app.see("There are no events yet.").await;

    app.press("Restore from a file").await;
    app.see("Restore this backup?").await;
    app.see("1 store has to install it again").await;
    app.picture("data-restore").await;
    app.accessible("a backup").await;
    app.press("Replace the ledger").await;
    app.see("100 events in 100 deliveries").await;
    app.see("Before a restore").await;

    app.press("Check the ledger").await;
    app.see("The ledger is whole").await;
    app.picture("data-checked").await;
    app.press("Feed").await;
    app.see("100 events").await;
    app.see("Order 499").await;
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_ledger_gives_way_to_a_backup() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    fill(&home).await;
    fs::create_dir(home.join("backups")).unwrap();
    for day in ["19", "20"] {
        let backup = home.join(format!("backups/patchbay-2026-11-{day}.db"));
        fs::copy(home.join("ledger.db"), backup).unwrap();
    }
    fs::write(home.join("ledger.db"), vec![0x5f; 8192]).unwrap();
    let desk = Desk::open_under(Circumstances {
        folder,
        ..Circumstances::default()
    })
    .await;
    let app = &desk.app;
    app.see("The ledger cannot be opened").await;
    app.see("Put something in its place").await;
    app.accessible("a damaged ledger").await;
    app.press("Look inside").await;
    app.see("1 app, 1 store and 500 events").await;
    app.picture("rescue").await;
    app.accessible("a backup to put in its place").await;
    app.press("Put this backup in its place").await;
    app.see("Orders").await;
    app.press("Feed").await;
    app.see("500 events").await;
    desk.close().await;
}
