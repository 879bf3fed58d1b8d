//! Dead letters: runs that failed and wait for somebody, by what went wrong. Many are changed a slice
//! at a time, so that what arrives meanwhile waits for one slice at most.

use rusqlite::{Connection, Row, named_params};

use crate::error::Result;
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::rows;
use crate::runs::state::{self, Standing, Trouble};
use crate::runs::turns::SLICE;
use crate::tables::run::{self, Run};
use crate::words::RunState;

/// Dead runs of an orchestration with the same trouble.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadGroup {
    /// What their trouble is grouped by.
    pub code: String,
    /// The orchestration.
    pub orchestration_id: i64,
    /// How many.
    pub runs: i64,
    /// The one that was started last.
    pub latest: i64,
    /// When that died, in milliseconds since the epoch.
    pub latest_at: i64,
}

/// Which dead runs are meant; everything that is not said is not asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeadOf {
    /// What their trouble is grouped by.
    pub code: Option<String>,
    /// The orchestration.
    pub orchestration_id: Option<i64>,
    /// These.
    pub ids: Option<Vec<i64>>,
}

/// What becomes of dead runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// They are tried again, from the step that failed.
    Requeued,
    /// They failed, and nobody needs to look at them.
    Dismissed,
}

impl Ledger {
    /// Dead runs by what went wrong, those with the latest first.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn dead_runs(&self) -> Result<Vec<DeadGroup>> {
        let sql = "SELECT dead.code, dead.orchestration_id, runs, latest, run.ended_at
            FROM (SELECT code, orchestration_id, count(*) AS runs, max(id) AS latest FROM run
                INDEXED BY run_dead WHERE state = 'dead' GROUP BY code, orchestration_id) AS dead
            JOIN run ON run.id = latest ORDER BY latest DESC";
        self.read(move |conn| rows::all(conn, sql, [], group_of_row))
            .await
    }

    /// Has dead runs tried again from the step that failed; how many. What was done of them stays done.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn requeue_dead_runs(&self, of: DeadOf) -> Result<usize> {
        self.settle_dead(of, Fate::Requeued).await
    }

    /// Says that nobody needs to look at dead runs; how many.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn dismiss_dead_runs(&self, of: DeadOf) -> Result<usize> {
        self.settle_dead(of, Fate::Dismissed).await
    }

    /// Those that are dead by now, and no more: one may die again while others are requeued.
    async fn settle_dead(&self, of: DeadOf, fate: Fate) -> Result<usize> {
        let ids = self.read(move |conn| dead(conn, &of)).await?;
        let mut settled = 0;
        for slice in ids.chunks(SLICE as usize) {
            let slice = slice.to_vec();
            let work = move |desk: &mut Desk<'_>| settle_all(desk, &slice, fate);
            settled += self.write_apart(work).await?;
        }
        Ok(settled)
    }
}

fn dead(conn: &Connection, of: &DeadOf) -> Result<Vec<i64>> {
    let sql = "SELECT id FROM run WHERE state = 'dead' AND (:code IS NULL OR code = :code)
        AND (:orchestration IS NULL OR orchestration_id = :orchestration)
        AND (:ids IS NULL OR id IN (SELECT value FROM json_each(:ids))) ORDER BY id";
    let values = named_params! {
        ":code": of.code, ":orchestration": of.orchestration_id,
        ":ids": of.ids.as_ref().map(rows::Json),
    };
    rows::all(conn, sql, values, |row| row.get(0))
}

fn settle_all(desk: &Desk<'_>, ids: &[i64], fate: Fate) -> Result<usize> {
    let mut settled = 0;
    for id in ids {
        let found = run::by_id(desk.conn, *id)?;
        if let Some(run) = found.filter(|run| run.state == RunState::Dead) {
            settle(desk, &run, fate)?;
            settled += 1;
        }
    }
    Ok(settled)
}

fn settle(desk: &Desk<'_>, run: &Run, fate: Fate) -> Result<()> {
    match fate {
        Fate::Requeued => state::requeue(desk, run),
        Fate::Dismissed => dismiss(desk, run),
    }
}

/// It keeps what its trouble was, and when it ended.
fn dismiss(desk: &Desk<'_>, run: &Run) -> Result<()> {
    let sql = "SELECT problem FROM run_detail WHERE run_id = ?1";
    let problem = rows::first(desk.conn, sql, [run.id], |row| row.get(0))?.flatten();
    let trouble = run.code.clone().map(|code| Trouble { code, problem });
    let to = Standing::of(RunState::Failed, trouble);
    state::put(desk, run, &to, run.ended_at.unwrap_or(run.queued_at))
}

fn group_of_row(row: &Row<'_>) -> rusqlite::Result<DeadGroup> {
    Ok(DeadGroup {
        code: row.get(0)?,
        orchestration_id: row.get(1)?,
        runs: row.get(2)?,
        latest: row.get(3)?,
        latest_at: row.get(4)?,
    })
}
