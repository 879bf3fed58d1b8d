//! A process is killed in the middle of a burst: what it acknowledged is there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::Stdio;

use common::{app_and_store, child, child_folder, delivery, page, runtime};
use patchbay_ledger::Ledger;
use tokio::task::JoinSet;

const ROUNDS: usize = 12;
const WAITERS: usize = 16;

#[test]
fn what_was_acknowledged_survives_a_kill() {
    if child_folder().is_some() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut acknowledged = HashMap::new();
    for round in 0..ROUNDS {
        let before = acknowledged.len();
        burst_and_kill(folder.path(), round, &mut acknowledged);
        assert!(
            acknowledged.len() > before,
            "nothing was acknowledged in round {round}"
        );
        let missing = runtime().block_on(missing(folder.path(), &acknowledged));
        assert_eq!(missing, Vec::<String>::new(), "lost in round {round}");
    }
}

/// Lets a child record until it has acknowledged some hundred deliveries, and kills it.
fn burst_and_kill(folder: &Path, round: usize, acknowledged: &mut HashMap<String, i64>) {
    let mut process = child("records_until_it_is_killed", folder)
        .env("PATCHBAY_LEDGER_TEST_ROUND", round.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let enough = 100 + 177 * round;
    let mut heard = 0;
    while let Some(Ok(line)) = lines.next() {
        heard += usize::from(note(&line, acknowledged));
        if heard == enough {
            process.kill().unwrap();
        }
    }
    process.wait().unwrap();
}

fn note(line: &str, acknowledged: &mut HashMap<String, i64>) -> bool {
    let Some((identity, id)) = line
        .strip_prefix("ack ")
        .and_then(|rest| rest.split_once(' '))
    else {
        return false;
    };
    let Some(id) = id.strip_suffix('.').and_then(|id| id.parse().ok()) else {
        return false;
    };
    acknowledged.insert(identity.to_owned(), id);
    true
}

async fn missing(folder: &Path, acknowledged: &HashMap<String, i64>) -> Vec<String> {
    let ledger = Ledger::open(folder).unwrap();
    let rows = page(&ledger, None, 1 << 30).await;
    assert_eq!(ledger.feed_head().await.unwrap().total as usize, rows.len());
    let usage = ledger.usage().await.unwrap();
    let counted: i64 = usage.iter().map(|of_app| of_app.events).sum();
    assert_eq!(counted as usize, rows.len());
    let there: HashMap<_, _> = rows
        .into_iter()
        .map(|row| (row.resource_id, row.id))
        .collect();
    ledger.close().await;
    let lost = acknowledged
        .iter()
        .filter(|(identity, id)| there.get(*identity) != Some(*id));
    lost.map(|(identity, _)| identity.clone()).collect()
}

#[test]
fn records_until_it_is_killed() {
    let Some(folder) = child_folder() else { return };
    let round = std::env::var("PATCHBAY_LEDGER_TEST_ROUND").unwrap();
    runtime().block_on(async {
        let ledger = Ledger::open(&folder).unwrap();
        let (app, store) = app_and_store(&ledger, &format!("key-{round}"), "h").await;
        writeln!(std::io::stdout()).unwrap();
        let mut waiters = JoinSet::new();
        for waiter in 0..WAITERS {
            let (ledger, prefix) = (ledger.clone(), format!("{round}-{waiter}"));
            waiters.spawn(async move {
                for number in 0_u64.. {
                    let identity = format!("{prefix}-{number}");
                    let sent = delivery(app.id, store.id, &identity);
                    let id = ledger.record(sent).await.unwrap().event_id;
                    writeln!(std::io::stdout(), "ack {identity} {id}.").unwrap();
                }
            });
        }
        waiters.join_all().await;
    });
}
