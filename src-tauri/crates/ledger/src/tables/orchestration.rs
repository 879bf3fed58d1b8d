//! Orchestrations: what is done about a trigger, in a draft that the user edits and in published
//! versions. Documents are the caller's own JSON. Each that is enabled has a cursor of its own, so
//! that one switched on later starts nothing for old events.

use rusqlite::{Connection, Params, Row, named_params};

use crate::error::{LedgerError, Result};
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows::{self, Json};

pub(crate) const STEPS: Steps = &[(
    7,
    "CREATE TABLE orchestration (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        position INTEGER NOT NULL,
        enabled INTEGER NOT NULL DEFAULT 0 CHECK (enabled = 0 OR enabled = 1),
        draft TEXT NOT NULL CHECK (json_valid(draft)),
        drafted_at INTEGER NOT NULL,
        published INTEGER REFERENCES orchestration_version (id) ON DELETE SET NULL,
        made_at INTEGER NOT NULL,
        since INTEGER NOT NULL,
        seen INTEGER NOT NULL,
        scheduled_at INTEGER
    ) STRICT;
    CREATE INDEX orchestration_published ON orchestration (published);
    CREATE TABLE orchestration_store (
        orchestration_id INTEGER NOT NULL REFERENCES orchestration (id) ON DELETE CASCADE,
        store_id INTEGER NOT NULL REFERENCES store (id) ON DELETE CASCADE,
        PRIMARY KEY (orchestration_id, store_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX orchestration_of_store ON orchestration_store (store_id);",
)];

/// An orchestration to add: off, with nothing published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOrchestration {
    /// What it is known by in every ledger that it is taken to.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What the user edits: JSON.
    pub draft: String,
    /// The stores whose events it is for.
    pub stores: Vec<i64>,
    /// Now, in milliseconds since the epoch.
    pub made_at: i64,
}

/// An orchestration, without its documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orchestration {
    /// Its row id, never used again.
    pub id: i64,
    /// What it is known by in every ledger that it is taken to.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its place among the others.
    pub position: i64,
    /// Whether events start runs of it.
    pub enabled: bool,
    /// The stores whose events it is for.
    pub stores: Vec<i64>,
    /// When it was added, in milliseconds since the epoch.
    pub made_at: i64,
    /// When its draft was last saved.
    pub drafted_at: i64,
    /// Whether the draft says something else than what is published.
    pub differs: bool,
    /// What is published of it.
    pub published: Option<Published>,
    /// The last event before it was enabled: neither that nor an older one starts a run of it.
    pub since: i64,
    /// Every change of an event up to this place in the order of changes was looked at.
    pub seen: i64,
    /// The last time of its schedule that was dealt with since it was enabled, in milliseconds since
    /// the epoch.
    pub scheduled_at: Option<i64>,
}

/// Which version is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// Its row id.
    pub version_id: i64,
    /// Its number, from 1.
    pub number: i64,
    /// When it was published, in milliseconds since the epoch.
    pub at: i64,
}

impl Ledger {
    /// Every orchestration, in the user's order.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn orchestrations(&self) -> Result<Vec<Orchestration>> {
        self.read(|conn| all(conn, "true ORDER BY position, orchestration.id", []))
            .await
    }

    /// One orchestration.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn orchestration(&self, id: i64) -> Result<Option<Orchestration>> {
        self.read(move |conn| by_id(conn, id)).await
    }

    /// An orchestration's draft.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn orchestration_draft(&self, id: i64) -> Result<Option<String>> {
        let sql = "SELECT draft FROM orchestration WHERE id = ?1";
        self.read(move |conn| rows::first(conn, sql, [id], |row| row.get(0)))
            .await
    }

    /// Adds an orchestration behind the others.
    ///
    /// # Errors
    /// `Conflict` when there is one with its key, `NotFound` when one of its stores is gone.
    pub async fn add_orchestration(&self, new: NewOrchestration) -> Result<Orchestration> {
        self.write(move |desk| add(desk, &new)).await
    }

    /// Gives an orchestration another name.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn rename_orchestration(&self, id: i64, name: String) -> Result<Orchestration> {
        let sql = "UPDATE orchestration SET name = ?2 WHERE id = ?1";
        self.write(move |desk| changed(desk, id, sql, (id, &name)))
            .await
    }

    /// Saves an orchestration's draft at `at`, in milliseconds since the epoch.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn save_draft(&self, id: i64, draft: String, at: i64) -> Result<Orchestration> {
        let sql = "UPDATE orchestration SET draft = ?2, drafted_at = ?3 WHERE id = ?1";
        self.write(move |desk| changed(desk, id, sql, (id, &draft, at)))
            .await
    }

    /// Says whose events an orchestration is for.
    ///
    /// # Errors
    /// `NotFound` when it or one of the stores is gone.
    pub async fn listen_to(&self, id: i64, stores: Vec<i64>) -> Result<Orchestration> {
        self.write(move |desk| {
            put_stores(desk, id, &stores)?;
            by_id(desk.conn, id)?.ok_or(LedgerError::NotFound)
        })
        .await
    }

    /// Puts orchestrations in this order; those that are not named stay behind them.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn order_orchestrations(&self, ids: Vec<i64>) -> Result<()> {
        let sql = "UPDATE orchestration SET position = ifnull(
            (SELECT json_each.key FROM json_each(?1) WHERE json_each.value = orchestration.id),
            json_array_length(?1) + position)";
        self.write(move |desk| desk.run(sql, [Json(&ids)]).map(drop))
            .await
    }

    /// Has events start runs of an orchestration, from the next one on.
    ///
    /// # Errors
    /// `NotFound` when it is gone, or nothing of it is published.
    pub async fn enable_orchestration(&self, id: i64) -> Result<Orchestration> {
        let sql = "UPDATE orchestration SET enabled = 1,
                since = iif(enabled, since, ?2), seen = iif(enabled, seen, ?2),
                scheduled_at = iif(enabled, scheduled_at, NULL)
            WHERE id = ?1 AND published IS NOT NULL";
        self.write(move |desk| changed(desk, id, sql, (id, desk.head.seq)))
            .await
    }

    /// Has events start no runs of an orchestration any more.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn disable_orchestration(&self, id: i64) -> Result<Orchestration> {
        let sql = "UPDATE orchestration SET enabled = 0 WHERE id = ?1";
        self.write(move |desk| changed(desk, id, sql, [id])).await
    }
}

