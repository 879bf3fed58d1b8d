//! Importing: events that never arrived here, read from a file that anybody may have written.
//!
//! Their identities have a space of their own, so that what arrives for the same thing later is an
//! event of its own: it starts what it has to, and has no verdict but the one found here. Nothing
//! here is changed by an import, and nothing was heard from a store because of one.

use rusqlite::{Connection, params};

use crate::QUARANTINE_CAP;
use crate::error::Result;
use crate::headers;
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::rows::{self, Json};
use crate::tables::answer::{self, Answer};
use crate::tables::delivery::{Headers, NewEvent};
use crate::tables::usage::{self, Usage};
use crate::words::{Origin, Verdict};

/// An event to import, with its deliveries, oldest first. Secret header values are masked already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The app it goes to.
    pub app_id: i64,
    /// The store it happened in; one of the app's.
    pub store_id: i64,
    /// What happened; its identity is that of an event that arrived here.
    pub event: NewEvent,
    /// How it came to be known there.
    pub origin: Origin,
    /// What the checks said there.
    pub verdict: Verdict,
    /// When its first delivery arrived there, in milliseconds since the epoch.
    pub first_at: i64,
    /// When its latest delivery did.
    pub last_at: i64,
    /// Whether the user pinned it.
    pub pinned: bool,
    /// The user's labels.
    pub labels: Vec<String>,
    /// The user's note; empty when there is none.
    pub note: String,
    /// Its deliveries.
    pub deliveries: Vec<ImportedDelivery>,
}

/// A delivery to import with its event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedDelivery {
    /// When it arrived there, in milliseconds since the epoch.
    pub received_at: i64,
    /// The request's method.
    pub method: String,
    /// The request's path, masked.
    pub path: String,
    /// The request's headers.
    pub headers: Headers,
    /// The request's body.
    pub body: Vec<u8>,
    /// What the checks said there.
    pub verdict: Verdict,
    /// How it came there.
    pub origin: Origin,
    /// What it was answered there, when the user asked for something else than 200.
    pub answer: Option<Answer>,
    /// `webhook-id`.
    pub webhook_id: Option<String>,
    /// `webhook-timestamp`, in seconds since the epoch.
    pub webhook_timestamp_s: Option<i64>,
}

/// What became of an event to import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Took {
    /// It was added.
    Added,
    /// The app has it: it arrived here, or was imported before.
    Here,
    /// It is quarantined, and the app has [`QUARANTINE_CAP`] of those.
    NoRoom,
}

/// The identity of an imported event.
fn imported(identity: &str) -> String {
    format!("i:{identity}")
}

impl Import {
    /// The identity that an event had where it arrived, whichever way it came into this ledger.
    pub fn identity_there(identity: &str) -> &str {
        identity.strip_prefix("i:").unwrap_or(identity)
    }
}

impl Ledger {
    /// Imports events in one job of the writer; keep them few, since arrivals wait behind it. What
    /// became of each, in their order.
    ///
    /// # Errors
    /// Those of writing; nothing is imported then.
    pub async fn import(&self, events: Vec<Import>, now: i64) -> Result<Vec<Took>> {
        self.write(move |desk| events.iter().map(|event| take(desk, event, now)).collect())
            .await
    }

    /// Which of an app's identities are here already, in their order.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn are_here(&self, app_id: i64, identities: Vec<String>) -> Result<Vec<bool>> {
        self.read(move |conn| {
            let known = identities.iter();
            known
                .map(|identity| is_here(conn, app_id, identity))
                .collect()
        })
        .await
    }
}

fn is_here(conn: &Connection, app_id: i64, identity: &str) -> Result<bool> {
    let sql = "SELECT count(*) FROM event WHERE app_id = ?1 AND identity IN (?2, ?3)";
    Ok(rows::count(conn, sql, (app_id, identity, imported(identity)))? > 0)
}

fn take(desk: &mut Desk<'_>, event: &Import, now: i64) -> Result<Took> {
    if is_here(desk.conn, event.app_id, &event.event.identity)? {
        return Ok(Took::Here);
    }
    if !has_room(desk.conn, event)? {
        return Ok(Took::NoRoom);
    }
    let id = desk.next_seq();
    for (place, delivery) in event.deliveries.iter().enumerate() {
        let delivery_id = if place == 0 { id } else { desk.next_seq() };
        add_delivery(desk, (delivery_id, id), event.app_id, delivery)?;
    }
    add_event(desk, id, event, now)?;
    desk.head.total += 1;
    desk.note_usage(size_of(event));
    Ok(Took::Added)
}

fn size_of(event: &Import) -> Usage {
    let bytes = |it: &ImportedDelivery| {
        (headers::encode(&it.headers).len() + it.body.len()) as i64 + usage::ROW
    };
    Usage {
        app_id: event.app_id,
        events: 1,
        deliveries: event.deliveries.len() as i64,
        bytes: event.deliveries.iter().map(bytes).sum(),
    }
}

/// An import never pushes anything out of the quarantine.
fn has_room(conn: &Connection, event: &Import) -> Result<bool> {
    let quarantined = |it: &&ImportedDelivery| it.verdict == Verdict::Quarantined;
    let more = event.deliveries.iter().filter(quarantined).count();
    if more == 0 {
        return Ok(true);
    }
    let sql = "SELECT count(*) FROM delivery WHERE app_id = ?1 AND verdict = 'quarantined'";
    let held = rows::count(conn, sql, [event.app_id])?;
    Ok(held as usize + more <= QUARANTINE_CAP)
}

fn add_event(desk: &Desk<'_>, id: i64, event: &Import, now: i64) -> Result<()> {
    let labels = (!event.labels.is_empty()).then_some(Json(&event.labels));
    desk.run(
        "INSERT INTO event (id, seq, app_id, store_id, trigger, scope, resource_type, resource_id,
            extra_id, origin, verdict, first_at, last_at, deliveries, occurred_at, identity,
            pinned, labels, note, imported_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
            nullif(?19, ''), ?20)",
        params![
            id,
            desk.head.seq,
            event.app_id,
            event.store_id,
            event.event.trigger,
            event.event.scope,
            event.event.resource_type,
            event.event.resource_id,
            event.event.extra_id,
            event.origin,
            event.verdict,
            event.first_at,
            event.last_at,
            event.deliveries.len() as i64,
            event.event.occurred_at,
            imported(&event.event.identity),
            event.pinned,
            labels,
            event.note,
            now,
        ],
    )?;
    Ok(())
}

fn add_delivery(
    desk: &Desk<'_>,
    (id, event_id): (i64, i64),
    app_id: i64,
    delivery: &ImportedDelivery,
) -> Result<()> {
    desk.run(
        "INSERT INTO delivery (id, event_id, app_id, verdict, origin, received_at,
            received_mono_ns, hook_id, webhook_id, webhook_timestamp_s, method, path, headers, body)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, NULL, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            id,
            event_id,
            app_id,
            delivery.verdict,
            delivery.origin,
            delivery.received_at,
            delivery.webhook_id,
            delivery.webhook_timestamp_s,
            delivery.method,
            delivery.path,
            headers::encode(&delivery.headers),
            delivery.body,
        ],
    )?;
    match delivery.answer {
        Some(answer) => answer::keep(desk, id, answer),
        None => Ok(()),
    }
}
