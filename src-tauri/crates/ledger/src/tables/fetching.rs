//! Apps whose events have their resources fetched as they arrive.

use std::collections::HashMap;

use crate::error::Result;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows;

pub(crate) const STEPS: Steps = &[(
    4,
    "CREATE TABLE fetching (
        app_id INTEGER PRIMARY KEY REFERENCES app (id) ON DELETE CASCADE,
        since INTEGER NOT NULL
    ) STRICT;",
)];

impl Ledger {
    /// The apps whose events have their resources fetched, and since when, in milliseconds since the
    /// epoch.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn fetching(&self) -> Result<HashMap<i64, i64>> {
        let sql = "SELECT app_id, since FROM fetching";
        let apps = self
            .read(move |conn| rows::all(conn, sql, [], |row| Ok((row.get(0)?, row.get(1)?))))
            .await?;
        Ok(apps.into_iter().collect())
    }

    /// Has the resources of an app's events fetched that arrive at `since` or later, in milliseconds
    /// since the epoch; none with `None`. One that is on stays as it is.
    ///
    /// # Errors
    /// `NotFound` when there is no such app.
    pub async fn set_fetching(&self, app_id: i64, since: Option<i64>) -> Result<()> {
        let on = "INSERT INTO fetching VALUES (?1, ?2) ON CONFLICT DO NOTHING";
        let off = "DELETE FROM fetching WHERE app_id = ?1";
        self.write(move |desk| match since {
            Some(since) => desk.run(on, (app_id, since)).map(drop),
            None => desk.run(off, [app_id]).map(drop),
        })
        .await
    }
}
