//! What each app has in the ledger, counted as it comes and goes: a look at a million deliveries
//! takes seconds, and the figure is asked for whenever the disk is.

use rusqlite::{Connection, Row};

use crate::error::Result;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows;

/// What a delivery takes on the disk beyond its headers and its body: its other columns, its part
/// of its event's row and of the indexes, and of pages that are not full.
pub(crate) const ROW: i64 = 320;

/// What a delivery takes on the disk, about.
pub(crate) const SIZE: &str = "(length(headers) + length(body) + 320)";

pub(crate) const STEPS: Steps = &[(
    4,
    "CREATE TABLE usage (
        app_id INTEGER PRIMARY KEY REFERENCES app (id) ON DELETE CASCADE,
        events INTEGER NOT NULL,
        deliveries INTEGER NOT NULL,
        bytes INTEGER NOT NULL
    ) STRICT;
    INSERT INTO usage SELECT app_id, 0, count(*), sum(length(headers) + length(body) + 320)
        FROM delivery WHERE app_id IN (SELECT id FROM app) GROUP BY app_id;
    UPDATE usage SET events = counted FROM
        (SELECT app_id, count(*) AS counted FROM event GROUP BY app_id) AS of_app
        WHERE of_app.app_id = usage.app_id;",
)];

/// What was counted, and what came since.
const NOW: &str = "SELECT app_id, sum(events), sum(deliveries), sum(bytes) FROM (
    SELECT app_id, events, deliveries, bytes FROM usage
    UNION ALL SELECT app_id, event_id = id, 1, length(headers) + length(body) + 320 FROM delivery
        WHERE id > (SELECT seq FROM head))";

const ADDED: &str = "ON CONFLICT DO UPDATE SET events = events + excluded.events,
    deliveries = deliveries + excluded.deliveries, bytes = bytes + excluded.bytes";

/// What an app has in the ledger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// The app's row id.
    pub app_id: i64,
    /// Its events.
    pub events: i64,
    /// Their deliveries.
    pub deliveries: i64,
    /// What they take on the disk, about.
    pub bytes: i64,
}

impl Ledger {
    /// What each app has in the ledger; apps without events are not among them.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn usage(&self) -> Result<Vec<Usage>> {
        let sql = format!("{NOW} GROUP BY app_id HAVING sum(deliveries) > 0 ORDER BY app_id");
        self.read(move |conn| rows::all(conn, &sql, [], of_row))
            .await
    }
}

/// What one app has.
pub(crate) fn of_app(conn: &Connection, app_id: i64) -> Result<Usage> {
    let sql = format!("{NOW} WHERE app_id = ?1 GROUP BY app_id");
    Ok(rows::first(conn, &sql, [app_id], of_row)?.unwrap_or(Usage {
        app_id,
        ..Usage::default()
    }))
}

pub(crate) fn of_row(row: &Row<'_>) -> rusqlite::Result<Usage> {
    Ok(Usage {
        app_id: row.get(0)?,
        events: row.get(1)?,
        deliveries: row.get(2)?,
        bytes: row.get(3)?,
    })
}

/// Adds what an app has more of, or with negative numbers less, to a list with one entry an app.
pub(crate) fn add_to(sums: &mut Vec<Usage>, change: Usage) {
    match sums.iter_mut().find(|sum| sum.app_id == change.app_id) {
        Some(sum) => {
            sum.events += change.events;
            sum.deliveries += change.deliveries;
            sum.bytes += change.bytes;
        }
        None => sums.push(change),
    }
}

/// Writes changes, of apps that are still there.
pub(crate) fn write(conn: &Connection, changes: &[Usage]) -> Result<()> {
    let mut sums = Vec::new();
    for change in changes {
        add_to(&mut sums, *change);
    }
    let sql = format!("INSERT INTO usage SELECT id, ?2, ?3, ?4 FROM app WHERE id = ?1 {ADDED}");
    let mut add = conn.prepare_cached(&sql)?;
    for sum in sums {
        add.execute((sum.app_id, sum.events, sum.deliveries, sum.bytes))?;
    }
    Ok(())
}

/// Writes what the deliveries after the one with the id `after` make.
pub(crate) fn add_since(conn: &Connection, after: i64) -> Result<()> {
    let sql = format!(
        "INSERT INTO usage SELECT app_id, sum(event_id = id), count(*), sum({SIZE}) FROM delivery
            WHERE id > ?1 AND app_id IN (SELECT id FROM app) GROUP BY app_id {ADDED}"
    );
    conn.execute(&sql, [after])?;
    Ok(())
}
