//! Forwards: one event on its way to one forward address, with every attempt.

use rusqlite::Row;
use serde::{Deserialize, Serialize};

use crate::error::{LedgerError, Result};
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows::{self, Json};
use crate::words::ForwardState;

/// `next_at` is `NULL` where nothing is sent by itself: what has ended, and what the user sends by
/// hand.
pub(crate) const STEPS: Steps = &[(
    4,
    "CREATE TABLE forward (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        address_id INTEGER NOT NULL REFERENCES forward_address (id) ON DELETE CASCADE,
        event_id INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
        state TEXT NOT NULL CHECK (state = 'waiting' OR state = 'delivered' OR state = 'failed'),
        by_hand INTEGER NOT NULL,
        made_at INTEGER NOT NULL,
        next_at INTEGER,
        attempts TEXT NOT NULL
    ) STRICT;
    CREATE INDEX forward_of_address ON forward (address_id, state, id);
    CREATE INDEX forward_of_event ON forward (event_id);
    CREATE INDEX forward_due ON forward (address_id, next_at) WHERE next_at IS NOT NULL;",
)];

/// Delivered forwards that an address keeps; the oldest go first.
const KEPT: i64 = 5_000;

/// A forward is looked at for what may go once in so many.
const TIDY_EVERY: i64 = 256;

/// One sending of a forward.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// When it began, in milliseconds since the epoch.
    pub at: i64,
    /// How long it took, in milliseconds.
    pub took_ms: u32,
    /// The status it was answered with, if it was.
    pub status: Option<u16>,
    /// The beginning of that answer's body, or why there was none.
    pub said: String,
}

/// An event on its way to a forward address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forward {
    /// Its row id.
    pub id: i64,
    /// The address.
    pub address_id: i64,
    /// The event.
    pub event_id: i64,
    /// How it stands.
    pub state: ForwardState,
    /// Whether the user sent it.
    pub by_hand: bool,
    /// When it was decided on, in milliseconds since the epoch.
    pub made_at: i64,
    /// When it is sent next by itself.
    pub next_at: Option<i64>,
    /// Every attempt, oldest first.
    pub attempts: Vec<Attempt>,
}

/// What becomes of a forward after an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// It arrived.
    Delivered,
    /// It is sent again at this time, in milliseconds since the epoch.
    Again(i64),
    /// It is given up.
    Failed,
}

impl Ledger {
    /// Plans to forward events to an address, and notes that it has looked at every event up to
    /// `cursor`. Does nothing when the address stands elsewhere than at `after` by now.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn plan_forwards(
        &self,
        address_id: i64,
        (after, cursor): (i64, i64),
        events: Vec<i64>,
        now: i64,
    ) -> Result<()> {
        let moved = "UPDATE forward_address SET cursor = ?3 WHERE id = ?1 AND cursor = ?2";
        self.write(move |desk| {
            if desk.run(moved, (address_id, after, cursor))? == 0 {
                return Ok(());
            }
            for event_id in &events {
                add(desk, (address_id, *event_id), now, Some(now))?;
            }
            Ok(())
        })
        .await
    }

    /// Adds a forward that the user sends; nothing else will.
    ///
    /// # Errors
    /// `NotFound` when the address or the event is gone.
    pub async fn add_forward(&self, address_id: i64, event_id: i64, now: i64) -> Result<i64> {
        self.write(move |desk| {
            add(desk, (address_id, event_id), now, None)?.ok_or(LedgerError::NotFound)
        })
        .await
    }

    /// An address's forwards that are due at `now`, the longest due first.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn due_forwards(
        &self,
        address_id: i64,
        now: i64,
        limit: usize,
    ) -> Result<Vec<Forward>> {
        let sql = "SELECT * FROM forward WHERE address_id = ?1 AND next_at <= ?2
            ORDER BY next_at, id LIMIT ?3";
        let values = (address_id, now, limit as i64);
        self.read(move |conn| rows::all(conn, sql, values, of_row))
            .await
    }

    /// When an address's next forward comes due after `now`.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn next_forward(&self, address_id: i64, now: i64) -> Result<Option<i64>> {
        let sql = "SELECT min(next_at) FROM forward WHERE address_id = ?1 AND next_at > ?2";
        self.read(move |conn| {
            let found = rows::first(conn, sql, (address_id, now), |row| row.get(0))?;
            Ok(found.flatten())
        })
        .await
    }

    /// Notes an attempt and what becomes of the forward. Nothing when it is gone.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn settle_forward(&self, id: i64, attempt: Attempt, settled: Settled) -> Result<()> {
        self.write(move |desk| settle(desk, id, &attempt, settled))
            .await
    }

    /// An address's forwards in one state, newest first, from before the one with the id `before`.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn forwards(
        &self,
        address_id: i64,
        state: ForwardState,
        before: Option<i64>,
        limit: usize,
    ) -> Result<Vec<Forward>> {
        let sql = "SELECT * FROM forward WHERE address_id = ?1 AND state = ?2 AND id < ?3
            ORDER BY id DESC LIMIT ?4";
        let values = (address_id, state, before.unwrap_or(i64::MAX), limit as i64);
        self.read(move |conn| rows::all(conn, sql, values, of_row))
            .await
    }

    /// An event's forwards, oldest first.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn forwards_of_event(&self, event_id: i64) -> Result<Vec<Forward>> {
        let sql = "SELECT * FROM forward WHERE event_id = ?1 ORDER BY id";
        self.read(move |conn| rows::all(conn, sql, [event_id], of_row))
            .await
    }

    /// Sends what an address did not get at once, or only one of those; how many.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn retry_forwards(
        &self,
        address_id: i64,
        only: Option<i64>,
        now: i64,
    ) -> Result<usize> {
        let sql = "UPDATE forward SET state = 'waiting', next_at = ?2
            WHERE address_id = ?1 AND state <> 'delivered' AND (?3 IS NULL OR id = ?3)";
        self.write(move |desk| desk.run(sql, (address_id, now, only)))
            .await
    }

    /// Forgets what an address did not get; how many.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn discard_forwards(&self, address_id: i64) -> Result<usize> {
        let sql = "DELETE FROM forward WHERE address_id = ?1 AND state <> 'delivered'";
        self.write(move |desk| desk.run(sql, [address_id])).await
    }

    /// Gives up what the user was sending when the app ended.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn give_up_interrupted_forwards(&self) -> Result<usize> {
        let sql = "UPDATE forward SET state = 'failed' WHERE state = 'waiting' AND next_at IS NULL";
        self.write(move |desk| desk.run(sql, [])).await
    }
}

