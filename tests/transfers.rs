//! Events leave in every format and come back, over real files and a real ledger.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use patchbay_core::view::{
    Condition, ExportFormat, ExportView, ExportWanted, ExportedEvents, FeedQuery, ImportFile,
    ImportPreview, ImportView, Mark, Term,
};
use patchbay_core::{ErrorCode, Patchbay};
use patchbay_ledger::{Ledger, Mode, NewDelivery, NewEvent, Origin, Verdict};
use serde_json::Value;
use support::ledger::app_and_store;
use support::setup;
use tempfile::TempDir;

const NOON: i64 = 1_790_000_000_000;
const SIGNATURE: &str = "v1,a-signature-that-opens-doors";

/// A running app whose ledger has what the test put into it.
struct Desk {
    folder: TempDir,
    patchbay: Patchbay,
}

impl Desk {
    async fn with(fill: impl AsyncFnOnce(&Ledger)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::open(folder.path()).unwrap();
        fill(&ledger).await;
        ledger.close().await;
        let patchbay = Patchbay::start(setup(folder.path())).await.unwrap();
        Self { folder, patchbay }
    }

    /// With an app and one store, and nothing that arrived.
    async fn empty() -> Self {
        Self::with(async |ledger| {
            house(ledger).await;
        })
        .await
    }

