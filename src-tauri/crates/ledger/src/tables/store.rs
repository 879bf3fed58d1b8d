//! Stores: the merchants' stores that installed an app, or whose API account stands for one. Their
//! tokens are in the vault, never here.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row, named_params};
use serde::{Deserialize, Serialize};

use crate::error::{LedgerError, Result};
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows::{self, Json};
use crate::words::StoreState;

/// The pair `(id, app_id)` is unique for the events' foreign key, which holds them to a store of
/// their own app.
pub(crate) const STEPS: Steps = &[
    (
        1,
        "CREATE TABLE store (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            app_id INTEGER NOT NULL REFERENCES app (id) ON DELETE CASCADE,
            hash TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('held', 'connected', 'uninstalled', 'revoked')),
            granted TEXT NOT NULL CHECK (json_valid(granted)),
            installed_by TEXT,
            owner TEXT,
            account_uuid TEXT,
            profile TEXT CHECK (json_valid(profile)),
            installed_at INTEGER NOT NULL,
            proved_at INTEGER,
            problem TEXT CHECK (json_valid(problem)),
            last_event_at INTEGER,
            UNIQUE (app_id, hash),
            UNIQUE (id, app_id)
        ) STRICT;",
    ),
    (
        6,
        "ALTER TABLE store ADD COLUMN access TEXT CHECK (json_valid(access));",
    ),
];

/// A store that has just installed an app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStore {
    /// The app it installed.
    pub app_id: i64,
    /// Its hash at BigCommerce, unique within the app.
    pub hash: String,
    /// Whether it can be used.
    pub state: StoreState,
    /// The scopes BigCommerce granted.
    pub granted: Vec<String>,
    /// Who installed it: an e-mail address. `None` keeps what is known.
    pub installed_by: Option<String>,
    /// Its owner's e-mail address. `None` keeps what is known.
    pub owner: Option<String>,
    /// The account the grant names. `None` keeps what is known.
    pub account_uuid: Option<String>,
    /// Now, in milliseconds since the epoch.
    pub installed_at: i64,
}

/// A store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    /// Its row id.
    pub id: i64,
    /// The app it installed.
    pub app_id: i64,
    /// Its hash at BigCommerce.
    pub hash: String,
    /// Whether it can be used.
    pub state: StoreState,
    /// The scopes BigCommerce granted.
    pub granted: Vec<String>,
    /// Who installed it: an e-mail address.
    pub installed_by: Option<String>,
    /// Its owner's e-mail address.
    pub owner: Option<String>,
    /// The account the grant named.
    pub account_uuid: Option<String>,
    /// What `GET /v2/store` last said.
    pub profile: Option<Profile>,
    /// When it was last installed, in milliseconds since the epoch.
    pub installed_at: i64,
    /// When its token was last seen to work.
    pub proved_at: Option<i64>,
    /// What is wrong with it.
    pub problem: Option<ProblemRecord>,
    /// When its latest delivery arrived, quarantined ones apart.
    pub last_event_at: Option<i64>,
    /// What its token was seen to open, where BigCommerce does not tell what it grants.
    pub access: Option<Access>,
}

/// What a token opened and what it did not, when it was tried.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// Whether each of the caller's own closed set was opened; what was not tried, or told nothing, is
    /// not there.
    pub opened: BTreeMap<String, bool>,
}

/// What `GET /v2/store` says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The store's name.
    pub name: String,
    /// Its domain.
    pub domain: String,
    /// Its plan, "Plus".
    pub plan: String,
    /// Its currency, "USD".
    pub currency: String,
    /// Its time zone's name.
    pub timezone: String,
    /// What the store is doing, "live"; empty where it was not told.
    #[serde(default)]
    pub status: String,
    /// The administrator's e-mail address; empty where it was not told.
    #[serde(default)]
    pub admin_email: String,
}

/// What is wrong with a store or a hook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemRecord {
    /// Which problem; the caller's own closed set.
    pub code: String,
    /// What was seen.
    pub detail: String,
}

