//! What is left of events that went: parts of the trigrams that nothing needs, and pages that hold
//! nothing. Both are given back a little at a time, while there is nothing to index.

use rusqlite::Connection;

use crate::error::Result;
use crate::keep::compact;

/// Pages of trigrams merged, and pages given back, in one step.
const MERGED: u32 = 200;
const GIVEN_BACK: u32 = 256;

/// So few bytes are kept for what comes next.
const WORTHWHILE: i64 = 1 << 20;

/// Tidies up a little; whether there may be more to do.
pub(super) fn step(conn: &Connection) -> Result<bool> {
    if merge(conn)? {
        return Ok(true);
    }
    if compact::free(conn)? < WORTHWHILE {
        return Ok(false);
    }
    compact::vacuum(conn, GIVEN_BACK)?;
    Ok(true)
}

/// Merges trigrams, as FTS5 sees fit; whether that did anything. It says so by the number of
/// changes it counts: <https://sqlite.org/fts5.html#the_merge_command>
fn merge(conn: &Connection) -> Result<bool> {
    let before = conn.total_changes();
    conn.prepare_cached("INSERT INTO doc (doc, rank) VALUES ('merge', ?1)")?
        .execute([MERGED])?;
    Ok(conn.total_changes() - before >= 2)
}
