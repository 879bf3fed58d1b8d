//! A disk without room: an error for what is not stored, and never an acknowledgement.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use common::{NOON, app_and_store, child, child_folder, delivery, page, runtime};
use patchbay_ledger::{Ledger, LedgerError, Limits, NewDelivery};
use tokio::task::JoinSet;

fn large(app_id: i64, store_id: i64, identity: String) -> NewDelivery {
    NewDelivery {
        body: vec![b'x'; 2000].into(),
        ..delivery(app_id, store_id, identity)
    }
}

/// Fifteen hundred deliveries from fifteen waiters.
async fn record_many(ledger: &Ledger, app: i64, store: i64) -> Vec<Result<i64, LedgerError>> {
    let mut waiters = JoinSet::new();
    for waiter in 0..15 {
        let ledger = ledger.clone();
        waiters.spawn(async move {
            let mut outcomes = Vec::new();
            for number in 0..100 {
                let recorded = ledger
                    .record(large(app, store, format!("{waiter}-{number}")))
                    .await;
                outcomes.push(recorded.map(|recorded| recorded.event_id));
            }
            outcomes
        });
    }
    waiters.join_all().await.into_iter().flatten().collect()
}

async fn ids(ledger: &Ledger) -> Vec<i64> {
    page(ledger, None, 1 << 30)
        .await
        .iter()
        .rev()
        .map(|row| row.id)
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_ledger_says_so_and_goes_on_once_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let limits = Limits {
        pages: Some(300),
        ..Limits::default()
    };
    let ledger = Ledger::open_with(folder.path(), limits).unwrap();
    let (app, store) = app_and_store(&ledger, "k", "h").await;
    let outage = ledger.outage();
    assert_eq!(*outage.borrow(), None);
    let outcomes = record_many(&ledger, app.id, store.id).await;
    let too_large = NewDelivery {
        body: vec![b'x'; 2 << 20].into(),
        ..delivery(app.id, store.id, "too large")
    };
    assert_eq!(ledger.record(too_large).await, Err(LedgerError::Full));
    assert_eq!(*outage.borrow(), Some(LedgerError::Full));
    let mut stored: Vec<_> = outcomes
        .iter()
        .filter_map(|outcome| outcome.clone().ok())
        .collect();
    stored.sort_unstable();
    let refused = outcomes.iter().filter(|outcome| outcome.is_err()).count();
    assert!(
        stored.len() > 50 && refused > 50,
        "{} stored, {refused} refused",
        stored.len()
    );
    for outcome in outcomes {
        assert!(
            matches!(outcome, Ok(_) | Err(LedgerError::Full)),
            "{outcome:?}"
        );
    }
    assert_eq!(ids(&ledger).await, stored);

    ledger.remove_store(store.id).await.unwrap();
    let store = ledger
        .upsert_store(common::new_store(app.id, "again"))
        .await
        .unwrap();
    let after = ledger
        .record(large(app.id, store.id, "after".into()))
        .await
        .unwrap();
    assert_eq!(ids(&ledger).await, [after.event_id]);
    assert_eq!(*outage.borrow(), None, "a write that succeeds ends it");
}

/// The system refuses to let a file grow: the failure comes at the commit, after every job of the
/// group has succeeded.
#[test]
fn a_commit_the_disk_refuses_acknowledges_nothing() {
    if child_folder().is_some() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let output = limited(child("records_against_a_limit", folder.path()))
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let mut stored: Vec<i64> = said
        .lines()
        .filter_map(|line| line.strip_prefix("ack ")?.parse().ok())
        .collect();
    stored.sort_unstable();
    let refused = said
        .lines()
        .filter(|line| line.starts_with("refused disk"))
        .count();
    assert!(
        !stored.is_empty() && refused > 0,
        "{} stored, {refused} refused",
        stored.len()
    );
    assert_eq!(stored.len() + refused, 1500, "{said}");
    assert!(said.contains("still answers"), "{said}");
    assert_eq!(runtime().block_on(kept(folder.path())), stored);
}

/// The same command in a shell that lets no file grow beyond 1 MiB. A signal that is ignored stays
/// so in what the shell starts, and the write fails instead.
fn limited(command: Command) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 2048; exec \"$@\"", "sh"]);
    shell.arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        shell.env(name, value.unwrap());
    }
    shell.stdin(Stdio::null());
    shell
}

async fn kept(folder: &Path) -> Vec<i64> {
    let ledger = Ledger::open(folder).unwrap();
    let ids = ids(&ledger).await;
    ledger.close().await;
    ids
}

#[test]
fn records_against_a_limit() {
    let Some(folder) = child_folder() else { return };
    runtime().block_on(async {
        let ledger = Ledger::open(&folder).unwrap();
        let (app, store) = app_and_store(&ledger, "k", "h").await;
        let mut out = std::io::stdout();
        writeln!(out).unwrap();
        for outcome in record_many(&ledger, app.id, store.id).await {
            match outcome {
                Ok(id) => writeln!(out, "ack {id}").unwrap(),
                Err(LedgerError::Disk(_) | LedgerError::Full) => {
                    writeln!(out, "refused disk").unwrap();
                }
                Err(other) => writeln!(out, "refused {other:?}").unwrap(),
            }
        }
        let _either_way = ledger.set_setting("theme", "dark").await;
        assert!(ledger.store(store.id).await.unwrap().is_some());
        assert_eq!(
            ledger.events_since(NOON).await.unwrap(),
            ids(&ledger).await.len() as i64
        );
        writeln!(out, "still answers").unwrap();
    });
}
