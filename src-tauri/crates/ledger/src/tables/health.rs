//! What checks of stores found: what BigCommerce last told of each, and when to ask again.

use rusqlite::{Connection, Row, named_params};
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows::{self, Json};
use crate::tables::store::ProblemRecord;
use crate::words::HookStatus;

pub(crate) const STEPS: Steps = &[(
    5,
    "CREATE TABLE health (
        store_id INTEGER PRIMARY KEY REFERENCES store (id) ON DELETE CASCADE,
        checked_at INTEGER NOT NULL,
        next_at INTEGER NOT NULL,
        failures INTEGER NOT NULL,
        error_at INTEGER,
        error TEXT CHECK (json_valid(error)),
        told_at INTEGER,
        told TEXT CHECK (json_valid(told)),
        blocked_until INTEGER
    ) STRICT;",
)];

/// What checks of a store found. Times are milliseconds since the epoch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// The store.
    pub store_id: i64,
    /// When it was last checked, whatever came of it.
    pub checked_at: i64,
    /// When it is to be checked again.
    pub next_at: i64,
    /// Checks in a row that BigCommerce did not answer well.
    pub failures: i64,
    /// The last thing that went wrong, and when; it stays when it is over.
    pub error: Option<(i64, ProblemRecord)>,
    /// What BigCommerce last told, and when.
    pub told: Option<(i64, Told)>,
}

/// What BigCommerce told of a store's hooks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Whom it writes to when it switches hooks off.
    pub emails: Vec<String>,
    /// The hooks made with tokens of this app.
    pub hooks: Vec<ToldHook>,
    /// Domains that it delivers to no more for a while.
    pub blocked: Vec<ToldBlock>,
    /// What was left of the store's quota.
    pub quota: Option<ToldQuota>,
}

/// A hook as BigCommerce told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldHook {
    /// BigCommerce's id.
    pub remote_id: i64,
    /// Ours, where it is one of this ledger's hooks.
    pub ours: Option<String>,
    /// The event.
    pub scope: String,
    /// Where it delivers to, without a query.
    pub destination: String,
    /// The names of its headers.
    pub headers: Vec<String>,
    /// What it is doing.
    pub status: HookStatus,
    /// When it was made, in milliseconds since the epoch.
    pub created_at: Option<i64>,
}

/// A blocked domain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldBlock {
    /// The domain.
    pub domain: String,
    /// Until when, in milliseconds since the epoch.
    pub until: i64,
    /// Why: in BigCommerce's words, and how often.
    pub reasons: Vec<(String, i64)>,
}

/// What was left of a quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldQuota {
    /// Requests.
    pub left: u32,
    /// Requests in a whole window, where that was told.
    pub of: Option<u32>,
}

impl Ledger {
    /// Keeps what a check found. Where BigCommerce told nothing, or nothing is wrong, what was known
    /// of that stays. Nothing happens when there is no such store.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn put_health(&self, health: Health) -> Result<()> {
        let sql = "INSERT INTO health SELECT :id, :checked_at, :next_at, :failures, :error_at,
                :error, :told_at, :told, :blocked_until
            WHERE EXISTS (SELECT 1 FROM store WHERE id = :id)
            ON CONFLICT (store_id) DO UPDATE SET checked_at = excluded.checked_at,
                next_at = excluded.next_at, failures = excluded.failures,
                error_at = coalesce(excluded.error_at, error_at),
                error = coalesce(excluded.error, error),
                blocked_until = iif(excluded.told IS NULL, blocked_until, excluded.blocked_until),
                told_at = coalesce(excluded.told_at, told_at), told = coalesce(excluded.told, told)";
        self.write(move |desk| {
            let told = health.told.as_ref().map(|(_, told)| told);
            let values = named_params! {
                ":id": health.store_id,
                ":checked_at": health.checked_at,
                ":next_at": health.next_at,
                ":failures": health.failures,
                ":error_at": health.error.as_ref().map(|(at, _)| at),
                ":error": health.error.as_ref().map(|(_, error)| Json(error)),
                ":told_at": health.told.as_ref().map(|(at, _)| at),
                ":told": told.map(Json),
                ":blocked_until": told.and_then(blocked_until),
            };
            desk.run(sql, values).map(drop)
        })
        .await
    }

    /// What checks of a store found, once there was one.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn health(&self, store_id: i64) -> Result<Option<Health>> {
        let sql = "SELECT * FROM health WHERE store_id = ?1";
        self.read(move |conn| rows::first(conn, sql, [store_id], of_row))
            .await
    }

    /// Connected stores that are due to be checked at `now`, those that waited longest first, by id.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn due_stores(&self, now: i64) -> Result<Vec<i64>> {
        self.read(move |conn| due(conn, now)).await
    }
}

fn due(conn: &Connection, now: i64) -> Result<Vec<i64>> {
    let sql = "SELECT store.id FROM store LEFT JOIN health ON store_id = store.id
        WHERE state = 'connected' AND ifnull(next_at, 0) <= ?1 ORDER BY ifnull(next_at, 0)";
    rows::all(conn, sql, [now], |row| row.get(0))
}

fn blocked_until(told: &Told) -> Option<i64> {
    told.blocked.iter().map(|block| block.until).max()
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Health> {
    let error = rows::optional_json(row, "error")?;
    let told = rows::optional_json(row, "told")?;
    Ok(Health {
        store_id: row.get("store_id")?,
        checked_at: row.get("checked_at")?,
        next_at: row.get("next_at")?,
        failures: row.get("failures")?,
        error: row.get::<_, Option<i64>>("error_at")?.zip(error),
        told: row.get::<_, Option<i64>>("told_at")?.zip(told),
    })
}
