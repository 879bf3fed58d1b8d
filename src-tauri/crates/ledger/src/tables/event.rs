//! Events: what one or more deliveries say happened. These are the feed's rows.

use rusqlite::{Connection, Row};

use crate::error::Result;
use crate::job::Desk;
use crate::migrations::Steps;
use crate::rows::{self, Json};
use crate::tables::delivery::OF_EVENT;
use crate::tables::removed;
use crate::tables::snapshot;
use crate::tables::usage::{SIZE, Usage};
use crate::words::{Origin, Verdict};

/// Rows hold no bodies, so that the table in the order of its ids is the feed. An id is the
/// event's first `seq`: it grows with every arrival and is never used again. Every index is paid
/// for in front of an acknowledgement, so those that a search needs stand in the search index.
/// Most events never change, and need no index of their `seq`, which is their id. `head` spares
/// counting. SQLite would build a table for every `IN` of a CHECK on each insert, which comparisons
/// spare; a foreign key to the store would have its removal look at every event there is.
pub(crate) const STEPS: Steps = &[
    (
        1,
        "CREATE TABLE event (
        id INTEGER PRIMARY KEY,
        seq INTEGER NOT NULL,
        app_id INTEGER NOT NULL,
        store_id INTEGER NOT NULL,
        trigger TEXT,
        scope TEXT NOT NULL,
        resource_type TEXT NOT NULL,
        resource_id TEXT NOT NULL,
        extra_id TEXT,
        origin TEXT NOT NULL CHECK (origin = 'live' OR origin = 'recovered'
            OR origin = 'replayed' OR origin = 'test'),
        verdict TEXT NOT NULL CHECK (verdict = 'verified' OR verdict = 'verified_stale'
            OR verdict = 'by_header' OR verdict = 'unverified' OR verdict = 'quarantined'),
        first_at INTEGER NOT NULL,
        last_at INTEGER NOT NULL,
        deliveries INTEGER NOT NULL CHECK (deliveries >= 0),
        occurred_at INTEGER,
        identity TEXT NOT NULL,
        FOREIGN KEY (store_id, app_id) REFERENCES store (id, app_id) ON DELETE CASCADE
    ) STRICT;
    CREATE UNIQUE INDEX event_identity ON event (app_id, identity);
    CREATE UNIQUE INDEX event_changed ON event (seq) WHERE seq <> id;
    CREATE INDEX event_app ON event (app_id);
    CREATE INDEX event_store ON event (store_id);
    CREATE INDEX event_trigger ON event (trigger);
    CREATE INDEX event_first_at ON event (first_at);
    CREATE INDEX event_doubtful ON event (verdict) WHERE verdict <> 'verified';
    CREATE TABLE head (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        seq INTEGER NOT NULL,
        total INTEGER NOT NULL
    ) STRICT;
    INSERT INTO head VALUES (1, 0, 0);",
    ),
    (
        3,
        "CREATE TABLE event_3 (
        id INTEGER PRIMARY KEY,
        seq INTEGER NOT NULL,
        app_id INTEGER NOT NULL,
        store_id INTEGER NOT NULL,
        trigger TEXT,
        scope TEXT NOT NULL,
        resource_type TEXT NOT NULL,
        resource_id TEXT NOT NULL,
        extra_id TEXT,
        origin TEXT NOT NULL CHECK (origin = 'live' OR origin = 'recovered'
            OR origin = 'replayed' OR origin = 'test'),
        verdict TEXT NOT NULL CHECK (verdict = 'verified' OR verdict = 'verified_stale'
            OR verdict = 'by_header' OR verdict = 'unverified' OR verdict = 'quarantined'),
        first_at INTEGER NOT NULL,
        last_at INTEGER NOT NULL,
        deliveries INTEGER NOT NULL CHECK (deliveries >= 0),
        occurred_at INTEGER,
        identity TEXT NOT NULL,
        pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned = 0 OR pinned = 1),
        labels TEXT,
        note TEXT
    ) STRICT;
    INSERT INTO event_3 SELECT id, seq, app_id, store_id, trigger, scope, resource_type,
        resource_id, extra_id, origin, verdict, first_at, last_at, deliveries, occurred_at,
        identity, 0, NULL, NULL FROM event ORDER BY id;
    DROP TABLE event;
    ALTER TABLE event_3 RENAME TO event;
    CREATE UNIQUE INDEX event_identity ON event (app_id, identity);
    CREATE UNIQUE INDEX event_changed ON event (seq) WHERE seq <> id;
    CREATE INDEX event_labelled ON event (id) WHERE labels IS NOT NULL;",
    ),
    (
        4,
        "ALTER TABLE event ADD COLUMN imported_at INTEGER;
        UPDATE event SET identity = event.store_id || ':w:' || (webhook_timestamp_s / 259200) || ':'
            || substr(identity, length(event.store_id || ':w:') + 1)
        FROM delivery WHERE delivery.id = event.id AND webhook_timestamp_s >= 0
            AND identity GLOB event.store_id || ':w:*';",
    ),
    (
        5,
        "CREATE INDEX event_recovered ON event (store_id, resource_id, occurred_at)
            WHERE origin = 'recovered';",
    ),
];

/// The columns that [`of_row`] reads after `id` and `seq`.
pub(crate) const COLUMNS: &str = "app_id, store_id, trigger, scope, resource_type, resource_id,
    extra_id, origin, verdict, first_at, last_at, deliveries, occurred_at, pinned, labels,
    note IS NOT NULL, imported_at IS NOT NULL,
    EXISTS (SELECT 1 FROM exception WHERE exception.event_id = event.id)";

