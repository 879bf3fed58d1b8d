//! Looks at the resources of events: how an order was when it was fetched, and what that tells in
//! plain words. They go with their event.

use std::collections::HashMap;

use rusqlite::{Connection, Row, params};

use crate::error::{LedgerError, Result};
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows::{self, Json};
use crate::tables::usage::Usage;
use crate::words::Looked;

/// The body stands last, so that reading the words of many looks touches no page of it.
pub(crate) const STEPS: Steps = &[(
    4,
    "CREATE TABLE snapshot (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        event_id INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
        app_id INTEGER NOT NULL,
        store_id INTEGER NOT NULL,
        resource_type TEXT NOT NULL,
        resource_id TEXT NOT NULL,
        at INTEGER NOT NULL,
        looked TEXT NOT NULL CHECK (looked = 'found' OR looked = 'gone' OR looked = 'refused'),
        words TEXT,
        changes TEXT NOT NULL,
        facts TEXT NOT NULL,
        request TEXT NOT NULL,
        detail TEXT NOT NULL,
        body BLOB
    ) STRICT;
    CREATE INDEX snapshot_event ON snapshot (event_id);
    CREATE INDEX snapshot_resource ON snapshot (store_id, resource_type, resource_id);",
)];

/// What a snapshot takes on the disk, about.
pub(crate) const SIZE: &str = "(ifnull(length(body), 0) + length(facts) + length(changes)
    + length(detail) + 240)";

/// Snapshots that are kept of an event: the first, and the newest of the others.
const KEPT: i64 = 8;

/// A look to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSnapshot {
    /// The event it was made for.
    pub event_id: i64,
    /// The kind of resource, `order`.
    pub resource_type: String,
    /// The id of that.
    pub resource_id: String,
    /// When it was asked for, in milliseconds since the epoch.
    pub at: i64,
    /// What came of it.
    pub looked: Looked,
    /// What it tells of the event, in plain words, when it tells anything.
    pub words: Option<String>,
    /// All that changed since the look before; the caller's own JSON.
    pub changes: String,
    /// What tells something of the resource; the caller's own JSON.
    pub facts: String,
    /// The request, `GET /v2/orders/250`.
    pub request: String,
    /// Why it is gone or refused; the caller's own form.
    pub detail: String,
    /// The resource as JSON without secrets, unless it is too large to keep.
    pub body: Option<String>,
}

/// A look that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Its row id, larger for every later look.
    pub id: i64,
    /// What was kept.
    pub kept: NewSnapshot,
}

impl Ledger {
    /// Keeps a look; a change of its event, so that whoever follows the feed sees its words. Of an
    /// event the first look is kept and the newest few.
    ///
    /// # Errors
    /// `NotFound` when the event is gone.
    pub async fn keep_snapshot(&self, snapshot: NewSnapshot) -> Result<()> {
        self.write(move |desk| keep(desk, &snapshot)).await
    }

    /// The looks at the resource of an event up to the newest that was made for it, at most so many,
    /// oldest first; none when none was made for it.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn snapshots(&self, event_id: i64, most: usize) -> Result<Vec<Snapshot>> {
        self.read(move |conn| {
            let mut found = match newest_of(conn, event_id)? {
                Some(newest) => up_to(conn, newest, most)?,
                None => Vec::new(),
            };
            found.reverse();
            Ok(found)
        })
        .await
    }

    /// The newest look that was made for an event.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn snapshot(&self, event_id: i64) -> Result<Option<Snapshot>> {
        self.read(move |conn| match newest_of(conn, event_id)? {
            Some(newest) => Ok(up_to(conn, newest, 1)?.pop()),
            None => Ok(None),
        })
        .await
    }

    /// The facts of the look before those of an event that found the resource of a store.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn facts_before(
        &self,
        event_id: i64,
        store_id: i64,
        (resource_type, resource_id): (String, String),
    ) -> Result<Option<String>> {
        let sql = "SELECT facts FROM snapshot
            WHERE store_id = ?2 AND resource_type = ?3 AND resource_id = ?4
                AND looked = 'found' AND event_id <> ?1
                AND id < ifnull((SELECT min(id) FROM snapshot WHERE event_id = ?1), 1 << 62)
            ORDER BY id DESC LIMIT 1";
        self.read(move |conn| {
            let values = (event_id, store_id, resource_type, resource_id);
            rows::first(conn, sql, values, |row| row.get(0))
        })
        .await
    }

    /// Whether a resource was asked for at `at` or later, in milliseconds since the epoch, for an
    /// event or a later one.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn looked_since(
        &self,
        event_id: i64,
        store_id: i64,
        (resource_type, resource_id): (String, String),
        at: i64,
    ) -> Result<bool> {
        let sql = "SELECT count(*) FROM snapshot
            WHERE store_id = ?1 AND resource_type = ?2 AND resource_id = ?3 AND at >= ?4
                AND event_id >= ?5";
        let values = (store_id, resource_type, resource_id, at, event_id);
        let looks = self.read(move |conn| rows::count(conn, sql, values));
        Ok(looks.await? > 0)
    }

    /// What looks tell of these events, by event; in one query, however many there are.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn words_of(&self, events: Vec<i64>) -> Result<HashMap<i64, String>> {
        let sql = "SELECT event_id, words FROM snapshot
            WHERE event_id IN (SELECT value FROM json_each(?1)) AND words IS NOT NULL ORDER BY id";
        let words = self.read(move |conn| {
            rows::all(conn, sql, [Json(events)], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
        });
        Ok(words.await?.into_iter().collect())
    }
}

