//! Times during which nothing arrived through the public address.

use rusqlite::Row;

use crate::error::Result;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows;

pub(crate) const STEPS: Steps = &[(
    4,
    "CREATE TABLE outage (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        began_at INTEGER NOT NULL,
        ended_at INTEGER,
        seen_at INTEGER NOT NULL,
        url TEXT,
        reason TEXT NOT NULL
    ) STRICT;",
)];

const END: &str = "UPDATE outage SET ended_at = max(?1, began_at) WHERE ended_at IS NULL";

/// How many are remembered.
const MOST: i64 = 500;

/// A time during which nothing arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outage {
    /// Its row id.
    pub id: i64,
    /// When it began, in milliseconds since the epoch.
    pub began_at: i64,
    /// When it ended; `None` while it lasts.
    pub ended_at: Option<i64>,
    /// The address, if it was known.
    pub url: Option<String>,
    /// Why, as it was last known.
    pub reason: String,
}

impl Ledger {
    /// Notes at `now` that one has lasted `since` then, and why. That of another address ends where this
    /// one begins. Whether it is a new one.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn outage_lasts(
        &self,
        since: i64,
        now: i64,
        url: Option<&str>,
        reason: &str,
    ) -> Result<bool> {
        let (url, reason) = (url.map(str::to_owned), reason.to_owned());
        self.write(move |desk| {
            let sql = "UPDATE outage SET reason = ?1, seen_at = ?2
                WHERE ended_at IS NULL AND url IS ?3";
            if desk.run(sql, (&reason, now, &url))? > 0 {
                return Ok(false);
            }
            desk.run(END, [since])?;
            let sql = "INSERT INTO outage (began_at, seen_at, url, reason) VALUES (?1, ?2, ?3, ?4)";
            desk.run(sql, (since, now, &url, &reason))?;
            let sql = "DELETE FROM outage WHERE id <= (SELECT max(id) FROM outage) - ?1";
            desk.run(sql, [MOST])?;
            Ok(true)
        })
        .await
    }

    /// Notes that the one that lasts ended; whether there was one.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn outage_ended(&self, at: i64) -> Result<bool> {
        self.write(move |desk| desk.run(END, [at]).map(|ended| ended > 0))
            .await
    }

    /// Ends the one that lasted when the app was killed, at the time it was last seen.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn outage_cut_off(&self) -> Result<()> {
        let sql = "UPDATE outage SET ended_at = seen_at WHERE ended_at IS NULL";
        self.write(move |desk| desk.run(sql, []).map(drop)).await
    }

    /// The latest, newest first.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn outages(&self, limit: usize) -> Result<Vec<Outage>> {
        let sql = "SELECT id, began_at, ended_at, url, reason FROM outage
            ORDER BY id DESC LIMIT ?1";
        self.read(move |conn| rows::all(conn, sql, [limit as i64], of_row))
            .await
    }
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Outage> {
    Ok(Outage {
        id: row.get(0)?,
        began_at: row.get(1)?,
        ended_at: row.get(2)?,
        url: row.get(3)?,
        reason: row.get(4)?,
    })
}
