//! Hooks: the webhook subscriptions that carry triggers from stores, and the one of each store that
//! carries what BigCommerce tells of the others' failed deliveries.
//!
//! Whoever counts hooks means those that carry triggers, so [`Ledger::hooks`] knows no other;
//! whoever makes, moves, pauses or deletes them means [`Ledger::every_hook`].

use rusqlite::{Connection, Row, named_params};

use crate::error::Result;
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows::{self, Json};
use crate::tables::store::ProblemRecord;
use crate::words::HookKind;

pub(crate) const STEPS: Steps = &[
    (
        1,
        "CREATE TABLE hook (
            id TEXT PRIMARY KEY,
            store_id INTEGER NOT NULL REFERENCES store (id) ON DELETE CASCADE,
            trigger TEXT NOT NULL,
            remote_id INTEGER,
            destination TEXT NOT NULL,
            active INTEGER NOT NULL CHECK (active IN (0, 1)),
            checked_at INTEGER,
            proved_at INTEGER,
            last_delivery_at INTEGER,
            problem TEXT CHECK (json_valid(problem)),
            UNIQUE (store_id, trigger)
        ) STRICT;",
    ),
    (5, "ALTER TABLE hook ADD COLUMN quiet_since INTEGER;"),
    (
        6,
        "ALTER TABLE hook ADD COLUMN kind TEXT NOT NULL DEFAULT 'trigger'
            CHECK (kind = 'trigger' OR kind = 'exceptions');",
    ),
];

/// A hook: one for each trigger of a store, and one for exceptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hook {
    /// Ours: random, and in the path BigCommerce delivers to.
    pub id: String,
    /// The store it carries from.
    pub store_id: i64,
    /// What it carries.
    pub kind: HookKind,
    /// The trigger it carries, by id; empty where it carries none.
    pub trigger: String,
    /// BigCommerce's id, once it is registered.
    pub remote_id: Option<i64>,
    /// Where BigCommerce delivers to.
    pub destination: String,
    /// Whether BigCommerce says it is active.
    pub active: bool,
    /// When BigCommerce last listed it, in milliseconds since the epoch.
    pub checked_at: Option<i64>,
    /// When a test through the public address last arrived.
    pub proved_at: Option<i64>,
    /// When the latest delivery arrived, quarantined ones apart. `put_hook` never moves it back.
    pub last_delivery_at: Option<i64>,
    /// Since when BigCommerce knows it, in milliseconds since the epoch: a hook that carries nothing
    /// for 90 days is switched off. `put_hook` leaves it as it is.
    pub quiet_since: Option<i64>,
    /// What is wrong with it.
    pub problem: Option<ProblemRecord>,
}

/// What BigCommerce told of a hook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HookTold {
    /// Which hook, by our id.
    pub id: String,
    /// Whether it is active and points where it should.
    pub active: bool,
    /// Since when BigCommerce knows it, in milliseconds since the epoch, where it told.
    pub quiet_since: Option<i64>,
}

impl Ledger {
    /// Adds a hook, or replaces what is known of it.
    ///
    /// # Errors
    /// `NotFound` when there is no such store, `Conflict` when the store has another hook for the
    /// trigger.
    pub async fn put_hook(&self, hook: Hook) -> Result<()> {
        self.write(move |desk| put(desk, &hook)).await
    }

