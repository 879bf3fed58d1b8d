//! Recording: the path from an arrival to the disk, and what a later verification changes of it.

use rusqlite::params;

use crate::QUARANTINE_CAP;
use crate::error::{LedgerError, Result};
use crate::headers;
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::rows;
use crate::tables::answer;
use crate::tables::delivery::{NewDelivery, OF_EVENT, Recorded};
use crate::tables::event;
use crate::tables::exception;
use crate::tables::replay;
use crate::tables::usage::{self, SIZE, Usage};
use crate::words::Verdict;

impl Ledger {
    /// Records a delivery: a new event, or one more delivery of the event with its identity, whose
    /// verdict it may raise but never lowers. Acknowledge it only after this returned `Ok`. Others
    /// may wait until it returned: await it at once, or drop it.
    ///
    /// At most [`QUARANTINE_CAP`] quarantined deliveries of an app stay; the oldest go, and with
    /// them events that have no other.
    ///
    /// # Errors
    /// `NotFound` when the app has no such store, `Full`, `Busy`, and the others of writing. After
    /// any of them the delivery must not be acknowledged.
    pub async fn record(&self, delivery: NewDelivery) -> Result<Recorded> {
        let headers = headers::encode(&delivery.headers);
        self.write_and_tell(move |desk| record(desk, &delivery, &headers))
            .await
    }

    /// Gives a delivery the verdict of a later verification. Its event then has the strongest of
    /// its deliveries' verdicts, which may be a weaker one than before.
    ///
    /// # Errors
    /// `NotFound` when it is gone.
    pub async fn reverify(&self, delivery_id: i64, verdict: Verdict) -> Result<Recorded> {
        self.write(move |desk| reverify(desk, delivery_id, verdict))
            .await
    }

    /// The same for many deliveries in one job; those that are gone are passed over.
    ///
    /// # Errors
    /// Those of writing; none has a new verdict then.
    pub async fn reverify_all(&self, verdicts: Vec<(i64, Verdict)>) -> Result<()> {
        self.write(move |desk| {
            for (delivery_id, verdict) in &verdicts {
                match reverify(desk, *delivery_id, *verdict) {
                    Ok(_) | Err(LedgerError::NotFound) => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(())
        })
        .await
    }
}

fn record(desk: &mut Desk<'_>, delivery: &NewDelivery, headers: &[u8]) -> Result<Recorded> {
    let seq = desk.delivery_seq();
    let recorded = match known_before(desk, delivery)? {
        Some(known) => attach(desk, delivery, seq, known)?,
        None => match add_event(desk, delivery, seq)? {
            Some(recorded) => recorded,
            None => attach_to_same(desk, delivery, seq)?,
        },
    };
    add_delivery(desk, delivery, headers, &recorded)?;
    add_marks(desk, delivery, &recorded)?;
    desk.note_delivery(Usage {
        app_id: delivery.app_id,
        events: i64::from(recorded.new_event),
        deliveries: 1,
        bytes: (headers.len() + delivery.body.len()) as i64 + usage::ROW,
    });
    if delivery.verdict == Verdict::Quarantined {
        hold_quarantine(desk, delivery.app_id)?;
    } else {
        desk.notes.heard.note(
            delivery.store_id,
            delivery.hook_id.as_deref(),
            delivery.received_at,
            delivery.exception.is_some(),
        );
    }
    Ok(recorded)
}

/// Whether the app has the store.
fn check_store(desk: &Desk<'_>, delivery: &NewDelivery) -> Result<()> {
    let sql = "SELECT 1 FROM store WHERE id = ?1 AND app_id = ?2";
    let key = (delivery.store_id, delivery.app_id);
    let there: Option<i64> = rows::first(desk.conn, sql, key, |row| row.get(0))?;
    there.map(|_| ()).ok_or(LedgerError::NotFound)
}

/// A new event, unless there is one with this identity. SQLite would keep a journal of a statement
/// that inserts what it selects, so the store is looked for before.
pub(crate) fn add_event(
    desk: &mut Desk<'_>,
    delivery: &NewDelivery,
    seq: i64,
) -> Result<Option<Recorded>> {
    check_store(desk, delivery)?;
    let event = &delivery.event;
    let added = desk.run(
        "INSERT INTO event (id, seq, app_id, store_id, trigger, scope, resource_type, resource_id,
            extra_id, origin, verdict, first_at, last_at, deliveries, occurred_at, identity)
        VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11, 1, ?12, ?13)
        ON CONFLICT (app_id, identity) DO NOTHING",
        params![
            seq,
            delivery.app_id,
            delivery.store_id,
            event.trigger,
            event.scope,
            event.resource_type,
            event.resource_id,
            event.extra_id,
            delivery.origin,
            delivery.verdict,
            delivery.received_at,
            event.occurred_at,
            event.identity,
        ],
    )?;
    desk.head.total += added as i64;
    Ok((added == 1).then_some(Recorded {
        delivery_id: seq,
        event_id: seq,
        seq,
        new_event: true,
        verdict_before: None,
        verdict: delivery.verdict,
    }))
}

