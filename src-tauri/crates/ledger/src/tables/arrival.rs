//! The latest arrivals of one store: when they came, and what their signatures were worth.

use crate::error::Result;
use crate::ledger::Ledger;
use crate::rows;
use crate::words::Verdict;

/// How far back is looked, whichever stores it was from: no index leads to one store's deliveries.
const LOOKED_AT: i64 = 5_000;

/// A delivery that BigCommerce made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// When it came, in milliseconds since the epoch.
    pub at: i64,
    /// The verdict on its signature.
    pub verdict: Verdict,
}

impl Ledger {
    /// The live deliveries of a store since `since` (milliseconds since the epoch), newest first, among
    /// the last 5,000 of all stores.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn arrivals(&self, store_id: i64, since: i64) -> Result<Vec<Arrival>> {
        let sql = "SELECT latest.received_at, latest.verdict
            FROM (SELECT id, event_id, received_at, verdict, origin FROM delivery
                ORDER BY id DESC LIMIT ?1) AS latest
            JOIN event ON event.id = latest.event_id
            WHERE event.store_id = ?2 AND latest.received_at >= ?3 AND latest.origin = 'live'
            ORDER BY latest.id DESC";
        self.read(move |conn| {
            rows::all(conn, sql, (LOOKED_AT, store_id, since), |row| {
                Ok(Arrival {
                    at: row.get(0)?,
                    verdict: row.get(1)?,
                })
            })
        })
        .await
    }
}
