//! Backups are whole whatever arrives meanwhile, and what is no whole ledger replaces none.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::collections::HashSet;
use std::fs;
use std::io::{BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use common::{House, NOON, app_and_store, child, child_folder, delivery, page, runtime};
use patchbay_ledger::{
    Flaw, Hear, Ledger, LedgerError, NewDelivery, is_ledger_itself, replace, take_in,
};
use rusqlite::Connection;

fn going_on() -> Hear {
    Arc::new(|_| true)
}

async fn fill(house: &House, events: usize) {
    for number in 0..events {
        let sent = NewDelivery {
            body: vec![b'x'; 3000].into(),
            received_at: NOON + number as i64,
            ..house.delivery(format!("o{number}"))
        };
        house.ledger.record(sent).await.unwrap();
    }
}

/// A house of so many events, and a backup of it.
async fn backed_up(events: usize) -> (House, PathBuf) {
    let house = House::new().await;
    fill(&house, events).await;
    let file = house.folder.path().join("backup.db");
    house
        .ledger
        .back_up(file.clone(), going_on())
        .await
        .unwrap();
    (house, file)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_backup_under_load_has_everything_acknowledged_before_it_began() {
    let house = House::new().await;
    fill(&house, 1500).await;
    let (over, arrived) = (
        Arc::new(AtomicBool::new(false)),
        Arc::new(AtomicU64::new(0)),
    );
    let arriving = {
        let (ledger, app, store) = (house.ledger.clone(), house.app.id, house.store.id);
        let (over, arrived) = (Arc::clone(&over), Arc::clone(&arrived));
        tokio::spawn(async move {
            for number in 0.. {
                if over.load(Ordering::SeqCst) {
                    return number;
                }
                ledger
                    .record(delivery(app, store, format!("late{number}")))
                    .await
                    .unwrap();
                arrived.fetch_add(1, Ordering::SeqCst);
            }
            0
        })
    };
    while arrived.load(Ordering::SeqCst) < 20 {
        tokio::task::yield_now().await;
    }
    let before = page(&house.ledger, None, 1 << 20).await;
    let file = house.folder.path().join("backup.db");
    let (at_first, last) = (
        Arc::new(AtomicU64::new(u64::MAX)),
        Arc::new(AtomicU64::new(0)),
    );
    let hear: Hear = {
        let (arrived, at_first, last) = (
            Arc::clone(&arrived),
            Arc::clone(&at_first),
            Arc::clone(&last),
        );
        Arc::new(move |progress| {
            assert!(
                progress.done >= last.swap(progress.done, Ordering::SeqCst),
                "it started over"
            );
            at_first.fetch_min(arrived.load(Ordering::SeqCst), Ordering::SeqCst);
            std::thread::sleep(std::time::Duration::from_millis(20));
            true
        })
    };
    house.ledger.back_up(file.clone(), hear).await.unwrap();
    let during = arrived.load(Ordering::SeqCst) - at_first.load(Ordering::SeqCst);
    assert!(during > 0, "arrivals went on");
    over.store(true, Ordering::SeqCst);
    arriving.await.unwrap();
    let there = folder_with(&file);
    let copy = Ledger::open(there.path()).unwrap();
    let copied: HashSet<i64> = page(&copy, None, 1 << 20)
        .await
        .iter()
        .map(|row| row.id)
        .collect();
    assert!(before.iter().all(|row| copied.contains(&row.id)));
    assert_eq!(copy.check(going_on()).await.unwrap().flaws, []);
    copy.close().await;
}

fn folder_with(file: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(file, folder.path().join("ledger.db")).unwrap();
    folder
}

#[tokio::test]
async fn a_backup_is_one_private_file() {
    let (house, file) = backed_up(10).await;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
    let names: Vec<String> = fs::read_dir(house.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("backup") || name.contains("partial"))
        .collect();
    assert_eq!(names, ["backup.db"]);
}

#[tokio::test]
async fn a_backup_that_is_stopped_leaves_what_was_there() {
    let house = House::new().await;
    fill(&house, 10).await;
    let file = house.folder.path().join("backup.db");
    fs::write(&file, "an older one").unwrap();
    let stopped = house
        .ledger
        .back_up(file.clone(), Arc::new(|_| false))
        .await;
    assert_eq!(stopped, Err(LedgerError::Stopped));
    assert_eq!(fs::read_to_string(&file).unwrap(), "an older one");
    let nowhere = house.folder.path().join("none/backup.db");
    let refused = house.ledger.back_up(nowhere, going_on()).await;
    assert!(
        matches!(refused, Err(LedgerError::NotWritable { .. })),
        "{refused:?}"
    );
}

#[tokio::test]
async fn what_a_backup_holds_is_said_before_anything_is_replaced() {
    let (house, file) = backed_up(10).await;
    let staged = house.folder.path().join("staged.db");
    let contents = take_in(&file, &staged, &going_on()).unwrap();
    assert_eq!(contents, house.ledger.contents().await.unwrap());
    assert_eq!((contents.events, contents.stores), (10, 1));
    assert_eq!(
        (contents.oldest, contents.newest),
        (Some(NOON), Some(NOON + 9))
    );
    assert_eq!(contents.apps[0].key, "key-a");
    assert_eq!(contents.apps[0].stores, ["g5cd38"]);
}

#[tokio::test]
async fn a_restored_ledger_has_everything_and_the_old_one_is_kept() {
    let (house, file) = backed_up(40).await;
    house
        .ledger
        .record(house.delivery("after the backup"))
        .await
        .unwrap();
    common::indexed(&house.ledger).await;
    let folder = house.folder.path().to_owned();
    let (staged, kept) = (folder.join("staged.db"), folder.join("kept.db"));
    take_in(&file, &staged, &going_on()).unwrap();
    assert_eq!(
        replace(&folder, &staged, &kept),
        Err(LedgerError::Busy),
        "it is open"
    );
    house.ledger.close().await;
    replace(&folder, &staged, &kept).unwrap();
    let ledger = Ledger::open(&folder).unwrap();
    assert_eq!(page(&ledger, None, 1 << 20).await.len(), 40);
    common::indexed(&ledger).await;
    let delivered = ledger
        .body(ledger.deliveries(1).await.unwrap()[0].id)
        .await
        .unwrap();
    assert_eq!(delivered.unwrap().len(), 3000);
    ledger
        .record(delivery(house.app.id, house.store.id, "new"))
        .await
        .unwrap();
    ledger.close().await;
    let old = folder_with(&kept);
    let old = Ledger::open(old.path()).unwrap();
    assert_eq!(page(&old, None, 1 << 20).await.len(), 41);
    assert!(
        !is_ledger_itself(&folder, &kept) && is_ledger_itself(&folder, &folder.join("ledger.db"))
    );
}

#[tokio::test]
async fn what_is_no_whole_ledger_is_refused_with_its_reason() {
    let (house, file) = backed_up(200).await;
    let folder = house.folder.path();
    let staged = folder.join("staged.db");
    let spoilt = |name: &str, spoil: &dyn Fn(&Path)| {
        let path = folder.join(name);
        fs::copy(&file, &path).unwrap();
        spoil(&path);
        let refused = take_in(&path, &staged, &going_on()).unwrap_err();
        assert!(!staged.exists(), "{name} left a copy");
        refused
    };
    let sql = |sql: &'static str| {
        move |path: &Path| Connection::open(path).unwrap().execute_batch(sql).unwrap()
    };
    let cut = |path: &Path| {
        let file = fs::OpenOptions::new().write(true).open(path).unwrap();
        file.set_len(file.metadata().unwrap().len() / 2).unwrap();
    };
    let scribbled = |path: &Path| {
        let mut file = fs::OpenOptions::new().write(true).open(path).unwrap();
        let middle = file.metadata().unwrap().len() / 8192 * 4096;
        file.seek(SeekFrom::Start(middle)).unwrap();
        file.write_all(&[0xa5; 8192]).unwrap();
    };
    assert_eq!(spoilt("cut", &cut), LedgerError::Corrupt);
    assert_eq!(spoilt("scribbled", &scribbled), LedgerError::Corrupt);
    assert_eq!(
        spoilt("text", &|path| fs::write(path, "hello").unwrap()),
        LedgerError::Foreign
    );
    assert_eq!(
        spoilt("empty", &|path| fs::write(path, "").unwrap()),
        LedgerError::Foreign
    );
    let other = |path: &Path| {
        fs::remove_file(path).unwrap();
        sql("CREATE TABLE song (id INTEGER); PRAGMA user_version = 3;")(path);
    };
    assert_eq!(spoilt("foreign", &other), LedgerError::Foreign);
    let acting = "CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM app; END;";
    assert_eq!(spoilt("acting", &sql(acting)), LedgerError::Foreign);
    assert_eq!(
        spoilt("without", &sql("ALTER TABLE hook DROP COLUMN checked_at")),
        LedgerError::Foreign
    );
    let newer = spoilt("newer", &sql("PRAGMA user_version = 999"));
    assert!(
        matches!(newer, LedgerError::Newer { found: 999, .. }),
        "{newer:?}"
    );
    assert_eq!(
        page(&house.ledger, None, 1 << 20).await.len(),
        200,
        "nothing was lost"
    );
}

#[tokio::test]
async fn a_check_says_what_is_wrong() {
    let house = House::new().await;
    fill(&house, 50).await;
    let health = house.ledger.check(going_on()).await.unwrap();
    assert_eq!(
        (health.flaws, health.events, health.deliveries),
        (vec![], 50, 50)
    );
    let stopped = house.ledger.check(Arc::new(|_| false)).await;
    assert!(
        stopped == Err(LedgerError::Stopped) || stopped.is_ok(),
        "{stopped:?}"
    );
    let house = house.reopen().await;
    let conn = Connection::open(house.file()).unwrap();
    conn.execute_batch("DELETE FROM event WHERE id = 3; DELETE FROM delivery WHERE id IN (5, 6);")
        .unwrap();
    let health = house.ledger.check(going_on()).await.unwrap();
    assert_eq!(
        health.flaws,
        [Flaw::Orphans(1), Flaw::Hollow(2), Flaw::Miscounted(-1)]
    );
}

#[test]
fn a_kill_while_restoring_leaves_one_complete_ledger() {
    if child_folder().is_some() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    runtime().block_on(async {
        let ledger = Ledger::open(folder.path()).unwrap();
        let (app, store) = app_and_store(&ledger, "key-a", "h").await;
        for (number, events) in [("one", 50), ("two", 80)] {
            for at in 0..events {
                ledger
                    .record(delivery(app.id, store.id, format!("{number}{at}")))
                    .await
                    .unwrap();
            }
            let to = folder.path().join(format!("{number}.db"));
            ledger.back_up(to, going_on()).await.unwrap();
        }
        ledger.close().await;
    });
    let mut seen = HashSet::new();
    for round in 0..14_u64 {
        let mut process = child("restores_until_it_is_killed", folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let restored = lines
            .map_while(Result::ok)
            .filter(|line| line == "restoring");
        assert_eq!(restored.take(2).count(), 2);
        std::thread::sleep(std::time::Duration::from_micros(round * 700));
        process.kill().unwrap();
        process.wait().unwrap();
        let left = runtime().block_on(async {
            let ledger = Ledger::open(folder.path()).unwrap();
            assert_eq!(ledger.check(going_on()).await.unwrap().flaws, []);
            let left = page(&ledger, None, 1 << 20).await.len();
            ledger.close().await;
            left
        });
        assert!(
            [50, 130].contains(&left),
            "{left} events are neither of both"
        );
        seen.insert(left);
    }
    assert_eq!(seen.len(), 2, "kills came before and after the last step");
}

#[test]
fn restores_until_it_is_killed() {
    let Some(folder) = child_folder() else { return };
    let (staged, kept) = (folder.join("staged.db"), folder.join("kept.db"));
    for round in 0.. {
        let from = folder.join(if round % 2 == 0 { "one.db" } else { "two.db" });
        take_in(&from, &staged, &going_on()).unwrap();
        let _there_may_be_none = fs::remove_file(&kept);
        writeln!(std::io::stdout(), "\nrestoring").unwrap();
        replace(&folder, &staged, &kept).unwrap();
    }
}

#[test]
fn a_damaged_ledger_is_kept_with_its_log() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for name in [
        "ledger.db",
        "ledger.db-wal",
        "ledger.db-shm",
        "index.db",
        "new",
    ] {
        fs::write(at(name), name).unwrap();
    }
    patchbay_ledger::replace_damaged(folder.path(), Some(&at("new")), &at("kept.db")).unwrap();
    let read = |name: &str| fs::read_to_string(at(name)).unwrap();
    assert_eq!(read("ledger.db"), "new");
    assert_eq!(read("kept.db"), "ledger.db");
    assert_eq!(read("kept.db-wal"), "ledger.db-wal");
    for gone in ["new", "ledger.db-wal", "ledger.db-shm", "index.db"] {
        assert!(!at(gone).exists(), "{gone}");
    }
}
