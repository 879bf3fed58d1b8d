//! Charts of runs: how they ended and how long they took, from an index that has all of it.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row};

use crate::error::Result;
use crate::index::tally::Chart;
use crate::ledger::Ledger;
use crate::rows;
use crate::words::RunState;

const MINUTE: i64 = 60_000;

/// How runs of an orchestration ended in a slot of a [`Chart`]. Those that change nothing do not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunColumn {
    /// The orchestration.
    pub orchestration_id: i64,
    /// The slot, from 0.
    pub slot: i64,
    /// How many ended in each state.
    pub ended: Vec<(RunState, i64)>,
    /// How long half of those that began took at most, in milliseconds.
    pub median_ms: Option<i64>,
    /// How long 95 of 100 of them took at most.
    pub p95_ms: Option<i64>,
}

impl Ledger {
    /// How runs ended in each slot of a chart, of one orchestration or of each; where none did there is
    /// no entry.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn run_chart(&self, chart: Chart, only: Option<i64>) -> Result<Vec<RunColumn>> {
        self.read(move |conn| columns(conn, chart, only)).await
    }
}

/// The runs of a slot, while they are gathered.
#[derive(Default)]
struct Slot {
    ended: BTreeMap<RunState, i64>,
    took_ms: Vec<i64>,
}

/// A run that ended.
struct Ended {
    orchestration_id: i64,
    slot: i64,
    state: RunState,
    took_ms: Option<i64>,
}

fn columns(conn: &Connection, chart: Chart, only: Option<i64>) -> Result<Vec<RunColumn>> {
    let sql = "SELECT orchestration_id, (ended_at / 60000 - ?1) / ?2, state, ended_at - began_at
        FROM run INDEXED BY run_ended
        WHERE ended_at >= ?3 AND ended_at < ?4 AND dry = 0
        AND (?5 IS NULL OR orchestration_id = ?5)";
    let until = chart.from + chart.step * chart.slots;
    let values = (
        chart.from,
        chart.step,
        chart.from * MINUTE,
        until * MINUTE,
        only,
    );
    let mut slots: BTreeMap<(i64, i64), Slot> = BTreeMap::new();
    for run in rows::all(conn, sql, values, of_row)? {
        let slot = slots.entry((run.orchestration_id, run.slot)).or_default();
        *slot.ended.entry(run.state).or_default() += 1;
        slot.took_ms.extend(run.took_ms);
    }
    Ok(slots.into_iter().map(column).collect())
}

fn column(((orchestration_id, slot), mut runs): ((i64, i64), Slot)) -> RunColumn {
    runs.took_ms.sort_unstable();
    RunColumn {
        orchestration_id,
        slot,
        ended: runs.ended.into_iter().collect(),
        median_ms: at_most(&runs.took_ms, 50),
        p95_ms: at_most(&runs.took_ms, 95),
    }
}

/// The smallest of sorted numbers that so many of 100 do not exceed.
fn at_most(sorted: &[i64], percent: usize) -> Option<i64> {
    let place = (sorted.len() * percent).div_ceil(100).checked_sub(1)?;
    sorted.get(place).copied()
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Ended> {
    Ok(Ended {
        orchestration_id: row.get(0)?,
        slot: row.get(1)?,
        state: row.get(2)?,
        took_ms: row.get(3)?,
    })
}