/// An event's id and verdict.
type Known = (i64, Verdict);

fn known(desk: &Desk<'_>, app_id: i64, identity: &str) -> Result<Option<Known>> {
    let sql = "SELECT id, verdict FROM event WHERE app_id = ?1 AND identity = ?2";
    rows::first(desk.conn, sql, (app_id, identity), |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}

/// The event, where its first delivery arrived some time ago, or it was recovered.
fn known_before(desk: &Desk<'_>, delivery: &NewDelivery) -> Result<Option<Known>> {
    let before = match &delivery.event.identity_before {
        Some(identity) => known(desk, delivery.app_id, identity)?,
        None => None,
    };
    match (before, recovered(desk, delivery)?) {
        (None, Some(recovered)) => {
            let own = known(desk, delivery.app_id, &delivery.event.identity)?;
            Ok(own.or(Some(recovered)))
        }
        (before, _) => Ok(before),
    }
}

/// The recovered event that tells of the change which the delivery tells of: the last one that is not
/// older.
fn recovered(desk: &Desk<'_>, delivery: &NewDelivery) -> Result<Option<Known>> {
    let event = &delivery.event;
    let Some(from) = event.recovered_from else {
        return Ok(None);
    };
    let sql = "SELECT id, verdict FROM event INDEXED BY event_recovered
        WHERE origin = 'recovered' AND store_id = ?1 AND resource_id = ?2 AND trigger = ?3
            AND occurred_at >= ?4 AND imported_at IS NULL ORDER BY occurred_at DESC LIMIT 1";
    let values = (delivery.store_id, &event.resource_id, &event.trigger, from);
    rows::first(desk.conn, sql, values, |row| Ok((row.get(0)?, row.get(1)?)))
}

fn attach_to_same(desk: &Desk<'_>, delivery: &NewDelivery, seq: i64) -> Result<Recorded> {
    let known = known(desk, delivery.app_id, &delivery.event.identity)?;
    attach(desk, delivery, seq, known.ok_or(LedgerError::NotFound)?)
}

/// One more delivery of an event.
fn attach(
    desk: &Desk<'_>,
    delivery: &NewDelivery,
    seq: i64,
    (event_id, before): Known,
) -> Result<Recorded> {
    let verdict = before.max(delivery.verdict);
    desk.run(
        "UPDATE event SET seq = ?2, deliveries = deliveries + 1, last_at = max(last_at, ?3),
            verdict = ?4 WHERE id = ?1",
        (event_id, seq, delivery.received_at, verdict),
    )?;
    Ok(Recorded {
        delivery_id: seq,
        event_id,
        seq,
        new_event: false,
        verdict_before: Some(before),
        verdict,
    })
}

pub(crate) fn add_delivery(
    desk: &Desk<'_>,
    delivery: &NewDelivery,
    headers: &[u8],
    recorded: &Recorded,
) -> Result<()> {
    desk.run(
        "INSERT INTO delivery (id, event_id, app_id, verdict, origin, received_at,
            received_mono_ns, hook_id, webhook_id, webhook_timestamp_s, method, path, headers, body)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        params![
            recorded.delivery_id,
            recorded.event_id,
            delivery.app_id,
            delivery.verdict,
            delivery.origin,
            delivery.received_at,
            delivery.received_mono_ns,
            delivery.hook_id,
            delivery.webhook_id,
            delivery.webhook_timestamp_s,
            delivery.method,
            delivery.path,
            headers,
            &delivery.body[..],
        ],
    )?;
    Ok(())
}

