//! A set-up leaves one machine by a file and comes to another.

use std::fs;
use std::path::{Path, PathBuf};

use fantoccini::Locator;
use patchbay_ledger::{AppChange, Ledger, Mode};
use tempfile::TempDir;

use crate::desk::{Circumstances, Desk};
use crate::ledger::app_and_store;

const CLIENT_ID: &str = "kpj78ljripz3ysbe1de6in6syb6vfvf";
const SECRET: &str = "5e1d0c3b5a49f8e7d6c5b4a3f2e1d0c9b8a7f6e5d4c3b2a1f0e9d8c7b6a5f4e3";
const LONG_AGO: i64 = 1_790_000_000_000;

/// A desk where a file answers for the system's dialogs: with this path.
async fn desk_at(folder: TempDir, path: &Path) -> Desk {
    let answer = folder.path().join("answer");
    fs::write(&answer, path.display().to_string()).unwrap();
    Desk::open_under(Circumstances {
        folder,
        environment: vec![("PATCHBAY_DIALOG_FILE", answer.into())],
        ..Circumstances::default()
    })
    .await
}

async fn fill(home: &Path) {
    let ledger = Ledger::open(home).unwrap();
    let (app, _) = app_and_store(&ledger, Mode::Live, ("Order desk", "g5cd38"), LONG_AGO).await;
    let change = AppChange {
        client_id: Some(Some(CLIENT_ID.into())),
        ..AppChange::default()
    };
    ledger.update_app(app, change).await.unwrap();
    ledger.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_goes_to_another_machine_by_a_file() {
    let files = tempfile::tempdir().unwrap();
    let file = leaves(&files.path().join("setup.json")).await;
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("Order desk") && text.contains(CLIENT_ID));
    comes(&file).await;
}

async fn leaves(file: &Path) -> PathBuf {
    let folder = tempfile::tempdir().unwrap();
    fill(&folder.path().join("home")).await;
    let desk = desk_at(folder, file).await;
    let app = &desk.app;
    app.press("Preferences").await;
    app.press("Export the set-up…").await;
    app.see("Move to another machine").await;
    app.see("Order desk").await;
    app.picture("setup-export").await;
    app.accessible("the export of a set-up").await;
    app.press("Choose a file…").await;
    app.see("The set-up of 1 app was written to setup.json")
        .await;
    desk.close().await;
    file.to_owned()
}

async fn comes(file: &Path) {
    let desk = desk_at(tempfile::tempdir().unwrap(), file).await;
    let app = &desk.app;
    app.press("Import a set-up…").await;
    app.see("to move to another machine. It brings no secrets.")
        .await;
    app.picture("setup-import").await;
    app.accessible("a set-up that was chosen").await;
    app.press("Import").await;
    app.see("Leave 1 secret for later").await;
    app.fill("[id^='taken-secret-']", "with space").await;
    app.press("Save").await;
    app.find("[role='dialog'] [role='alert']").await;
    app.accessible("a secret that is none").await;
    app.fill("[id^='taken-secret-']", SECRET).await;
    app.press("Save").await;
    app.see("Order desk has its secret").await;
    app.picture("setup-imported").await;
    app.click(Locator::Css("[role='dialog'] a[href$='/settings/install']"))
        .await;
    app.titled("Order desk").await;
    app.press("Credentials").await;
    app.see("Not proved yet").await;
    let source = app.0.source().await.unwrap();
    assert!(!source.contains(SECRET), "the secret is write-only");
    desk.close().await;
}
