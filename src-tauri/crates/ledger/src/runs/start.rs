//! Starting runs: by events together with the cursor that passes them, by the clock together with the
//! time that was dealt with, and by the user.

use crate::error::{LedgerError, Result};
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::runs::add::{self, Added};
use crate::tables::run::{self, Run};
use crate::tables::step;
use crate::words::RunCause;

/// A run to start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRun {
    /// The orchestration.
    pub orchestration_id: i64,
    /// The version that is carried out; `None` for a draft that is tried out.
    pub version_id: Option<i64>,
    /// The event that it is about.
    pub event_id: Option<i64>,
    /// The store that it is about.
    pub store_id: Option<i64>,
    /// Why it is started.
    pub cause: RunCause,
    /// Whether it changes nothing and shows what it would.
    pub dry: bool,
    /// A random text that nothing else has.
    pub key: String,
    /// What it is about: those of a store with the same one go one at a time.
    pub serial_key: Option<String>,
    /// Whether a run about the same thing that has not begun may stand for its event.
    pub coalesce: bool,
    /// Why there is nothing to do: it is kept as skipped.
    pub skipped: Option<String>,
    /// When it begins at the earliest, in milliseconds since the epoch.
    pub not_before: Option<i64>,
    /// Now, in milliseconds since the epoch.
    pub queued_at: i64,
    /// What triggered it: JSON, where that is not what the event says.
    pub trigger: Option<String>,
    /// The draft that is tried out: JSON.
    pub document: Option<String>,
}

/// What an orchestration makes of events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunStart {
    /// The orchestration.
    pub orchestration_id: i64,
    /// How far it was, as a place in the order of changes.
    pub after: i64,
    /// How far it is now.
    pub until: i64,
    /// The runs of it, in the order of their events.
    pub runs: Vec<NewRun>,
}

/// What became of runs that were to be started.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StartedRuns {
    /// Those that were added.
    pub added: Vec<i64>,
    /// Those that stand for more events than before.
    pub joined: Vec<i64>,
}

impl Ledger {
    /// Starts what orchestrations make of events, each together with how far it has looked. Nothing
    /// happens for an orchestration that is off, or stands elsewhere by now, nor for an event that had
    /// its run, came before the orchestration was enabled, or is gone.
    ///
    /// # Errors
    /// `NotFound` when a store is gone, and those of writing.
    pub async fn start_runs(&self, starts: Vec<RunStart>) -> Result<StartedRuns> {
        self.write(move |desk| {
            let mut started = StartedRuns::default();
            for start in &starts {
                let sql = "UPDATE orchestration SET seen = ?3
                    WHERE id = ?1 AND seen = ?2 AND enabled";
                let values = (start.orchestration_id, start.after, start.until);
                if desk.run(sql, values)? > 0 {
                    start_all(desk, &start.runs, &mut started)?;
                }
            }
            Ok(started)
        })
        .await
    }

    /// Starts what an orchestration's schedule asks for, together with the last time that is dealt
    /// with, in milliseconds since the epoch. Nothing happens when it is off, or another time was the
    /// last by now.
    ///
    /// # Errors
    /// `NotFound` when a store is gone, and those of writing.
    pub async fn start_scheduled_runs(
        &self,
        orchestration_id: i64,
        (after, until): (Option<i64>, i64),
        runs: Vec<NewRun>,
    ) -> Result<StartedRuns> {
        let sql = "UPDATE orchestration SET scheduled_at = ?3
            WHERE id = ?1 AND scheduled_at IS ?2 AND enabled";
        self.write(move |desk| {
            let mut started = StartedRuns::default();
            if desk.run(sql, (orchestration_id, after, until))? > 0 {
                start_all(desk, &runs, &mut started)?;
            }
            Ok(started)
        })
        .await
    }

    /// Starts a run that the user asks for.
    ///
    /// # Errors
    /// `NotFound` when its orchestration, event or store is gone.
    pub async fn start_run(&self, new: NewRun) -> Result<Run> {
        self.write(move |desk| {
            let id = add::add(desk, &new, None)?;
            run::by_id(desk.conn, id)?.ok_or(LedgerError::NotFound)
        })
        .await
    }

    /// Starts a run that does another one again, and takes what was done at `places` from it.
    ///
    /// # Errors
    /// `NotFound` when that run, its orchestration, event or store is gone.
    pub async fn replay_run(&self, of: i64, new: NewRun, places: Vec<String>) -> Result<Run> {
        self.write(move |desk| {
            let id = add::add(desk, &new, Some(of))?;
            step::copy(desk, of, id, &places)?;
            run::by_id(desk.conn, id)?.ok_or(LedgerError::NotFound)
        })
        .await
    }
}

fn start_all(desk: &Desk<'_>, runs: &[NewRun], started: &mut StartedRuns) -> Result<()> {
    for new in runs {
        match add::of_event(desk, new)? {
            Added::Run(id) => started.added.push(id),
            Added::Joined(id) => started.joined.push(id),
            Added::Not => {}
        }
    }
    Ok(())
}
