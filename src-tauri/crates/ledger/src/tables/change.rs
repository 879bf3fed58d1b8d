//! The history of changes: what the user or BigCommerce changed, in words, and when.

use rusqlite::Row;

use crate::error::Result;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows::{self, Json};

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
        ALTER TABLE change ADD COLUMN store TEXT;
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
    /// The store it became of, by its name and hash at that time.
    pub store: Option<String>,
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
        let sql = "INSERT INTO change (app_id, store_id, store, at, what, detail)
            SELECT app_id, id, ifnull(json_extract(profile, '$.name') || ' (' || hash || ')', hash),
                ?2, ?3, ?4 FROM store WHERE id = ?1";
        self.write(move |desk| desk.run(sql, (store_id, at, &what, &detail)).map(drop))
            .await
    }

    /// The latest changes of a store, newest first.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn store_history(&self, store_id: i64, limit: usize) -> Result<Vec<Change>> {
        let sql = "SELECT id, app_id, at, what, detail, store FROM change WHERE store_id = ?1
            ORDER BY id DESC LIMIT ?2";
        self.read(move |conn| rows::all(conn, sql, (store_id, limit as i64), of_row))
            .await
    }

    /// The latest changes of an app, or of `None`, the whole of Patchbay; newest first.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn history(&self, app_id: Option<i64>, limit: usize) -> Result<Vec<Change>> {
        let sql = "SELECT id, app_id, at, what, detail, store FROM change WHERE app_id IS ?1
            ORDER BY id DESC LIMIT ?2";
        self.read(move |conn| rows::all(conn, sql, (app_id, limit as i64), of_row))
            .await
    }

    /// Changes of an app, and those of the whole of Patchbay whose `what` is one of `shared`; newest
    /// first, from before a row id on.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn changes_of(
        &self,
        app_id: i64,
        shared: &[&str],
        before: Option<i64>,
        limit: usize,
    ) -> Result<Vec<Change>> {
        let sql = "SELECT id, app_id, at, what, detail, store FROM change
            WHERE (app_id = ?1 OR (app_id IS NULL AND what IN (SELECT value FROM json_each(?2))))
                AND id < ?3
            ORDER BY id DESC LIMIT ?4";
        let shared = Json(shared.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>());
        let before = before.unwrap_or(i64::MAX);
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.read(move |conn| rows::all(conn, sql, (app_id, shared, before, limit), of_row))
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
        store: row.get(5)?,
    })
}
