//! Connections and what they are set to: the writer's waits for the disk at every commit, the
//! readers' cannot write.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::error::{LedgerError, Result};
use crate::ledger::Limits;
use crate::{checkpoint, files, index, migrations};

const WAIT_FOR_LOCK: Duration = Duration::from_secs(5);
const STATEMENTS_KEPT: usize = 128;

/// The one connection that writes, on a ledger of the newest version.
pub(crate) fn writer(path: &Path, limits: &Limits) -> Result<Connection> {
    let mut conn = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let found = migrations::version(&conn)?;
    migrations::refuse_newer(found)?;
    if conn.is_readonly("main")? {
        let why = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        return Err(files::refused(path, &why));
    }
    if found == 0 {
        conn.pragma_update(None, "auto_vacuum", "INCREMENTAL")?;
    }
    durable(&conn)?;
    if let Some(pages) = limits.pages {
        conn.pragma_update(None, "max_page_count", pages)?;
    }
    migrations::migrate(&mut conn, path, migrations::ALL)?;
    checkpoint::watch(&conn);
    Ok(conn)
}

/// A connection that can only read, with the search index attached when there is one.
pub(crate) fn reader(path: &Path, index: Option<&Path>) -> Result<Connection> {
    let conn = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    conn.pragma_update(None, "cache_size", -4096)?;
    if let Some(index) = index {
        let attach = format!("ATTACH ?1 AS {}", index::ATTACHED);
        conn.execute(&attach, [index.to_string_lossy()])?;
    }
    Ok(conn)
}

/// A connection as all of them begin.
pub(crate) fn connect(path: &Path, access: OpenFlags) -> Result<Connection> {
    let conn = Connection::open_with_flags(path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|error| with_path(error.into(), path))?;
    conn.busy_timeout(WAIT_FOR_LOCK)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    conn.pragma_update(None, "trusted_schema", false)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(conn)
}

/// What the log is cut to when it begins anew, in bytes.
pub(crate) const LOG: u64 = 64 * 1024 * 1024;

/// `FULL` makes every commit wait until the log is on the disk; on macOS that takes `fullfsync`.
/// Checkpoints are the writer's to time, so that none stands in front of an acknowledgement.
fn durable(conn: &Connection) -> Result<()> {
    let mode: String =
        conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if mode != "wal" {
        return Err(LedgerError::Sqlite(format!(
            "the journal is {mode}, not a write-ahead log"
        )));
    }
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "fullfsync", true)?;
    conn.pragma_update(None, "checkpoint_fullfsync", true)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "cache_size", -16384)?;
    conn.pragma_update(None, "wal_autocheckpoint", 0)?;
    conn.pragma_update(None, "journal_size_limit", LOG as i64)?;
    Ok(())
}

fn with_path(error: LedgerError, path: &Path) -> LedgerError {
    if let LedgerError::NotWritable { why, .. } = error {
        return LedgerError::NotWritable {
            path: path.to_owned(),
            why,
        };
    }
    error
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pragma(conn: &Connection, name: &str) -> i64 {
        conn.pragma_query_value(None, name, |row| row.get(0))
            .unwrap()
    }

    #[test]
    fn the_writer_waits_for_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let path = files::prepare(folder.path()).unwrap();
        let conn = writer(&path, &Limits::default()).unwrap();
        assert_eq!(pragma(&conn, "synchronous"), 2);
        assert_eq!(pragma(&conn, "foreign_keys"), 1);
        assert_eq!(pragma(&conn, "auto_vacuum"), 2);
        assert_eq!(pragma(&conn, "wal_autocheckpoint"), 0);
    }

    #[test]
    fn a_reader_cannot_write() {
        let folder = tempfile::tempdir().unwrap();
        let path = files::prepare(folder.path()).unwrap();
        drop(writer(&path, &Limits::default()).unwrap());
        let conn = reader(&path, None).unwrap();
        let refused = conn
            .execute("DELETE FROM setting", [])
            .map_err(LedgerError::from);
        assert!(
            matches!(refused, Err(LedgerError::NotWritable { .. })),
            "{refused:?}"
        );
    }
}
