//! Which runs go next: those whose turn it is, fairly between stores, those that wait and are due
//! before those that are new.

use std::collections::HashMap;

use rusqlite::Connection;

use crate::error::Result;
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::rows;
use crate::runs::state::{self, Standing};
use crate::tables::run::{self, COLUMNS, Run};
use crate::words::RunState;

/// Runs that are changed in one transaction: who arrives meanwhile waits for no more.
pub(crate) const SLICE: i64 = 200;

/// What is asked for of runs to begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NextRuns {
    /// So many at most.
    pub most: usize,
    /// So many of a store at most, with those that are under way.
    pub per_store: usize,
    /// Stores of which none is begun.
    pub not_of: Vec<i64>,
    /// Now, in milliseconds since the epoch.
    pub now: i64,
}

impl Ledger {
    /// The runs to begin next: every store has its first before one has its second.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn next_runs(&self, asked: NextRuns) -> Result<Vec<Run>> {
        self.read(move |conn| {
            let snapshot = conn.unchecked_transaction()?;
            next(&snapshot, &asked)
        })
        .await
    }

    /// When the next run that waits comes due after `now`, both in milliseconds since the epoch.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn next_run_due(&self, now: i64) -> Result<Option<i64>> {
        let sql = "SELECT next_at FROM run WHERE state = 'waiting' AND turn = 1 AND next_at > ?1
            ORDER BY next_at LIMIT 1";
        self.read(move |conn| rows::first(conn, sql, [now], |row| row.get(0)))
            .await
    }

    /// Begins a run, or goes on with it; `None` when it is not its turn any more.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn begin_run(&self, id: i64, at: i64) -> Result<Option<Run>> {
        self.write(move |desk| begin(desk, id, at)).await
    }

    /// Puts runs that were under way when the app ended back to the others, and tells which; to be
    /// asked at the start, before any is begun.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn requeue_interrupted_runs(&self) -> Result<Vec<i64>> {
        self.write(|desk| requeue_all(desk, "state = 'running' ORDER BY id", []))
            .await
    }

    /// The stores that runs wait for.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn stores_waited_for(&self) -> Result<Vec<i64>> {
        let sql = "SELECT DISTINCT store_id FROM run INDEXED BY run_state
            WHERE state = 'waiting' AND waits_for = 'store' AND store_id IS NOT NULL
            ORDER BY store_id";
        self.read(move |conn| rows::all(conn, sql, [], |row| row.get(0)))
            .await
    }

    /// Has the runs that wait for a store go on, a slice at a time; how many.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn resume_store(&self, store_id: i64) -> Result<usize> {
        let which = "state = 'waiting' AND waits_for = 'store' AND store_id = ?1 LIMIT ?2";
        let mut resumed = 0;
        loop {
            let values = (store_id, SLICE);
            let slice = self.write_apart(move |desk| requeue_all(desk, which, values));
            match slice.await?.len() {
                0 => return Ok(resumed),
                more => resumed += more,
            }
        }
    }
}

fn next(conn: &Connection, asked: &NextRuns) -> Result<Vec<Run>> {
    let mut taken = under_way(conn)?;
    let mut ranked = Vec::new();
    for (store_id, id) in candidates(conn, asked)? {
        let place = taken.entry(store_id).or_insert(0);
        if *place < asked.per_store {
            ranked.push((*place, ranked.len(), id));
        }
        *place += 1;
    }
    ranked.sort_unstable();
    let ids: Vec<i64> = ranked.into_iter().map(|(_, _, id)| id).collect();
    let chosen = &ids[..ids.len().min(asked.most)];
    let sql = format!(
        "SELECT {COLUMNS} FROM (SELECT key AS place, value AS chosen FROM json_each(?1))
            CROSS JOIN run ON run.id = chosen ORDER BY place"
    );
    rows::all(conn, &sql, [rows::Json(chosen)], run::of_row)
}

/// How many runs of each store are under way.
fn under_way(conn: &Connection) -> Result<HashMap<Option<i64>, usize>> {
    let sql = "SELECT store_id, count(*) FROM run WHERE state = 'running' GROUP BY store_id";
    let all: Vec<(Option<i64>, i64)> =
        rows::all(conn, sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let count = |(store_id, runs)| (store_id, usize::try_from(runs).unwrap_or(usize::MAX));
    Ok(all.into_iter().map(count).collect())
}

/// Runs that may begin, with their stores: what is due, then what is queued in the order of its
/// arrival, so many of each store.
fn candidates(conn: &Connection, asked: &NextRuns) -> Result<Vec<(Option<i64>, i64)>> {
    let due = "SELECT store_id, id FROM run
        WHERE state = 'waiting' AND turn = 1 AND next_at <= ?1
        AND (store_id IS NULL OR store_id NOT IN (SELECT value FROM json_each(?2)))
        ORDER BY next_at, id";
    let values = (asked.now, rows::Json(&asked.not_of));
    let mut found = rows::all(conn, due, values, |row| Ok((row.get(0)?, row.get(1)?)))?;
    let queued = "SELECT place.id, run.id FROM
            (SELECT id FROM store WHERE id NOT IN (SELECT value FROM json_each(?1))
                UNION ALL SELECT NULL) AS place
        CROSS JOIN run ON run.id IN (SELECT id FROM run AS one INDEXED BY run_next
            WHERE one.state = 'queued' AND one.turn = 1 AND one.store_id IS place.id
            ORDER BY one.id LIMIT ?2)
        ORDER BY run.id";
    let values = (rows::Json(&asked.not_of), asked.per_store as i64);
    let queued = rows::all(conn, queued, values, |row| Ok((row.get(0)?, row.get(1)?)))?;
    found.extend(queued);
    Ok(found)
}

fn begin(desk: &Desk<'_>, id: i64, at: i64) -> Result<Option<Run>> {
    let Some(run) = run::by_id(desk.conn, id)? else {
        return Ok(None);
    };
    let may = matches!(run.state, RunState::Queued | RunState::Waiting);
    if !may || !run.turn {
        return Ok(None);
    }
    let to = Standing::of(RunState::Running, None);
    state::put(desk, &run, &to, at)?;
    run::by_id(desk.conn, id)
}

/// Puts runs back to those that are queued; which.
fn requeue_all(desk: &Desk<'_>, which: &str, values: impl rusqlite::Params) -> Result<Vec<i64>> {
    let runs = run::all(desk.conn, which, values)?;
    for run in &runs {
        state::requeue(desk, run)?;
    }
    Ok(runs.into_iter().map(|run| run.id).collect())
}
