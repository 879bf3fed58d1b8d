//! What the user does with one run: stops it, has it go on, says what became of what it sent.

use crate::error::{LedgerError, Result};
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::rows;
use crate::runs::state::{self, Standing};
use crate::tables::call;
use crate::tables::run::Run;
use crate::tables::step::{self, StepRecord};
use crate::words::{CallSettled, RunState, StepState, WaitsFor};

/// What the user says of something a run sent, whose outcome nobody knew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunSettled {
    /// The run, which is unknown.
    pub run_id: i64,
    /// The call.
    pub call_id: i64,
    /// What became of it.
    pub settled: CallSettled,
    /// What its step gave where it happened: JSON.
    pub output: Option<String>,
    /// Now, in milliseconds since the epoch.
    pub at: i64,
}

impl Ledger {
    /// Stops a run that is open and not under way; whether it was. One under way stops between two
    /// steps, with [`RunNext::Stops`](crate::RunNext::Stops).
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn cancel_run(&self, id: i64, at: i64) -> Result<bool> {
        self.write(move |desk| {
            let run = state::found(desk, id)?;
            if !run.state.is_open() || run.state == RunState::Running {
                return Ok(false);
            }
            let to = Standing::of(RunState::Cancelled, None);
            state::put(desk, &run, &to, at).map(|()| true)
        })
        .await
    }

    /// Has a run that waits go on at once, whatever it waits for; whether it waited.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn resume_run(&self, id: i64) -> Result<bool> {
        self.write(move |desk| {
            let run = state::found(desk, id)?;
            if run.state != RunState::Waiting {
                return Ok(false);
            }
            state::requeue(desk, &run).map(|()| true)
        })
        .await
    }

    /// Keeps the word of the person that a run waits for at a step, and has it go on.
    ///
    /// # Errors
    /// `NotFound` when it waits for nobody.
    pub async fn answer_run(&self, run_id: i64, step: StepRecord) -> Result<Run> {
        self.write(move |desk| {
            let run = state::found(desk, run_id)?;
            if run.waits_for != Some(WaitsFor::Person) {
                return Err(LedgerError::NotFound);
            }
            step::put(desk, run_id, &step)?;
            state::requeue(desk, &run)?;
            state::found(desk, run_id)
        })
        .await
    }

    /// Notes what became of something that a run sent, and has the run go on: after the step where it
    /// happened, with the step where it did not.
    ///
    /// # Errors
    /// `NotFound` when the run is not unknown, or the call is not one of its own whose outcome nobody
    /// knows.
    pub async fn settle_run(&self, said: RunSettled) -> Result<Run> {
        self.write(move |desk| {
            let run = state::found(desk, said.run_id)?;
            if run.state != RunState::Unknown {
                return Err(LedgerError::NotFound);
            }
            settle(desk, &said)?;
            state::requeue(desk, &run)?;
            state::found(desk, run.id)
        })
        .await
    }
}

fn settle(desk: &Desk<'_>, said: &RunSettled) -> Result<()> {
    let sql = "SELECT place FROM call WHERE id = ?1 AND run_id = ?2";
    let place: Option<String> = rows::first(desk.conn, sql, (said.call_id, said.run_id), |row| {
        row.get(0)
    })?;
    let place = place.ok_or(LedgerError::NotFound)?;
    call::settle(desk, said.call_id, said.settled)?;
    let (state, ended_at) = match said.settled {
        CallSettled::Happened => (StepState::Done, Some(said.at)),
        CallSettled::DidNot => (StepState::Waiting, None),
    };
    let sql = "UPDATE step SET state = ?3, ended_at = ?4, output = ?5, problem = NULL
        WHERE run_id = ?1 AND place = ?2 AND state <> 'done'";
    desk.run(sql, (said.run_id, place, state, ended_at, &said.output))
        .map(drop)
}
