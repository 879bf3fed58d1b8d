//! A process is killed while it starts runs: each cursor stands where its runs end.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::Stdio;

use common::runs::{enabled, new_run, new_version, start_all};
use common::{House, child, child_folder, new_app, new_store, runtime};
use patchbay_ledger::Ledger;
use rusqlite::Connection;

const ROUNDS: usize = 6;

#[test]
fn every_event_that_was_passed_has_its_run() {
    if child_folder().is_some() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for round in 0..ROUNDS {
        start_and_kill(folder.path(), 10 + 13 * round);
        drop(Ledger::open(folder.path()).unwrap());
        let (passed, runs) = counts(folder.path());
        assert!(passed > 0);
        assert_eq!(passed, runs, "in round {round}");
    }
}

fn start_and_kill(folder: &Path, enough: usize) {
    let mut process = child("starts_runs_until_it_is_killed", folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let started = lines.filter(|line| line.as_ref().is_ok_and(|it| it == "started"));
    if started.take(enough).count() == enough {
        process.kill().unwrap();
    }
    process.wait().unwrap();
}

/// Events that the cursor passed, and those that have a run.
fn counts(folder: &Path) -> (i64, i64) {
    let conn = Connection::open(folder.join("ledger.db")).unwrap();
    let passed = "SELECT count(*) FROM event JOIN orchestration
        ON event.id > since AND event.id <= seen";
    let runs = "SELECT count(*) FROM run WHERE turn = 1";
    let one = |sql| conn.query_row(sql, [], |row| row.get(0)).unwrap();
    (one(passed), one(runs))
}

/// What is in `folder`, of which a process before may have made some.
async fn house(folder: &Path) -> House {
    let ledger = Ledger::open(folder).unwrap();
    let app = match ledger.apps().await.unwrap().pop() {
        Some(app) => app,
        None => ledger.add_app(new_app("key-a")).await.unwrap(),
    };
    let store = ledger.upsert_store(new_store(app.id, "g5cd38"));
    House {
        folder: tempfile::tempdir_in(folder).unwrap(),
        store: store.await.unwrap(),
        ledger,
        app,
    }
}

#[test]
fn starts_runs_until_it_is_killed() {
    let Some(folder) = child_folder() else { return };
    runtime().block_on(async {
        let house = house(&folder).await;
        let known = house.ledger.orchestrations().await.unwrap();
        let made = match known.into_iter().next() {
            Some(made) => made,
            None => enabled(&house, "a").await.0,
        };
        let version = house.ledger.publish(new_version(made.id, "{}"));
        let version = version.await.unwrap();
        writeln!(std::io::stdout()).unwrap();
        let first = house.ledger.feed_head().await.unwrap().seq;
        for number in first.. {
            for part in ["a", "b", "c"] {
                let sent = house.delivery(format!("{number}-{part}"));
                house.ledger.record(sent).await.unwrap();
            }
            start_all(&house, made.id, |it| new_run(&house, &version, it.id)).await;
            writeln!(std::io::stdout(), "started").unwrap();
        }
    });
}