/// What to change of a store; `None` leaves a thing as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoreChange {
    /// Whether it can be used.
    pub state: Option<StoreState>,
    /// The scopes BigCommerce granted, all of them.
    pub granted: Option<Vec<String>>,
    /// What `GET /v2/store` says.
    pub profile: Option<Profile>,
    /// When its token was seen to work.
    pub proved_at: Option<i64>,
    /// Its owner's e-mail address.
    pub owner: Option<String>,
    /// What is wrong with it, or nothing.
    pub problem: Option<Option<ProblemRecord>>,
    /// What its token was seen to open.
    pub access: Option<Access>,
}

impl Ledger {
    /// Adds a store, or takes its new installation: its state, scopes and time are the new ones,
    /// nothing is proved of the new token, no problem known.
    ///
    /// # Errors
    /// `NotFound` when there is no such app.
    pub async fn upsert_store(&self, store: NewStore) -> Result<Store> {
        self.write(move |desk| upsert(desk, &store)).await
    }

    /// The stores of an app, or of all, oldest first.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn stores(&self, app_id: Option<i64>) -> Result<Vec<Store>> {
        let sql = "SELECT * FROM store WHERE ?1 IS NULL OR app_id = ?1 ORDER BY id";
        self.read(move |conn| rows::all(conn, sql, [app_id], of_row))
            .await
    }

    /// One store.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn store(&self, id: i64) -> Result<Option<Store>> {
        self.read(move |conn| find(conn, id)).await
    }

    /// The store of an app by its hash at BigCommerce.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn store_by_hash(&self, app_id: i64, hash: &str) -> Result<Option<Store>> {
        let hash = hash.to_owned();
        self.read(move |conn| by_hash(conn, app_id, &hash)).await
    }

    /// Changes a store; the store as it is then.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn update_store(&self, id: i64, change: StoreChange) -> Result<Store> {
        self.write(move |desk| update(desk, id, change.clone()))
            .await
    }

    /// Notes that BigCommerce refuses the token a store got at `installed_at`, and why. Whether that
    /// is news: not of a store that was installed again since, or is known to be revoked.
    ///
    /// # Errors
    /// Those of writing.
    pub async fn revoke_store(
        &self,
        id: i64,
        installed_at: i64,
        problem: ProblemRecord,
    ) -> Result<bool> {
        let sql = "UPDATE store SET state = 'revoked', problem = ?3
            WHERE id = ?1 AND installed_at = ?2 AND state IN ('held', 'connected')";
        self.write(move |desk| {
            let changed = desk.run(sql, (id, installed_at, Json(&problem)))?;
            Ok(changed > 0)
        })
        .await
    }

    /// Adds a store, by app and hash, that is known from imported events only; one that is there
    /// stays as it is. The store as it is then.
    ///
    /// # Errors
    /// `NotFound` when there is no such app.
    pub async fn add_imported_store(
        &self,
        (app_id, hash): (i64, &str),
        name: Option<String>,
        problem: ProblemRecord,
        now: i64,
    ) -> Result<Store> {
        let hash = hash.to_owned();
        let sql = "INSERT INTO store (app_id, hash, state, granted, profile, installed_at, problem)
            VALUES (?1, ?2, 'uninstalled', '[]', ?3, ?4, ?5) ON CONFLICT DO NOTHING";
        self.write(move |desk| {
            let profile = name.clone().map(|name| {
                Json(Profile {
                    name,
                    ..Profile::default()
                })
            });
            desk.run(sql, (app_id, &hash, profile, now, Json(&problem)))?;
            by_hash(desk.conn, app_id, &hash)?.ok_or(LedgerError::NotFound)
        })
        .await
    }

    /// When a store's latest delivery arrived, quarantined ones and exceptions apart.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn last_event_at(&self, store_id: i64) -> Result<Option<i64>> {
        let sql = "SELECT last_event_at FROM store WHERE id = ?1";
        let at = self
            .read(move |conn| rows::first(conn, sql, [store_id], |row| row.get(0)))
            .await;
        Ok(at?.flatten())
    }
}

/// Notes that a delivery of a store arrived at `at`.
pub(crate) fn heard_from(conn: &Connection, id: i64, at: i64) -> Result<()> {
    let sql = "UPDATE store SET last_event_at = ?2
            WHERE id = ?1 AND (last_event_at IS NULL OR last_event_at < ?2)";
    conn.prepare_cached(sql)?.execute((id, at))?;
    Ok(())
}

