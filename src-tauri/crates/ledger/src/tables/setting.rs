//! Settings: what the user prefers, by name.

use crate::error::Result;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows;

pub(crate) const STEPS: Steps = &[(
    1,
    "CREATE TABLE setting (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;",
)];

impl Ledger {
    /// A setting's value, if it has one.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn setting(&self, name: &str) -> Result<Option<String>> {
        let name = name.to_owned();
        let sql = "SELECT value FROM setting WHERE name = ?1";
        self.read(move |conn| rows::first(conn, sql, [name], |row| row.get(0)))
            .await
    }

    /// Gives a setting a value.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn set_setting(&self, name: &str, value: &str) -> Result<()> {
        let (name, value) = (name.to_owned(), value.to_owned());
        let sql = "INSERT INTO setting VALUES (?1, ?2)
            ON CONFLICT DO UPDATE SET value = excluded.value";
        self.write(move |desk| desk.run(sql, (&name, &value)).map(drop))
            .await
    }
}
