//! When the log is copied into the database.
//!
//! SQLite would do it inside the commit that crosses a threshold, in front of that group's
//! acknowledgements. The writer does it after it has answered.

use std::cell::Cell;
use std::os::raw::c_int;

use rusqlite::Connection;
use rusqlite::hooks::Wal;

/// Pages added to the log that make a checkpoint worthwhile: 16 MiB. Those who arrive while it runs
/// wait for it, so it comes for fewer than one delivery in a hundred.
const DUE: c_int = 4000;

thread_local! {
    /// Pages in the log after this thread's last commit. The hook cannot carry state of its own.
    static PAGES: Cell<c_int> = const { Cell::new(0) };
}

/// The checkpoints of one connection.
#[derive(Debug, Default)]
pub(crate) struct Checkpoints {
    /// Pages the log had at the last one. It keeps them while a reader still looks at them.
    pages_then: c_int,
}

impl Checkpoints {
    /// Copies the log into the database when it has grown enough since the last time.
    pub(crate) fn if_due(&mut self, conn: &Connection) {
        let pages = PAGES.get();
        if pages < self.pages_then {
            self.pages_then = 0;
        }
        if pages - self.pages_then >= DUE {
            self.pages_then = pages;
            now(conn);
        }
    }
}

/// Has the connection count the log's pages for the thread that commits on it.
pub(crate) fn watch(conn: &Connection) {
    conn.wal_hook(Some(count));
}

/// Copies what no reader needs of the log into the database, without waiting for any.
pub(crate) fn now(conn: &Connection) {
    run(conn, "PRAGMA wal_checkpoint(PASSIVE)");
}

/// Copies all of the log into the database and empties it.
pub(crate) fn all(conn: &Connection) {
    run(conn, "PRAGMA wal_checkpoint(TRUNCATE)");
}

fn run(conn: &Connection, sql: &str) {
    let done = conn
        .prepare_cached(sql)
        .and_then(|mut it| it.query_row([], |_| Ok(())));
    if let Err(why) = done {
        tracing::warn!(%why, "the log was not copied into the ledger; it stays until the next try");
    }
}

fn count(_: &Wal, pages: c_int) -> rusqlite::Result<()> {
    PAGES.set(pages);
    Ok(())
}
