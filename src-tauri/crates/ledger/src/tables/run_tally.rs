//! How many runs there are of each orchestration in each state, counted in the transaction that
//! changes one: a list shows these figures whenever it is looked at.

use rusqlite::{Connection, Row};

use crate::error::Result;
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows;
use crate::words::RunState;

pub(crate) const STEPS: Steps = &[(
    7,
    "CREATE TABLE run_tally (
        orchestration_id INTEGER NOT NULL REFERENCES orchestration (id) ON DELETE CASCADE,
        state TEXT NOT NULL,
        dry INTEGER NOT NULL,
        runs INTEGER NOT NULL CHECK (runs >= 0),
        PRIMARY KEY (orchestration_id, state, dry)
    ) STRICT, WITHOUT ROWID;",
)];

/// How many runs of an orchestration are in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunTally {
    /// The orchestration.
    pub orchestration_id: i64,
    /// The state.
    pub state: RunState,
    /// Whether these are the ones that change nothing.
    pub dry: bool,
    /// How many.
    pub runs: i64,
}

impl Ledger {
    /// How many runs there are of each orchestration, by state; where there are none there is no
    /// entry.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn run_tallies(&self) -> Result<Vec<RunTally>> {
        self.read(all).await
    }
}

pub(crate) fn all(conn: &Connection) -> Result<Vec<RunTally>> {
    let sql = "SELECT orchestration_id, state, dry, runs FROM run_tally WHERE runs > 0";
    rows::all(conn, sql, [], of_row)
}

/// Counts `more` runs, fewer with a negative number.
pub(crate) fn count(
    desk: &Desk<'_>,
    (orchestration_id, state, dry): (i64, RunState, bool),
    more: i64,
) -> Result<()> {
    let sql = match more {
        0.. => {
            "INSERT INTO run_tally VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET runs = runs + excluded.runs"
        }
        _ => {
            "UPDATE run_tally SET runs = runs + ?4
            WHERE orchestration_id = ?1 AND state = ?2 AND dry = ?3"
        }
    };
    desk.run(sql, (orchestration_id, state, dry, more))
        .map(drop)
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<RunTally> {
    Ok(RunTally {
        orchestration_id: row.get(0)?,
        state: row.get(1)?,
        dry: row.get(2)?,
        runs: row.get(3)?,
    })
}
