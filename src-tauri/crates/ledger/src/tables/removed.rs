//! Removed events: what those who follow the feed with a cursor need to forget one. It stays until
//! the search index has passed it, and holds nothing of what was delivered.

use rusqlite::{Connection, Row};

use crate::error::Result;
use crate::job::Desk;
use crate::migrations::Steps;
use crate::rows::{self, Json};
use crate::tables::event::EventRow;
use crate::words::Verdict;

/// A `seq` is shared by the events that went together. `head.forgotten` is the last one whose
/// events are no longer told apart.
pub(crate) const STEPS: Steps = &[(
    4,
    "CREATE TABLE removed (
        seq INTEGER NOT NULL,
        id INTEGER NOT NULL,
        app_id INTEGER NOT NULL,
        store_id INTEGER NOT NULL,
        trigger TEXT,
        scope TEXT NOT NULL,
        resource_type TEXT NOT NULL,
        resource_id TEXT NOT NULL,
        extra_id TEXT,
        origin TEXT NOT NULL,
        verdict TEXT NOT NULL,
        first_at INTEGER NOT NULL,
        labels TEXT,
        imported INTEGER NOT NULL,
        PRIMARY KEY (seq, id)
    ) STRICT, WITHOUT ROWID;
    ALTER TABLE head ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0;",
)];

/// Places in the order of changes that a live tail may be behind and still be told what went.
const TAIL: i64 = 64;

/// Removals that are forgotten in one job.
const BATCH: i64 = 2_000;

/// Notes that an event goes, as the change `seq`.
pub(crate) fn note(desk: &Desk<'_>, id: i64, seq: i64) -> Result<()> {
    desk.run(
        "INSERT INTO removed SELECT ?2, id, app_id, store_id, trigger, scope, resource_type,
            resource_id, extra_id, origin, verdict, first_at, labels, imported_at IS NOT NULL
            FROM event WHERE id = ?1",
        (id, seq),
    )
    .map(drop)
}

/// The events that went after `after_seq` and not after `until_seq`, in the order of their going,
/// of the ledger that is `schema` on this connection. When they are `limit`, the last one's fellows
/// may be missing.
pub(crate) fn between(
    conn: &Connection,
    schema: &str,
    (after_seq, until_seq): (i64, i64),
    limit: usize,
) -> Result<Vec<EventRow>> {
    let sql = format!(
        "SELECT id, seq, app_id, store_id, trigger, scope, resource_type, resource_id, extra_id,
            origin, verdict, first_at, labels, imported FROM {schema}.removed
            WHERE seq > ?1 AND seq <= ?2 ORDER BY seq, id LIMIT ?3"
    );
    rows::all(conn, &sql, (after_seq, until_seq, limit as i64), of_row)
}

/// The ids of the same; `None` when some of them are forgotten.
pub(crate) fn ids_between(conn: &Connection, span: (i64, i64)) -> Result<Option<Vec<i64>>> {
    let forgotten = rows::count(conn, "SELECT forgotten FROM head", [])?;
    if span.0 < forgotten {
        return Ok(None);
    }
    let sql = "SELECT id FROM removed WHERE seq > ?1 AND seq <= ?2";
    rows::all(conn, sql, span, |row| row.get(0)).map(Some)
}

/// Forgets some of what went, as far as the search index has passed it; whether there may be more.
pub(crate) fn forget(desk: &Desk<'_>, indexed: i64) -> Result<bool> {
    let until = indexed.min(desk.head.seq - TAIL);
    let sql = "SELECT seq FROM removed WHERE seq <= ?1 ORDER BY seq LIMIT 1 OFFSET ?2";
    let beyond: Option<i64> = rows::first(desk.conn, sql, (until, BATCH), |row| row.get(0))?;
    let last = beyond.unwrap_or(until);
    let gone = desk.run("DELETE FROM removed WHERE seq <= ?1", [last])?;
    if gone > 0 {
        desk.run("UPDATE head SET forgotten = max(forgotten, ?1)", [last])?;
    }
    Ok(beyond.is_some())
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<EventRow> {
    let first_at = row.get(11)?;
    let verdict: Verdict = row.get(10)?;
    Ok(EventRow {
        id: row.get(0)?,
        seq: row.get(1)?,
        app_id: row.get(2)?,
        store_id: row.get(3)?,
        trigger: row.get(4)?,
        scope: row.get(5)?,
        resource_type: row.get(6)?,
        resource_id: row.get(7)?,
        extra_id: row.get(8)?,
        origin: row.get(9)?,
        verdict,
        first_at,
        last_at: first_at,
        deliveries: 0,
        occurred_at: None,
        pinned: false,
        labels: row
            .get::<_, Option<Json<_>>>(12)?
            .map_or_else(Vec::new, |Json(labels)| labels),
        noted: false,
        imported: row.get(13)?,
        exception: false,
    })
}
