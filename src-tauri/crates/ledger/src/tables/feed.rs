//! The feed: events newest first for the list, and in the order of their changes for whoever
//! follows with a cursor.

use rusqlite::Connection;

use crate::error::Result;
use crate::index::shape::{self, ShapeField};
use crate::index::tally::{self, Chart, Column};
use crate::ledger::Ledger;
use crate::rows;
use crate::tables::event::{self, COLUMNS, EventRow, Head};
use crate::tables::removed;

impl Ledger {
    /// Events that changed after `after_seq`, in the order of their changes, each once and as it
    /// is.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn feed_changes(&self, after_seq: i64, limit: usize) -> Result<Vec<EventRow>> {
        self.read(move |conn| changes(conn, "main", after_seq, limit))
            .await
    }

    /// The ids of events that went after the change `after_seq` and not after `until_seq`; `None`
    /// when that is so long ago that some are forgotten.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn feed_gone(&self, after_seq: i64, until_seq: i64) -> Result<Option<Vec<i64>>> {
        self.read(move |conn| removed::ids_between(conn, (after_seq, until_seq)))
            .await
    }

    /// When the oldest event arrived, in milliseconds since the epoch.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn oldest(&self) -> Result<Option<i64>> {
        let sql = "SELECT first_at FROM event ORDER BY id LIMIT 1";
        self.read(move |conn| rows::first(conn, sql, [], |row| row.get(0)))
            .await
    }

    /// How far the ledger is.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn feed_head(&self) -> Result<Head> {
        self.read(event::head).await
    }

    /// How many events first arrived at `at` or later, in milliseconds since the epoch, to the
    /// minute.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn events_since(&self, at: i64) -> Result<i64> {
        self.read_indexed(move |conn, cursor| {
            let counted = match cursor {
                0 => 0,
                _ => tally::since(conn, at)? - tally::gone_since(conn, at, cursor)?,
            };
            let sql = "SELECT count(*) FROM event WHERE id > ?1 AND first_at >= ?2";
            Ok(counted + rows::count(conn, sql, (cursor, at))?)
        })
        .await
    }

    /// How many events arrived in each slot of a chart, by trigger and verdict. The same slot,
    /// trigger and verdict may come twice; add them up. A verdict that has just changed may still
    /// be the old one. What went and is still counted comes as a negative number.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn chart(&self, chart: Chart) -> Result<Vec<Column>> {
        self.read_indexed(move |conn, cursor| {
            let mut columns = match cursor {
                0 => Vec::new(),
                _ => tally::columns(conn, &chart)?,
            };
            columns.extend(tally::columns_gone(conn, &chart, cursor)?);
            columns.extend(tally::columns_after(conn, &chart, cursor)?);
            Ok(columns)
        })
        .await
    }

    /// The fields that payloads of an app's trigger have, or of those with the webhook scope where
    /// the connector has no trigger for it. They are learnt as events are indexed; without an index
    /// there are none.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn shape(&self, app_id: i64, trigger: String) -> Result<Vec<ShapeField>> {
        self.read_indexed(move |conn, cursor| match cursor {
            0 => Ok(Vec::new()),
            _ => shape::of_trigger(conn, app_id, &trigger),
        })
        .await
    }

    /// The events after the one with the id `after`, oldest first.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn events_after(&self, after: i64, limit: usize) -> Result<Vec<EventRow>> {
        self.read(move |conn| event::after(conn, after, limit))
            .await
    }

    /// One event.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn event(&self, id: i64) -> Result<Option<EventRow>> {
        self.read(move |conn| event::by_id(conn, id)).await
    }
}

/// Events that changed after `after_seq`, in the order of their changes, of the ledger that is
/// `schema` on this connection.
pub(crate) fn changes(
    conn: &Connection,
    schema: &str,
    after_seq: i64,
    limit: usize,
) -> Result<Vec<EventRow>> {
    let sql = format!(
        "SELECT id, id AS seq, {COLUMNS} FROM {schema}.event NOT INDEXED
            WHERE id > ?1 AND seq = id
        UNION ALL
        SELECT id, seq, {COLUMNS} FROM {schema}.event INDEXED BY event_changed
            WHERE seq > ?1 AND seq <> id
        ORDER BY seq LIMIT ?2"
    );
    rows::all(conn, &sql, (after_seq, limit as i64), event::of_row)
}