    /// The hooks of a store, or of all, that carry triggers, by store and trigger.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn hooks(&self, store_id: Option<i64>) -> Result<Vec<Hook>> {
        let mut hooks = self.every_hook(store_id).await?;
        hooks.retain(|hook| hook.kind == HookKind::Trigger);
        Ok(hooks)
    }

    /// The hooks of a store, or of all, whatever they carry, by store and trigger; the one for
    /// exceptions is a store’s last.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn every_hook(&self, store_id: Option<i64>) -> Result<Vec<Hook>> {
        let sql = "SELECT * FROM hook WHERE ?1 IS NULL OR store_id = ?1
            ORDER BY store_id, kind = 'exceptions', trigger";
        self.read(move |conn| rows::all(conn, sql, [store_id], of_row))
            .await
    }

    /// The hook of a store that carries exceptions.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn exception_hook(&self, store_id: i64) -> Result<Option<Hook>> {
        let sql = "SELECT * FROM hook WHERE store_id = ?1 AND kind = 'exceptions'";
        self.read(move |conn| rows::first(conn, sql, [store_id], of_row))
            .await
    }

    /// Takes down what BigCommerce told of hooks at `at`; those that are gone here stay gone.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn hooks_told(&self, told: Vec<HookTold>, at: i64) -> Result<()> {
        let sql = "UPDATE hook SET active = ?2, checked_at = ?3,
            quiet_since = coalesce(?4, quiet_since) WHERE id = ?1";
        self.write(move |desk| {
            for hook in &told {
                desk.run(sql, (&hook.id, hook.active, at, hook.quiet_since))?;
            }
            Ok(())
        })
        .await
    }

    /// One hook.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn hook(&self, id: &str) -> Result<Option<Hook>> {
        let id = id.to_owned();
        let sql = "SELECT * FROM hook WHERE id = ?1";
        self.read(move |conn| rows::first(conn, sql, [id], of_row))
            .await
    }

    /// Forgets a hook; its deliveries stay. Nothing happens when there is none.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn remove_hook(&self, id: &str) -> Result<()> {
        let id = id.to_owned();
        self.write(move |desk| desk.run("DELETE FROM hook WHERE id = ?1", [&id]).map(drop))
            .await
    }
}

/// Notes that a hook carried a delivery at `at`.
pub(crate) fn carried(conn: &Connection, id: &str, at: i64) -> Result<()> {
    let sql = "UPDATE hook SET last_delivery_at = ?2
            WHERE id = ?1 AND (last_delivery_at IS NULL OR last_delivery_at < ?2)";
    conn.prepare_cached(sql)?.execute((id, at))?;
    Ok(())
}

/// Notes when hooks carried the deliveries after the one with the id `after`.
pub(crate) fn carried_since(conn: &Connection, after: i64) -> Result<()> {
    let sql = "UPDATE hook SET last_delivery_at = max(ifnull(last_delivery_at, 0), heard.at) FROM (
            SELECT hook_id, max(received_at) AS at FROM delivery
            WHERE id > ?1 AND verdict <> 'quarantined' GROUP BY hook_id
        ) AS heard WHERE heard.hook_id = hook.id";
    conn.execute(sql, [after])?;
    Ok(())
}

fn put(desk: &Desk<'_>, hook: &Hook) -> Result<()> {
    let sql = "INSERT INTO hook (id, store_id, kind, trigger, remote_id, destination, active, checked_at,
            proved_at, last_delivery_at, problem)
        VALUES (:id, :store_id, :kind, :trigger, :remote_id, :destination,
            :active, :checked_at, :proved_at, :last_delivery_at, :problem)
        ON CONFLICT (id) DO UPDATE SET
            store_id = excluded.store_id, kind = excluded.kind,
            trigger = excluded.trigger, remote_id = excluded.remote_id, destination = excluded.destination,
            active = excluded.active, checked_at = excluded.checked_at,
            proved_at = excluded.proved_at, problem = excluded.problem,
            last_delivery_at = nullif(
                max(ifnull(last_delivery_at, 0), ifnull(excluded.last_delivery_at, 0)), 0)";
    let values = named_params! {
        ":id": hook.id,
        ":store_id": hook.store_id,
        ":kind": hook.kind,
        ":trigger": hook.trigger,
        ":remote_id": hook.remote_id,
        ":destination": hook.destination,
        ":active": hook.active,
        ":checked_at": hook.checked_at,
        ":proved_at": hook.proved_at,
        ":last_delivery_at": hook.last_delivery_at,
        ":problem": hook.problem.as_ref().map(Json),
    };
    desk.run(sql, values).map(drop)
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Hook> {
    Ok(Hook {
        id: row.get("id")?,
        store_id: row.get("store_id")?,
        kind: row.get("kind")?,
        trigger: row.get("trigger")?,
        remote_id: row.get("remote_id")?,
        destination: row.get("destination")?,
        active: row.get("active")?,
        checked_at: row.get("checked_at")?,
        proved_at: row.get("proved_at")?,
        last_delivery_at: row.get("last_delivery_at")?,
        quiet_since: row.get("quiet_since")?,
        problem: rows::optional_json(row, "problem")?,
    })
}
