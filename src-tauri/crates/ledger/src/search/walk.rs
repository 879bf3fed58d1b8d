//! The walk from the newest event to the oldest, a range of ids at a time.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::error::Result;
use crate::rows;
use crate::search::plan::Plan;
use crate::search::{Found, Search, judge};
use crate::tables::event::{self, COLUMNS, EventRow};

/// Ids of the first range, and of the longest one. Common things are found in the first; a search
/// for rare ones takes longer and longer ranges.
const FIRST: i64 = 4096;
const LONGEST: i64 = 1 << 18;
/// A range that took longer is not followed by a longer one.
const QUICK: Duration = Duration::from_millis(10);
/// Ids looked at between two glances at the clock.
const GLANCE: usize = 64;

/// Looks for a page in the snapshot of `conn`, whose index is as far as `cursor`.
pub(super) fn page(conn: &Connection, cursor: i64, search: &Search) -> Result<Found> {
    let newest = event::seq_of(conn, "main")?;
    let mut walk = Walk {
        conn,
        search,
        plan: plan(conn, cursor, search)?,
        stale: stale(conn, cursor)?,
        cursor,
        until: Instant::now() + search.patience,
        found: Vec::new(),
    };
    let first = search
        .before
        .map_or(newest, |before| (before - 1).min(newest));
    let next = walk.from(first)?;
    let looked = next.map_or(newest, |next| newest - next + 1);
    Ok(Found {
        rows: walk.found,
        next,
        searched: looked as f64 / newest.max(1) as f64,
    })
}

/// The plan, when there is an index and something to look up.
fn plan(conn: &Connection, cursor: i64, search: &Search) -> Result<Option<Plan>> {
    if cursor == 0 || search.conditions.is_empty() {
        return Ok(None);
    }
    Plan::of(conn, &search.conditions).map(Some)
}

/// Indexed events that changed since.
fn stale(conn: &Connection, cursor: i64) -> Result<BTreeSet<i64>> {
    let sql = "SELECT id FROM event INDEXED BY event_changed
        WHERE seq > ?1 AND seq <> id AND id <= ?1";
    Ok(rows::all(conn, sql, [cursor], |row| row.get(0))?
        .into_iter()
        .collect())
}

struct Walk<'s> {
    conn: &'s Connection,
    search: &'s Search,
    plan: Option<Plan>,
    stale: BTreeSet<i64>,
    cursor: i64,
    until: Instant,
    found: Vec<EventRow>,
}

impl Walk<'_> {
    /// Walks from an id downwards; where to go on, or `None` at the end.
    fn from(&mut self, first: i64) -> Result<Option<i64>> {
        let (mut last, mut span) = (first, FIRST);
        while last > 0 {
            let started = Instant::now();
            let lowest = self.lowest(last, span);
            if let Some(next) = self.range(lowest, last)? {
                return Ok(Some(next));
            }
            last = lowest - 1;
            if self.late() {
                return Ok((last > 0).then_some(lowest));
            }
            if started.elapsed() < QUICK {
                span = (span * 2).min(LONGEST);
            }
        }
        Ok(None)
    }

    fn late(&self) -> bool {
        Instant::now() >= self.until
    }

    /// The start of a range that ends with `last`. It does not cross the index's cursor.
    fn lowest(&self, last: i64, span: i64) -> i64 {
        let lowest = (last - span + 1).max(1);
        if last > self.cursor {
            lowest.max(self.cursor + 1)
        } else {
            lowest
        }
    }

    /// Looks at a range; where to go on when that is within it.
    fn range(&mut self, lowest: i64, last: i64) -> Result<Option<i64>> {
        match self.candidates(lowest, last)? {
            Some(ids) => self.by_id(&ids, lowest),
            None => self.by_scan(lowest, last),
        }
    }

    /// The candidates of a range, newest first; `None` when each of its events is one.
    fn candidates(&self, lowest: i64, last: i64) -> Result<Option<Vec<i64>>> {
        let (Some(plan), true) = (&self.plan, last <= self.cursor) else {
            return Ok(None);
        };
        let (Ok(low), Ok(high)) = (u32::try_from(lowest), u32::try_from(last)) else {
            return Ok(None);
        };
        let mut ids: Vec<i64> = plan
            .candidates(self.conn, low..=high)?
            .iter()
            .map(i64::from)
            .collect();
        let stale = self.stale.range(lowest..=last);
        let before = ids.len();
        ids.extend(stale);
        if ids.len() > before {
            ids.sort_unstable();
            ids.dedup();
        }
        ids.reverse();
        Ok(Some(ids))
    }

    fn by_id(&mut self, ids: &[i64], lowest: i64) -> Result<Option<i64>> {
        for (looked, id) in ids.iter().enumerate() {
            if looked % GLANCE == GLANCE - 1 && self.late() {
                return Ok(Some(id + 1));
            }
            let Some(row) = event::by_id(self.conn, *id)? else {
                continue;
            };
            if self.takes(row)? {
                return Ok((ids.len() > looked + 1 || lowest > 1).then_some(*id));
            }
        }
        Ok(None)
    }

    fn by_scan(&mut self, lowest: i64, last: i64) -> Result<Option<i64>> {
        let conn = self.conn;
        let sql = format!(
            "SELECT id, seq, {COLUMNS} FROM event WHERE id >= ?1 AND id <= ?2 ORDER BY id DESC"
        );
        let mut statement = conn.prepare_cached(&sql)?;
        let mut rows = statement.query((lowest, last))?;
        let mut looked = 0;
        while let Some(row) = rows.next()? {
            let row = event::of_row(row)?;
            let id = row.id;
            looked += 1;
            if looked % GLANCE == 0 && self.late() {
                return Ok(Some(id + 1));
            }
            if self.takes(row)? {
                return Ok((rows.next()?.is_some() || lowest > 1).then_some(id));
            }
        }
        Ok(None)
    }

    /// Takes an event that meets the conditions; whether the page is full.
    fn takes(&mut self, row: EventRow) -> Result<bool> {
        if judge(self.conn, &self.search.conditions, &row)? {
            self.found.push(row);
        }
        Ok(self.found.len() >= self.search.limit)
    }
}
