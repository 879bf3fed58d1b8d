//! Callbacks seen: proof that BigCommerce reaches an app's callback URLs.

use crate::error::Result;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows;

pub(crate) const STEPS: Steps = &[(
    1,
    "CREATE TABLE callback (
        app_id INTEGER NOT NULL REFERENCES app (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        seen_at INTEGER NOT NULL,
        url TEXT NOT NULL,
        PRIMARY KEY (app_id, kind)
    ) STRICT, WITHOUT ROWID;",
)];

/// The last time a callback of an app was called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallbackSeen {
    /// Which callback; the caller's own closed set.
    pub kind: String,
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// The URL it was called by, without its query.
    pub url: String,
}

impl Ledger {
    /// Notes that a callback of an app was called at `at` by `url_seen`, without its query.
    ///
    /// # Errors
    /// `NotFound` when there is no such app.
    pub async fn saw_callback(
        &self,
        app_id: i64,
        kind: &str,
        at: i64,
        url_seen: &str,
    ) -> Result<()> {
        let (kind, url) = (kind.to_owned(), url_seen.to_owned());
        let sql = "INSERT INTO callback VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE
            SET seen_at = excluded.seen_at, url = excluded.url";
        self.write(move |desk| desk.run(sql, (app_id, &kind, at, &url)).map(drop))
            .await
    }

    /// The last time each callback of an app was called.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn callbacks(&self, app_id: i64) -> Result<Vec<CallbackSeen>> {
        let sql = "SELECT kind, seen_at, url FROM callback WHERE app_id = ?1 ORDER BY kind";
        self.read(move |conn| {
            rows::all(conn, sql, [app_id], |row| {
                Ok(CallbackSeen {
                    kind: row.get(0)?,
                    at: row.get(1)?,
                    url: row.get(2)?,
                })
            })
        })
        .await
    }
}
