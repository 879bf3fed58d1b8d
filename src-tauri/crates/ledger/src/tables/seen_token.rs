//! Tokens seen: the guard against a signed callback that is sent a second time.

use crate::error::Result;
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::migrations::Steps;

pub(crate) const STEPS: Steps = &[(
    1,
    "CREATE TABLE seen_token (
        jti TEXT PRIMARY KEY,
        expires_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX seen_token_expiry ON seen_token (expires_at);",
)];

/// No token lives longer than this, in milliseconds, so what expired this long before another does
/// has expired.
const LONGEST_LIFE: i64 = 7 * 24 * 60 * 60 * 1000;

impl Ledger {
    /// Remembers a token of verified signature that expires at `expires_at`, in milliseconds since
    /// the epoch; true the first time. Tokens that are long expired are forgotten.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn remember_jti(&self, jti: &str, expires_at: i64) -> Result<bool> {
        let jti = jti.to_owned();
        self.write(move |desk| remember(desk, &jti, expires_at))
            .await
    }
}

fn remember(desk: &Desk<'_>, jti: &str, expires_at: i64) -> Result<bool> {
    let expired = expires_at.saturating_sub(LONGEST_LIFE);
    desk.run("DELETE FROM seen_token WHERE expires_at < ?1", [expired])?;
    let sql = "INSERT INTO seen_token VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    Ok(desk.run(sql, (jti, expires_at))? == 1)
}
