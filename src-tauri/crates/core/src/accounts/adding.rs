//! An account is added: looked over, tried at BigCommerce, and only then kept, secrets first.

use std::time::Duration;

use patchbay_ledger::{App, AppKind, LedgerError, Mode, NewAccount, NewApp, Store};
use patchbay_vault::Key;
use secrecy::SecretString;
use tokio::time::timeout;

use super::api_path;
use super::given::Given;
use crate::apps::checked_name;
use crate::error::{Error, Field, Result};
use crate::history;
use crate::patchbay::{Patchbay, connector, id};
use crate::random::random_hex;
use crate::view::{AccountSpec, AppMode, StoreNoteKind, StoreView};
use crate::words;

/// How long who adds a store waits for its hooks.
const PATIENCE: Duration = Duration::from_secs(8);

impl Patchbay {
    /// Adds a store by its API account. Nothing is kept of credentials whose token BigCommerce refuses.
    ///
    /// # Errors
    /// `Validation` naming the field that is wrong, `Conflict` for an account that is here already, and
    /// those of BigCommerce, the vault and the ledger.
    pub async fn add_account(
        &self,
        connector_id: &str,
        mode: AppMode,
        spec: &AccountSpec,
        client_secret: SecretString,
        access_token: SecretString,
    ) -> Result<StoreView> {
        let (connector, mode) = (connector(connector_id)?, words::ledger_mode(mode));
        let name = checked_name(&spec.name)?;
        let hash = api_path::read(&spec.api_path, mode)?;
        let given = Given::read(&spec.client_id, &client_secret, &access_token)?;
        self.refuse_known(mode, &given.client_id, None).await?;
        let profile = self.try_token(mode, &hash, &given.token).await?;
        let app = NewApp {
            connector: connector.id.clone(),
            kind: AppKind::StoreAccount,
            mode,
            name,
            key: random_hex::<16>()?,
            created_at: self.now(),
        };
        let account = NewAccount {
            app,
            client_id: given.client_id.clone(),
            hash: hash.as_str().to_owned(),
        };
        let (app, store) = self.keep_account(account, given).await?;
        self.note(Some(app.id), "store added by its API account", &app.name)
            .await;
        let (what, detail) =
            history::of_credentials(None, app.client_id.as_deref().unwrap_or_default());
        self.note(Some(app.id), what, &detail).await;
        self.note_store(&store, StoreNoteKind::Added, "").await;
        let store = self.proved(&store, profile).await?;
        self.touch();
        self.begin_account(&app, &store).await;
        self.store(id(store.id)).await
    }

    /// Secrets first: a store without its token would be no store.
    async fn keep_account(&self, account: NewAccount, given: Given) -> Result<(App, Store)> {
        let (mode, key) = (account.app.mode, account.app.key.clone());
        let hash = account.hash.clone();
        let kept = async {
            self.keep_credentials(mode, &key, &hash, given).await?;
            let hook_key = random_hex::<32>()?.into();
            let secrets = &self.0.secrets;
            secrets.put(mode, &Key::hook_key(&key), hook_key).await?;
            let added = self.0.ledger.add_account(account).await;
            added.map_err(known)
        };
        let kept = kept.await;
        if kept.is_err() {
            self.forget_secrets(mode, &key, &hash).await;
        }
        kept
    }

    /// Puts an account's secrets into the vault.
    pub(super) async fn keep_credentials(
        &self,
        mode: Mode,
        key: &str,
        hash: &str,
        given: Given,
    ) -> Result<()> {
        let secrets = &self.0.secrets;
        let token = Key::store_token(key, hash);
        secrets.put(mode, &token, given.token).await?;
        let secret = Key::app_secret(key);
        secrets.put(mode, &secret, given.client_secret).await
    }

    async fn forget_secrets(&self, mode: Mode, key: &str, hash: &str) {
        for item in [
            Key::store_token(key, hash),
            Key::app_secret(key),
            Key::hook_key(key),
        ] {
            let _ = self.0.secrets.delete(mode, &item).await;
        }
    }

    /// Makes its hooks, tries what the token opens, and asks how the store is; what takes long goes on
    /// beside. Hooks follow by themselves once the public address is seen to work.
    pub(super) async fn begin_account(&self, app: &App, store: &Store) {
        let (it, app, store) = (self.clone(), app.clone(), store.clone());
        let work = async move {
            if it.may_settle(&app) {
                it.settle_hooks(&app, &store).await;
            }
            it.look_at_account(&app, &store).await;
        };
        let ended = self.0.ended.clone();
        let work = tokio::spawn(ended.run_until_cancelled_owned(work));
        let _goes_on = timeout(PATIENCE, work).await;
    }

    /// One account is one app here, and an app's Client ID belongs to no account.
    pub(super) async fn refuse_known(
        &self,
        mode: Mode,
        client_id: &str,
        but: Option<i64>,
    ) -> Result<()> {
        let known = self.0.ledger.app_of_client(mode, client_id).await?;
        let Some(known) = known.filter(|known| Some(known.id) != but) else {
            return Ok(());
        };
        let message = match known.kind {
            AppKind::StoreAccount => {
                format!("This API account is here already, as “{}”.", known.name)
            }
            AppKind::Oauth => format!(
                "This Client ID is that of your app “{}”, which stores install. An API account has \
                 one of its own.",
                known.name
            ),
        };
        Err(Error::invalid(Field::ClientId, message))
    }
}

/// Another was faster.
pub(super) fn known(error: LedgerError) -> Error {
    if matches!(error, LedgerError::Conflict { .. }) {
        return Error::invalid(Field::ClientId, "This API account is here already.");
    }
    error.into()
}
