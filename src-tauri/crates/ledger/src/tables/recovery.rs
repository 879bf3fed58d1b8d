//! Recoveries: each time a store was asked for what may have been missed, why, how far that is, and
//! what was found.

use rusqlite::{Connection, Row};

use crate::error::{LedgerError, Result};
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows::{self, Json};
use crate::tables::store::ProblemRecord;
use crate::words::{RecoveryCause, RecoveryState};

pub(crate) const STEPS: Steps = &[(
    5,
    "CREATE TABLE recovery (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        store_id INTEGER NOT NULL REFERENCES store (id) ON DELETE CASCADE,
        cause TEXT NOT NULL CHECK (cause IN ('start', 'sleep', 'outage', 'hooks', 'asked', 'round')),
        gap_from INTEGER,
        gap_to INTEGER,
        wanted_at INTEGER NOT NULL,
        began_at INTEGER NOT NULL,
        ended_at INTEGER,
        state TEXT NOT NULL CHECK (state IN ('running', 'waiting', 'done', 'stopped', 'failed')),
        progress TEXT NOT NULL CHECK (json_valid(progress)),
        read INTEGER NOT NULL DEFAULT 0,
        problem TEXT CHECK (json_valid(problem))
    ) STRICT;
    CREATE INDEX recovery_store ON recovery (store_id);
    CREATE INDEX recovery_open ON recovery (state) WHERE ended_at IS NULL;
    CREATE TABLE recovered (
        recovery_id INTEGER NOT NULL REFERENCES recovery (id) ON DELETE CASCADE,
        trigger TEXT NOT NULL,
        events INTEGER NOT NULL,
        PRIMARY KEY (recovery_id, trigger)
    ) STRICT, WITHOUT ROWID;",
)];

/// How many of a store are remembered.
const KEPT: i64 = 50;

/// A recovery to begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRecovery {
    /// The store that is asked.
    pub store_id: i64,
    /// Why.
    pub cause: RecoveryCause,
    /// From when to when events may not have arrived, where that is known, in milliseconds since the
    /// epoch by this machine's clock.
    pub gap: Option<(i64, i64)>,
    /// When it was wanted, in milliseconds since the epoch: the same for all stores of one gap.
    pub wanted_at: i64,
    /// Now, in milliseconds since the epoch.
    pub began_at: i64,
}

/// A recovery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// Its row id.
    pub id: i64,
    /// How it began.
    pub of: NewRecovery,
    /// When it ended, in milliseconds since the epoch; `None` while it goes on.
    pub ended_at: Option<i64>,
    /// How far it is.
    pub state: RecoveryState,
    /// Where it goes on after an interruption; the caller's own JSON.
    pub progress: String,
    /// How many items of BigCommerce's lists were read.
    pub read: i64,
    /// How many events it added, by trigger.
    pub found: Vec<(String, i64)>,
    /// What stood in its way last.
    pub problem: Option<ProblemRecord>,
}

/// What becomes of a recovery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryEnd {
    /// How it stands.
    pub state: RecoveryState,
    /// When it ended, in milliseconds since the epoch; `None` while it is to go on.
    pub ended_at: Option<i64>,
    /// What stood in its way.
    pub problem: Option<ProblemRecord>,
}

