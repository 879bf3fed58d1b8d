//! Apps: one row an OAuth app registered at BigCommerce, or a store's own API account, which stands
//! for an app with that one store. Secrets are in the vault, never here.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row, named_params};
use serde::{Deserialize, Serialize};

use crate::error::{LedgerError, Result};
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::migrations::Steps;
use crate::rows::{self, Json};
use crate::words::{AppKind, Mode, Proof, ScopeKind};

pub(crate) const STEPS: Steps = &[
    (
        1,
        "CREATE TABLE app (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            connector TEXT NOT NULL,
            mode TEXT NOT NULL CHECK (mode IN ('practice', 'live')),
            name TEXT NOT NULL,
            key TEXT NOT NULL UNIQUE,
            client_id TEXT,
            proof TEXT NOT NULL DEFAULT 'not_yet'
                CHECK (proof IN ('not_yet', 'exchange', 'signature', 'refused')),
            proof_at INTEGER,
            scopes TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(scopes)),
            triggers_off TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(triggers_off)),
            portal_scopes_saved_at INTEGER,
            created_at INTEGER NOT NULL
        ) STRICT;",
    ),
    (
        6,
        "ALTER TABLE app ADD COLUMN kind TEXT NOT NULL DEFAULT 'oauth'
            CHECK (kind IN ('oauth', 'store_account'));",
    ),
    (
        7,
        "ALTER TABLE app ADD COLUMN triggers_on TEXT NOT NULL DEFAULT '[]'
            CHECK (json_valid(triggers_on));",
    ),
];

/// An app to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewApp {
    /// The connector it is an app of, by id.
    pub connector: String,
    /// What stands behind it at BigCommerce.
    pub kind: AppKind,
    /// Which BigCommerce it belongs to.
    pub mode: Mode,
    /// The name the user gives it.
    pub name: String,
    /// The unguessable key in its callback URLs; unique.
    pub key: String,
    /// Now, in milliseconds since the epoch.
    pub created_at: i64,
}

/// An app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    /// Its row id.
    pub id: i64,
    /// The connector it is an app of, by id.
    pub connector: String,
    /// What stands behind it at BigCommerce.
    pub kind: AppKind,
    /// Which BigCommerce it belongs to.
    pub mode: Mode,
    /// The name the user gave it.
    pub name: String,
    /// The unguessable key in its callback URLs.
    pub key: String,
    /// The Client ID, which is public.
    pub client_id: Option<String>,
    /// What proved the credentials.
    pub proof: Proof,
    /// When it did, in milliseconds since the epoch.
    pub proof_at: Option<i64>,
    /// The scopes chosen beyond the mandatory ones, in the order they were chosen.
    pub scopes: Vec<ChosenScope>,
    /// The triggers that are switched off, of those that a new app listens to, by id.
    pub triggers_off: Vec<String>,
    /// The triggers that are switched on, of those that a new app does not listen to, by id.
    pub triggers_on: Vec<String>,
    /// When the user said that the scopes are saved in the portal.
    pub portal_scopes_saved_at: Option<i64>,
    /// When it was added.
    pub created_at: i64,
    /// When each kind of callback was last called.
    pub callbacks_seen: BTreeMap<String, i64>,
}

/// A scope chosen beyond the mandatory ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenScope {
    /// The scope, as BigCommerce spells it.
    pub scope: String,
    /// How it was chosen.
    pub kind: ScopeKind,
}

/// What to change of an app; `None` leaves a thing as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AppChange {
    /// The name.
    pub name: Option<String>,
    /// The Client ID, or none.
    pub client_id: Option<Option<String>>,
    /// What proved the credentials, and when.
    pub proof: Option<(Proof, Option<i64>)>,
    /// The scopes beyond the mandatory ones, all of them.
    pub scopes: Option<Vec<ChosenScope>>,
    /// The triggers switched off, all of them.
    pub triggers_off: Option<Vec<String>>,
    /// The triggers switched on, all of them.
    pub triggers_on: Option<Vec<String>>,
    /// When the user said that the scopes are saved in the portal, or that they are not.
    pub portal_scopes_saved_at: Option<Option<i64>>,
}

const SELECT: &str = "SELECT *, (
    SELECT json_group_object(kind, seen_at) FROM callback WHERE app_id = app.id
) AS callbacks_seen FROM app";