/// The new row's id; `None` when the address or the event is gone.
fn add(
    desk: &Desk<'_>,
    (address_id, event_id): (i64, i64),
    now: i64,
    next_at: Option<i64>,
) -> Result<Option<i64>> {
    let sql = "INSERT INTO forward
            (address_id, event_id, state, by_hand, made_at, next_at, attempts)
        SELECT ?1, ?2, 'waiting', ?5, ?3, ?4, '[]'
            WHERE EXISTS (SELECT 1 FROM forward_address WHERE id = ?1)
            AND EXISTS (SELECT 1 FROM event WHERE id = ?2)
        RETURNING id";
    let values = (address_id, event_id, now, next_at, next_at.is_none());
    rows::first(desk.conn, sql, values, |row| row.get(0))
}

fn settle(desk: &Desk<'_>, id: i64, attempt: &Attempt, settled: Settled) -> Result<()> {
    let sql = "SELECT * FROM forward WHERE id = ?1";
    let Some(mut forward) = rows::first(desk.conn, sql, [id], of_row)? else {
        return Ok(());
    };
    forward.attempts.push(attempt.clone());
    let (state, next_at) = match settled {
        Settled::Delivered => (ForwardState::Delivered, None),
        Settled::Again(at) => (ForwardState::Waiting, Some(at)),
        Settled::Failed => (ForwardState::Failed, None),
    };
    let sql = "UPDATE forward SET state = ?2, next_at = ?3, attempts = ?4 WHERE id = ?1";
    desk.run(sql, (id, state, next_at, Json(&forward.attempts)))?;
    if id % TIDY_EVERY == 0 {
        tidy(desk, forward.address_id)?;
    }
    Ok(())
}

fn tidy(desk: &Desk<'_>, address_id: i64) -> Result<()> {
    let sql = "DELETE FROM forward WHERE id IN (SELECT id FROM forward
        WHERE address_id = ?1 AND state = 'delivered' ORDER BY id DESC LIMIT -1 OFFSET ?2)";
    desk.run(sql, (address_id, KEPT)).map(drop)
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Forward> {
    Ok(Forward {
        id: row.get("id")?,
        address_id: row.get("address_id")?,
        event_id: row.get("event_id")?,
        state: row.get("state")?,
        by_hand: row.get("by_hand")?,
        made_at: row.get("made_at")?,
        next_at: row.get("next_at")?,
        attempts: row.get::<_, Json<_>>("attempts")?.0,
    })
}
