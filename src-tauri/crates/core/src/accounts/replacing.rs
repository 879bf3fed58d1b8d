//! Another account in the place of one: BigCommerce changes neither the scopes nor the secret of an
//! account, so people delete it and make another. Hooks belong to the account that made them, and
//! another cannot see them.

use patchbay_ledger::{App, RecoveryCause, Store};
use secrecy::SecretString;

use super::adding::known;
use super::api_path;
use super::given::Given;
use crate::error::{Error, Field, Result};
use crate::history;
use crate::patchbay::Patchbay;
use crate::release::Release;
use crate::view::{AppView, StoreNoteKind};

impl Patchbay {
    /// Gives an account other credentials of the same store, checked like the first ones. `api_path` is
    /// what came with them, if it did: credentials of another store are refused.
    ///
    /// # Errors
    /// Those of adding one, and `Conflict` for an app that is none.
    pub async fn replace_account(
        &self,
        id: u32,
        api_path: &str,
        client_id: &str,
        client_secret: SecretString,
        access_token: SecretString,
    ) -> Result<AppView> {
        let (app, store) = self.account(id).await?;
        refuse_other_store(api_path, &app, &store)?;
        let given = Given::read(client_id, &client_secret, &access_token)?;
        self.refuse_known(app.mode, &given.client_id, Some(app.id))
            .await?;
        let hash = patchbay_bigcommerce::StoreHash::parse(&store.hash)
            .map_err(|_| Error::NotFound("store"))?;
        let profile = self.try_token(app.mode, &hash, &given.token).await?;
        let client_id = given.client_id.clone();
        if app.client_id.as_deref() != Some(client_id.as_str()) {
            self.let_hooks_go(&app, &store).await;
        }
        self.keep_credentials(app.mode, &app.key, &store.hash, given)
            .await?;
        let replaced = self
            .0
            .ledger
            .replace_account(app.id, &client_id, self.now());
        let (new, now) = replaced.await.map_err(known)?;
        self.note_replaced(&app, &store, &client_id).await;
        let now = self.proved(&now, profile).await?;
        self.touch();
        self.begin_account(&new, &now).await;
        let gap = Some((known_until(&store), self.now()));
        self.may_have_missed(std::slice::from_ref(&now), RecoveryCause::Hooks, gap);
        let app_id = new.id;
        self.spawn(move |it| async move { it.verify_again(app_id).await });
        self.app(id).await
    }

    async fn account(&self, id: u32) -> Result<(App, Store)> {
        let app = self.ledger_app(id).await?;
        let stores = self.0.ledger.stores(Some(app.id)).await?;
        match stores.into_iter().next() {
            Some(store) if super::is_account(&app) => Ok((app, store)),
            _ => Err(Error::Conflict {
                message: "This app is no store’s API account.".into(),
                remedy: "Replace its Client ID and Client Secret under Credentials.",
            }),
        }
    }

    /// The old account's hooks go with the old token, while that works; a deleted account has none.
    async fn let_hooks_go(&self, app: &App, store: &Store) {
        let mut release = Release::default();
        if let Err(error) = self.delete_hooks(app, store, &mut release).await {
            tracing::info!(store.hash = store.hash, error.message = %error, "hooks of another account stay");
        }
    }

    async fn note_replaced(&self, app: &App, store: &Store, client_id: &str) {
        let (what, detail) = history::of_credentials(app.client_id.as_deref(), client_id);
        self.note(Some(app.id), what, &detail).await;
        self.note_store(store, StoreNoteKind::Replaced, "").await;
    }
}

fn refuse_other_store(api_path: &str, app: &App, store: &Store) -> Result<()> {
    if api_path.trim().is_empty() {
        return Ok(());
    }
    let hash = api_path::read(api_path, app.mode)?;
    if hash.as_str() == store.hash {
        return Ok(());
    }
    Err(Error::invalid(
        Field::ApiPath,
        format!(
            "These credentials are of the store {hash}, not of {}. Add that store by its account \
             instead.",
            store.hash
        ),
    ))
}

/// Up to when triggers surely came.
fn known_until(store: &Store) -> i64 {
    store
        .last_event_at
        .or(store.proved_at)
        .unwrap_or(store.installed_at)
}
