//! Exceptions: what BigCommerce tells of deliveries by a store's hooks that failed. Each is an event
//! like any other; which hook is meant is taken down as it arrives, because hooks go.

use std::collections::HashMap;

use rusqlite::{Row, params};

use crate::error::Result;
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows::{self, Json};

/// Those that wait are few: they are looked into as they arrive.
pub(crate) const STEPS: Steps = &[(
    6,
    "CREATE TABLE exception (
        event_id INTEGER PRIMARY KEY REFERENCES event (id) ON DELETE CASCADE,
        store_id INTEGER NOT NULL,
        remote_id INTEGER,
        code INTEGER,
        message TEXT NOT NULL,
        trigger TEXT,
        destination TEXT,
        looked_into_at INTEGER
    ) STRICT;
    CREATE INDEX exception_store ON exception (store_id, event_id);
    CREATE INDEX exception_waiting ON exception (store_id) WHERE looked_into_at IS NULL;",
)];

const COLUMNS: &str = "event_id, exception.store_id, first_at, remote_id, code, message,
    exception.trigger, destination";

/// Those that BigCommerce itself sent, with nothing wrong about them.
const SOUND: &str = "origin = 'live' AND imported_at IS NULL
    AND (verdict = 'verified' OR verdict = 'verified_stale' OR verdict = 'by_header')";

/// What a delivery tells of others, as far as it says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewException {
    /// BigCommerce's id of the hook that is meant.
    pub remote_id: Option<i64>,
    /// BigCommerce's number for what went wrong.
    pub code: Option<i64>,
    /// BigCommerce's words for it; may be empty.
    pub message: String,
}

/// What BigCommerce told of deliveries by a hook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// The event that tells of it.
    pub event_id: i64,
    /// The store.
    pub store_id: i64,
    /// When it first arrived, in milliseconds since the epoch.
    pub at: i64,
    /// What was told.
    pub told: NewException,
    /// The trigger that the hook carried then, by id, where it was one of ours.
    pub trigger: Option<String>,
    /// Where the hook delivered to then.
    pub destination: Option<String>,
}

/// A store with exceptions that were not looked into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingExceptions {
    /// The store.
    pub store_id: i64,
    /// The event of the last of them.
    pub last: i64,
    /// BigCommerce's numbers for what went wrong, each once.
    pub codes: Vec<i64>,
}

impl Ledger {
    /// What these events tell, by event.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn exceptions_of(&self, events: Vec<i64>) -> Result<HashMap<i64, Exception>> {
        let sql = select("event_id IN (SELECT value FROM json_each(?1))");
        let found = self.read(move |conn| rows::all(conn, &sql, [Json(events)], of_row));
        let found = found.await?.into_iter();
        Ok(found.map(|one| (one.event_id, one)).collect())
    }

    /// The last that BigCommerce told of a store; nothing that is in doubt.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn last_exception(&self, store_id: i64) -> Result<Option<Exception>> {
        let last = format!("exception.store_id = ?1 AND {SOUND} ORDER BY event_id DESC LIMIT 1");
        self.read(move |conn| rows::first(conn, &select(&last), [store_id], of_row))
            .await
    }

    /// The stores with some that were not looked into; nothing that is in doubt.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn exceptions_waiting(&self) -> Result<Vec<WaitingExceptions>> {
        let sql = format!(
            "SELECT exception.store_id, max(event_id),
                json_group_array(DISTINCT code) FILTER (WHERE code IS NOT NULL)
            FROM exception JOIN event ON event.id = event_id
            WHERE looked_into_at IS NULL AND {SOUND} GROUP BY exception.store_id"
        );
        self.read(move |conn| rows::all(conn, &sql, [], waiting_of_row))
            .await
    }

    /// Notes that those of a store up to an event, and none in doubt, were looked into at `at`.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn looked_into(&self, store_id: i64, last: i64, at: i64) -> Result<()> {
        let sql = format!(
            "UPDATE exception SET looked_into_at = ?3
            WHERE store_id = ?1 AND event_id <= ?2 AND looked_into_at IS NULL
                AND EXISTS (SELECT 1 FROM event WHERE event.id = event_id AND {SOUND})"
        );
        self.write(move |desk| desk.run(&sql, (store_id, last, at)).map(drop))
            .await
    }
}

/// Keeps what an event tells, with the hook that is meant as it is now.
pub(crate) fn keep(
    desk: &Desk<'_>,
    event_id: i64,
    store_id: i64,
    told: &NewException,
) -> Result<()> {
    let sql = "INSERT INTO exception (event_id, store_id, remote_id, code, message, trigger,
            destination)
        SELECT ?1, ?2, ?3, ?4, ?5, meant.trigger, meant.destination
        FROM (SELECT 1) LEFT JOIN hook AS meant
            ON meant.store_id = ?2 AND meant.remote_id = ?3 AND meant.kind = 'trigger'
        WHERE true LIMIT 1
        ON CONFLICT (event_id) DO NOTHING";
    let values = params![event_id, store_id, told.remote_id, told.code, told.message];
    desk.run(sql, values).map(drop)
}

fn select(which: &str) -> String {
    format!("SELECT {COLUMNS} FROM exception JOIN event ON event.id = event_id WHERE {which}")
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Exception> {
    Ok(Exception {
        event_id: row.get(0)?,
        store_id: row.get(1)?,
        at: row.get(2)?,
        told: NewException {
            remote_id: row.get(3)?,
            code: row.get(4)?,
            message: row.get(5)?,
        },
        trigger: row.get(6)?,
        destination: row.get(7)?,
    })
}

fn waiting_of_row(row: &Row<'_>) -> rusqlite::Result<WaitingExceptions> {
    let Json(codes) = row.get(2)?;
    Ok(WaitingExceptions {
        store_id: row.get(0)?,
        last: row.get(1)?,
        codes,
    })
}
