//! Which event a replayed one was made from. The older one may be gone.

use crate::error::Result;
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows;

pub(crate) const STEPS: Steps = &[(
    4,
    "CREATE TABLE replay (
        event_id INTEGER PRIMARY KEY REFERENCES event (id) ON DELETE CASCADE,
        source_id INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX replay_source ON replay (source_id);",
)];

impl Ledger {
    /// The event that a replayed one was made from.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn replay_source(&self, event_id: i64) -> Result<Option<i64>> {
        let sql = "SELECT source_id FROM replay WHERE event_id = ?1";
        self.read(move |conn| rows::first(conn, sql, [event_id], |row| row.get(0)))
            .await
    }

    /// The events made from this one by replaying it, oldest first.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn replays(&self, source_id: i64) -> Result<Vec<i64>> {
        let sql = "SELECT event_id FROM replay WHERE source_id = ?1 ORDER BY event_id";
        self.read(move |conn| rows::all(conn, sql, [source_id], |row| row.get(0)))
            .await
    }
}

/// Keeps which event a new one was made from.
pub(crate) fn keep(desk: &Desk<'_>, event_id: i64, source_id: i64) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO replay (event_id, source_id) VALUES (?1, ?2)";
    desk.run(sql, (event_id, source_id)).map(drop)
}
