use std::sync::mpsc;
use std::time::Duration;

use rusqlite::Connection;

use crate::ledger::Ledger;

fn there(file: &std::path::Path, name: &str) -> bool {
    let conn = Connection::open(file).unwrap();
    let sql = "SELECT count(*) FROM setting WHERE name = ?1";
    let count: i64 = conn.query_row(sql, [name], |row| row.get(0)).unwrap();
    count > 0
}

/// Three jobs wait behind one that holds the writer up: two ordinary ones with a slice between them.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_slice_is_a_transaction_between_two_groups() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path()).unwrap();
    let file = folder.path().join("ledger.db");
    let (begun, has_begun) = mpsc::channel();
    let (go, may_go) = mpsc::channel::<()>();
    let may_go = std::sync::Mutex::new(may_go);
    let holding = ledger.clone();
    let holding = tokio::spawn(async move {
        let held = holding.write(move |_| {
            begun.send(()).unwrap();
            may_go
                .lock()
                .unwrap()
                .recv_timeout(Duration::from_secs(60))
                .ok();
            Ok(())
        });
        held.await
    });
    has_begun.recv_timeout(Duration::from_secs(60)).unwrap();
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