fn add_marks(desk: &Desk<'_>, delivery: &NewDelivery, recorded: &Recorded) -> Result<()> {
    if let Some(answer) = delivery.answer {
        answer::keep(desk, recorded.delivery_id, answer)?;
    }
    if let Some(told) = &delivery.exception {
        exception::keep(desk, recorded.event_id, delivery.store_id, told)?;
    }
    match delivery.replay_of {
        Some(source) => replay::keep(desk, recorded.event_id, source),
        None => Ok(()),
    }
}

/// Drops the oldest quarantined deliveries beyond the cap, and events left without any.
fn hold_quarantine(desk: &mut Desk<'_>, app_id: i64) -> Result<()> {
    let sql = "SELECT id, event_id FROM delivery
        WHERE app_id = ?1 AND verdict = 'quarantined' ORDER BY id DESC LIMIT -1 OFFSET ?2";
    let excess = rows::all(desk.conn, sql, (app_id, QUARANTINE_CAP as i64), |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
    })?;
    for (delivery_id, event_id) in excess {
        drop_delivery(desk, app_id, (delivery_id, event_id))?;
    }
    Ok(())
}

fn drop_delivery(desk: &mut Desk<'_>, app_id: i64, (id, event_id): (i64, i64)) -> Result<()> {
    let sql = format!("DELETE FROM delivery WHERE id = ?1 RETURNING {SIZE}");
    let bytes: Option<i64> = rows::first(desk.conn, &sql, [id], |row| row.get(0))?;
    desk.note_usage(Usage {
        app_id,
        events: 0,
        deliveries: -1,
        bytes: -bytes.unwrap_or_default(),
    });
    let sql = "UPDATE event SET deliveries = deliveries - 1 WHERE id = ?1 RETURNING deliveries";
    let left: Option<i64> = rows::first(desk.conn, sql, [event_id], |row| row.get(0))?;
    if left == Some(0) {
        let seq = desk.next_seq();
        event::remove_row(desk, event_id, seq)?;
    }
    Ok(())
}

/// What of a delivery and its event a verification concerns.
struct Judged {
    event_id: i64,
    app_id: i64,
    store_id: i64,
    before: Verdict,
    hook_id: Option<String>,
    received_at: i64,
    exception: bool,
}

fn reverify(desk: &mut Desk<'_>, delivery_id: i64, verdict: Verdict) -> Result<Recorded> {
    let judged = judged(desk, delivery_id)?.ok_or(LedgerError::NotFound)?;
    desk.run(
        "UPDATE delivery SET verdict = ?2 WHERE id = ?1",
        (delivery_id, verdict),
    )?;
    let strongest = strongest(desk, judged.event_id)?.unwrap_or(verdict);
    let seq = desk.next_seq();
    let sql = "UPDATE event SET seq = ?2, verdict = ?3 WHERE id = ?1";
    desk.run(sql, (judged.event_id, seq, strongest))?;
    if verdict == Verdict::Quarantined {
        hold_quarantine(desk, judged.app_id)?;
    } else {
        desk.notes.heard.note(
            judged.store_id,
            judged.hook_id.as_deref(),
            judged.received_at,
            judged.exception,
        );
    }
    Ok(Recorded {
        delivery_id,
        event_id: judged.event_id,
        seq,
        new_event: false,
        verdict_before: Some(judged.before),
        verdict: strongest,
    })
}

fn judged(desk: &Desk<'_>, delivery_id: i64) -> Result<Option<Judged>> {
    let sql = "SELECT event.id, event.app_id, event.store_id, event.verdict, hook_id, received_at,
            EXISTS (SELECT 1 FROM exception WHERE exception.event_id = event.id)
        FROM delivery JOIN event ON event.id = event_id WHERE delivery.id = ?1";
    rows::first(desk.conn, sql, [delivery_id], |row| {
        Ok(Judged {
            event_id: row.get(0)?,
            app_id: row.get(1)?,
            store_id: row.get(2)?,
            before: row.get(3)?,
            hook_id: row.get(4)?,
            received_at: row.get(5)?,
            exception: row.get(6)?,
        })
    })
}

fn strongest(desk: &Desk<'_>, event_id: i64) -> Result<Option<Verdict>> {
    let sql = format!("SELECT verdict FROM delivery WHERE id IN ({OF_EVENT})");
    let verdicts: Vec<Verdict> = rows::all(desk.conn, &sql, [event_id], |row| row.get(0))?;
    Ok(verdicts.into_iter().max())
}