/// Removes what was kept of an event.
pub(crate) fn remove(desk: &mut Desk<'_>, event_id: i64) -> Result<()> {
    remove_where(desk, "event_id = ?1", event_id)
}

fn remove_where(desk: &mut Desk<'_>, which: &str, id: i64) -> Result<()> {
    let sql = format!("DELETE FROM snapshot WHERE {which} RETURNING app_id, {SIZE}");
    let gone: Vec<(i64, i64)> =
        rows::all(desk.conn, &sql, [id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (app_id, bytes) in gone {
        note(desk, app_id, -bytes);
    }
    Ok(())
}

fn note(desk: &mut Desk<'_>, app_id: i64, bytes: i64) {
    desk.note_usage(Usage {
        app_id,
        bytes,
        ..Usage::default()
    });
}

pub(crate) fn keep(desk: &mut Desk<'_>, snapshot: &NewSnapshot) -> Result<()> {
    let sql = format!(
        "INSERT INTO snapshot (event_id, app_id, store_id, resource_type, resource_id, at, looked,
            words, changes, facts, request, detail, body)
        SELECT id, app_id, store_id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, CAST(?11 AS BLOB)
            FROM event WHERE id = ?1
        RETURNING app_id, {SIZE}"
    );
    let values = params![
        snapshot.event_id,
        snapshot.resource_type,
        snapshot.resource_id,
        snapshot.at,
        snapshot.looked,
        snapshot.words,
        snapshot.changes,
        snapshot.facts,
        snapshot.request,
        snapshot.detail,
        snapshot.body,
    ];
    let kept: Option<(i64, i64)> = rows::first(desk.conn, &sql, values, |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    let (app_id, bytes) = kept.ok_or(LedgerError::NotFound)?;
    note(desk, app_id, bytes);
    let beyond = format!(
        "id IN (SELECT id FROM snapshot WHERE event_id = ?1 ORDER BY id DESC LIMIT -1
            OFFSET {KEPT} - 1)
        AND id > (SELECT min(id) FROM snapshot WHERE event_id = ?1)"
    );
    remove_where(desk, &beyond, snapshot.event_id)?;
    let seq = desk.next_seq();
    let changed = "UPDATE event SET seq = ?2 WHERE id = ?1";
    desk.run(changed, (snapshot.event_id, seq)).map(drop)
}

fn newest_of(conn: &Connection, event_id: i64) -> Result<Option<i64>> {
    let sql = "SELECT max(id) FROM snapshot WHERE event_id = ?1";
    Ok(rows::first(conn, sql, [event_id], |row| row.get(0))?.flatten())
}

/// A look and those before it at the same resource, newest first.
fn up_to(conn: &Connection, newest: i64, most: usize) -> Result<Vec<Snapshot>> {
    let sql = "SELECT looks.* FROM snapshot AS looks, snapshot AS newest
        WHERE newest.id = ?1 AND looks.store_id = newest.store_id
            AND looks.resource_type = newest.resource_type
            AND looks.resource_id = newest.resource_id AND looks.id <= newest.id
        ORDER BY looks.id DESC LIMIT ?2";
    rows::all(conn, sql, (newest, most as i64), of_row)
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Snapshot> {
    let body: Option<Vec<u8>> = row.get("body")?;
    Ok(Snapshot {
        id: row.get("id")?,
        kept: NewSnapshot {
            event_id: row.get("event_id")?,
            resource_type: row.get("resource_type")?,
            resource_id: row.get("resource_id")?,
            at: row.get("at")?,
            looked: row.get("looked")?,
            words: row.get("words")?,
            changes: row.get("changes")?,
            facts: row.get("facts")?,
            request: row.get("request")?,
            detail: row.get("detail")?,
            body: body.map(|body| String::from_utf8_lossy(&body).into_owned()),
        },
    })
}
