//! One run with all that is known of it.

use rusqlite::{Connection, Row};

use crate::error::Result;
use crate::ledger::Ledger;
use crate::rows;
use crate::tables::call::Call;
use crate::tables::call_row;
use crate::tables::run::{self, Run};
use crate::tables::step::{self, StepRecord};

/// What is long of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunDetail {
    /// What triggered it: JSON, where that is not what its event says.
    pub trigger: Option<String>,
    /// The draft that is tried out: JSON.
    pub document: Option<String>,
    /// What its trouble is: JSON.
    pub problem: Option<String>,
}

/// A run with all that is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WholeRun {
    /// The run.
    pub run: Run,
    /// What is long of it.
    pub detail: RunDetail,
    /// The later events that it stands for, the oldest first.
    pub events: Vec<i64>,
    /// Its steps, in the order in which they began.
    pub steps: Vec<StepRecord>,
    /// What it sent, the oldest first.
    pub calls: Vec<Call>,
}

impl Ledger {
    /// What the trouble of these runs is: JSON, by their ids; those without have no entry.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn run_problems(&self, ids: Vec<i64>) -> Result<Vec<(i64, String)>> {
        let sql =
            "SELECT run_id, problem FROM json_each(?1) CROSS JOIN run_detail ON run_id = value
            WHERE problem IS NOT NULL";
        let of_row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        self.read(move |conn| rows::all(conn, sql, [rows::Json(&ids)], of_row))
            .await
    }

    /// A run with its steps and calls.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn whole_run(&self, id: i64) -> Result<Option<WholeRun>> {
        self.read(move |conn| {
            let snapshot = conn.unchecked_transaction()?;
            whole(&snapshot, id)
        })
        .await
    }
}

fn whole(conn: &Connection, id: i64) -> Result<Option<WholeRun>> {
    let Some(run) = run::by_id(conn, id)? else {
        return Ok(None);
    };
    let detail = "SELECT trigger, document, problem FROM run_detail WHERE run_id = ?1";
    let events = "SELECT event_id FROM run_event WHERE run_id = ?1 ORDER BY event_id";
    Ok(Some(WholeRun {
        run,
        detail: rows::first(conn, detail, [id], detail_of_row)?.unwrap_or_default(),
        events: rows::all(conn, events, [id], |row| row.get(0))?,
        steps: step::of_run(conn, id)?,
        calls: call_row::of_run(conn, id)?,
    }))
}

fn detail_of_row(row: &Row<'_>) -> rusqlite::Result<RunDetail> {
    Ok(RunDetail {
        trigger: row.get(0)?,
        document: row.get(1)?,
        problem: row.get(2)?,
    })
}
