//! The index's file. Everything in it comes from the ledger, so a file of another version, or one
//! that is damaged or ahead of its ledger, is thrown away and made anew.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use crate::error::{LedgerError, Result};
use crate::{files, open, tables};

/// What readers call the index when it is attached to the ledger.
pub(crate) const ATTACHED: &str = "search";

/// Counted up whenever what is indexed, or how, changes.
const VERSION: i64 = 5;
pub(crate) const FILE: &str = "index.db";

/// `posting` has, for a value of a field, the events of a chunk of 65,536 ids as a Roaring bitmap;
/// `hour` the same by the hour they arrived in. `doc` has the trigrams of what differs from
/// delivery to delivery, `head` what does not, and `gram` in which blocks of 4096 ids a text of one
/// or two characters occurs at all. `minute` counts events, and `shape` the fields of payloads.
const TABLES: &str = "
    CREATE TABLE progress (id INTEGER PRIMARY KEY CHECK (id = 1), cursor INTEGER NOT NULL) STRICT;
    INSERT INTO progress VALUES (1, 0);
    CREATE TABLE posting (
        field INTEGER NOT NULL,
        value ANY NOT NULL,
        chunk INTEGER NOT NULL,
        events BLOB NOT NULL,
        PRIMARY KEY (field, value, chunk)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE hour (
        chunk INTEGER NOT NULL,
        hour INTEGER NOT NULL,
        events BLOB NOT NULL,
        PRIMARY KEY (chunk, hour)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE head (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE gram (
        gram TEXT NOT NULL,
        block INTEGER NOT NULL,
        PRIMARY KEY (gram, block)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE shape (
        app_id INTEGER NOT NULL,
        trigger TEXT NOT NULL,
        path TEXT NOT NULL,
        type TEXT NOT NULL,
        events INTEGER NOT NULL,
        payloads INTEGER NOT NULL,
        first_at INTEGER NOT NULL,
        last_at INTEGER NOT NULL,
        PRIMARY KEY (app_id, trigger, path, type)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE minute (
        minute INTEGER NOT NULL,
        app_id INTEGER NOT NULL,
        trigger TEXT NOT NULL,
        verdict TEXT NOT NULL,
        events INTEGER NOT NULL,
        PRIMARY KEY (minute, app_id, trigger, verdict)
    ) STRICT, WITHOUT ROWID;
    CREATE VIRTUAL TABLE doc USING fts5 (
        text, content = '', contentless_delete = 1, tokenize = 'trigram', detail = none
    );
    INSERT INTO doc (doc, rank) VALUES ('hashsize', 8388608);";

/// The connection that writes the index, with the ledger attached as `ledger`, and the file's path.
pub(crate) fn open(folder: &Path, ledger: &Path) -> Result<(Connection, PathBuf)> {
    let path = folder.join(FILE);
    if let Ok(conn) = usable(&path, ledger) {
        return Ok((conn, path));
    }
    throw_away(&path)?;
    let conn = connect(&path, ledger)?;
    conn.execute_batch(&format!(
        "BEGIN; {TABLES} PRAGMA user_version = {VERSION}; COMMIT;"
    ))?;
    Ok((conn, path))
}

/// Empties the index. One that cannot even be emptied is made anew when it is opened next.
pub(super) fn clear(conn: &Connection) -> Result<()> {
    let cleared = conn.execute_batch(
        "BEGIN IMMEDIATE; DELETE FROM posting; DELETE FROM hour; DELETE FROM head;
        DELETE FROM gram; DELETE FROM shape; DELETE FROM minute; INSERT INTO doc (doc) VALUES ('delete-all');
        UPDATE progress SET cursor = 0; COMMIT;",
    );
    if let Err(why) = cleared {
        if !conn.is_autocommit() {
            conn.execute_batch("ROLLBACK")?;
        }
        conn.pragma_update(None, "user_version", 0)?;
        return Err(why.into());
    }
    Ok(())
}

fn usable(path: &Path, ledger: &Path) -> Result<Connection> {
    if !path.exists() {
        return Err(LedgerError::NotFound);
    }
    let conn = connect(path, ledger)?;
    let version: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let cursor: i64 = conn.query_row("SELECT cursor FROM progress", [], |row| row.get(0))?;
    let head = tables::event::seq_of(&conn, "ledger")?;
    if version == VERSION && cursor <= head {
        return Ok(conn);
    }
    tracing::info!(version, cursor, "the search index is made anew");
    Err(LedgerError::Corrupt)
}

fn connect(path: &Path, ledger: &Path) -> Result<Connection> {
    drop(files::open_private(path).map_err(|why| files::refused(path, &why))?);
    let access = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_URI;
    let conn = open::connect(path, access)?;
    conn.pragma_update(None, "auto_vacuum", "INCREMENTAL")?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", "NORMAL")?;
    conn.pragma_update(None, "cache_size", -8192)?;
    conn.pragma_update(None, "wal_autocheckpoint", 4000)?;
    conn.pragma_update(None, "journal_size_limit", 16 * 1024 * 1024)?;
    let uri = format!("file:{}?mode=ro", encoded(ledger));
    conn.execute("ATTACH ?1 AS ledger", [uri])?;
    Ok(conn)
}

/// A path as it may stand in a URI.
fn encoded(path: &Path) -> String {
    let mut uri = String::new();
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// Throws away the index in a folder, if there is one.
pub(crate) fn throw_away_in(folder: &Path) -> Result<()> {
    throw_away(&folder.join(FILE))
}

fn throw_away(path: &Path) -> Result<()> {
    for suffix in ["", "-wal", "-shm"] {
        match fs::remove_file(files::beside(path, suffix)) {
            Err(why) if why.kind() != std::io::ErrorKind::NotFound => {
                return Err(files::refused(path, &why));
            }
            _ => {}
        }
    }
    Ok(())
}