impl Ledger {
    /// Begins a recovery; the oldest of the store are forgotten.
    ///
    /// # Errors
    /// `NotFound` when there is no such store.
    pub async fn begin_recovery(&self, new: NewRecovery) -> Result<Recovery> {
        self.write(move |desk| {
            let sql =
                "INSERT INTO recovery (store_id, cause, gap_from, gap_to, wanted_at, began_at,
                state, progress) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'running', '{}')";
            let ((from, to), times) = (new.gap.unzip(), (new.wanted_at, new.began_at));
            desk.run(sql, (new.store_id, new.cause, from, to, times.0, times.1))?;
            let id = desk.conn.last_insert_rowid();
            let sql = "DELETE FROM recovery WHERE id IN (SELECT id FROM recovery
                WHERE store_id = ?1 AND ended_at IS NOT NULL ORDER BY id DESC LIMIT -1 OFFSET ?2)";
            desk.run(sql, (new.store_id, KEPT))?;
            find(desk.conn, id)?.ok_or(LedgerError::NotFound)
        })
        .await
    }

    /// Notes what became of a recovery.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn settle_recovery(&self, id: i64, end: RecoveryEnd) -> Result<Recovery> {
        self.write(move |desk| {
            let sql = "UPDATE recovery SET state = ?2, ended_at = ?3, problem = ?4 WHERE id = ?1";
            let problem = end.problem.as_ref().map(Json);
            desk.run(sql, (id, end.state, end.ended_at, problem))?;
            find(desk.conn, id)?.ok_or(LedgerError::NotFound)
        })
        .await
    }

    /// Forgets a recovery that had nothing to tell. Nothing happens when there is none.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn forget_recovery(&self, id: i64) -> Result<()> {
        self.write(move |desk| {
            desk.run("DELETE FROM recovery WHERE id = ?1", [id])
                .map(drop)
        })
        .await
    }

    /// Those that go on, oldest first.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn open_recoveries(&self) -> Result<Vec<Recovery>> {
        self.read(|conn| all(conn, "ended_at IS NULL ORDER BY id", []))
            .await
    }

    /// The latest of a store, or of all, newest first.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn recoveries(&self, store_id: Option<i64>, limit: usize) -> Result<Vec<Recovery>> {
        self.read(move |conn| {
            let which = "(?1 IS NULL OR store_id = ?1) ORDER BY id DESC LIMIT ?2";
            all(conn, which, (store_id, limit as i64))
        })
        .await
    }
}

/// Notes how far a recovery is.
pub(crate) fn advance(desk: &Desk<'_>, id: i64, progress: &str, read: usize) -> Result<()> {
    let sql = "UPDATE recovery SET progress = ?2, read = read + ?3 WHERE id = ?1";
    match desk.run(sql, (id, progress, read as i64))? {
        0 => Err(LedgerError::NotFound),
        _ => Ok(()),
    }
}

/// Notes that a recovery added an event.
pub(crate) fn found(desk: &Desk<'_>, id: i64, trigger: &str) -> Result<()> {
    let sql = "INSERT INTO recovered VALUES (?1, ?2, 1)
        ON CONFLICT DO UPDATE SET events = events + 1";
    desk.run(sql, (id, trigger)).map(drop)
}

/// The store that is asked.
pub(crate) fn store_of(desk: &Desk<'_>, id: i64) -> Result<i64> {
    let sql = "SELECT store_id FROM recovery WHERE id = ?1";
    rows::first(desk.conn, sql, [id], |row| row.get(0))?.ok_or(LedgerError::NotFound)
}

fn find(conn: &Connection, id: i64) -> Result<Option<Recovery>> {
    Ok(all(conn, "id = ?1", [id])?.pop())
}

fn all(conn: &Connection, which: &str, values: impl rusqlite::Params) -> Result<Vec<Recovery>> {
    let sql = format!(
        "SELECT *, (SELECT json_group_array(json_array(trigger, events)) FROM recovered
            WHERE recovery_id = recovery.id) AS found FROM recovery WHERE {which}"
    );
    rows::all(conn, &sql, values, of_row)
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Recovery> {
    let gap: (Option<i64>, Option<i64>) = (row.get("gap_from")?, row.get("gap_to")?);
    Ok(Recovery {
        id: row.get("id")?,
        of: NewRecovery {
            store_id: row.get("store_id")?,
            cause: row.get("cause")?,
            gap: gap.0.zip(gap.1),
            wanted_at: row.get("wanted_at")?,
            began_at: row.get("began_at")?,
        },
        ended_at: row.get("ended_at")?,
        state: row.get("state")?,
        progress: row.get("progress")?,
        read: row.get("read")?,
        found: row.get::<_, Json<_>>("found")?.0,
        problem: rows::optional_json(row, "problem")?,
    })
}