fn add(desk: &Desk<'_>, new: &NewOrchestration) -> Result<Orchestration> {
    let sql = "INSERT INTO orchestration (key, name, position, draft, drafted_at, made_at, since,
            seen)
        VALUES (:key, :name, (SELECT ifnull(max(position), -1) + 1 FROM orchestration), :draft,
            :at, :at, :head, :head)";
    let values = named_params! {
        ":key": new.key, ":name": new.name, ":draft": new.draft, ":at": new.made_at,
        ":head": desk.head.seq,
    };
    desk.run(sql, values)?;
    let id = desk.conn.last_insert_rowid();
    put_stores(desk, id, &new.stores)?;
    by_id(desk.conn, id)?.ok_or(LedgerError::NotFound)
}

fn put_stores(desk: &Desk<'_>, id: i64, stores: &[i64]) -> Result<()> {
    let forget = "DELETE FROM orchestration_store WHERE orchestration_id = ?1";
    desk.run(forget, [id])?;
    let keep = "INSERT OR IGNORE INTO orchestration_store VALUES (?1, ?2)";
    for store_id in stores {
        desk.run(keep, (id, store_id))?;
    }
    Ok(())
}

fn changed(desk: &Desk<'_>, id: i64, sql: &str, values: impl Params) -> Result<Orchestration> {
    match desk.run(sql, values)? {
        0 => Err(LedgerError::NotFound),
        _ => by_id(desk.conn, id)?.ok_or(LedgerError::NotFound),
    }
}

fn by_id(conn: &Connection, id: i64) -> Result<Option<Orchestration>> {
    Ok(all(conn, "orchestration.id = ?1", [id])?.pop())
}

fn all(conn: &Connection, which: &str, values: impl Params) -> Result<Vec<Orchestration>> {
    let sql = format!(
        "SELECT orchestration.*, draft IS NOT document AS differs, number, published_at,
            (SELECT json_group_array(store_id) FROM orchestration_store
                WHERE orchestration_id = orchestration.id) AS stores
        FROM orchestration LEFT JOIN orchestration_version AS version ON version.id = published
        WHERE {which}"
    );
    rows::all(conn, &sql, values, of_row)
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Orchestration> {
    Ok(Orchestration {
        id: row.get("id")?,
        key: row.get("key")?,
        name: row.get("name")?,
        position: row.get("position")?,
        enabled: row.get("enabled")?,
        stores: row.get::<_, Json<_>>("stores")?.0,
        made_at: row.get("made_at")?,
        drafted_at: row.get("drafted_at")?,
        differs: row.get("differs")?,
        published: published_of_row(row)?,
        since: row.get("since")?,
        seen: row.get("seen")?,
        scheduled_at: row.get("scheduled_at")?,
    })
}

fn published_of_row(row: &Row<'_>) -> rusqlite::Result<Option<Published>> {
    let Some(version_id) = row.get("published")? else {
        return Ok(None);
    };
    Ok(Some(Published {
        version_id,
        number: row.get("number")?,
        at: row.get("published_at")?,
    }))
}
