//! Removing an app or a store with everything of it.
//!
//! A million events do not go in one transaction, which would stand in front of what arrives
//! meanwhile: they go a few hundred at a time, and the rows they belong to at the end. A removal
//! that is interrupted leaves the app or the store, with fewer events, to be removed again.

use rusqlite::Connection;

use crate::error::{LedgerError, Result};
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::rows;

/// Events that go in one job.
const BATCH: i64 = 250;

/// What belongs to an app: what a deletion would take, or took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Its stores.
    pub stores: i64,
    /// Their hooks.
    pub hooks: i64,
    /// Their events.
    pub events: i64,
}

/// What is removed.
#[derive(Clone, Copy)]
enum Whole {
    App(i64),
    Store(i64),
}

impl Ledger {
    /// Deletes an app with its stores, hooks, events and deliveries; what went.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete_app(&self, id: i64) -> Result<Counts> {
        self.remove(Whole::App(id)).await
    }

    /// What belongs to an app.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn count_app(&self, id: i64) -> Result<Counts> {
        self.read(move |conn| Whole::App(id).count(conn)).await
    }

    /// Removes a store with its hooks, events and deliveries; what went.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn remove_store(&self, id: i64) -> Result<Counts> {
        self.remove(Whole::Store(id)).await
    }

    async fn remove(&self, whole: Whole) -> Result<Counts> {
        let mut events = 0;
        loop {
            let gone = self.write(move |desk| whole.remove_events(desk)).await?;
            events += gone;
            if gone < BATCH {
                break;
            }
        }
        let mut counts = self.write(move |desk| whole.remove_rest(desk)).await?;
        counts.events += events;
        Ok(counts)
    }
}

impl Whole {
    const fn id(self) -> i64 {
        match self {
            Self::App(id) | Self::Store(id) => id,
        }
    }

    fn count(self, conn: &Connection) -> Result<Counts> {
        let (stores, hooks, events) = match self {
            Self::App(_) => (
                "SELECT count(*) FROM store WHERE app_id = ?1",
                "SELECT count(*) FROM hook JOIN store ON store.id = store_id WHERE app_id = ?1",
                "SELECT count(*) FROM event WHERE app_id = ?1",
            ),
            Self::Store(_) => (
                "SELECT count(*) FROM store WHERE id = ?1",
                "SELECT count(*) FROM hook WHERE store_id = ?1",
                "SELECT count(*) FROM event WHERE store_id = ?1",
            ),
        };
        Ok(Counts {
            stores: rows::count(conn, stores, [self.id()])?,
            hooks: rows::count(conn, hooks, [self.id()])?,
            events: rows::count(conn, events, [self.id()])?,
        })
    }

    fn remove_events(self, desk: &mut Desk<'_>) -> Result<i64> {
        let sql = match self {
            Self::App(_) => {
                "DELETE FROM event
                    WHERE id IN (SELECT id FROM event WHERE app_id = ?1 LIMIT ?2)"
            }
            Self::Store(_) => {
                "DELETE FROM event
                    WHERE id IN (SELECT id FROM event WHERE store_id = ?1 LIMIT ?2)"
            }
        };
        let gone = desk.run(sql, (self.id(), BATCH))? as i64;
        desk.head.total -= gone;
        Ok(gone)
    }

    fn remove_rest(self, desk: &mut Desk<'_>) -> Result<Counts> {
        let counts = self.count(desk.conn)?;
        let sql = match self {
            Self::App(_) => "DELETE FROM app WHERE id = ?1",
            Self::Store(_) => "DELETE FROM store WHERE id = ?1",
        };
        if desk.run(sql, [self.id()])? == 0 {
            return Err(LedgerError::NotFound);
        }
        desk.head.total -= counts.events;
        Ok(counts)
    }
}
