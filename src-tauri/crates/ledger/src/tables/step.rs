//! Steps of runs: what each was given and gave. One that is done is never done again, so a run that a
//! kill cut off goes on where it was.

use rusqlite::{Connection, Row, named_params};

use crate::error::Result;
use crate::job::Desk;
use crate::migrations::Steps;
use crate::rows;
use crate::words::StepState;

/// Ids are in the order in which steps began.
pub(crate) const STEPS: Steps = &[(
    7,
    "CREATE TABLE step (
        id INTEGER PRIMARY KEY,
        run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
        place TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state = 'running' OR state = 'done' OR state = 'failed'
            OR state = 'skipped' OR state = 'waiting'),
        began_at INTEGER NOT NULL,
        ended_at INTEGER,
        input TEXT CHECK (json_valid(input)),
        output TEXT CHECK (json_valid(output)),
        problem TEXT CHECK (json_valid(problem)),
        UNIQUE (run_id, place)
    ) STRICT;",
)];

/// A step of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRecord {
    /// Its place in the run: the step and the rounds of loops that it is in.
    pub place: String,
    /// How it stands.
    pub state: StepState,
    /// When it first began, in milliseconds since the epoch.
    pub began_at: i64,
    /// When it ended.
    pub ended_at: Option<i64>,
    /// What it was given: JSON, without secrets.
    pub input: Option<String>,
    /// What it gave: JSON, without secrets.
    pub output: Option<String>,
    /// What went wrong: JSON.
    pub problem: Option<String>,
}

/// Records a step. Nothing happens to one that is done.
pub(crate) fn put(desk: &Desk<'_>, run_id: i64, step: &StepRecord) -> Result<()> {
    let sql = "INSERT INTO step (run_id, place, state, began_at, ended_at, input, output, problem)
        VALUES (:run, :place, :state, :began_at, :ended_at, :input, :output, :problem)
        ON CONFLICT (run_id, place) DO UPDATE SET state = excluded.state,
            ended_at = excluded.ended_at, input = ifnull(excluded.input, input),
            output = excluded.output, problem = excluded.problem
        WHERE state <> 'done'";
    let values = named_params! {
        ":run": run_id, ":place": step.place, ":state": step.state, ":began_at": step.began_at,
        ":ended_at": step.ended_at, ":input": step.input, ":output": step.output,
        ":problem": step.problem,
    };
    desk.run(sql, values).map(drop)
}

/// Has a run begin with what another one did at these places.
pub(crate) fn copy(desk: &Desk<'_>, from: i64, to: i64, places: &[String]) -> Result<()> {
    let sql = "INSERT INTO step (run_id, place, state, began_at, ended_at, input, output, problem)
        SELECT ?2, place, state, began_at, ended_at, input, output, problem FROM step
            WHERE run_id = ?1 AND state IN ('done', 'skipped')
            AND place IN (SELECT value FROM json_each(?3)) ORDER BY id";
    desk.run(sql, (from, to, rows::Json(places))).map(drop)
}

/// A run's steps, in the order in which they began.
pub(crate) fn of_run(conn: &Connection, run_id: i64) -> Result<Vec<StepRecord>> {
    let sql = "SELECT place, state, began_at, ended_at, input, output, problem FROM step
        WHERE run_id = ?1 ORDER BY id";
    rows::all(conn, sql, [run_id], of_row)
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<StepRecord> {
    Ok(StepRecord {
        place: row.get(0)?,
        state: row.get(1)?,
        began_at: row.get(2)?,
        ended_at: row.get(3)?,
        input: row.get(4)?,
        output: row.get(5)?,
        problem: row.get(6)?,
    })
}
