//! Deliveries: HTTP requests received, byte for byte.

use bytes::Bytes;
use rusqlite::{Connection, Row};

use crate::error::Result;
use crate::headers;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows;
use crate::tables::answer::Answer;
use crate::tables::exception::NewException;
use crate::tables::whole::WholeDelivery;
use crate::words::{Origin, Verdict};

/// `body` stands last, so that nothing else of a row is ever behind its pages; `length(body)` does
/// not read it. An id is the `seq` of the event's change that the delivery was. `hook_id` is no
/// foreign key: hooks go, what they carried stays. An event's first delivery has the event's id;
/// only those that came later need an index to be found.
pub(crate) const STEPS: Steps = &[
    (
        1,
        "CREATE TABLE delivery (
        id INTEGER PRIMARY KEY,
        event_id INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
        app_id INTEGER NOT NULL,
        verdict TEXT NOT NULL CHECK (verdict = 'verified' OR verdict = 'verified_stale'
            OR verdict = 'by_header' OR verdict = 'unverified' OR verdict = 'quarantined'),
        origin TEXT NOT NULL CHECK (origin = 'live' OR origin = 'recovered'
            OR origin = 'replayed' OR origin = 'test'),
        received_at INTEGER NOT NULL,
        received_mono_ns INTEGER NOT NULL,
        hook_id TEXT,
        webhook_id TEXT,
        webhook_timestamp_s INTEGER,
        method TEXT NOT NULL,
        path TEXT NOT NULL,
        headers BLOB NOT NULL,
        body BLOB NOT NULL
    ) STRICT;
    CREATE INDEX delivery_event ON delivery (event_id);
    CREATE INDEX delivery_quarantined ON delivery (app_id) WHERE verdict = 'quarantined';
    CREATE INDEX delivery_unverified ON delivery (app_id) WHERE verdict = 'unverified';",
    ),
    (
        2,
        "CREATE TABLE delivery_2 (
        id INTEGER PRIMARY KEY,
        event_id INTEGER NOT NULL,
        app_id INTEGER NOT NULL,
        verdict TEXT NOT NULL CHECK (verdict = 'verified' OR verdict = 'verified_stale'
            OR verdict = 'by_header' OR verdict = 'unverified' OR verdict = 'quarantined'),
        origin TEXT NOT NULL CHECK (origin = 'live' OR origin = 'recovered'
            OR origin = 'replayed' OR origin = 'test'),
        received_at INTEGER NOT NULL,
        received_mono_ns INTEGER NOT NULL,
        hook_id TEXT,
        webhook_id TEXT,
        webhook_timestamp_s INTEGER,
        method TEXT NOT NULL,
        path TEXT NOT NULL,
        headers BLOB NOT NULL,
        body BLOB NOT NULL
    ) STRICT;
    INSERT INTO delivery_2 SELECT * FROM delivery ORDER BY id;
    DROP TABLE delivery;
    ALTER TABLE delivery_2 RENAME TO delivery;
    CREATE INDEX delivery_later ON delivery (event_id) WHERE event_id <> id;
    CREATE INDEX delivery_quarantined ON delivery (app_id) WHERE verdict = 'quarantined';
    CREATE INDEX delivery_unverified ON delivery (app_id) WHERE verdict = 'unverified';",
    ),
];

/// The ids of an event's deliveries, oldest first; the event's id is bound as `?1`.
pub(crate) const OF_EVENT: &str = "SELECT id FROM delivery WHERE id = ?1 AND event_id = ?1
    UNION ALL SELECT id FROM delivery INDEXED BY delivery_later
        WHERE event_id = ?1 AND event_id <> id";

const COLUMNS: &str = "id, event_id, hook_id, received_at, received_mono_ns, method, path, headers,
    length(body), verdict, webhook_id, webhook_timestamp_s, origin,
    (SELECT status FROM answer WHERE delivery_id = delivery.id),
    (SELECT delay_ms FROM answer WHERE delivery_id = delivery.id)";

