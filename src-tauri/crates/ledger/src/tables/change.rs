//! The history of changes: what the user or BigCommerce changed, in words, and when.

use rusqlite::Row;

use crate::error::Result;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows;

pub(crate) const STEPS: Steps = &[
    (
        1,
        "CREATE TABLE change (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            app_id INTEGER REFERENCES app (id) ON DELETE CASCADE,
            at INTEGER NOT NULL,
            what TEXT NOT NULL,
            detail TEXT NOT NULL
        ) STRICT;
        CREATE INDEX change_app ON change (app_id);",
    ),
    (
        5,
        "ALTER TABLE change ADD COLUMN store_id INTEGER REFERENCES store (id) ON DELETE SET NULL;
        CREATE INDEX change_store ON change (store_id) WHERE store_id IS NOT NULL;",
    ),
];

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its row id.
    pub id: i64,
    /// The app it is of; `None` for the whole of Patchbay.
    pub app_id: Option<i64>,
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// What changed; the caller's own closed set.
    pub what: String,
    /// From what to what, without secrets.
    pub detail: String,
}

impl Ledger {
    /// Notes a change.
    ///
    /// # Errors
    /// `NotFound` when there is no such app.
    pub async fn note_change(
        &self,
        app_id: Option<i64>,
        at: i64,
        what: &str,
        detail: &str,
    ) -> Result<()> {
        let (what, detail) = (what.to_owned(), detail.to_owned());
        let sql = "INSERT INTO change (app_id, at, what, detail) VALUES (?1, ?2, ?3, ?4)";
        self.write(move |desk| desk.run(sql, (app_id, at, &what, &detail)).map(drop))
            .await
    }

    /// Notes what became of a store, in its app's history and its own. Nothing happens when there is
    /// no such store.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn note_store_change(
        &self,
        store_id: i64,
        at: i64,
        what: &str,
        detail: &str,
    ) -> Result<()> {
        let (what, detail) = (what.to_owned(), detail.to_owned());
        let sql = "INSERT INTO change (app_id, store_id, at, what, detail)
            SELECT app_id, id, ?2, ?3, ?4 FROM store WHERE id = ?1";
        self.write(move |desk| desk.run(sql, (store_id, at, &what, &detail)).map(drop))
            .await
    }

    /// The latest changes of a store, newest first.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn store_history(&self, store_id: i64, limit: usize) -> Result<Vec<Change>> {
        let sql = "SELECT id, app_id, at, what, detail FROM change WHERE store_id = ?1
            ORDER BY id DESC LIMIT ?2";
        self.read(move |conn| rows::all(conn, sql, (store_id, limit as i64), of_row))
            .await
    }

    /// The latest changes of an app, or of `None`, the whole of Patchbay; newest first.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn history(&self, app_id: Option<i64>, limit: usize) -> Result<Vec<Change>> {
        let sql = "SELECT id, app_id, at, what, detail FROM change WHERE app_id IS ?1
            ORDER BY id DESC LIMIT ?2";
        self.read(move |conn| rows::all(conn, sql, (app_id, limit as i64), of_row))
            .await
    }
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Change> {
    Ok(Change {
        id: row.get(0)?,
        app_id: row.get(1)?,
        at: row.get(2)?,
        what: row.get(3)?,
        detail: row.get(4)?,
    })
}
