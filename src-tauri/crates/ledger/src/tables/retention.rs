//! What of an app's events is kept: everything, unless its user said otherwise. And what the user
//! asked to be deleted at once, until all of it is gone.

use rusqlite::Row;

use crate::error::Result;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows;

pub(crate) const STEPS: Steps = &[(
    4,
    "CREATE TABLE retention (
        app_id INTEGER PRIMARY KEY REFERENCES app (id) ON DELETE CASCADE,
        age INTEGER CHECK (age > 0),
        events INTEGER CHECK (events > 0),
        bytes INTEGER CHECK (bytes > 0),
        marked INTEGER NOT NULL CHECK (marked = 0 OR marked = 1)
    ) STRICT;
    CREATE TABLE clearing (
        app_id INTEGER PRIMARY KEY REFERENCES app (id) ON DELETE CASCADE,
        until INTEGER NOT NULL,
        marked INTEGER NOT NULL CHECK (marked = 0 OR marked = 1)
    ) STRICT;",
)];

/// What of an app's events is kept; an event goes as soon as one of the limits says so. `None` sets
/// no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retention {
    /// Events that first arrived within this time, in milliseconds.
    pub age: Option<i64>,
    /// The newest so many events.
    pub events: Option<i64>,
    /// The newest events that take so many bytes, about.
    pub bytes: Option<i64>,
    /// Whether pinned, labelled and noted events go too. They count for the limits either way.
    pub marked_too: bool,
}

impl Retention {
    /// Whether everything is kept.
    pub fn is_everything(&self) -> bool {
        self.age.is_none() && self.events.is_none() && self.bytes.is_none()
    }
}

/// What the user asked to be deleted at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clearing {
    /// Events up to this id.
    pub until: i64,
    /// Whether pinned, labelled and noted events go too.
    pub marked_too: bool,
}

impl Ledger {
    /// What of an app's events is kept.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn retention(&self, app_id: i64) -> Result<Retention> {
        let sql = "SELECT age, events, bytes, marked FROM retention WHERE app_id = ?1";
        self.read(move |conn| rows::first(conn, sql, [app_id], of_row))
            .await
            .map(Option::unwrap_or_default)
    }

    /// Says what of an app's events is kept.
    ///
    /// # Errors
    /// `NotFound` when there is no such app.
    pub async fn set_retention(&self, app_id: i64, rule: Retention) -> Result<()> {
        let forget = "DELETE FROM retention WHERE app_id = ?1";
        let keep = "INSERT OR REPLACE INTO retention VALUES (?1, ?2, ?3, ?4, ?5)";
        self.write(move |desk| {
            if rule.is_everything() {
                return desk.run(forget, [app_id]).map(drop);
            }
            let values = (app_id, rule.age, rule.events, rule.bytes, rule.marked_too);
            desk.run(keep, values).map(drop)
        })
        .await
    }

    /// What the user asked to be deleted of an app's events and is not gone yet.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn clearing(&self, app_id: i64) -> Result<Option<Clearing>> {
        let sql = "SELECT until, marked FROM clearing WHERE app_id = ?1";
        self.read(move |conn| {
            rows::first(conn, sql, [app_id], |row| {
                Ok(Clearing {
                    until: row.get(0)?,
                    marked_too: row.get(1)?,
                })
            })
        })
        .await
    }

    /// Asks for all events that an app has by now to be deleted, for [`Ledger::sweep`] to do.
    ///
    /// # Errors
    /// `NotFound` when there is no such app.
    pub async fn ask_clearing(&self, app_id: i64, marked_too: bool) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO clearing VALUES (?1, ?2, ?3)";
        self.write(move |desk| desk.run(sql, (app_id, desk.head.seq, marked_too)).map(drop))
            .await
    }

    /// Says that what was asked for is gone.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn end_clearing(&self, app_id: i64, clearing: Clearing) -> Result<()> {
        let sql = "DELETE FROM clearing WHERE app_id = ?1 AND until = ?2";
        self.write(move |desk| desk.run(sql, (app_id, clearing.until)).map(drop))
            .await
    }
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Retention> {
    Ok(Retention {
        age: row.get(0)?,
        events: row.get(1)?,
        bytes: row.get(2)?,
        marked_too: row.get(3)?,
    })
}
