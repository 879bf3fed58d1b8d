//! Watermarks: up to when all events of a store's trigger are known, because BigCommerce was asked.
//! Times are BigCommerce's.

use rusqlite::Row;

use crate::error::Result;
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows;

pub(crate) const STEPS: Steps = &[(
    5,
    "CREATE TABLE watermark (
        store_id INTEGER NOT NULL REFERENCES store (id) ON DELETE CASCADE,
        trigger TEXT NOT NULL,
        since INTEGER NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (store_id, trigger)
    ) STRICT, WITHOUT ROWID;",
)];

/// Up to when a trigger's events are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watermark {
    /// The store.
    pub store_id: i64,
    /// The trigger, by id.
    pub trigger: String,
    /// Nothing that happened before is looked for, in milliseconds since the epoch.
    pub since: i64,
    /// Everything up to here is known, in milliseconds since the epoch.
    pub at: i64,
}

impl Ledger {
    /// The watermarks of a store, or of all.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn watermarks(&self, store_id: Option<i64>) -> Result<Vec<Watermark>> {
        let sql = "SELECT store_id, trigger, since, at FROM watermark
            WHERE ?1 IS NULL OR store_id = ?1 ORDER BY store_id, trigger";
        self.read(move |conn| rows::all(conn, sql, [store_id], of_row))
            .await
    }

    /// Begins a store's watermarks at `at` where it has none, and forgets those of other triggers
    /// than these.
    ///
    /// # Errors
    /// `NotFound` when there is no such store.
    pub async fn begin_watermarks(
        &self,
        store_id: i64,
        triggers: Vec<String>,
        at: i64,
    ) -> Result<()> {
        self.write(move |desk| {
            let forget = "DELETE FROM watermark WHERE store_id = ?1
                AND trigger NOT IN (SELECT value FROM json_each(?2))";
            desk.run(forget, (store_id, rows::Json(&triggers)))?;
            let sql = "INSERT INTO watermark VALUES (?1, ?2, ?3, ?3) ON CONFLICT DO NOTHING";
            let begin = |trigger: &String| desk.run(sql, (store_id, trigger, at)).map(drop);
            triggers.iter().try_for_each(begin)
        })
        .await
    }

    /// Has nothing of an app looked for that happened before `at`: its user let go of it.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn look_back_no_further(&self, app_id: i64, at: i64) -> Result<()> {
        let sql = "UPDATE watermark SET since = max(since, ?2), at = max(at, ?2)
            WHERE store_id IN (SELECT id FROM store WHERE app_id = ?1)";
        self.write(move |desk| desk.run(sql, (app_id, at)).map(drop))
            .await
    }
}

/// Moves a watermark on, never back.
pub(crate) fn advance(desk: &Desk<'_>, store_id: i64, trigger: &str, at: i64) -> Result<()> {
    let sql = "UPDATE watermark SET at = max(at, ?3) WHERE store_id = ?1 AND trigger = ?2";
    desk.run(sql, (store_id, trigger, at)).map(drop)
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Watermark> {
    Ok(Watermark {
        store_id: row.get(0)?,
        trigger: row.get(1)?,
        since: row.get(2)?,
        at: row.get(3)?,
    })
}
