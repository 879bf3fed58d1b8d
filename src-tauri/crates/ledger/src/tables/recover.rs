//! Recovering: events that never arrived, found in BigCommerce's lists. A page of a list is one job:
//! what is new of it, where the recovery goes on, and how far the watermarks are. A kill leaves all of
//! that or none.

use rusqlite::Connection;

use crate::error::Result;
use crate::headers;
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::rows;
use crate::tables::delivery::NewDelivery;
use crate::tables::record::{add_delivery, add_event};
use crate::tables::snapshot::{self, NewSnapshot};
use crate::tables::usage::{self, Usage};
use crate::tables::{recovery, watermark};

/// Events that are looked at in one go, from the newest down.
const CHUNK: i64 = 1_000;

/// An event that a list tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissedEvent {
    /// The event, and in the place of its delivery the payload that should have come.
    pub delivery: NewDelivery,
    /// A later delivery that tells the same makes it known; `None` where its identity does that.
    pub known_by: Option<KnownBy>,
    /// What it is about, as the list shows it. The event's id is filled in.
    pub look: Option<NewSnapshot>,
}

/// By which deliveries of the same trigger and resource an update is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownBy {
    /// Those of events after the one with this id,
    pub after: i64,
    /// which happened then or later, in milliseconds since the epoch.
    pub at: i64,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryStep {
    /// The recovery.
    pub recovery_id: i64,
    /// What the page tells of.
    pub events: Vec<MissedEvent>,
    /// How many items it has.
    pub read: usize,
    /// Where the recovery goes on; the caller's own JSON.
    pub progress: String,
    /// Up to when these triggers are known with it.
    pub marks: Vec<(String, i64)>,
}

/// An event of a store that came lately, as far as an update is known by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lately {
    /// The event.
    pub id: i64,
    /// Its trigger, by id.
    pub trigger: String,
    /// The id of what it is about.
    pub resource_id: String,
    /// When it happened, in milliseconds since the epoch.
    pub occurred_at: i64,
}

impl Ledger {
    /// Takes in a page of a list; how many events were new.
    ///
    /// # Errors
    /// `NotFound` when the recovery or the store is gone, and the others of writing.
    pub async fn recover(&self, step: RecoveryStep) -> Result<usize> {
        self.write(move |desk| take_in(desk, &step)).await
    }

    /// The events of a store that first arrived at `since` or later, in milliseconds since the epoch,
    /// and happened at a time that is known; and the last of all events.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn events_lately(&self, store_id: i64, since: i64) -> Result<(Vec<Lately>, i64)> {
        self.read(move |conn| lately(conn, store_id, since)).await
    }
}

fn take_in(desk: &mut Desk<'_>, step: &RecoveryStep) -> Result<usize> {
    recovery::advance(desk, step.recovery_id, &step.progress, step.read)?;
    let store_id = recovery::store_of(desk, step.recovery_id)?;
    for (trigger, at) in &step.marks {
        watermark::advance(desk, store_id, trigger, *at)?;
    }
    let mut new = 0;
    for event in &step.events {
        if !is_known(desk.conn, event)? && add(desk, event)? {
            let trigger = event.delivery.event.trigger.as_deref();
            recovery::found(desk, step.recovery_id, trigger.unwrap_or_default())?;
            new += 1;
        }
    }
    Ok(new)
}

fn is_known(conn: &Connection, event: &MissedEvent) -> Result<bool> {
    let Some(by) = event.known_by else {
        return Ok(false);
    };
    let sql = "SELECT count(*) FROM event WHERE id > ?1 AND store_id = ?2 AND trigger IS ?3
        AND resource_id = ?4 AND occurred_at >= ?5 AND imported_at IS NULL
        AND origin <> 'replayed' AND origin <> 'test'";
    let of = &event.delivery.event;
    let store_id = event.delivery.store_id;
    let values = (by.after, store_id, &of.trigger, &of.resource_id, by.at);
    Ok(rows::count(conn, sql, values)? > 0)
}

/// Whether it was new.
fn add(desk: &mut Desk<'_>, event: &MissedEvent) -> Result<bool> {
    let delivery = &event.delivery;
    let before = desk.head;
    let seq = desk.next_seq();
    let Some(recorded) = add_event(desk, delivery, seq)? else {
        desk.head = before;
        return Ok(false);
    };
    let headers = headers::encode(&delivery.headers);
    add_delivery(desk, delivery, &headers, &recorded)?;
    desk.note_usage(Usage {
        app_id: delivery.app_id,
        events: 1,
        deliveries: 1,
        bytes: (headers.len() + delivery.body.len()) as i64 + usage::ROW,
    });
    if let Some(look) = &event.look {
        let look = NewSnapshot {
            event_id: recorded.event_id,
            ..look.clone()
        };
        snapshot::keep(desk, &look)?;
    }
    Ok(true)
}

/// Events are in the order of their arrival, but for imported ones.
fn lately(conn: &Connection, store_id: i64, since: i64) -> Result<(Vec<Lately>, i64)> {
    let sql = "SELECT id, store_id, trigger, resource_id, occurred_at, first_at,
            imported_at IS NULL AND trigger IS NOT NULL AND occurred_at IS NOT NULL
                AND origin <> 'replayed' AND origin <> 'test'
        FROM event WHERE id < ?1 ORDER BY id DESC LIMIT ?2";
    let (mut found, mut before, mut last) = (Vec::new(), i64::MAX, 0);
    loop {
        let (mut looked, mut recent) = (0, false);
        let mut statement = conn.prepare_cached(sql)?;
        let mut rows = statement.query((before, CHUNK))?;
        while let Some(row) = rows.next()? {
            before = row.get(0)?;
            last = last.max(before);
            looked += 1;
            let counts: bool = row.get(6)?;
            if !counts || row.get::<_, i64>(5)? < since {
                continue;
            }
            recent = true;
            if row.get::<_, i64>(1)? == store_id {
                found.push(Lately {
                    id: before,
                    trigger: row.get(2)?,
                    resource_id: row.get(3)?,
                    occurred_at: row.get(4)?,
                });
            }
        }
        if looked < CHUNK || !recent {
            return Ok((found, last));
        }
    }
}
