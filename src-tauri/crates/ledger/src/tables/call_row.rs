//! Reading calls: one, those of a run, and lists of them.

use rusqlite::{Connection, Row, named_params};

use crate::error::Result;
use crate::ledger::Ledger;
use crate::rows;
use crate::tables::call::{Call, CallEnd, CallOfRun, NewCall};
use crate::words::{CallKind, CallState};

/// Which calls are listed; everything that is not said is not asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallsOf {
    /// The store.
    pub store_id: Option<i64>,
    /// The action.
    pub action: Option<String>,
    /// What they send.
    pub kind: Option<CallKind>,
    /// How they stand.
    pub state: Option<CallState>,
    /// Whether runs sent them, or the user.
    pub by_runs: Option<bool>,
    /// Only those before this one.
    pub before: Option<i64>,
}

impl Ledger {
    /// A call.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn call(&self, id: i64) -> Result<Option<Call>> {
        self.read(move |conn| rows::first(conn, &select("id = ?1"), [id], of_row))
            .await
    }

    /// Calls, the newest first, `most` at most.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn calls(&self, of: CallsOf, most: usize) -> Result<Vec<Call>> {
        self.read(move |conn| list(conn, &of, most)).await
    }
}

/// A run's calls, the oldest first.
pub(crate) fn of_run(conn: &Connection, run_id: i64) -> Result<Vec<Call>> {
    rows::all(conn, &select("run_id = ?1 ORDER BY id"), [run_id], of_row)
}

fn list(conn: &Connection, of: &CallsOf, most: usize) -> Result<Vec<Call>> {
    let sql = select(
        "(:store IS NULL OR store_id = :store) AND (:action IS NULL OR action = :action)
            AND (:state IS NULL OR state = :state) AND (:before IS NULL OR id < :before)
            AND (:kind IS NULL OR kind = :kind)
            AND (:by_runs IS NULL OR (run_id IS NOT NULL) = :by_runs)
        ORDER BY id DESC LIMIT :most",
    );
    let values = named_params! {
        ":store": of.store_id, ":action": of.action, ":state": of.state, ":before": of.before,
        ":kind": of.kind, ":by_runs": of.by_runs, ":most": i64::try_from(most).unwrap_or(i64::MAX),
    };
    rows::all(conn, &sql, values, of_row)
}

fn select(which: &str) -> String {
    format!(
        "SELECT id, kind, store_id, action, input, method, path, body, began_at, repeats, state,
            ended_at, status, answer, too_large, items, problem, settled, run_id, place, step_key,
            attempt
        FROM call WHERE {which}"
    )
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Call> {
    let asked = NewCall {
        kind: row.get("kind")?,
        store_id: row.get("store_id")?,
        action: row.get("action")?,
        input: row.get("input")?,
        method: row.get("method")?,
        path: row.get("path")?,
        body: row.get("body")?,
        began_at: row.get("began_at")?,
        repeats: row.get("repeats")?,
    };
    Ok(Call {
        id: row.get("id")?,
        asked,
        of_run: part_of_row(row)?,
        end: end_of_row(row)?,
        settled: row.get("settled")?,
    })
}

fn part_of_row(row: &Row<'_>) -> rusqlite::Result<Option<CallOfRun>> {
    let Some(run_id) = row.get("run_id")? else {
        return Ok(None);
    };
    Ok(Some(CallOfRun {
        run_id,
        place: row.get("place")?,
        step_key: row.get("step_key")?,
        attempt: row.get("attempt")?,
    }))
}

fn end_of_row(row: &Row<'_>) -> rusqlite::Result<Option<CallEnd>> {
    let state: CallState = row.get("state")?;
    let ended_at: Option<i64> = row.get("ended_at")?;
    let Some(ended_at) = ended_at.filter(|_| state != CallState::Running) else {
        return Ok(None);
    };
    Ok(Some(CallEnd {
        state,
        ended_at,
        status: row.get("status")?,
        answer: row.get("answer")?,
        too_large: row.get("too_large")?,
        items: row.get("items")?,
        problem: rows::optional_json(row, "problem")?,
    }))
}
