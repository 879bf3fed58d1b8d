//! Events with all that belongs to them, read to be written elsewhere.

use rusqlite::Connection;

use crate::error::Result;
use crate::ledger::Ledger;
use crate::rows;
use crate::tables::delivery::{self, Delivery};
use crate::tables::event::{self, EventRow};

/// An event with its deliveries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WholeEvent {
    /// The event.
    pub row: EventRow,
    /// What makes it one event of its app.
    pub identity: String,
    /// The user's note; empty when there is none.
    pub note: String,
    /// Its deliveries, oldest first.
    pub deliveries: Vec<WholeDelivery>,
}

/// A delivery with its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WholeDelivery {
    /// The delivery.
    pub delivery: Delivery,
    /// Its body, byte for byte.
    pub body: Vec<u8>,
}

impl Ledger {
    /// The ids of the events after one with the id `after`, up to `until` with it, oldest first.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn event_ids(&self, after: i64, until: i64, limit: usize) -> Result<Vec<i64>> {
        let sql = "SELECT id FROM event WHERE id > ?1 AND id <= ?2 ORDER BY id LIMIT ?3";
        self.read(move |conn| rows::all(conn, sql, (after, until, limit as i64), |row| row.get(0)))
            .await
    }

    /// Events by their ids, in that order, and how many of the ids were looked at: reading stops
    /// after the event whose bodies exceed `most` bytes together. Those that are gone are passed
    /// over.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn whole_events(
        &self,
        ids: Vec<i64>,
        most: usize,
    ) -> Result<(Vec<WholeEvent>, usize)> {
        self.read(move |conn| {
            let (mut events, mut size) = (Vec::new(), 0);
            for (looked, id) in ids.iter().enumerate() {
                let Some(event) = whole(conn, *id)? else {
                    continue;
                };
                let bodies = event.deliveries.iter().map(|it| it.body.len());
                size += bodies.sum::<usize>();
                events.push(event);
                if size > most {
                    return Ok((events, looked + 1));
                }
            }
            Ok((events, ids.len()))
        })
        .await
    }
}

fn whole(conn: &Connection, id: i64) -> Result<Option<WholeEvent>> {
    let Some(row) = event::by_id(conn, id)? else {
        return Ok(None);
    };
    let sql = "SELECT identity, ifnull(note, '') FROM event WHERE id = ?1";
    let texts = rows::first(conn, sql, [id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let (identity, note) = texts.unwrap_or_default();
    Ok(Some(WholeEvent {
        row,
        identity,
        note,
        deliveries: delivery::whole(conn, id)?,
    }))
}