    /// With events of every sort.
    async fn full() -> Self {
        Self::with(async |ledger| {
            let (app, store) = house(ledger).await;
            for number in 0..40 {
                ledger.record(delivery(app, store, number)).await.unwrap();
            }
            ledger.record(delivery(app, store, 3)).await.unwrap();
            ledger.pin(vec![2], true).await.unwrap();
            ledger
                .label(vec![2, 5], "=odd, \"one\"", true)
                .await
                .unwrap();
            ledger.write_note(5, "first line\nsecond").await.unwrap();
        })
        .await
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    async fn export(&self, what: ExportedEvents, format: ExportFormat) -> (PathBuf, u32) {
        let export = self.patchbay.export(ExportWanted { what, format });
        let target = self.file(&export.suggested());
        match export.write(&target, |_| {}).await.unwrap() {
            ExportView::Done { events, .. } => (target, events),
            ExportView::Nowhere | ExportView::Cancelled => panic!("not exported"),
        }
    }

    async fn export_all(&self, format: ExportFormat) -> String {
        let (target, _) = self.export(all(), format).await;
        fs::read_to_string(target).unwrap()
    }

    async fn read(&self, path: &Path) -> ImportFile {
        match self.patchbay.read_import(path, |_| {}).await.unwrap() {
            ImportPreview::Ready(file) => file,
            ImportPreview::Nothing => panic!("nothing was read"),
        }
    }

    async fn import(&self, path: &Path) -> ImportView {
        let file = self.read(path).await;
        let app = file.targets[0].app;
        self.patchbay
            .import_events(file.number, app, |_| {})
            .await
            .unwrap()
    }

    /// Imports a text of an event a line, behind a head.
    async fn import_lines(&self, lines: &[String]) -> ImportView {
        let path = self.file("lines.ndjson");
        let head = r#"{"format":"patchbay-events","version":1}"#;
        fs::write(&path, format!("{head}\n{}\n", lines.join("\n"))).unwrap();
        self.import(&path).await
    }

    async fn total(&self) -> u32 {
        let query = FeedQuery {
            limit: 1,
            ..FeedQuery::default()
        };
        self.patchbay.feed_page(&query).await.unwrap().total
    }
}

fn all() -> ExportedEvents {
    ExportedEvents::Filtered {
        conditions: Vec::new(),
    }
}

fn only(term: Term) -> Vec<Condition> {
    vec![Condition { not: false, term }]
}

async fn house(ledger: &Ledger) -> (i64, i64) {
    house_of(ledger, "Ours", "g5cd38").await
}

async fn house_of(ledger: &Ledger, name: &str, hash: &str) -> (i64, i64) {
    app_and_store(ledger, Mode::Live, (name, hash), NOON).await
}

/// Bodies that are JSON, other text, and no text; headers that repeat and are no text.
fn delivery(app_id: i64, store_id: i64, number: i64) -> NewDelivery {
    let body = match number % 4 {
        0 => format!("{{\"data\":{{\"id\":{number}}}}}").into_bytes(),
        1 => "plain, ünïcode \u{0} \"quoted\"\r\n".as_bytes().to_vec(),
        2 => vec![0xff, 0x00, 0xfe, number as u8],
        _ => Vec::new(),
    };
    NewDelivery {
        app_id,
        store_id,
        hook_id: Some("a-hook-id-that-opens-doors".into()),
        received_at: NOON + number * 1000,
        received_mono_ns: 7,
        method: "POST".into(),
        path: "/h/\u{2026}?a=b".into(),
        headers: vec![
            ("Host".into(), b"hooks.example.com".to_vec()),
            ("X-twice".into(), b"1".to_vec()),
            ("x-TWICE".into(), vec![0xff, b'2']),
            ("webhook-signature".into(), SIGNATURE.into()),
            ("Authorization".into(), SIGNATURE.into()),
        ],
        body: body.into(),
        verdict: [Verdict::Verified, Verdict::ByHeader, Verdict::Quarantined][number as usize % 3],
        webhook_id: Some(format!("msg_{number}")),
        webhook_timestamp_s: Some(NOON / 1000),
        origin: Origin::Live,
        answer: None,
        replay_of: None,
        exception: None,
        event: NewEvent {
            trigger: Some("order_created".into()),
            scope: "store/order/created".into(),
            resource_type: "order".into(),
            resource_id: number.to_string(),
            extra_id: (number % 2 == 0).then(|| "7".into()),
            occurred_at: Some(NOON - 1000),
            identity: format!("{store_id}:c:store/order/created:{number}:"),
            identity_before: None,
            recovered_from: None,
        },
    }
}

/// The lines of events, without the head that says when it was written.
fn events_of(ndjson: &str) -> Vec<String> {
    ndjson.lines().skip(1).map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_imported_is_exported_the_same() {
    let (there, here) = (Desk::full().await, Desk::empty().await);
    let before = there.export_all(ExportFormat::Ndjson).await;
    for format in [ExportFormat::Ndjson, ExportFormat::Json] {
        let (file, events) = there.export(all(), format).await;
        assert_eq!(events, 40);
        let view = here.import(&file).await;
        assert_eq!(view.added + view.here, 40, "{view:?}");
    }
    let after = here.export_all(ExportFormat::Ndjson).await;
    assert_eq!(events_of(&after), events_of(&before));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_import_adds_nothing() {
    let (there, here) = (Desk::full().await, Desk::empty().await);
    let (file, _) = there.export(all(), ExportFormat::Json).await;
    assert_eq!(here.import(&file).await.added, 40);
    let read = here.read(&file).await;
    assert_eq!((read.events, read.targets[0].here), (40, 40));
    let again = here.import(&file).await;
    assert_eq!((again.added, again.here), (0, 40));
    let at_home = there.import(&file).await;
    assert_eq!((at_home.added, at_home.here), (0, 40), "it came from there");
    assert_eq!((here.total().await, there.total().await), (40, 40));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_imported_event_is_marked_and_leaves_the_store_silent() {
    let (there, here) = (Desk::full().await, Desk::empty().await);
    let (file, _) = there.export(all(), ExportFormat::Ndjson).await;
    here.import(&file).await;
    let conditions = only(Term::Is(Mark::Imported));
    let query = FeedQuery {
        conditions,
        before: None,
        limit: 100,
    };
    let found = here.patchbay.feed_page(&query).await.unwrap();
    assert_eq!(found.rows.len(), 40);
    assert!(found.rows.iter().all(|row| row.imported));
    assert_eq!(found.rows[0].resource_id, "39", "the newest is above");
    let stores = here.patchbay.stores(None).await.unwrap();
    assert_eq!(stores[0].last_event_at, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_arrives_later_is_an_event_of_its_own() {
    let there = Desk::full().await;
    let (file, _) = there.export(all(), ExportFormat::Ndjson).await;
    let here = Desk::empty().await;
    here.import(&file).await;
    here.patchbay.stop().await;
    let folder = here.folder;
    let ledger = Ledger::open(folder.path()).unwrap();
    let late = NewDelivery {
        verdict: Verdict::ByHeader,
        ..delivery(1, 1, 0)
    };
    let recorded = ledger.record(late).await.unwrap();
    assert!(recorded.new_event, "an import must not swallow an arrival");
    assert_eq!(recorded.verdict, Verdict::ByHeader, "nor vouch for it");
    let row = ledger.event(recorded.event_id).await.unwrap().unwrap();
    assert!(!row.imported);
    ledger.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_is_not_known_keeps_its_name_and_gets_no_token() {
    let there = Desk::with(async |ledger| {
        let (app, store) = house_of(ledger, "Ours", "k2m9qa").await;
        ledger.record(delivery(app, store, 1)).await.unwrap();
    })
    .await;
    let (file, _) = there.export(all(), ExportFormat::Ndjson).await;
    let here = Desk::empty().await;
    let read = here.read(&file).await;
    assert_eq!(read.targets[0].new_stores, ["k2m9qa"]);
    assert_eq!(here.import(&file).await.added, 1);
    let stores = here.patchbay.stores(None).await.unwrap();
    let added = stores.iter().find(|store| store.hash == "k2m9qa").unwrap();
    assert!(added.problem.as_ref().unwrap().title.contains("import"));
    assert_eq!(added.hooks_active, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_is_of_what_was_chosen() {
    let desk = Desk::full().await;
    let ids = ExportedEvents::Chosen {
        ids: vec![5, 2, 5, 99_999],
    };
    let (file, events) = desk.export(ids, ExportFormat::Ndjson).await;
    assert_eq!(events, 2);
    let lines = events_of(&fs::read_to_string(file).unwrap());
    let first: Value = serde_json::from_str(&lines[0]).unwrap();
    assert_eq!((first["pinned"].clone(), lines.len()), (true.into(), 2));
    let conditions = only(Term::Is(Mark::Quarantined));
    let what = ExportedEvents::Filtered {
        conditions: conditions.clone(),
    };
    let (_, events) = desk.export(what, ExportFormat::Csv).await;
    let query = FeedQuery {
        conditions,
        ..FeedQuery::default()
    };
    let counted = desk.patchbay.count_events(&query).await.unwrap();
    assert_eq!((events, counted.events, counted.next), (13, 13, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_format_has_a_secret() {
    let desk = Desk::full().await;
    for format in [
        ExportFormat::Json,
        ExportFormat::Ndjson,
        ExportFormat::Csv,
        ExportFormat::Har,
    ] {
        let text = desk.export_all(format).await;
        assert!(text.contains("msg_39"), "{format:?} has the events");
        assert!(!text.contains("opens-doors"), "{format:?} has a secret");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spreadsheet_gets_a_row_an_event_and_no_formula() {
    let desk = Desk::full().await;
    let text = desk.export_all(ExportFormat::Csv).await;
    let mut rows = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let columns = rows.headers().unwrap().clone();
    let label = columns.iter().position(|name| name == "labels").unwrap();
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 40);
    assert_eq!(&rows[1][label], "'=odd, \"one\"");
    assert!(text.contains("\r\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_has_an_entry_a_delivery() {
    let desk = Desk::full().await;
    let text = desk.export_all(ExportFormat::Har).await;
    let archive: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(archive["log"]["version"], "1.2");
    let entries = archive["log"]["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 41, "one event was delivered twice");
    for entry in entries {
        for field in [
            "startedDateTime",
            "time",
            "request",
            "response",
            "cache",
            "timings",
        ] {
            assert!(!entry[field].is_null(), "{field} is required");
        }
        let request = &entry["request"];
        for field in [
            "method",
            "url",
            "httpVersion",
            "cookies",
            "headers",
            "queryString",
        ] {
            assert!(!request[field].is_null(), "request.{field} is required");
        }
        assert_eq!(entry["response"]["status"], 200);
    }
    assert_eq!(
        entries[0]["request"]["url"],
        "https://hooks.example.com/h/%E2%80%A6?a=b"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_holds_everything_can_be_imported() {
    let desk = Desk::full().await;
    for (format, said) in [
        (ExportFormat::Csv, "CSV"),
        (ExportFormat::Har, "HTTP Archive"),
    ] {
        let (file, _) = desk.export(all(), format).await;
        let error = desk.patchbay.read_import(&file, |_| {}).await.unwrap_err();
        assert_eq!(error.code(), ErrorCode::FileUnusable);
        assert!(error.to_string().contains(said), "{error}");
        assert!(error.hint().contains("NDJSON"), "{}", error.hint());
    }
    for text in [
        "",
        "hello",
        "{}",
        "[1]",
        "{\"format\":\"x\",\"events\":[]}",
        "\u{0}\u{1}",
    ] {
        let file = desk.file("foreign.json");
        fs::write(&file, text).unwrap();
        let error = desk.patchbay.read_import(&file, |_| {}).await.unwrap_err();
        assert!(error.to_string().contains("no export"), "{text:?}: {error}");
    }
    let newer = desk.file("newer.json");
    fs::write(
        &newer,
        r#"{"format":"patchbay-events","version":2,"events":[]}"#,
    )
    .unwrap();
    let error = desk.patchbay.read_import(&newer, |_| {}).await.unwrap_err();
    assert!(error.to_string().contains("newer"), "{error}");
    let missing = desk.patchbay.read_import(&desk.file("no"), |_| {}).await;
    assert_eq!(missing.unwrap_err().code(), ErrorCode::FileUnusable);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_line_spoils_no_other() {
    let there = Desk::full().await;
    let good = events_of(&there.export_all(ExportFormat::Ndjson).await);
    let change = |line: &str, at: &str, to: Value| {
        let mut event: Value = serde_json::from_str(line).unwrap();
        *event.pointer_mut(at).unwrap() = to;
        event.to_string()
    };
    let lines = [
        good[0].clone(),
        "{".into(),
        "[".repeat(100_000),
        change(&good[1], "/store/hash", "../../etc".into()),
        change(&good[1], "/note", "\u{202e}gnihtyna".into()),
        change(&good[1], "/scope", "a\u{7}b".into()),
        change(&good[1], "/lastAt", "1969-01-01T00:00:00Z".into()),
        change(&good[2], "/deliveries/0/bodyBase64", "???".into()),
        change(&good[1], "/verdict", "trusted".into()),
        change(&good[1], "/labels", Value::from(vec!["x"; 1000])),
        "x".repeat(33 << 20),
        good[3].clone(),
    ];
    let here = Desk::empty().await;
    let view = here.import_lines(&lines).await;
    assert_eq!((view.added, view.unreadable.count), (2, 10), "{view:?}");
    let bad: Vec<u32> = view.unreadable.first.iter().map(|it| it.line).collect();
    assert_eq!(bad, (3..=12).collect::<Vec<u32>>());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_that_breaks_gives_what_stands_before() {
    let there = Desk::full().await;
    let whole = there.export_all(ExportFormat::Json).await;
    let cut = there.file("cut.json");
    fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    let here = Desk::empty().await;
    let view = here.import(&cut).await;
    assert!((1..40).contains(&view.added), "{view:?}");
    assert_eq!(view.unreadable.count, 1);
    let broken = view.unreadable.first[0].line;
    assert_eq!(broken, view.added + 2, "the line it breaks on");
    let pretty: Value = serde_json::from_str(&whole).unwrap();
    let path = there.file("pretty.json");
    fs::write(&path, serde_json::to_string_pretty(&pretty).unwrap()).unwrap();
    let view = here.import(&path).await;
    assert_eq!(
        view.added + view.here,
        40,
        "however it is written: {view:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_vouches_for_nothing() {
    let there = Desk::full().await;
    let line = events_of(&there.export_all(ExportFormat::Ndjson).await).remove(2);
    let mut event: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(event["verdict"], "quarantined");
    event["verdict"] = "verified".into();
    event["deliveries"][0]["headers"][3]["value"] = SIGNATURE.into();
    let here = Desk::empty().await;
    assert_eq!(here.import_lines(&[event.to_string()]).await.added, 1);
    let text = here.export_all(ExportFormat::Ndjson).await;
    assert!(text.contains("quarantined") && !text.contains("\"verified\""));
    assert!(!text.contains(SIGNATURE), "it is masked on the way in too");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_export_leaves_nothing() {
    let desk = Desk::full().await;
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("a.json");
    let export = desk.patchbay.export(ExportWanted {
        what: all(),
        format: ExportFormat::Json,
    });
    let it = desk.patchbay.clone();
    let cancel = move |progress: patchbay_core::view::Progress| it.unwatch(progress.watch);
    let view = export.write(&target, cancel).await.unwrap();
    assert_eq!(view, ExportView::Cancelled);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_import_keeps_what_it_added() {
    let (there, here) = (Desk::full().await, Desk::empty().await);
    let (file, _) = there.export(all(), ExportFormat::Ndjson).await;
    let read = here.read(&file).await;
    let it = here.patchbay.clone();
    let cancel = move |progress: patchbay_core::view::Progress| it.unwatch(progress.watch);
    let app = read.targets[0].app;
    let view = here
        .patchbay
        .import_events(read.number, app, cancel)
        .await
        .unwrap();
    assert!(view.cancelled);
    assert_eq!(view.added, here.total().await);
    assert_eq!(here.import(&file).await.added, 40 - view.added);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_takes_no_files_is_said_to() {
    let desk = Desk::full().await;
    let export = |target: &str| {
        let export = desk.patchbay.export(ExportWanted {
            what: all(),
            format: ExportFormat::Json,
        });
        let target = PathBuf::from(target);
        async move { export.write(&target, |_| {}).await.unwrap_err() }
    };
    let error = export("/proc/a.json").await;
    assert_eq!(error.code(), ErrorCode::FileUnusable);
    assert!(!error.to_string().contains("/proc"), "no path: {error}");
    assert_eq!(
        export("/nowhere/a.json").await.code(),
        ErrorCode::FileUnusable
    );
    let full = export("/dev/full/a.json").await;
    assert_eq!(full.code(), ErrorCode::FileUnusable);
}
