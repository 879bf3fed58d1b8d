//! The Auth callback: a code arrives, becomes a token, and the token is proved.
//!
//! The callback is unsigned by nature. Only BigCommerce exchanging the code says it was genuine,
//! and a store nobody was waiting for is held until the user confirms it.
//!
//! A merchant's browser waits for the outcome: the keychain, the exchange and the proof have a limit
//! each, together below the one after which the listener answers in our place.

use std::time::Duration;

use patchbay_bigcommerce::{ExchangeError, ExchangeRequest, Grant, exchange, install};
use patchbay_connector::CallbackKind;
use patchbay_gateway::{Came, Page};
use patchbay_ledger::{App, NewStore, Proof, Store, StoreState};
use patchbay_vault::{Key, VaultError};
use secrecy::SecretString;
use tokio::time::timeout;

use crate::callbacks::{Query, parameter};
use crate::diagnosis::{callback_mismatch, words};
use crate::error::{Error, Result};
use crate::pages::Notice;
use crate::patchbay::{Patchbay, id};
use crate::view::{InstallStage, Problem};

/// How long the keychain may take to give the credentials: one that asks its user takes longer.
const VAULT_LIMIT: Duration = Duration::from_secs(8);

/// How long the proof of a token may take before the merchant is told that the store is connected.
const PROOF_LIMIT: Duration = Duration::from_secs(8);

impl Patchbay {
    /// A browser came with a code.
    pub(crate) async fn on_auth(&self, app: &App, query: &Query, came: &Came) -> Page {
        let framer = self.framer(app);
        let (Some(code), Some(context)) = (parameter(query, "code"), parameter(query, "context"))
        else {
            return Notice::NotForYou.page(framer.as_deref());
        };
        let external = parameter(query, "external_install").is_some();
        self.0.installs.stage(app.id, InstallStage::Exchanging);
        let scope = parameter(query, "scope").unwrap_or_default();
        let outcome = match self.trade(app, [code, context, scope], came).await {
            Ok(grant) => self
                .admit(app, grant)
                .await
                .map_err(|error| error.problem()),
            Err(problem) => Err(problem),
        };
        let notice = self.conclude(app, outcome);
        if external && let Some(page) = self.result_page(app, notice).await {
            return page;
        }
        notice.page(framer.as_deref())
    }

    /// Exchanges the code for a token.
    async fn trade(
        &self,
        app: &App,
        [code, context, scope]: [&str; 3],
        came: &Came,
    ) -> Result<Grant, Problem> {
        let (client_id, client_secret) = self
            .credentials_in_time(app)
            .await
            .map_err(|error| error.problem())?;
        let endpoints = self
            .endpoints(app.mode)
            .await
            .map_err(|error| error.problem())?;
        let redirect_uri = self
            .callback_url(app)
            .ok_or_else(|| Error::NoAddress.problem())?;
        let request = ExchangeRequest {
            client_id: &client_id,
            client_secret: &client_secret,
            code,
            scope,
            context,
            redirect_uri: &redirect_uri,
        };
        match exchange(&self.0.http, &endpoints, request).await {
            Ok(grant) => Ok(grant),
            Err(error) => Err(self.not_exchanged(app, &error, &redirect_uri, came).await),
        }
    }

    async fn not_exchanged(
        &self,
        app: &App,
        error: &ExchangeError,
        callback: &str,
        came: &Came,
    ) -> Problem {
        let mismatch = matches!(error, ExchangeError::RedirectMismatch { .. });
        let symptom = if mismatch {
            callback_mismatch(error.code(), callback, came)
        } else {
            words::of_exchange(error)
        };
        tracing::warn!(install.problem = %error, install.diagnosis = words::rule(&symptom), "a code was not exchanged");
        if matches!(error, ExchangeError::InvalidClient) {
            self.prove_credentials(app, Proof::Refused).await;
        }
        words::explained(&symptom)
    }

