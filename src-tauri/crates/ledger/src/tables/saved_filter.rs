//! Filters of the feed that the user keeps under a name. What they ask for is the caller's own JSON.

use rusqlite::Row;

use crate::error::{LedgerError, Result};
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows;

pub(crate) const STEPS: Steps = &[(
    3,
    "CREATE TABLE saved_filter (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE,
        conditions TEXT NOT NULL
    ) STRICT;",
)];

/// A filter kept under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedFilter {
    /// Its row id.
    pub id: i64,
    /// Its name, unique whatever its case.
    pub name: String,
    /// What it asks for, as JSON.
    pub conditions: String,
}

impl Ledger {
    /// Every saved filter, in the order of their names.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn saved_filters(&self) -> Result<Vec<SavedFilter>> {
        let sql = "SELECT id, name, conditions FROM saved_filter ORDER BY name COLLATE NOCASE";
        self.read(move |conn| rows::all(conn, sql, [], of_row))
            .await
    }

    /// Keeps a filter, in place of one with the same name.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn save_filter(&self, name: &str, conditions: &str) -> Result<SavedFilter> {
        let (name, conditions) = (name.to_owned(), conditions.to_owned());
        let sql = "INSERT INTO saved_filter (name, conditions) VALUES (?1, ?2)
            ON CONFLICT (name) DO UPDATE SET name = excluded.name, conditions = excluded.conditions
            RETURNING id, name, conditions";
        self.write(move |desk| {
            rows::first(desk.conn, sql, (&name, &conditions), of_row)?.ok_or(LedgerError::NotFound)
        })
        .await
    }

    /// Forgets a filter, when it is there.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn delete_filter(&self, id: i64) -> Result<()> {
        self.write(move |desk| {
            desk.run("DELETE FROM saved_filter WHERE id = ?1", [id])
                .map(drop)
        })
        .await
    }
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<SavedFilter> {
    Ok(SavedFilter {
        id: row.get(0)?,
        name: row.get(1)?,
        conditions: row.get(2)?,
    })
}