/// Notes when stores were heard from by the deliveries after the one with the id `after`.
pub(crate) fn heard_since(conn: &Connection, after: i64) -> Result<()> {
    let sql = "UPDATE store SET last_event_at = max(ifnull(last_event_at, 0), heard.at) FROM (
            SELECT store_id, max(received_at) AS at FROM delivery JOIN event ON event.id = event_id
            WHERE delivery.id > ?1 AND delivery.verdict <> 'quarantined'
                AND NOT EXISTS (SELECT 1 FROM exception WHERE exception.event_id = event.id)
            GROUP BY store_id
        ) AS heard WHERE heard.store_id = store.id";
    conn.execute(sql, [after])?;
    Ok(())
}

pub(crate) fn upsert(desk: &Desk<'_>, store: &NewStore) -> Result<Store> {
    let sql = "INSERT INTO store
        (app_id, hash, state, granted, installed_by, owner, account_uuid, installed_at)
        VALUES (:app_id, :hash, :state, :granted, :installed_by, :owner, :account, :installed_at)
        ON CONFLICT (app_id, hash) DO UPDATE SET
            state = excluded.state, granted = excluded.granted,
            installed_by = coalesce(excluded.installed_by, installed_by),
            owner = coalesce(excluded.owner, owner),
            account_uuid = coalesce(excluded.account_uuid, account_uuid),
            installed_at = excluded.installed_at, proved_at = NULL, problem = NULL,
            access = NULL";
    let values = named_params! {
        ":app_id": store.app_id,
        ":hash": store.hash,
        ":state": store.state,
        ":granted": Json(&store.granted),
        ":installed_by": store.installed_by,
        ":owner": store.owner,
        ":account": store.account_uuid,
        ":installed_at": store.installed_at,
    };
    desk.run(sql, values)?;
    by_hash(desk.conn, store.app_id, &store.hash)?.ok_or(LedgerError::NotFound)
}

fn find(conn: &Connection, id: i64) -> Result<Option<Store>> {
    rows::first(conn, "SELECT * FROM store WHERE id = ?1", [id], of_row)
}

fn by_hash(conn: &Connection, app_id: i64, hash: &str) -> Result<Option<Store>> {
    let sql = "SELECT * FROM store WHERE app_id = ?1 AND hash = ?2";
    rows::first(conn, sql, (app_id, hash), of_row)
}

fn update(desk: &Desk<'_>, id: i64, change: StoreChange) -> Result<Store> {
    let store = changed(find(desk.conn, id)?.ok_or(LedgerError::NotFound)?, change);
    desk.run(
        "UPDATE store SET state = :state, granted = :granted, profile = :profile,
            proved_at = :proved_at, owner = :owner, problem = :problem, access = :access
            WHERE id = :id",
        named_params! {
            ":state": store.state,
            ":granted": Json(&store.granted),
            ":profile": store.profile.as_ref().map(Json),
            ":proved_at": store.proved_at,
            ":owner": store.owner,
            ":problem": store.problem.as_ref().map(Json),
            ":access": store.access.as_ref().map(Json),
            ":id": id,
        },
    )?;
    Ok(store)
}

fn changed(store: Store, change: StoreChange) -> Store {
    Store {
        state: change.state.unwrap_or(store.state),
        granted: change.granted.unwrap_or(store.granted),
        profile: change.profile.or(store.profile),
        proved_at: change.proved_at.or(store.proved_at),
        owner: change.owner.or(store.owner),
        problem: change.problem.unwrap_or(store.problem),
        access: change.access.or(store.access),
        ..store
    }
}

pub(crate) fn of_row(row: &Row<'_>) -> rusqlite::Result<Store> {
    Ok(Store {
        id: row.get("id")?,
        app_id: row.get("app_id")?,
        hash: row.get("hash")?,
        state: row.get("state")?,
        granted: row.get::<_, Json<_>>("granted")?.0,
        installed_by: row.get("installed_by")?,
        owner: row.get("owner")?,
        account_uuid: row.get("account_uuid")?,
        profile: rows::optional_json(row, "profile")?,
        installed_at: row.get("installed_at")?,
        proved_at: row.get("proved_at")?,
        problem: rows::optional_json(row, "problem")?,
        last_event_at: row.get("last_event_at")?,
        access: rows::optional_json(row, "access")?,
    })
}
