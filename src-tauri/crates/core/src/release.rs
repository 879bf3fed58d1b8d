//! Letting stores go: their hooks at BigCommerce first, then their tokens. Where BigCommerce does
//! not take a hook back the deletion goes on, and says what it had to leave.

use patchbay_bigcommerce::ApiError;
use patchbay_ledger::{App, AppKind, Hook, Store, StoreState};
use patchbay_vault::Key;

use crate::error::{Error, Result};
use crate::patchbay::Patchbay;
use crate::view::{LeftHooks, Removal};
use crate::words;

/// Some stores being let go.
#[derive(Debug, Default)]
pub(crate) struct Release {
    left: Vec<LeftHooks>,
    /// Why BigCommerce cannot be reached for any store: the others are not tried.
    silent: Option<ApiError>,
}

impl Release {
    /// What the user is told of it.
    pub fn removal(self) -> Removal {
        Removal {
            left_hooks: self.left,
        }
    }
}

impl Patchbay {
    /// Deletes a store's hooks as far as BigCommerce can be reached, and its token.
    pub(crate) async fn release_store(
        &self,
        app: &App,
        store: &Store,
        release: &mut Release,
    ) -> Result<()> {
        if let Err(error) = self.delete_hooks(app, store, release).await {
            let hooks = self.0.ledger.hooks(Some(store.id)).await?;
            release.left.extend(left(store, &hooks, &error));
            tracing::warn!(store.hash = store.hash, error.message = %error, "hooks were left");
        }
        self.0
            .secrets
            .delete(app.mode, &Key::store_token(&app.key, &store.hash))
            .await
    }

    /// Hooks that a deletion is known to leave: the token of their store is no longer accepted.
    pub(crate) async fn hooks_to_leave(&self, stores: &[Store]) -> Result<Vec<LeftHooks>> {
        let mut found = Vec::new();
        for store in stores.iter().filter(|store| is_revoked(store)) {
            let hooks = self.0.ledger.hooks(Some(store.id)).await?;
            if self.kind_of(store).await == AppKind::Oauth {
                found.extend(left(store, &hooks, &ApiError::TokenDead.into()));
            }
        }
        Ok(found)
    }

    /// What prevents one hook from going prevents the others. BigCommerce deletes those of an API account
    /// together with it.
    pub(crate) async fn delete_hooks(
        &self,
        app: &App,
        store: &Store,
        release: &mut Release,
    ) -> Result<()> {
        let hooks = self.0.ledger.every_hook(Some(store.id)).await?;
        if hooks.is_empty() {
            return Ok(());
        }
        if is_revoked(store) && app.kind == AppKind::StoreAccount {
            return Ok(());
        }
        if is_revoked(store) {
            return Err(ApiError::TokenDead.into());
        }
        if let Some(why) = &release.silent {
            return Err(why.clone().into());
        }
        let api = self.store_api(app, store).await?;
        for hook in hooks {
            if let Err(error) = self.delete_hook(&api, &hook).await {
                release.silent = silence(&error);
                return Err(error);
            }
        }
        Ok(())
    }
}

fn is_revoked(store: &Store) -> bool {
    store.state == StoreState::Revoked
}

fn silence(error: &Error) -> Option<ApiError> {
    if let Error::Api(why @ (ApiError::Unreachable | ApiError::Timeout)) = error {
        return Some(why.clone());
    }
    None
}

/// The hooks of these that BigCommerce has; `None` when there are none.
fn left(store: &Store, hooks: &[Hook], why: &Error) -> Option<LeftHooks> {
    let there = hooks.iter().filter(|hook| hook.remote_id.is_some()).count();
    (there > 0).then(|| LeftHooks {
        store: words::store_name(store),
        hooks: u32::try_from(there).unwrap_or(u32::MAX),
        why: why.problem().title,
    })
}
