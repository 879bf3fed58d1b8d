//! Giving back to the disk what the files no longer need: a slice of pages at a time, by the one
//! writer, so that what arrives meanwhile waits for one slice at most. SQLite's `VACUUM` would write
//! the whole ledger anew in front of it.

use rusqlite::Connection;

use crate::error::Result;
use crate::ledger::Ledger;
use crate::rows;

/// Pages given back in one slice.
const PAGES: u32 = 128;

impl Ledger {
    /// Gives one slice of what is free in the ledger's file back; how many bytes are still free. The
    /// file gets shorter with the next [`Ledger::checkpoint`].
    ///
    /// # Errors
    /// Those of writing.
    pub async fn give_back(&self) -> Result<i64> {
        self.write_apart(|desk| {
            vacuum(desk.conn, PAGES)?;
            free(desk.conn)
        })
        .await
    }

    /// Bytes of the ledger's file that hold nothing.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn free(&self) -> Result<i64> {
        self.read(free).await
    }
}

/// Moves the last pages to free places, and shortens the file by as many.
pub(crate) fn vacuum(conn: &Connection, pages: u32) -> Result<()> {
    let mut statement = conn.prepare_cached(&format!("PRAGMA incremental_vacuum({pages})"))?;
    let mut moved = statement.query([])?;
    while moved.next()?.is_some() {}
    Ok(())
}

/// Bytes of a file that hold nothing.
pub(crate) fn free(conn: &Connection) -> Result<i64> {
    let pages = rows::count(conn, "PRAGMA main.freelist_count", [])?;
    Ok(pages * rows::count(conn, "PRAGMA main.page_size", [])?)
}
