//! Stores as a list shows them: one query, however many there are.

use rusqlite::Row;

use crate::error::Result;
use crate::ledger::Ledger;
use crate::rows;
use crate::tables::store::{ProblemRecord, Store, of_row as store_of_row};

/// Hooks are counted as active where nothing is wrong with them; the one that carried nothing for
/// longest is the first that BigCommerce will switch off. The hook for exceptions is neither: one
/// that carries nothing is as it should be.
const ROWS: &str = "SELECT store.*, ifnull(own.active, 0) AS hooks_active, own.quiet_since,
        health.checked_at, health.blocked_until, health.error_at, health.error
    FROM store
    LEFT JOIN (
        SELECT store_id, sum(active AND problem IS NULL) AS active,
            min(iif(active, max(quiet_since, ifnull(last_delivery_at, 0)), NULL)) AS quiet_since
        FROM hook WHERE kind = 'trigger' GROUP BY store_id
    ) AS own ON own.store_id = store.id
    LEFT JOIN health ON health.store_id = store.id
    ORDER BY store.id";

/// A store with what a list shows of its hooks and health. Times are milliseconds since the epoch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreRow {
    /// The store.
    pub store: Store,
    /// Its hooks that are active.
    pub hooks_active: i64,
    /// Since when an active hook of it carried nothing, by what BigCommerce told of hooks.
    pub quiet_since: Option<i64>,
    /// When it was last checked.
    pub checked_at: Option<i64>,
    /// Until when BigCommerce delivers to some domain no more, as it last told.
    pub blocked_until: Option<i64>,
    /// The last thing that went wrong when it was checked, and when.
    pub error: Option<(i64, ProblemRecord)>,
}

impl Ledger {
    /// Every store as a list shows it, oldest first.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn store_rows(&self) -> Result<Vec<StoreRow>> {
        self.read(|conn| rows::all(conn, ROWS, [], of_row)).await
    }
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<StoreRow> {
    let error = rows::optional_json(row, "error")?;
    Ok(StoreRow {
        store: store_of_row(row)?,
        hooks_active: row.get("hooks_active")?,
        quiet_since: row.get("quiet_since")?,
        checked_at: row.get("checked_at")?,
        blocked_until: row.get("blocked_until")?,
        error: row.get::<_, Option<i64>>("error_at")?.zip(error),
    })
}
