//! Runs that go with what they belong to, so many rows at a time.

use crate::error::{LedgerError, Result};
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::rows;
use crate::tables::{run, run_tally};

/// Rows that go in one transaction.
pub(crate) const ROWS: usize = 250;

/// Whose runs go.
#[derive(Clone, Copy)]
pub(crate) enum Whose {
    /// A store's.
    Store(i64),
    /// Those of an app's stores.
    App(i64),
    /// An orchestration's.
    Orchestration(i64),
}

impl Ledger {
    /// Deletes an orchestration with its versions and runs, and what these sent.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete_orchestration(&self, id: i64) -> Result<()> {
        self.remove_runs(Whose::Orchestration(id)).await?;
        while self.write_apart(move |desk| forget_ran(desk, id)).await? {}
        self.write(move |desk| {
            while remove_some(desk, Whose::Orchestration(id))? {}
            match desk.run("DELETE FROM orchestration WHERE id = ?1", [id])? {
                0 => Err(LedgerError::NotFound),
                _ => Ok(()),
            }
        })
        .await
    }

    /// Removes runs, a slice at a time.
    pub(crate) async fn remove_runs(&self, whose: Whose) -> Result<()> {
        while self
            .write_apart(move |desk| remove_some(desk, whose))
            .await?
        {}
        Ok(())
    }
}

/// Removes some of these runs; whether there were any.
pub(crate) fn remove_some(desk: &Desk<'_>, whose: Whose) -> Result<bool> {
    let (which, of) = match whose {
        Whose::Store(id) => ("store_id = ?1", id),
        Whose::App(id) => ("store_id IN (SELECT id FROM store WHERE app_id = ?1)", id),
        Whose::Orchestration(id) => ("orchestration_id = ?1", id),
    };
    let sql = format!("SELECT id FROM run WHERE {which} LIMIT ?2");
    let found: Vec<i64> = rows::all(desk.conn, &sql, (of, ROWS as i64), |row| row.get(0))?;
    let mut room = ROWS;
    for id in &found {
        room -= remove(desk, *id, room)?.rows;
        if room == 0 {
            break;
        }
    }
    Ok(!found.is_empty())
}

fn forget_ran(desk: &Desk<'_>, orchestration_id: i64) -> Result<bool> {
    let sql = "DELETE FROM ran WHERE orchestration_id = ?1 AND event_id IN
        (SELECT event_id FROM ran WHERE orchestration_id = ?1 LIMIT ?2)";
    Ok(desk.run(sql, (orchestration_id, ROWS as i64))? > 0)
}

/// What was removed of a run.
pub(crate) struct Removed {
    /// Rows, no more than were allowed.
    pub(crate) rows: usize,
    /// Whether the run itself is among them.
    pub(crate) whole: bool,
}

/// Removes a run with its calls and steps, or as many of these as `most`, which is not 0: the run goes
/// last.
pub(crate) fn remove(desk: &Desk<'_>, id: i64, most: usize) -> Result<Removed> {
    let mut rows = 0;
    for table in ["call", "step"] {
        let sql = format!(
            "DELETE FROM {table} WHERE id IN
                (SELECT id FROM {table} WHERE run_id = ?1 ORDER BY id LIMIT ?2)"
        );
        rows += desk.run(&sql, (id, (most - rows) as i64))?;
    }
    let whole = rows < most;
    if whole {
        remove_row(desk, id)?;
        rows += 1;
    }
    Ok(Removed { rows, whole })
}

/// Removes a run that has neither calls nor steps any more.
fn remove_row(desk: &Desk<'_>, id: i64) -> Result<()> {
    let Some(run) = run::by_id(desk.conn, id)? else {
        return Ok(());
    };
    run_tally::count(desk, (run.orchestration_id, run.state, run.dry), -1)?;
    desk.run("DELETE FROM run WHERE id = ?1", [id]).map(drop)
}
