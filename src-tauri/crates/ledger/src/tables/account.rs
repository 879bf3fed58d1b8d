//! Store-level API accounts: an app and its one store, added together and given new credentials
//! together, so that a kill never leaves one without the other.

use rusqlite::Connection;

use crate::error::{LedgerError, Result};
use crate::job::Desk;
use crate::ledger::Ledger;
use crate::rows;
use crate::tables::app::{self, App, AppChange, NewApp};
use crate::tables::store::{self, NewStore, Store};
use crate::words::{AppKind, Mode, Proof, StoreState};

/// An account to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAccount {
    /// The app that stands for it.
    pub app: NewApp,
    /// Its Client ID, which is public.
    pub client_id: String,
    /// The hash of the store that made it.
    pub hash: String,
}

impl Ledger {
    /// Adds an account: an app of that kind, and its connected store.
    ///
    /// # Errors
    /// `Conflict` where an app of the same BigCommerce has its Client ID.
    pub async fn add_account(&self, account: NewAccount) -> Result<(App, Store)> {
        self.write(move |desk| add(desk, &account)).await
    }

    /// Gives an account other credentials at a time, of which nothing is proved: the store is connected
    /// again, and has no hooks any more where another account takes over.
    ///
    /// # Errors
    /// `NotFound` where there is no such account, `Conflict` where another app has the Client ID.
    pub async fn replace_account(
        &self,
        id: i64,
        client_id: &str,
        now: i64,
    ) -> Result<(App, Store)> {
        let client_id = client_id.to_owned();
        self.write(move |desk| replace(desk, id, &client_id, now))
            .await
    }

    /// The app with this Client ID.
    ///
    /// # Errors
    /// Those of reading.
    pub async fn app_of_client(&self, mode: Mode, client_id: &str) -> Result<Option<App>> {
        let client_id = client_id.to_owned();
        self.read(move |conn| app::by_client(conn, mode, &client_id))
            .await
    }
}

fn add(desk: &Desk<'_>, account: &NewAccount) -> Result<(App, Store)> {
    let new = NewApp {
        kind: AppKind::StoreAccount,
        ..account.app.clone()
    };
    refuse_known(desk.conn, new.mode, &account.client_id, None)?;
    let app = app::add(desk, &new)?;
    let app = app::update(desk, app.id, given(&account.client_id))?;
    let store = store::upsert(desk, &connected(app.id, &account.hash, new.created_at))?;
    Ok((app, store))
}

fn replace(desk: &Desk<'_>, id: i64, client_id: &str, now: i64) -> Result<(App, Store)> {
    let (before, store) = find(desk.conn, id)?.ok_or(LedgerError::NotFound)?;
    refuse_known(desk.conn, before.mode, client_id, Some(id))?;
    if before.client_id.as_deref() != Some(client_id) {
        desk.run("DELETE FROM hook WHERE store_id = ?1", [store.id])?;
    }
    let app = app::update(desk, id, given(client_id))?;
    let store = store::upsert(desk, &connected(id, &store.hash, now))?;
    Ok((app, store))
}

fn find(conn: &Connection, id: i64) -> Result<Option<(App, Store)>> {
    let app = app::find(conn, id)?.filter(|app| app.kind == AppKind::StoreAccount);
    let sql = "SELECT * FROM store WHERE app_id = ?1 ORDER BY id LIMIT 1";
    let store = rows::first(conn, sql, [id], store::of_row)?;
    Ok(app.zip(store))
}

fn refuse_known(conn: &Connection, mode: Mode, client_id: &str, but: Option<i64>) -> Result<()> {
    match app::by_client(conn, mode, client_id)? {
        Some(other) if Some(other.id) != but => Err(LedgerError::Conflict {
            what: "app.client_id".into(),
        }),
        _ => Ok(()),
    }
}

fn given(client_id: &str) -> AppChange {
    AppChange {
        client_id: Some(Some(client_id.to_owned())),
        proof: Some((Proof::NotYet, None)),
        ..AppChange::default()
    }
}

/// What an account's token is good for is not told.
fn connected(app_id: i64, hash: &str, at: i64) -> NewStore {
    NewStore {
        app_id,
        hash: hash.to_owned(),
        state: StoreState::Connected,
        granted: Vec::new(),
        installed_by: None,
        owner: None,
        account_uuid: None,
        installed_at: at,
    }
}
