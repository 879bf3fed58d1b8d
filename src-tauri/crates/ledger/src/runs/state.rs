//! Changes of a run's state, with what follows from each: what is counted, and whose turn it is.

use rusqlite::named_params;

use crate::error::{LedgerError, Result};
use crate::job::Desk;
use crate::rows;
use crate::tables::run::{self, Run, SAME, same};
use crate::tables::run_tally;
use crate::words::{RunState, WaitsFor};

/// What a run's trouble is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What it is grouped by; the caller's own closed set.
    pub code: String,
    /// What is known of it: JSON, without secrets.
    pub problem: Option<String>,
}

/// How a run is to stand.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub(crate) state: RunState,
    pub(crate) waits_for: Option<WaitsFor>,
    pub(crate) next_at: Option<i64>,
    pub(crate) trouble: Option<Trouble>,
}

impl Standing {
    /// A state that waits for nothing.
    pub(crate) const fn of(state: RunState, trouble: Option<Trouble>) -> Self {
        Self {
            state,
            waits_for: None,
            next_at: None,
            trouble,
        }
    }
}

/// The run, or `NotFound`.
pub(crate) fn found(desk: &Desk<'_>, id: i64) -> Result<Run> {
    run::by_id(desk.conn, id)?.ok_or(LedgerError::NotFound)
}

/// Has a run stand so from `at` on.
pub(crate) fn put(desk: &Desk<'_>, run: &Run, to: &Standing, at: i64) -> Result<()> {
    let turn = to.state.is_open() && (run.turn || is_free(desk, run)?);
    let sql = "UPDATE run SET state = :state, waits_for = :waits_for, next_at = :next_at,
            code = :code, turn = :turn, ended_at = iif(:open, NULL, :at),
            began_at = iif(:state = 'running', ifnull(began_at, :at), began_at)
        WHERE id = :id";
    let values = named_params! {
        ":id": run.id, ":state": to.state, ":waits_for": to.waits_for, ":next_at": to.next_at,
        ":code": to.trouble.as_ref().map(|it| &it.code), ":turn": turn,
        ":open": to.state.is_open(), ":at": at,
    };
    desk.run(sql, values)?;
    put_problem(desk, run, to.trouble.as_ref())?;
    count(desk, run, to.state)?;
    match run.turn && !turn {
        true => pass_turn(desk, run),
        false => Ok(()),
    }
}

/// Puts a run to those that are queued.
pub(crate) fn requeue(desk: &Desk<'_>, run: &Run) -> Result<()> {
    let to = Standing::of(RunState::Queued, None);
    put(desk, run, &to, run.queued_at)
}

/// Whether no other open run about the same thing has its turn.
fn is_free(desk: &Desk<'_>, run: &Run) -> Result<bool> {
    if run.serial_key.is_none() || run.state.is_open() {
        return Ok(run.serial_key.is_none());
    }
    let sql = format!("SELECT NOT EXISTS (SELECT 1 FROM run WHERE {SAME} AND turn = 1)");
    Ok(rows::count(desk.conn, &sql, same(run))? > 0)
}

/// Gives the turn to the next open run about the same thing.
fn pass_turn(desk: &Desk<'_>, run: &Run) -> Result<()> {
    if run.serial_key.is_none() {
        return Ok(());
    }
    let sql = format!(
        "UPDATE run SET turn = 1 WHERE id = (SELECT id FROM run WHERE {SAME} ORDER BY id LIMIT 1)"
    );
    desk.run(&sql, same(run)).map(drop)
}

fn put_problem(desk: &Desk<'_>, run: &Run, trouble: Option<&Trouble>) -> Result<()> {
    match trouble.and_then(|it| it.problem.as_ref()) {
        None if run.code.is_none() => Ok(()),
        None => {
            let sql = "UPDATE run_detail SET problem = NULL WHERE run_id = ?1";
            desk.run(sql, [run.id]).map(drop)
        }
        Some(problem) => {
            let sql = "INSERT INTO run_detail (run_id, problem) VALUES (?1, ?2)
                ON CONFLICT DO UPDATE SET problem = excluded.problem";
            desk.run(sql, (run.id, problem)).map(drop)
        }
    }
}

fn count(desk: &Desk<'_>, run: &Run, state: RunState) -> Result<()> {
    if state == run.state {
        return Ok(());
    }
    run_tally::count(desk, (run.orchestration_id, run.state, run.dry), -1)?;
    run_tally::count(desk, (run.orchestration_id, state, run.dry), 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Limits;
    use crate::{files, open};

    #[test]
    fn those_about_the_same_thing_are_found_without_looking_at_others() {
        let folder = tempfile::tempdir().unwrap();
        let path = files::prepare(folder.path()).unwrap();
        let conn = open::writer(&path, &Limits::default()).unwrap();
        let sql = format!("EXPLAIN QUERY PLAN SELECT id FROM run WHERE {SAME} ORDER BY id LIMIT 1");
        let mut statement = conn.prepare(&sql).unwrap();
        let mut rows = statement.raw_query();
        let step: String = rows.next().unwrap().unwrap().get(3).unwrap();
        assert!(step.contains("INDEX run_serial (orch"), "{step}");
        assert!(rows.next().unwrap().is_none(), "nothing is sorted");
    }
}
