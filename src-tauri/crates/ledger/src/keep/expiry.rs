//! What a rule lets go of at a moment: found and counted on a reader, before any of it goes.

use rusqlite::{Connection, named_params};

use crate::error::Result;
use crate::ledger::Ledger;
use crate::rows;
use crate::tables::delivery::OF_EVENT;
use crate::tables::retention::{Clearing, Retention};
use crate::tables::snapshot;
use crate::tables::usage::{self, SIZE};

/// Neither pinned nor labelled nor noted.
pub(crate) const UNMARKED: &str = "(pinned = 0 AND labels IS NULL AND note IS NULL)";

/// An app's events in the order they arrived, which is that of the table: SQLite would take them
/// from the index of their identities and sort all of them for the sake of a few.
const OLDEST_FIRST: &str = "SELECT id FROM event NOT INDEXED WHERE app_id = ?1 ORDER BY id";

/// The events of [`Expiry`], those that are kept for their marks included. An imported one is as old
/// as its import: it would be gone at once otherwise.
const WITHIN: &str = "app_id = :app AND (id <= :until
    OR (first_at < :before AND ifnull(imported_at, 0) < :before))";

/// Events of an app that go: up to an id, or that arrived before a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expiry {
    pub(crate) app_id: i64,
    until: i64,
    before: i64,
    pub(crate) marked_too: bool,
}

/// How much goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Expired {
    /// Events.
    pub events: i64,
    /// Their deliveries.
    pub deliveries: i64,
    /// What they take on the disk, about.
    pub bytes: i64,
    /// When the latest of them arrived, in milliseconds since the epoch.
    pub latest: Option<i64>,
    /// Events that would go too if they were not pinned, labelled or noted.
    pub kept: i64,
}

impl Ledger {
    /// What a rule lets go of at `now`, in milliseconds since the epoch.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn expiry(&self, app_id: i64, rule: Retention, now: i64) -> Result<Expiry> {
        self.read(move |conn| {
            Ok(Expiry {
                app_id,
                until: by_number(conn, app_id, rule.events)?
                    .max(by_size(conn, app_id, rule.bytes)?),
                before: rule.age.map_or(i64::MIN, |age| now.saturating_sub(age)),
                marked_too: rule.marked_too,
            })
        })
        .await
    }

    /// All that an app has by now.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn expiry_of_all(&self, app_id: i64, marked_too: bool) -> Result<Expiry> {
        let until = self.feed_head().await?.seq;
        Ok(Expiry::of(app_id, Clearing { until, marked_too }))
    }

    /// How much goes, counted.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn count_expiry(&self, expiry: Expiry) -> Result<Expired> {
        self.read(move |conn| expiry.count(conn)).await
    }
}

impl Expiry {
    /// What the user asked to be deleted.
    pub fn of(app_id: i64, clearing: Clearing) -> Self {
        Self {
            app_id,
            until: clearing.until,
            before: i64::MIN,
            marked_too: clearing.marked_too,
        }
    }

    /// The next events that go after one with the id `after`, oldest first.
    pub(crate) fn next(&self, conn: &Connection, after: i64, limit: usize) -> Result<Vec<i64>> {
        let values = named_params! {
            ":after": after,
            ":app": self.app_id,
            ":until": self.until,
            ":before": self.before,
            ":marked": self.marked_too,
            ":limit": limit as i64,
        };
        rows::all(conn, &next_sql(), values, |row| row.get(0))
    }

    fn count(&self, conn: &Connection) -> Result<Expired> {
        let size_of_later = format!(
            "(SELECT sum({SIZE}) FROM delivery INDEXED BY delivery_later
                WHERE event_id = event.id AND event_id <> delivery.id)"
        );
        let size = format!(
            "ifnull((SELECT {SIZE} FROM delivery
                WHERE delivery.id = event.id AND event_id = event.id), 0)
            + CASE WHEN deliveries > 1 THEN ifnull({size_of_later}, 0) ELSE 0 END
            + {}",
            size_of_snapshots("event.id")
        );
        let sql = format!(
            "SELECT count(*) FILTER (WHERE goes), ifnull(sum(deliveries) FILTER (WHERE goes), 0),
                ifnull(sum(CASE WHEN goes THEN {size} END), 0),
                max(first_at) FILTER (WHERE goes), count(*) FILTER (WHERE NOT goes)
            FROM (SELECT id, deliveries, first_at, :marked OR {UNMARKED} AS goes
                FROM event NOT INDEXED
                WHERE {WITHIN}) AS event"
        );
        let values = named_params! {
            ":app": self.app_id,
            ":until": self.until,
            ":before": self.before,
            ":marked": self.marked_too,
        };
        Ok(conn.prepare_cached(&sql)?.query_row(values, |row| {
            Ok(Expired {
                events: row.get(0)?,
                deliveries: row.get(1)?,
                bytes: row.get(2)?,
                latest: row.get(3)?,
                kept: row.get(4)?,
            })
        })?)
    }
}

fn next_sql() -> String {
    format!(
        "SELECT id FROM event NOT INDEXED
            WHERE id > :after AND {WITHIN} AND (:marked OR {UNMARKED}) ORDER BY id LIMIT :limit"
    )
}

/// What the looks at an event's resource take.
fn size_of_snapshots(event: &str) -> String {
    let size = snapshot::SIZE;
    format!("ifnull((SELECT sum({size}) FROM snapshot WHERE event_id = {event}), 0)")
}

/// The last event beyond the newest `most` of an app; 0 when there is none.
fn by_number(conn: &Connection, app_id: i64, most: Option<i64>) -> Result<i64> {
    let excess = usage::of_app(conn, app_id)?.events - most.unwrap_or(i64::MAX);
    if excess <= 0 {
        return Ok(0);
    }
    let sql = format!("{OLDEST_FIRST} LIMIT 1 OFFSET ?2");
    Ok(rows::first(conn, &sql, (app_id, excess - 1), |row| row.get(0))?.unwrap_or(0))
}

/// The last event beyond the newest of an app that take `most` bytes; 0 when there is none.
fn by_size(conn: &Connection, app_id: i64, most: Option<i64>) -> Result<i64> {
    let mut excess = usage::of_app(conn, app_id)?.bytes - most.unwrap_or(i64::MAX);
    let mut last = 0;
    let mut events = conn.prepare_cached(OLDEST_FIRST)?;
    let size = format!(
        "SELECT ifnull(sum({SIZE}), 0) + {} FROM delivery WHERE id IN ({OF_EVENT})",
        size_of_snapshots("?1")
    );
    let mut size = conn.prepare_cached(&size)?;
    let mut rows = events.query([app_id])?;
    while excess > 0 {
        let Some(row) = rows.next()? else { break };
        last = row.get(0)?;
        excess -= size.query_row([last], |row| row.get::<_, i64>(0))?;
    }
    Ok(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Limits;
    use crate::{files, open};

    #[test]
    fn the_next_events_are_found_without_sorting_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = files::prepare(folder.path()).unwrap();
        let conn = open::writer(&path, &Limits::default()).unwrap();
        for sql in [next_sql(), OLDEST_FIRST.to_owned()] {
            let plan = format!("EXPLAIN QUERY PLAN {sql}");
            let mut statement = conn.prepare(&plan).unwrap();
            let mut rows = statement.raw_query();
            let mut steps = Vec::new();
            while let Some(row) = rows.next().unwrap() {
                steps.push(row.get::<_, String>(3).unwrap());
            }
            assert_eq!(steps.len(), 1, "{steps:?}");
            assert!(!steps[0].contains("event_"), "{steps:?}");
        }
    }
}