/// Headers in the order received, case and repeats kept; values as bytes.
pub type Headers = Vec<(String, Vec<u8>)>;

/// A delivery to record. Secret header values are masked already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDelivery {
    /// The app it was for.
    pub app_id: i64,
    /// The store it came from; must be one of the app's.
    pub store_id: i64,
    /// The hook whose path it came to.
    pub hook_id: Option<String>,
    /// When it arrived, in milliseconds since the epoch.
    pub received_at: i64,
    /// The same by the monotonic clock, in nanoseconds since the process began.
    pub received_mono_ns: i64,
    /// The request's method.
    pub method: String,
    /// The request's path, masked.
    pub path: String,
    /// The request's headers.
    pub headers: Headers,
    /// The request's body.
    pub body: Bytes,
    /// What the checks said.
    pub verdict: Verdict,
    /// `webhook-id`.
    pub webhook_id: Option<String>,
    /// `webhook-timestamp`, in seconds since the epoch.
    pub webhook_timestamp_s: Option<i64>,
    /// How it came here.
    pub origin: Origin,
    /// What it is answered, when the user asked for something else than 200.
    pub answer: Option<Answer>,
    /// The event it replays.
    pub replay_of: Option<i64>,
    /// What it says happened.
    pub event: NewEvent,
    /// What it tells of another delivery, where that is all it is about.
    pub exception: Option<NewException>,
}

/// What a delivery says happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// The same text for the same event of the app; a quarantined delivery has one of its own. The
    /// ledger looks for it at every arrival, which is quick where those of a time begin alike.
    pub identity: String,
    /// What the event's identity would be, had it arrived some time ago.
    pub identity_before: Option<String>,
    /// From when on a recovered event of the same trigger and resource is this one, in milliseconds
    /// since the epoch; `None` where its identity alone says so.
    pub recovered_from: Option<i64>,
    /// The trigger, by id, when the connector has one for its scope.
    pub trigger: Option<String>,
    /// The webhook scope.
    pub scope: String,
    /// What it is about.
    pub resource_type: String,
    /// The id of that.
    pub resource_id: String,
    /// The id of a part of it.
    pub extra_id: Option<String>,
    /// When BigCommerce says it happened, in milliseconds since the epoch.
    pub occurred_at: Option<i64>,
}

/// Where a recorded delivery went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The delivery's row id.
    pub delivery_id: i64,
    /// The event it belongs to.
    pub event_id: i64,
    /// That event's place in the order of changes.
    pub seq: i64,
    /// Whether it is the event's first delivery.
    pub new_event: bool,
    /// The event's verdict before; `None` for a new one.
    pub verdict_before: Option<Verdict>,
    /// The event's verdict with this delivery.
    pub verdict: Verdict,
}

/// A delivery without its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Its row id.
    pub id: i64,
    /// The event it belongs to.
    pub event_id: i64,
    /// The hook whose path it came to; that hook may be gone.
    pub hook_id: Option<String>,
    /// When it arrived, in milliseconds since the epoch.
    pub received_at: i64,
    /// The same by the monotonic clock of the process that received it, in nanoseconds.
    pub received_mono_ns: i64,
    /// The request's method.
    pub method: String,
    /// The request's path, masked.
    pub path: String,
    /// The request's headers.
    pub headers: Headers,
    /// The body's size in bytes.
    pub size: i64,
    /// What the checks said.
    pub verdict: Verdict,
    /// `webhook-id`.
    pub webhook_id: Option<String>,
    /// `webhook-timestamp`, in seconds since the epoch.
    pub webhook_timestamp_s: Option<i64>,
    /// How it came here.
    pub origin: Origin,
    /// What it was answered, when the user asked for something else than 200.
    pub answer: Option<Answer>,
}

