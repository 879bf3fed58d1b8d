//! Events leave through the real window into files, and come back from them.

use std::fs;
use std::path::{Path, PathBuf};

use fantoccini::Locator;
use patchbay_ledger::{Ledger, Mode, Profile, StoreChange};

use crate::desk::{Circumstances, Desk};
use crate::ledger::{app_and_store, order};

const NOON: i64 = 1_790_000_000_000;

/// A desk whose feed has events, and where a file answers for the system's dialogs.
struct Office {
    desk: Desk,
    answer: PathBuf,
    files: PathBuf,
}

impl Office {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fill(&folder.path().join("home")).await;
        let answer = folder.path().join("answer");
        let files = folder.path().join("files");
        fs::create_dir(&files).unwrap();
        let desk = Desk::open_under(Circumstances {
            folder,
            environment: vec![("PATCHBAY_DIALOG_FILE", answer.clone().into())],
            ..Circumstances::default()
        })
        .await;
        desk.app.press("Feed").await;
        desk.app.see("was created").await;
        Self {
            desk,
            answer,
            files,
        }
    }

    /// What the next dialogs are answered with.
    fn answer(&self, with: &Path) {
        fs::write(&self.answer, with.display().to_string()).unwrap();
    }

    /// The one file of a kind that was written.
    fn file(&self, ending: &str) -> PathBuf {
        let entries = fs::read_dir(&self.files).unwrap();
        let mut paths = entries.map(|entry| entry.unwrap().path());
        let found = paths.find(|path| path.extension().is_some_and(|it| it == ending));
        found.expect("it was written")
    }

    async fn choose_format(&self, name: &str) {
        let path = format!("//*[@role='radio'][contains(normalize-space(.), '{name}')]");
        self.desk.app.click(Locator::XPath(&path)).await;
    }
}

async fn fill(home: &Path) {
    let ledger = Ledger::open(home).unwrap();
    let place = app_and_store(&ledger, Mode::Live, ("Order desk", "g5cd38"), NOON).await;
    let named = StoreChange {
        profile: Some(Profile {
            name: "Northwind Outdoor".into(),
            ..Profile::default()
        }),
        ..StoreChange::default()
    };
    ledger.update_store(place.1, named).await.unwrap();
    for number in 1..=12 {
        let sent = order(place, number, NOON + number * 60_000);
        ledger.record(sent).await.unwrap();
    }
    ledger.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn events_leave_and_come_back() {
    let office = Office::open().await;
    let app = &office.desk.app;
    office.answer(&office.files);
    app.keys("e").await;
    app.see("12 events").await;
    app.picture("export-dialog").await;
    app.accessible("the dialog of an export").await;
    office.choose_format("NDJSON").await;
    app.press("Export…").await;
    app.see("Exported 12 events to events-").await;
    app.picture("export-done").await;
    app.accessible("an export that is done").await;
    app.press("Show in folder").await;
    office.shows_folder().await;
    app.press("Dismiss").await;
    let exported = fs::read_to_string(office.file("ndjson")).unwrap();
    assert_eq!(exported.lines().count(), 13);
    office.select_two_as_csv().await;
    office.import_what_is_here().await;
    office.import_something_new(&exported).await;
    office.desk.close().await;
}

impl Office {
    async fn shows_folder(&self) {
        self.desk.app.see("Exported").await;
        let handed = self.desk.home().with_file_name("handed-to-the-browser");
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
        while fs::read_to_string(&handed).unwrap_or_default() != self.files.display().to_string() {
            assert!(std::time::Instant::now() < deadline, "no folder is shown");
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }

    /// Two events by the keyboard, through the bar of selected ones.
    async fn select_two_as_csv(&self) {
        let app = &self.desk.app;
        app.click(Locator::Css("[role='row'][aria-rowindex='2']"))
            .await;
        app.keys("\u{e00c}jxjx").await;
        app.see("2 events selected").await;
        app.picture("export-selection-bar").await;
        app.press("Export…").await;
        self.choose_format("CSV").await;
        app.picture("export-selected").await;
        let export = "//*[@role='dialog']//button[normalize-space(.)='Export…']";
        app.click(Locator::XPath(export)).await;
        app.see("Exported 2 events to events-").await;
        assert_eq!(
            fs::read_to_string(self.file("csv"))
                .unwrap()
                .lines()
                .count(),
            3
        );
        app.press("Dismiss").await;
        self.answer(&self.file("csv"));
        app.press("Import events").await;
        app.see("is a CSV file").await;
        app.picture("import-refused").await;
        app.press("Dismiss").await;
    }

    async fn import_what_is_here(&self) {
        let app = &self.desk.app;
        self.answer(&self.file("ndjson"));
        app.press("Import events").await;
        app.see("12 of them already here").await;
        app.see("Nothing to import").await;
        app.press("Cancel").await;
        app.gone("already here").await;
    }

    /// An event of another store, and a line that is none.
    async fn import_something_new(&self, exported: &str) {
        let app = &self.desk.app;
        let mut lines: Vec<String> = exported.lines().map(str::to_owned).collect();
        lines[1] = lines[1]
            .replace("g5cd38", "a1p1ne")
            .replace("Northwind Outdoor", "Alpine Supply");
        lines[2] = "{".into();
        let file = self.files.join("from-a-colleague.jsonl");
        fs::write(&file, lines.join("\n")).unwrap();
        self.answer(&file);
        app.press("Import events").await;
        app.see("1 new store: Alpine Supply").await;
        app.picture("import-dialog").await;
        app.accessible("the dialog of an import").await;
        app.press("Import 1 event").await;
        app.see("Added 1 event, 10 already here, 1 unreadable (line 3)")
            .await;
        app.picture("import-done").await;
        app.press("Show imported").await;
        app.see("Alpine Supply").await;
        app.gone("Northwind Outdoor").await;
        app.picture("import-shown").await;
        app.accessible("imported events").await;
    }
}
