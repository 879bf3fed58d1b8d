//! The shape of payloads: which fields those of a trigger have, learnt as they are indexed. An event
//! that is deleted later has taught it all the same, until the index is made anew.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Row, params};

use crate::error::Result;
use crate::index::paths::{Field, fields_of};
use crate::rows;
use crate::tables::event::EventRow;
use crate::words::{JsonType, Origin};

/// Fields that are kept of a trigger's payloads, one for each type: an object whose keys are data we
/// did not know for such must not fill the index. Of a shape with so many nothing can be called new.
pub const SHAPE_CAP: usize = 500;

/// A field of a trigger's payloads, under one of its types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShapeField {
    /// Where it is: `data.items[].id`; empty for the payload itself.
    pub path: String,
    /// The type it had.
    pub kind: JsonType,
    /// In how many payloads.
    pub events: i64,
    /// In how many of those it is counted as having the path at all: where the items of a list are of
    /// several types, under one of them only. Over the types of a path they add up to the payloads
    /// that have it.
    pub payloads: i64,
    /// When the first of them arrived, in milliseconds since the epoch.
    pub first_at: i64,
    /// When the latest did.
    pub last_at: i64,
}

/// What is known of the payloads of an app's trigger, in an index attached as `search`.
pub(crate) fn of_trigger(conn: &Connection, app_id: i64, trigger: &str) -> Result<Vec<ShapeField>> {
    let sql = "SELECT path, type, events, payloads, first_at, last_at FROM search.shape
        WHERE app_id = ?1 AND trigger = ?2 ORDER BY path, type";
    rows::all(conn, sql, (app_id, trigger), of_row)
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<ShapeField> {
    Ok(ShapeField {
        path: row.get(0)?,
        kind: row.get(1)?,
        events: row.get(2)?,
        payloads: row.get(3)?,
        first_at: row.get(4)?,
        last_at: row.get(5)?,
    })
}

/// Under which name an event's payload is learnt.
pub(crate) fn trigger_of(row: &EventRow) -> &str {
    row.trigger.as_ref().unwrap_or(&row.scope)
}

/// Whether an event teaches the shape of its trigger, by the first of its deliveries that is proved:
/// BigCommerce sent it. What anybody could have sent does not, nor what was made here or elsewhere.
pub fn teaches(row: &EventRow) -> bool {
    let theirs = matches!(row.origin, Origin::Live | Origin::Recovered);
    theirs && row.verdict.is_proved() && !row.imported && !row.exception
}

#[derive(Debug)]
struct Seen {
    events: i64,
    payloads: i64,
    first_at: i64,
    last_at: i64,
}

/// What a batch teaches.
#[derive(Debug, Default)]
pub(crate) struct Lessons(BTreeMap<(i64, String), BTreeMap<Field, Seen>>);

impl Lessons {
    /// Learns from the payload of an event.
    pub(crate) fn learn(&mut self, row: &EventRow, body: &str) {
        let key = (row.app_id, trigger_of(row).to_owned());
        let known = self.0.entry(key).or_default();
        let mut before = None;
        for field in fields_of(body.as_bytes()).unwrap_or_default() {
            let again = before.as_ref() == Some(&field.0);
            before = Some(field.0.clone());
            let seen = known.entry(field).or_insert(Seen {
                events: 0,
                payloads: 0,
                first_at: row.first_at,
                last_at: row.first_at,
            });
            seen.events += 1;
            seen.payloads += i64::from(!again);
            seen.first_at = seen.first_at.min(row.first_at);
            seen.last_at = seen.last_at.max(row.first_at);
        }
    }

    /// Writes what was learnt.
    pub(crate) fn write(self, conn: &Connection) -> Result<()> {
        let mut add = conn.prepare_cached(
            "INSERT INTO shape VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT DO UPDATE SET events = events + excluded.events,
                payloads = payloads + excluded.payloads,
                first_at = min(first_at, excluded.first_at),
                last_at = max(last_at, excluded.last_at)",
        )?;
        for ((app_id, trigger), fields) in self.0 {
            let sql = "SELECT path, type FROM shape WHERE app_id = ?1 AND trigger = ?2";
            let there = rows::all(conn, sql, (app_id, &trigger), |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
            let mut there: BTreeSet<Field> = there.into_iter().collect();
            for (field, seen) in fields {
                if there.len() >= SHAPE_CAP && !there.contains(&field) {
                    continue;
                }
                let (first, last) = (seen.first_at, seen.last_at);
                add.execute(params![
                    app_id,
                    trigger,
                    field.0,
                    field.1,
                    seen.events,
                    seen.payloads,
                    first,
                    last
                ])?;
                there.insert(field);
            }
        }
        Ok(())
    }
}