/// One event, as light as the feed's list needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRow {
    /// Its row id, larger for every later arrival and never used again.
    pub id: i64,
    /// Its place in the order of changes: a new one at each change of it.
    pub seq: i64,
    /// The app it belongs to.
    pub app_id: i64,
    /// The store it happened in.
    pub store_id: i64,
    /// The trigger, by id, when the connector has one for its scope.
    pub trigger: Option<String>,
    /// The webhook scope, `store/order/created`.
    pub scope: String,
    /// What it is about, `order`.
    pub resource_type: String,
    /// The id of that.
    pub resource_id: String,
    /// The id of a part of it, such as a refund.
    pub extra_id: Option<String>,
    /// How it came to be known.
    pub origin: Origin,
    /// The strongest verdict of its deliveries.
    pub verdict: Verdict,
    /// When its first delivery arrived, in milliseconds since the epoch.
    pub first_at: i64,
    /// When its latest delivery arrived.
    pub last_at: i64,
    /// How many deliveries it had.
    pub deliveries: i64,
    /// When BigCommerce says it happened.
    pub occurred_at: Option<i64>,
    /// Whether the user pinned it.
    pub pinned: bool,
    /// The user's labels, in the order they were given.
    pub labels: Vec<String>,
    /// Whether the user wrote a note.
    pub noted: bool,
    /// Whether it was read from a file, and never arrived here. It starts nothing.
    pub imported: bool,
    /// Whether BigCommerce tells of its own deliveries by it, and nothing of the merchant's. It starts
    /// nothing, and teaches nothing of payloads.
    pub exception: bool,
}

/// How far the ledger is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The last change's place in the order of changes; 0 before the first.
    pub seq: i64,
    /// How many events there are.
    pub total: i64,
}

/// How far the ledger is: as was written, and with the deliveries that came since.
pub(crate) fn head(conn: &Connection) -> Result<Head> {
    let sql = "SELECT max(seq, ifnull((SELECT max(id) FROM delivery), 0)),
        total + (SELECT count(*) FROM event WHERE id > head.seq) FROM head";
    Ok(conn.prepare_cached(sql)?.query_row([], |row| {
        Ok(Head {
            seq: row.get(0)?,
            total: row.get(1)?,
        })
    })?)
}

/// The last change of the ledger that is `schema` on this connection.
pub(crate) fn seq_of(conn: &Connection, schema: &str) -> Result<i64> {
    let sql = format!(
        "SELECT max(seq, ifnull((SELECT max(id) FROM {schema}.delivery), 0)) FROM {schema}.head"
    );
    Ok(conn.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
}

/// Notes how far it is.
pub(crate) fn put_head(conn: &Connection, head: Head) -> Result<()> {
    conn.prepare_cached("UPDATE head SET seq = ?1, total = ?2")?
        .execute((head.seq, head.total))?;
    Ok(())
}

/// Removes an event with its deliveries, as the change `seq`, or as many of these as `most`: the
/// event goes with the last. How many went.
pub(crate) fn remove(desk: &mut Desk<'_>, id: i64, seq: i64, most: usize) -> Result<usize> {
    let sql = format!(
        "DELETE FROM delivery WHERE id IN (SELECT id FROM ({OF_EVENT}) LIMIT ?2)
            RETURNING app_id, {SIZE}"
    );
    let gone: Vec<(i64, i64)> = rows::all(desk.conn, &sql, (id, most as i64), |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    for (app_id, bytes) in &gone {
        desk.note_usage(Usage {
            app_id: *app_id,
            events: 0,
            deliveries: -1,
            bytes: -bytes,
        });
    }
    if gone.len() < most {
        remove_row(desk, id, seq)?;
    }
    Ok(gone.len())
}

/// Removes an event that has no deliveries any more, as the change `seq`.
pub(crate) fn remove_row(desk: &mut Desk<'_>, id: i64, seq: i64) -> Result<()> {
    removed::note(desk, id, seq)?;
    snapshot::remove(desk, id)?;
    let sql = "DELETE FROM event WHERE id = ?1 RETURNING app_id";
    let app_id = rows::first(desk.conn, sql, [id], |row| row.get(0))?;
    let Some(app_id) = app_id else { return Ok(()) };
    desk.head.total -= 1;
    desk.note_usage(Usage {
        app_id,
        events: -1,
        ..Usage::default()
    });
    Ok(())
}

/// One event.
pub(crate) fn by_id(conn: &Connection, id: i64) -> Result<Option<EventRow>> {
    let sql = format!("SELECT id, seq, {COLUMNS} FROM event WHERE id = ?1");
    rows::first(conn, &sql, [id], of_row)
}

/// The events after the one with the id `after`, oldest first.
pub(crate) fn after(conn: &Connection, after: i64, limit: usize) -> Result<Vec<EventRow>> {
    let sql = format!("SELECT id, seq, {COLUMNS} FROM event WHERE id > ?1 ORDER BY id LIMIT ?2");
    rows::all(conn, &sql, (after, limit as i64), of_row)
}

/// A row of `id`, `seq` and [`COLUMNS`].
pub(crate) fn of_row(row: &Row<'_>) -> rusqlite::Result<EventRow> {
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
        verdict: row.get(10)?,
        first_at: row.get(11)?,
        last_at: row.get(12)?,
        deliveries: row.get(13)?,
        occurred_at: row.get(14)?,
        pinned: row.get(15)?,
        labels: row
            .get::<_, Option<Json<_>>>(16)?
            .map_or_else(Vec::new, |Json(labels)| labels),
        noted: row.get(17)?,
        imported: row.get(18)?,
        exception: row.get(19)?,
    })
}
