use std::pin::Pin;
use std::sync::mpsc;
use std::task::Poll;
use std::time::Duration;

use rusqlite::Connection;
use tokio::task::JoinHandle;

use crate::error::Result;
use crate::ledger::Ledger;

fn there(file: &std::path::Path, name: &str) -> bool {
    let conn = Connection::open(file).unwrap();
    let sql = "SELECT count(*) FROM setting WHERE name = ?1";
    let count: i64 = conn.query_row(sql, [name], |row| row.get(0)).unwrap();
    count > 0
}

/// A job that holds the writer up until it may go on.
fn hold_up(ledger: &Ledger) -> (JoinHandle<Result<()>>, mpsc::Sender<()>) {
    let (begun, has_begun) = mpsc::channel();
    let (go, may_go) = mpsc::channel::<()>();
    let may_go = std::sync::Mutex::new(may_go);
    let ledger = ledger.clone();
    let holding = tokio::spawn(async move {
        let held = ledger.write(move |_| {
            begun.send(()).unwrap();
            let may_go = may_go.lock().unwrap();
            may_go.recv_timeout(Duration::from_secs(60)).ok();
            Ok(())
        });
        held.await
    });
    has_begun.recv_timeout(Duration::from_secs(60)).unwrap();
    (holding, go)
}

/// Three jobs wait behind one that holds the writer up: two ordinary ones with a slice between them.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_slice_is_a_transaction_between_two_groups() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let file = folder.path().join("ledger.db");
    let (holding, go) = hold_up(&ledger);
    let set = |name: &'static str| ledger.set_setting(name, "1");
    let slice = {
        let file = file.clone();
        ledger.write_apart(move |desk| {
            desk.run("INSERT INTO setting VALUES ('slice', '1')", [])?;
            Ok((there(&file, "before"), there(&file, "after")))
        })
    };
    let after = async {
        set("after").await.unwrap();
        there(&file, "slice")
    };
    let release = async {
        tokio::time::sleep(Duration::from_millis(20)).await;
        go.send(()).unwrap();
    };
    let (before, seen, slice_came_first, ()) = tokio::join!(set("before"), slice, after, release);
    before.unwrap();
    holding.await.unwrap().unwrap();
    let (before_came_first, after_came_first) = seen.unwrap();
    assert!(before_came_first, "who was queued before has been answered");
    assert!(
        !after_came_first && slice_came_first,
        "who comes after waits for the slice"
    );
    ledger.close().await;
}

/// Two share a transaction, and who was to tell the other no longer waits, or hears and tells.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn all_of_a_transaction_are_told_whoever_waits() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    for goes_away in [true, false] {
        let (holding, go) = hold_up(&ledger);
        let telling = ledger.clone();
        let mut tells = Box::pin(async move { telling.write_and_tell(|_| Ok(())).await });
        assert!(is_waiting(tells.as_mut()).await, "it is queued");
        let other = ledger.set_setting("other", "1");
        let mut other = Box::pin(other);
        assert!(is_waiting(other.as_mut()).await, "it is queued");
        if goes_away {
            drop(tells);
        } else {
            tokio::spawn(tells);
        }
        go.send(()).unwrap();
        let told = tokio::time::timeout(Duration::from_secs(60), other).await;
        told.expect("the other is told").unwrap();
        holding.await.unwrap().unwrap();
    }
    ledger.close().await;
}

/// Polls once; whether there is more to wait for.
async fn is_waiting(work: Pin<&mut impl Future>) -> bool {
    let mut work = Some(work);
    std::future::poll_fn(|cx| {
        let work = work.take().expect("polled once");
        Poll::Ready(work.poll(cx).is_pending())
    })
    .await
}
