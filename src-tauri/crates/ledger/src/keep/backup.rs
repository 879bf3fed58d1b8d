//! Backups: a copy of the ledger while arrivals go on, and the look at one before anything is
//! replaced with it.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, Row};
use tokio::task;

use crate::error::{LedgerError, Result};
use crate::keep::progress::Hear;
use crate::keep::{copy, health, shape};
use crate::ledger::Ledger;
use crate::tables::event;
use crate::words::{AppKind, Mode};
use crate::{open, rows};

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// Its apps.
    pub apps: Vec<BackedUpApp>,
    /// Its stores.
    pub stores: i64,
    /// Its events.
    pub events: i64,
    /// When its oldest event arrived, in milliseconds since the epoch.
    pub oldest: Option<i64>,
    /// When its newest event arrived.
    pub newest: Option<i64>,
}

/// An app in a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackedUpApp {
    /// Its name.
    pub name: String,
    /// The key in its callback URLs, which its secrets are kept under.
    pub key: String,
    /// What stands behind it at BigCommerce.
    pub kind: AppKind,
    /// Which BigCommerce it belongs to.
    pub mode: Mode,
    /// The hashes of its stores whose tokens are needed.
    pub stores: Vec<String>,
    /// Whether credentials were given for it.
    pub has_client_id: bool,
}

impl Ledger {
    /// Writes the ledger as it is now to the file `to`, in place of what is there, and readable by
    /// its owner only. Arrivals go on.
    ///
    /// # Errors
    /// `Stopped`, `NotWritable` and `Full` of the place it goes to, and those of reading.
    pub async fn back_up(&self, to: PathBuf, hear: Hear) -> Result<()> {
        let from = self.path().to_owned();
        task::spawn_blocking(move || copy::copy(&from, &to, &hear))
            .await
            .unwrap_or(Err(LedgerError::Closed))
    }

    /// What the ledger itself holds, as of a backup.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn contents(&self) -> Result<Contents> {
        self.read(contents).await
    }
}

/// Copies the backup `from` to `to` and looks at the copy: whether it is a ledger that this build
/// can open, and whole. Blocks.
///
/// # Errors
/// `Foreign` when it is no ledger, `Newer`, `Corrupt`, `Stopped`, and those of reading and writing.
/// No copy stays then.
pub fn take_in(from: &Path, to: &Path, hear: &Hear) -> Result<Contents> {
    if !is_a_database(from)? {
        return Err(LedgerError::Foreign);
    }
    let looked = copy::copy(from, to, hear).and_then(|()| look(to, hear));
    if looked.is_err() {
        let _there_may_be_none = fs::remove_file(to);
    }
    looked
}

/// Whether a file begins as SQLite's do: <https://sqlite.org/fileformat.html#the_database_header>
fn is_a_database(path: &Path) -> Result<bool> {
    const MAGIC: &[u8; 16] = b"SQLite format 3\0";
    let mut start = Vec::new();
    File::open(path)
        .and_then(|file| file.take(16).read_to_end(&mut start))
        .map_err(|why| LedgerError::Disk(why.to_string()))?;
    Ok(start == MAGIC)
}

fn look(path: &Path, hear: &Hear) -> Result<Contents> {
    let conn = open::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    shape::of_a_ledger(&conn)?;
    health::whole(&conn, hear)?;
    contents(&conn)
}

fn contents(conn: &Connection) -> Result<Contents> {
    let edge = |way: &str| {
        let sql = format!("SELECT first_at FROM event ORDER BY id {way} LIMIT 1");
        rows::first(conn, &sql, [], |row| row.get(0))
    };
    Ok(Contents {
        apps: apps(conn)?,
        stores: rows::count(conn, "SELECT count(*) FROM store", [])?,
        events: event::head(conn)?.total,
        oldest: edge("ASC")?,
        newest: edge("DESC")?,
    })
}

fn apps(conn: &Connection) -> Result<Vec<BackedUpApp>> {
    let sql = "SELECT id, name, key, mode, client_id IS NOT NULL FROM app ORDER BY id";
    let mut apps = rows::all(conn, sql, [], |row| Ok((row.get(0)?, of_row(row)?)))?;
    for (id, app) in &mut apps {
        let sql = "SELECT hash FROM store WHERE app_id = ?1 AND state = 'connected' ORDER BY id";
        app.stores = rows::all(conn, sql, [*id], |row| row.get(0))?;
        app.kind = kind(conn, *id)?;
    }
    Ok(apps.into_iter().map(|(_, app): (i64, _)| app).collect())
}

/// A ledger has kinds since version 6; before it knew one.
fn kind(conn: &Connection, app_id: i64) -> Result<AppKind> {
    let sql = "SELECT count(*) FROM pragma_table_info('app') WHERE name = 'kind'";
    if rows::count(conn, sql, [])? == 0 {
        return Ok(AppKind::Oauth);
    }
    let sql = "SELECT kind FROM app WHERE id = ?1";
    let kind = rows::first(conn, sql, [app_id], |row| row.get(0))?;
    Ok(kind.unwrap_or(AppKind::Oauth))
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<BackedUpApp> {
    Ok(BackedUpApp {
        kind: AppKind::Oauth,
        name: row.get(1)?,
        key: row.get(2)?,
        mode: row.get(3)?,
        has_client_id: row.get(4)?,
        stores: Vec::new(),
    })
}