/// A delivery with its body, as a later verification needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDelivery {
    /// The delivery.
    pub delivery: Delivery,
    /// The store it came from.
    pub store_id: i64,
    /// The request's body.
    pub body: Vec<u8>,
}

impl Ledger {
    /// The deliveries of an event, oldest first.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn deliveries(&self, event_id: i64) -> Result<Vec<Delivery>> {
        let sql = format!("SELECT {COLUMNS} FROM delivery WHERE id IN ({OF_EVENT}) ORDER BY id");
        self.read(move |conn| rows::all(conn, &sql, [event_id], of_row))
            .await
    }

    /// The body of a delivery, byte for byte.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn body(&self, delivery_id: i64) -> Result<Option<Vec<u8>>> {
        let sql = "SELECT body FROM delivery WHERE id = ?1";
        self.read(move |conn| rows::first(conn, sql, [delivery_id], |row| row.get(0)))
            .await
    }

    /// The first `most` bytes of a delivery's body, and how many it has.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn body_start(
        &self,
        delivery_id: i64,
        most: usize,
    ) -> Result<Option<(Vec<u8>, i64)>> {
        let sql = "SELECT substr(body, 1, ?2), length(body) FROM delivery WHERE id = ?1";
        self.read(move |conn| {
            rows::first(conn, sql, (delivery_id, most as i64), |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
        })
        .await
    }

    /// An app's deliveries that wait for the vault to be verified, oldest first, from after the one
    /// with the id `after`.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn unverified(
        &self,
        app_id: i64,
        after: i64,
        limit: usize,
    ) -> Result<Vec<StoredDelivery>> {
        self.read(move |conn| stored(conn, "verdict = 'unverified'", (app_id, after), limit))
            .await
    }

    /// An app's quarantined deliveries, oldest first, from after the one with the id `after`.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn quarantined(
        &self,
        app_id: i64,
        after: i64,
        limit: usize,
    ) -> Result<Vec<StoredDelivery>> {
        self.read(move |conn| stored(conn, "verdict = 'quarantined'", (app_id, after), limit))
            .await
    }
}

fn stored(
    conn: &Connection,
    condition: &str,
    (app_id, after): (i64, i64),
    limit: usize,
) -> Result<Vec<StoredDelivery>> {
    let sql = format!(
        "SELECT {COLUMNS}, (SELECT store_id FROM event WHERE event.id = event_id), body
            FROM delivery WHERE app_id = ?1 AND {condition} AND id > ?2 ORDER BY id LIMIT ?3"
    );
    rows::all(conn, &sql, (app_id, after, limit as i64), |row| {
        Ok(StoredDelivery {
            delivery: of_row(row)?,
            store_id: row.get(15)?,
            body: row.get(16)?,
        })
    })
}

/// The deliveries of an event with their bodies, oldest first.
pub(crate) fn whole(conn: &Connection, event_id: i64) -> Result<Vec<WholeDelivery>> {
    let sql = format!("SELECT {COLUMNS}, body FROM delivery WHERE id IN ({OF_EVENT}) ORDER BY id");
    rows::all(conn, &sql, [event_id], |row| {
        Ok(WholeDelivery {
            delivery: of_row(row)?,
            body: row.get(15)?,
        })
    })
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Delivery> {
    Ok(Delivery {
        id: row.get(0)?,
        event_id: row.get(1)?,
        hook_id: row.get(2)?,
        received_at: row.get(3)?,
        received_mono_ns: row.get(4)?,
        method: row.get(5)?,
        path: row.get(6)?,
        headers: headers::decode(row.get_ref(7)?.as_blob()?)?,
        size: row.get(8)?,
        verdict: row.get(9)?,
        webhook_id: row.get(10)?,
        webhook_timestamp_s: row.get(11)?,
        origin: row.get(12)?,
        answer: match row.get(13)? {
            Some(status) => Some(Answer {
                status,
                delay_ms: row.get(14)?,
            }),
            None => None,
        },
    })
}
