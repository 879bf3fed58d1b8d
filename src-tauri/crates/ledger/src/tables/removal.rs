//! Removing an app or a store with everything of it.
//!
//! A million events, and the runs they started, do not go in one transaction, which would stand in
//! front of what arrives meanwhile: they go a few hundred at a time, and the rows they belong to at the
//! end. A removal that is interrupted leaves the app or the store, with fewer events, to be removed
//! again.

use rusqlite::Connection;

use crate::error::{LedgerError, Result};
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::rows;
use crate::runs::removal::{self, Whose};
use crate::tables::event;

/// Events that go in one job, and those it looks at to find them.
const BATCH: usize = 250;
const LOOKS: i64 = 10_000;

/// What belongs to an app: what a deletion would take, or took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Its stores.
    pub stores: i64,
    /// Their hooks that carry triggers.
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
        self.remove_runs(whole.runs()).await?;
        let (mut gone, mut after) = (0, 0);
        loop {
            let swept = self
                .write_apart(move |desk| whole.sweep(desk, after))
                .await?;
            gone += swept.gone;
            after = swept.reached;
            if swept.ended {
                break;
            }
        }
        let mut counts = self
            .write(move |desk| whole.remove_rest(desk, after))
            .await?;
        counts.events += gone;
        Ok(counts)
    }
}

/// How far a removal of events got.
struct Swept {
    gone: i64,
    /// Every event up to this id was looked at.
    reached: i64,
    /// Whether that was the last one there is.
    ended: bool,
}

impl Whole {
    const fn id(self) -> i64 {
        match self {
            Self::App(id) | Self::Store(id) => id,
        }
    }

    const fn runs(self) -> Whose {
        match self {
            Self::App(id) => Whose::App(id),
            Self::Store(id) => Whose::Store(id),
        }
    }

    fn count(self, conn: &Connection) -> Result<Counts> {
        let sql = format!("SELECT count(*) FROM event WHERE {} = ?1", self.column());
        self.count_rest(conn, rows::count(conn, &sql, [self.id()])?)
    }

    fn count_rest(self, conn: &Connection, events: i64) -> Result<Counts> {
        let (stores, hooks) = match self {
            Self::App(_) => (
                "SELECT count(*) FROM store WHERE app_id = ?1",
                "SELECT count(*) FROM hook JOIN store ON store.id = store_id
                    WHERE app_id = ?1 AND kind = 'trigger'",
            ),
            Self::Store(_) => (
                "SELECT count(*) FROM store WHERE id = ?1",
                "SELECT count(*) FROM hook WHERE store_id = ?1 AND kind = 'trigger'",
            ),
        };
        Ok(Counts {
            stores: rows::count(conn, stores, [self.id()])?,
            hooks: rows::count(conn, hooks, [self.id()])?,
            events,
        })
    }

    const fn column(self) -> &'static str {
        match self {
            Self::App(_) => "app_id",
            Self::Store(_) => "store_id",
        }
    }

    /// Removes the next events after one with the id `after`.
    fn sweep(self, desk: &mut Desk<'_>, after: i64) -> Result<Swept> {
        let until = after.saturating_add(LOOKS);
        let sql = format!(
            "SELECT id FROM event NOT INDEXED
                WHERE id > ?1 AND id <= ?2 AND {} = ?3 ORDER BY id LIMIT ?4",
            self.column()
        );
        let values = (after, until, self.id(), BATCH as i64);
        let found: Vec<i64> = rows::all(desk.conn, &sql, values, |row| row.get(0))?;
        if !found.is_empty() {
            let seq = desk.next_seq();
            for id in &found {
                event::remove(desk, *id, seq, usize::MAX >> 1)?;
            }
        }
        let reached = match found.last() {
            Some(last) if found.len() == BATCH => *last,
            _ => until,
        };
        Ok(Swept {
            gone: found.len() as i64,
            reached,
            ended: reached >= desk.head.seq,
        })
    }

    /// Removes what came since, and the rows that events belong to.
    fn remove_rest(self, desk: &mut Desk<'_>, after: i64) -> Result<Counts> {
        let mut swept = self.sweep(desk, after)?;
        let mut events = swept.gone;
        while !swept.ended {
            swept = self.sweep(desk, swept.reached)?;
            events += swept.gone;
        }
        while removal::remove_some(desk, self.runs())? {}
        let counts = self.count_rest(desk.conn, events)?;
        let sql = match self {
            Self::App(_) => "DELETE FROM app WHERE id = ?1",
            Self::Store(_) => "DELETE FROM store WHERE id = ?1",
        };
        if desk.run(sql, [self.id()])? == 0 {
            return Err(LedgerError::NotFound);
        }
        Ok(counts)
    }
}
