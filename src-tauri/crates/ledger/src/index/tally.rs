//! How many events there were, a minute at a time: charts of a year need no look at its events.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use crate::error::Result;
use crate::rows;
use crate::tables::event::EventRow;
use crate::words::Verdict;

const MINUTE: i64 = 60_000;

/// How many events of an index attached as `search` arrived in the minute of `at` or later.
pub(crate) fn since(conn: &Connection, at: i64) -> Result<i64> {
    let sql = "SELECT ifnull(sum(events), 0) FROM search.minute WHERE minute >= ?1";
    rows::count(conn, sql, [at.div_euclid(MINUTE)])
}

/// What a batch adds to the counts.
#[derive(Debug, Default)]
pub(crate) struct Tally(BTreeMap<(i64, i64, String, Verdict), i64>);

impl Tally {
    /// Counts an event under a verdict, or no longer.
    pub(crate) fn count(&mut self, row: &EventRow, verdict: Verdict, by: i64) {
        let trigger = row.trigger.as_ref().unwrap_or(&row.scope).clone();
        let key = (
            row.first_at.div_euclid(MINUTE),
            row.app_id,
            trigger,
            verdict,
        );
        *self.0.entry(key).or_default() += by;
    }

    /// Writes the counts.
    pub(crate) fn write(self, conn: &Connection) -> Result<()> {
        let mut add = conn.prepare_cached(
            "INSERT INTO minute VALUES (?1, ?2, ?3, ?4, ?5)
                ON CONFLICT DO UPDATE SET events = events + excluded.events",
        )?;
        for ((minute, app_id, trigger, verdict), events) in self.0 {
            add.execute(params![minute, app_id, trigger, verdict, events])?;
        }
        Ok(())
    }
}
