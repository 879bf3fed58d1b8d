//! Whether a ledger is whole: what SQLite says of its pages, and what only we know must be so.

use std::sync::Arc;

use rusqlite::{Connection, OpenFlags};
use tokio::task;

use crate::error::{LedgerError, Result};
use crate::keep::progress::{Hear, Progress};
use crate::ledger::Ledger;
use crate::tables::event;
use crate::{open, rows};

/// Steps of SQLite's machine between two looks at who stops it: a few milliseconds.
const LOOK: i32 = 200_000;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// What is wrong, most serious first; nothing when the ledger is whole.
    pub flaws: Vec<Flaw>,
    /// Events looked at.
    pub events: i64,
    /// Deliveries looked at.
    pub deliveries: i64,
}

/// Something wrong with a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Pages are damaged; in SQLite's words.
    Damaged(String),
    /// Rows refer to others that are not there.
    Dangling(i64),
    /// Deliveries that belong to no event.
    Orphans(i64),
    /// Events without any delivery.
    Hollow(i64),
    /// There are so many more events than were counted, or fewer.
    Miscounted(i64),
}

impl Ledger {
    /// Looks at every page and row of the ledger as it is at this moment. Arrivals go on.
    ///
    /// # Errors
    /// `Stopped`, and those of reading.
    pub async fn check(&self, hear: Hear) -> Result<Health> {
        let path = self.path().to_owned();
        task::spawn_blocking(move || {
            let conn = open::connect(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            let snapshot = conn.unchecked_transaction()?;
            examine(&snapshot, &hear)
        })
        .await
        .unwrap_or(Err(LedgerError::Closed))
    }
}

/// Refuses a ledger that is damaged.
pub(crate) fn whole(conn: &Connection, hear: &Hear) -> Result<()> {
    let health = examine(conn, hear)?;
    let damaged = |flaw: &Flaw| matches!(flaw, Flaw::Damaged(_) | Flaw::Dangling(_));
    if health.flaws.iter().any(damaged) {
        return Err(LedgerError::Corrupt);
    }
    Ok(())
}

fn examine(conn: &Connection, hear: &Hear) -> Result<Health> {
    let steps: [fn(&Connection, &mut Health) -> Result<()>; 4] = [pages, references, kin, counts];
    let mut health = Health::default();
    for (done, step) in steps.into_iter().enumerate() {
        let progress = Progress {
            done: done as u64,
            of: steps.len() as u64,
        };
        let listening = Arc::clone(hear);
        conn.progress_handler(LOOK, Some(move || !listening(progress)))?;
        step(conn, &mut health)?;
    }
    conn.progress_handler(0, None::<fn() -> bool>)?;
    Ok(health)
}

fn pages(conn: &Connection, health: &mut Health) -> Result<()> {
    let said: Vec<String> = rows::all(conn, "PRAGMA integrity_check(20)", [], |row| row.get(0))?;
    let wrong = said.into_iter().filter(|line| line != "ok");
    health.flaws.extend(wrong.map(Flaw::Damaged));
    Ok(())
}

fn references(conn: &Connection, health: &mut Health) -> Result<()> {
    let sql = "SELECT count(*) FROM pragma_foreign_key_check";
    found(health, Flaw::Dangling, rows::count(conn, sql, [])?);
    Ok(())
}

fn kin(conn: &Connection, health: &mut Health) -> Result<()> {
    let orphans = "SELECT count(*) FROM delivery
        WHERE NOT EXISTS (SELECT 1 FROM event WHERE event.id = event_id)";
    found(health, Flaw::Orphans, rows::count(conn, orphans, [])?);
    let hollow = "SELECT count(*) FROM event
        WHERE NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.id = event.id)
        AND NOT EXISTS (SELECT 1 FROM delivery INDEXED BY delivery_later
            WHERE event_id = event.id AND event_id <> delivery.id)";
    found(health, Flaw::Hollow, rows::count(conn, hollow, [])?);
    Ok(())
}

fn counts(conn: &Connection, health: &mut Health) -> Result<()> {
    health.events = rows::count(conn, "SELECT count(*) FROM event", [])?;
    health.deliveries = rows::count(conn, "SELECT count(*) FROM delivery", [])?;
    let counted = event::head(conn)?.total;
    found(health, Flaw::Miscounted, health.events - counted);
    Ok(())
}

fn found(health: &mut Health, flaw: fn(i64) -> Flaw, rows: i64) {
    if rows != 0 {
        health.flaws.push(flaw(rows));
    }
}