    async fn credentials_in_time(&self, app: &App) -> Result<(String, SecretString)> {
        let given = timeout(VAULT_LIMIT, self.credentials(app)).await;
        given.unwrap_or(Err(VaultError::Locked.into()))
    }

    /// Keeps the token and the store, and proves them.
    async fn admit(&self, app: &App, grant: Grant) -> Result<Store> {
        self.saw(app, CallbackKind::Auth).await;
        self.prove_credentials(app, Proof::Exchange).await;
        self.0.installs.stage(app.id, InstallStage::Proving);
        let hash = grant.store_hash.as_str().to_owned();
        let key = Key::store_token(&app.key, &hash);
        self.0
            .secrets
            .put(app.mode, &key, grant.access_token.clone())
            .await?;
        let owner = grant.owner.and_then(|owner| owner.email);
        let known = self.0.ledger.store_by_hash(app.id, &hash).await?;
        if let Some(known) = &known {
            self.owner_told(known, owner.as_deref()).await;
        }
        let store = NewStore {
            app_id: app.id,
            state: self.welcome(app, known.as_ref()),
            hash,
            granted: grant.scopes,
            installed_by: grant.user.and_then(|user| user.email),
            owner,
            account_uuid: grant.account_uuid,
            installed_at: self.now(),
        };
        let store = self.0.ledger.upsert_store(store).await?;
        self.note_grant(known.as_ref(), &store).await;
        self.prove_in_time(app, store).await
    }

    /// Proves the store's token; a proof that takes long goes on beside.
    async fn prove_in_time(&self, app: &App, store: Store) -> Result<Store> {
        let (it, app, unproved) = (self.clone(), app.clone(), store.clone());
        let proof = async move {
            let proved = it.prove_store(&app, &unproved).await;
            it.touch();
            proved
        };
        let ended = self.0.ended.clone();
        let proof = tokio::spawn(ended.run_until_cancelled_owned(proof));
        match timeout(PROOF_LIMIT, proof).await {
            Ok(Ok(Some(proved))) => proved,
            Ok(Ok(None) | Err(_)) | Err(_) => Ok(store),
        }
    }

    /// A store that was awaited, or is known already, is connected; any other is held.
    fn welcome(&self, app: &App, known: Option<&Store>) -> StoreState {
        let trusted = known.is_some_and(|store| store.state != StoreState::Held);
        let welcome = trusted || self.0.installs.awaited(app.id);
        if welcome {
            StoreState::Connected
        } else {
            StoreState::Held
        }
    }

    fn conclude(&self, app: &App, outcome: Result<Store, Problem>) -> Notice {
        let notice = match outcome {
            Ok(store) if store.state == StoreState::Held => Notice::Held,
            Ok(store) => {
                self.0.installs.change(app.id, |view| {
                    view.stage = InstallStage::Done;
                    view.store_id = Some(id(store.id));
                });
                let app = app.clone();
                self.spawn(|it| async move { it.settle_hooks(&app, &store).await });
                Notice::Installed
            }
            Err(problem) => {
                self.0.installs.fail(app.id, problem);
                Notice::Failed
            }
        };
        self.touch();
        notice
    }

    /// After an install by link BigCommerce wants to be told how it went.
    async fn result_page(&self, app: &App, notice: Notice) -> Option<Page> {
        let endpoints = self.endpoints(app.mode).await.ok()?;
        let client_id = app.client_id.as_deref()?;
        let went_well = notice != Notice::Failed;
        Some(Page::redirect(install::install_result(
            &endpoints, client_id, went_well,
        )))
    }
}

#[cfg(test)]
mod tests {
    use patchbay_bigcommerce::EXCHANGE_LIMIT;
    use patchbay_gateway::Limits;

    use super::*;

    #[test]
    fn the_limits_together_are_below_the_listeners() {
        let whole = VAULT_LIMIT + EXCHANGE_LIMIT + PROOF_LIMIT;
        assert!(whole + Duration::from_secs(2) < Limits::default().answer);
    }
}
