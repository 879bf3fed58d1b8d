//! Search: the newest events that meet some conditions, a page at a time, within a time the caller
//! chooses. What takes longer is gone on with from where it got, so that it can be shown and
//! cancelled.

mod condition;
mod plan;
mod walk;

use std::time::Duration;

use rusqlite::Connection;

use crate::error::Result;
use crate::index::texts;
use crate::ledger::Ledger;
use crate::tables::event::{self, EventRow};
use crate::tables::feed;

pub use condition::{Condition, Conditions, Term};

/// A page to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// What events must meet.
    pub conditions: Conditions,
    /// Only events with a smaller id than this.
    pub before: Option<i64>,
    /// At most this many.
    pub limit: usize,
    /// How long to look. At least a little is looked at, so that going on always ends.
    pub patience: Duration,
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Events, newest first.
    pub rows: Vec<EventRow>,
    /// Where to go on, as [`Search::before`]; `None` when there are no older events.
    pub next: Option<i64>,
    /// How much of the ledger has been looked at by now, from 0 to 1.
    pub searched: f64,
}

impl Ledger {
    /// Looks for a page of events.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn search(&self, search: Search) -> Result<Found> {
        self.read_indexed(move |conn, cursor| walk::page(conn, cursor, &search))
            .await
    }

    /// Events that changed after `after_seq`, in the order of their changes, each once and with
    /// whether it meets the conditions.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn feed_judged(
        &self,
        conditions: Conditions,
        after_seq: i64,
        limit: usize,
    ) -> Result<Vec<(EventRow, bool)>> {
        self.read(move |conn| {
            let rows = feed::changes(conn, "main", after_seq, limit)?;
            judged(conn, &conditions, rows)
        })
        .await
    }

    /// The events that came after the one with the id `after`, oldest first, each with whether it
    /// meets the conditions.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn events_judged(
        &self,
        conditions: Conditions,
        after: i64,
        limit: usize,
    ) -> Result<Vec<(EventRow, bool)>> {
        self.read(move |conn| {
            let rows = event::after(conn, after, limit)?;
            judged(conn, &conditions, rows)
        })
        .await
    }
}

fn judged(
    conn: &Connection,
    conditions: &Conditions,
    rows: Vec<EventRow>,
) -> Result<Vec<(EventRow, bool)>> {
    rows.into_iter()
        .map(|row| judge(conn, conditions, &row).map(|meets| (row, meets)))
        .collect()
}

/// Whether an event meets the conditions.
fn judge(conn: &Connection, conditions: &Conditions, row: &EventRow) -> Result<bool> {
    if !conditions.row(row) {
        return Ok(false);
    }
    if !conditions.reads() {
        return Ok(true);
    }
    Ok(conditions.texts(&texts::of_event(conn, "main", row)?))
}
