//! How many events there were, a minute at a time: charts of a year need no look at its events.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row, params};

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

/// How many events of a trigger arrived in a slot of a [`Chart`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The slot, from 0.
    pub slot: i64,
    /// The trigger's id, or the webhook scope of an unknown one.
    pub trigger: String,
    /// What the checks said.
    pub verdict: Verdict,
    /// How many.
    pub events: i64,
}

/// A stretch of time in slots of the same length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chart {
    /// Where the first slot begins, in whole minutes since the epoch.
    pub from: i64,
    /// The length of a slot in minutes, at least 1.
    pub step: i64,
    /// How many slots there are.
    pub slots: i64,
}

impl Chart {
    /// The slot of a minute since the epoch; `None` for one that is not in the chart.
    pub fn slot_of(&self, minute: i64) -> Option<usize> {
        let slot = (minute - self.from).div_euclid(self.step);
        usize::try_from(slot).ok().filter(|_| slot < self.slots)
    }
}

/// The events of an index attached as `search`, by slot, trigger and verdict.
pub(crate) fn columns(conn: &Connection, chart: &Chart) -> Result<Vec<Column>> {
    let sql = "SELECT (minute - ?1) / ?2, trigger, verdict, sum(events) FROM search.minute
        WHERE minute >= ?1 AND minute < ?3 GROUP BY 1, 2, 3 HAVING sum(events) > 0";
    let until = chart.from + chart.step * chart.slots;
    rows::all(conn, sql, (chart.from, chart.step, until), of_row)
}

/// What the index still counts and is gone from the ledger, as negative numbers of events.
pub(crate) fn columns_gone(conn: &Connection, chart: &Chart, cursor: i64) -> Result<Vec<Column>> {
    let sql = "SELECT (first_at / 60000 - ?1) / ?2, ifnull(trigger, scope), verdict, -count(*)
        FROM removed
        WHERE seq > ?4 AND id <= ?4 AND first_at >= ?1 * 60000 AND first_at < ?3 * 60000
        GROUP BY 1, 2, 3";
    let until = chart.from + chart.step * chart.slots;
    rows::all(conn, sql, (chart.from, chart.step, until, cursor), of_row)
}

/// How many events the index still counts that arrived in the minute of `at` or later and are gone
/// from the ledger.
pub(crate) fn gone_since(conn: &Connection, at: i64, cursor: i64) -> Result<i64> {
    let sql = "SELECT count(*) FROM removed WHERE seq > ?2 AND id <= ?2 AND first_at >= ?1";
    rows::count(conn, sql, (at.div_euclid(MINUTE) * MINUTE, cursor))
}

/// The same of events that the index does not have, in the ledger itself.
pub(crate) fn columns_after(conn: &Connection, chart: &Chart, cursor: i64) -> Result<Vec<Column>> {
    let sql = "SELECT (first_at / 60000 - ?1) / ?2, ifnull(trigger, scope), verdict, count(*)
        FROM event WHERE id > ?4 AND first_at >= ?1 * 60000 AND first_at < ?3 * 60000
        GROUP BY 1, 2, 3";
    let until = chart.from + chart.step * chart.slots;
    rows::all(conn, sql, (chart.from, chart.step, until, cursor), of_row)
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Column> {
    Ok(Column {
        slot: row.get(0)?,
        trigger: row.get(1)?,
        verdict: row.get(2)?,
        events: row.get(3)?,
    })
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
