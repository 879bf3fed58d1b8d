//! What orchestrations have not looked at yet: each that is enabled follows the changes of events with
//! a cursor of its own.

use rusqlite::Connection;

use crate::error::Result;
use crate::ledger::Ledger;
use crate::rows;
use crate::tables::event::{self, EventRow};
use crate::tables::feed;

/// Changes of events that enabled orchestrations have not looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventsToRun {
    /// How far each orchestration that is behind is, by its id. What it has to look at are the events
    /// with a later place in the order of changes.
    pub behind: Vec<(i64, i64)>,
    /// The events, in the order of their changes.
    pub events: Vec<EventRow>,
    /// How far they are with these events.
    pub until: i64,
}

impl Ledger {
    /// The next changes that enabled orchestrations, or one of them, have not looked at, `limit` at
    /// most: from where the one farthest behind is. What they make of them is for
    /// [`Ledger::start_runs`].
    ///
    /// # Errors
    /// Those of reading.
    pub async fn events_to_run(&self, only: Option<i64>, limit: usize) -> Result<EventsToRun> {
        self.read(move |conn| {
            let snapshot = conn.unchecked_transaction()?;
            unseen(&snapshot, only, limit)
        })
        .await
    }
}

fn unseen(conn: &Connection, only: Option<i64>, limit: usize) -> Result<EventsToRun> {
    let head = event::head(conn)?.seq;
    let sql = "SELECT id, seen FROM orchestration
        WHERE enabled AND seen < ?1 AND (?2 IS NULL OR id = ?2) ORDER BY seen, id";
    let all: Vec<(i64, i64)> = rows::all(conn, sql, (head, only), |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    let Some((_, from)) = all.first() else {
        return Ok(EventsToRun::default());
    };
    let events = feed::changes(conn, "main", *from, limit)?;
    let until = match events.last() {
        Some(last) if events.len() == limit => last.seq,
        _ => head,
    };
    Ok(EventsToRun {
        behind: all.into_iter().filter(|(_, seen)| *seen < until).collect(),
        events,
        until,
    })
}
