//! Letting old runs go, a slice at a time as events go. Only what ended goes, and nothing that waits for
//! somebody; that an event had its run is remembered.

use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::error::Result;
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::rows;
use crate::runs::removal;
use crate::tables::ran;

/// How long a slice may take. It lets at least one go.
const LONGEST: Duration = Duration::from_millis(8);

/// Before anything ended.
const NEVER: (i64, i64) = (i64::MIN, i64::MIN);

/// Which runs are kept; one goes as soon as one of the limits says so. `None` sets no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunRetention {
    /// Those that ended at this time or later, in milliseconds since the epoch.
    pub since: Option<i64>,
    /// The newest so many of those that ended.
    pub runs: Option<i64>,
}

/// How far a sweep of runs is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunSweep {
    /// The last one that goes, and the last that was looked at: when each ended, and its id.
    until: (i64, i64),
    after: (i64, i64),
    /// Runs gone so far.
    pub gone: i64,
    /// Whether there is nothing more to let go.
    pub ended: bool,
}

impl Ledger {
    /// A sweep that has not begun, of what a rule lets go of now.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn begin_run_sweep(&self, rule: RunRetention) -> Result<RunSweep> {
        let beyond = self.read(move |conn| beyond(conn, rule.runs)).await?;
        let old = rule.since.map_or(NEVER, |since| (since - 1, i64::MAX));
        Ok(RunSweep {
            until: old.max(beyond),
            after: NEVER,
            gone: 0,
            ended: false,
        })
    }

    /// Lets the next slice go. Call it until the sweep has ended.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn sweep_runs(&self, sweep: RunSweep) -> Result<RunSweep> {
        let found = self.read(move |conn| next(conn, &sweep)).await?;
        if found.is_empty() {
            return Ok(RunSweep {
                ended: true,
                ..sweep
            });
        }
        self.write_apart(move |desk| slice(desk, sweep, &found))
            .await
    }
}

/// The last run beyond the newest `most`.
fn beyond(conn: &Connection, most: Option<i64>) -> Result<(i64, i64)> {
    let Some(most) = most else {
        return Ok(NEVER);
    };
    let sql = "SELECT ended_at, id FROM run INDEXED BY run_ended WHERE ended_at IS NOT NULL
        ORDER BY ended_at DESC, id DESC LIMIT 1 OFFSET ?1";
    let last = rows::first(conn, sql, [most], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(last.unwrap_or(NEVER))
}

/// The next runs that go, those that ended first before the others: when each did, and its id.
fn next(conn: &Connection, sweep: &RunSweep) -> Result<Vec<(i64, i64)>> {
    let sql = "SELECT ended_at, id FROM run INDEXED BY run_ended
        WHERE ended_at >= ?1 AND (ended_at > ?1 OR id > ?2)
        AND ended_at <= ?3 AND (ended_at < ?3 OR id <= ?4) AND state <> 'dead'
        ORDER BY ended_at, id LIMIT ?5";
    let ((after, after_id), (until, until_id)) = (sweep.after, sweep.until);
    let values = (after, after_id, until, until_id, removal::ROWS as i64);
    rows::all(conn, sql, values, |row| Ok((row.get(0)?, row.get(1)?)))
}

fn slice(desk: &Desk<'_>, sweep: RunSweep, found: &[(i64, i64)]) -> Result<RunSweep> {
    let started = Instant::now();
    let mut done = sweep;
    let mut room = removal::ROWS;
    for (ended_at, id) in found {
        if goes(desk, *ended_at, *id)? {
            ran::remember(desk, *id)?;
            let removed = removal::remove(desk, *id, room)?;
            room -= removed.rows;
            if !removed.whole {
                break;
            }
            done.gone += 1;
        }
        done.after = (*ended_at, *id);
        if room == 0 || started.elapsed() >= LONGEST {
            break;
        }
    }
    Ok(done)
}

/// Whether nobody has had it tried again since it was found.
fn goes(desk: &Desk<'_>, ended_at: i64, id: i64) -> Result<bool> {
    let sql = "SELECT count(*) FROM run WHERE id = ?2 AND ended_at = ?1 AND state <> 'dead'";
    Ok(rows::count(desk.conn, sql, (ended_at, id))? > 0)
}
