//! Published versions of orchestrations. Nothing changes one: a run is pinned to the version that it
//! was started with, and there is no statement but the one that adds a version.

use rusqlite::{Row, named_params};

use crate::error::{LedgerError, Result};
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows;

pub(crate) const STEPS: Steps = &[(
    7,
    "CREATE TABLE orchestration_version (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        orchestration_id INTEGER NOT NULL REFERENCES orchestration (id) ON DELETE CASCADE,
        number INTEGER NOT NULL CHECK (number > 0),
        document TEXT NOT NULL CHECK (json_valid(document)),
        published_at INTEGER NOT NULL,
        note TEXT,
        UNIQUE (orchestration_id, number)
    ) STRICT;",
)];

/// What is to be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewVersion {
    /// The orchestration.
    pub orchestration_id: i64,
    /// What was found fit to be published: JSON. It becomes the draft too.
    pub document: String,
    /// Now, in milliseconds since the epoch.
    pub published_at: i64,
    /// What the user says of it.
    pub note: Option<String>,
}

/// A published version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrchestrationVersion {
    /// Its row id, never used again.
    pub id: i64,
    /// Its number among those of its orchestration, from 1.
    pub number: i64,
    /// What it says.
    pub published: NewVersion,
}

/// A published version, without what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionRow {
    /// Its row id.
    pub id: i64,
    /// Its number among those of its orchestration, from 1.
    pub number: i64,
    /// When it was published, in milliseconds since the epoch.
    pub published_at: i64,
    /// What the user says of it.
    pub note: Option<String>,
}

impl Ledger {
    /// Publishes the next version of an orchestration: what is started from now on is of it.
    ///
    /// # Errors
    /// `NotFound` when the orchestration is gone.
    pub async fn publish(&self, new: NewVersion) -> Result<OrchestrationVersion> {
        self.write(move |desk| publish(desk, &new)).await
    }

    /// An orchestration's versions, the newest first.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn orchestration_versions(&self, orchestration_id: i64) -> Result<Vec<VersionRow>> {
        let sql = "SELECT id, number, published_at, note FROM orchestration_version
            WHERE orchestration_id = ?1 ORDER BY number DESC";
        self.read(move |conn| rows::all(conn, sql, [orchestration_id], light_of_row))
            .await
    }

    /// A version.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn orchestration_version(&self, id: i64) -> Result<Option<OrchestrationVersion>> {
        let sql = "SELECT * FROM orchestration_version WHERE id = ?1";
        self.read(move |conn| rows::first(conn, sql, [id], of_row))
            .await
    }
}

fn publish(desk: &Desk<'_>, new: &NewVersion) -> Result<OrchestrationVersion> {
    let sql = "INSERT INTO orchestration_version
            (orchestration_id, number, document, published_at, note)
        VALUES (:orchestration, (SELECT ifnull(max(number), 0) + 1 FROM orchestration_version
            WHERE orchestration_id = :orchestration), :document, :at, :note)
        RETURNING *";
    let values = named_params! {
        ":orchestration": new.orchestration_id, ":document": new.document,
        ":at": new.published_at, ":note": new.note,
    };
    let version = rows::first(desk.conn, sql, values, of_row)?.ok_or(LedgerError::NotFound)?;
    let sql =
        "UPDATE orchestration SET published = ?2, drafted_at = iif(draft = ?3, drafted_at, ?4),
        draft = ?3 WHERE id = ?1";
    let values = (
        new.orchestration_id,
        version.id,
        &new.document,
        new.published_at,
    );
    match desk.run(sql, values)? {
        0 => Err(LedgerError::NotFound),
        _ => Ok(version),
    }
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<OrchestrationVersion> {
    Ok(OrchestrationVersion {
        id: row.get("id")?,
        number: row.get("number")?,
        published: NewVersion {
            orchestration_id: row.get("orchestration_id")?,
            document: row.get("document")?,
            published_at: row.get("published_at")?,
            note: row.get("note")?,
        },
    })
}

fn light_of_row(row: &Row<'_>) -> rusqlite::Result<VersionRow> {
    Ok(VersionRow {
        id: row.get(0)?,
        number: row.get(1)?,
        published_at: row.get(2)?,
        note: row.get(3)?,
    })
}