impl Ledger {
    /// Adds an app.
    ///
    /// # Errors
    /// `Conflict` when its key is taken.
    pub async fn add_app(&self, app: NewApp) -> Result<App> {
        self.write(move |desk| add(desk, &app)).await
    }

    /// Every app, oldest first.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn apps(&self) -> Result<Vec<App>> {
        self.read(|conn| rows::all(conn, &format!("{SELECT} ORDER BY id"), [], of_row))
            .await
    }

    /// One app.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn app(&self, id: i64) -> Result<Option<App>> {
        self.read(move |conn| find(conn, id)).await
    }

    /// The app whose callback URLs carry `key`.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn app_by_key(&self, key: &str) -> Result<Option<App>> {
        let key = key.to_owned();
        let sql = format!("{SELECT} WHERE key = ?1");
        self.read(move |conn| rows::first(conn, &sql, [key], of_row))
            .await
    }

    /// Changes an app; the app as it is then.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn update_app(&self, id: i64, change: AppChange) -> Result<App> {
        self.write(move |desk| update(desk, id, change.clone()))
            .await
    }
}

pub(crate) fn add(desk: &Desk<'_>, app: &NewApp) -> Result<App> {
    desk.run(
        "INSERT INTO app (connector, kind, mode, name, key, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            &app.connector,
            app.kind,
            app.mode,
            &app.name,
            &app.key,
            app.created_at,
        ),
    )?;
    find(desk.conn, desk.conn.last_insert_rowid())?.ok_or(LedgerError::NotFound)
}

/// The app of that BigCommerce with this Client ID.
pub(crate) fn by_client(conn: &Connection, mode: Mode, client_id: &str) -> Result<Option<App>> {
    let sql = format!("{SELECT} WHERE mode = ?1 AND client_id = ?2 ORDER BY id LIMIT 1");
    rows::first(conn, &sql, (mode, client_id), of_row)
}

pub(crate) fn find(conn: &Connection, id: i64) -> Result<Option<App>> {
    rows::first(conn, &format!("{SELECT} WHERE id = ?1"), [id], of_row)
}

pub(crate) fn update(desk: &Desk<'_>, id: i64, change: AppChange) -> Result<App> {
    let app = changed(find(desk.conn, id)?.ok_or(LedgerError::NotFound)?, change);
    desk.run(
        "UPDATE app SET name = :name, client_id = :client_id, proof = :proof,
            proof_at = :proof_at, scopes = :scopes, triggers_off = :triggers_off,
            triggers_on = :triggers_on, portal_scopes_saved_at = :saved_at WHERE id = :id",
        named_params! {
            ":name": app.name,
            ":client_id": app.client_id,
            ":proof": app.proof,
            ":proof_at": app.proof_at,
            ":scopes": Json(&app.scopes),
            ":triggers_off": Json(&app.triggers_off),
            ":triggers_on": Json(&app.triggers_on),
            ":saved_at": app.portal_scopes_saved_at,
            ":id": id,
        },
    )?;
    Ok(app)
}

fn changed(app: App, change: AppChange) -> App {
    let (proof, proof_at) = change.proof.unwrap_or((app.proof, app.proof_at));
    App {
        name: change.name.unwrap_or(app.name),
        client_id: change.client_id.unwrap_or(app.client_id),
        proof,
        proof_at,
        scopes: change.scopes.unwrap_or(app.scopes),
        triggers_off: change.triggers_off.unwrap_or(app.triggers_off),
        triggers_on: change.triggers_on.unwrap_or(app.triggers_on),
        portal_scopes_saved_at: change
            .portal_scopes_saved_at
            .unwrap_or(app.portal_scopes_saved_at),
        ..app
    }
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<App> {
    Ok(App {
        id: row.get("id")?,
        connector: row.get("connector")?,
        kind: row.get("kind")?,
        mode: row.get("mode")?,
        name: row.get("name")?,
        key: row.get("key")?,
        client_id: row.get("client_id")?,
        proof: row.get("proof")?,
        proof_at: row.get("proof_at")?,
        scopes: row.get::<_, Json<_>>("scopes")?.0,
        triggers_off: row.get::<_, Json<_>>("triggers_off")?.0,
        triggers_on: row.get::<_, Json<_>>("triggers_on")?.0,
        portal_scopes_saved_at: row.get("portal_scopes_saved_at")?,
        created_at: row.get("created_at")?,
        callbacks_seen: row.get::<_, Json<_>>("callbacks_seen")?.0,
    })
}
