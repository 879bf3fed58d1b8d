//! Letting events go, a slice at a time: a slice is so many rows or so many milliseconds, whichever
//! comes first, and a transaction of its own. Who arrives meanwhile waits for one slice at most, and
//! a sweep that is interrupted is begun again from the start, where nothing is left to find.

use std::time::{Duration, Instant};

use crate::error::Result;
use crate::job::Desk;
use crate::keep::expiry::{Expiry, UNMARKED};
use crate::ledger::Ledger;
use crate::rows;
use crate::tables::{event, removed};

/// Deliveries that go in one slice, and how long it may take. A slice lets at least one go.
const ROWS: usize = 250;
const LONGEST: Duration = Duration::from_millis(8);

/// How far a sweep is.
#[derive(Clone, Debug)]
pub struct Sweep {
    expiry: Expiry,
    what: String,
    at: i64,
    after: i64,
    /// The line of the history that says what went.
    change: Option<i64>,
    /// Events gone so far.
    pub gone: i64,
    /// Whether there is nothing more to let go.
    pub ended: bool,
}

impl Sweep {
    /// A sweep that has not begun. It writes `what` into the history, at `at` in milliseconds since
    /// the epoch, with how many events went.
    pub fn new(expiry: Expiry, what: &str, at: i64) -> Self {
        Self {
            expiry,
            what: what.to_owned(),
            at,
            after: 0,
            change: None,
            gone: 0,
            ended: false,
        }
    }
}

impl Ledger {
    /// Lets the next slice go. Call it until the sweep has ended.
    ///
    /// # Errors
    /// `NotFound` when the app is gone, and the others of writing.
    pub async fn sweep(&self, sweep: Sweep) -> Result<Sweep> {
        let (expiry, after) = (sweep.expiry, sweep.after);
        let ids = self
            .read(move |conn| expiry.next(conn, after, ROWS))
            .await?;
        if ids.is_empty() {
            return Ok(Sweep {
                ended: true,
                ..sweep
            });
        }
        self.write_apart(move |desk| slice(desk, &sweep, &ids))
            .await
    }

    /// Forgets what went and the search index has passed, a slice at a time.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn forget_removed(&self) -> Result<()> {
        let indexed = self.indexed();
        while indexed > 0
            && self
                .write_apart(move |desk| removed::forget(desk, indexed))
                .await?
        {}
        Ok(())
    }
}

fn slice(desk: &mut Desk<'_>, sweep: &Sweep, ids: &[i64]) -> Result<Sweep> {
    let (started, seq) = (Instant::now(), desk.next_seq());
    let mut done = sweep.clone();
    let mut room = ROWS;
    for id in ids {
        if goes(desk, &sweep.expiry, *id)? {
            let gone = event::remove(desk, *id, seq, room)?;
            room -= gone.min(room);
            if room == 0 {
                break;
            }
            done.gone += 1;
        }
        done.after = *id;
        if started.elapsed() >= LONGEST {
            break;
        }
    }
    note(desk, &mut done)?;
    Ok(done)
}

/// Whether the user has not marked it since it was found.
fn goes(desk: &Desk<'_>, expiry: &Expiry, id: i64) -> Result<bool> {
    let sql = format!("SELECT count(*) FROM event WHERE id = ?1 AND (?2 OR {UNMARKED})");
    Ok(rows::count(desk.conn, &sql, (id, expiry.marked_too))? > 0)
}

/// Says in the history how many events went, together with their going.
fn note(desk: &Desk<'_>, sweep: &mut Sweep) -> Result<()> {
    let detail = sweep.gone.to_string();
    if let Some(id) = sweep.change {
        let sql = "UPDATE change SET detail = ?2 WHERE id = ?1";
        return desk.run(sql, (id, detail)).map(drop);
    }
    let sql = "INSERT INTO change (app_id, at, what, detail) VALUES (?1, ?2, ?3, ?4)";
    desk.run(sql, (sweep.expiry.app_id, sweep.at, &sweep.what, detail))?;
    sweep.change = Some(desk.conn.last_insert_rowid());
    Ok(())
}
