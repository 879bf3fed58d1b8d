//! Hooks: one for every wanted trigger on every connected store and one for exceptions, listed first,
//! then created.
//!
//! BigCommerce takes a second hook for the same destination as an error and forgets none by
//! itself, so what is there is found and mended before anything is made.

use patchbay_bigcommerce::api::{Hook as RemoteHook, HookChange, NewHook};
use patchbay_bigcommerce::{ApiError, StoreApi};
use patchbay_ledger::{App, Hook, HookKind, Store, StoreChange, StoreState};
use patchbay_vault::Key;
use secrecy::SecretString;
use tokio_util::sync::CancellationToken;

use crate::accounts::hook_problem_of;
use crate::error::{Error, Result};
use crate::hook_secret::{self, HookSecret};
use crate::patchbay::{Patchbay, connector_of};
use crate::scopes;
use crate::several::each;
use crate::words;
use wanted::Wanted;

mod wanted;

/// The code of the problem that a store has whose hooks could not be asked for.
const UNKNOWN: &str = "hooks";

/// Stores whose hooks are looked at together; each has a quota of its own.
const AT_ONCE: usize = 8;

impl Patchbay {
    /// Makes a store's hooks what they should be, and tells of it.
    pub(crate) async fn settle_hooks(&self, app: &App, store: &Store) {
        self.settle_store(app, store).await;
        self.count_hooks().await;
        self.touch();
    }

    /// Makes a store's hooks what they should be. What cannot be done stands beside the hook.
    pub(crate) async fn settle_store(&self, app: &App, store: &Store) {
        match self.try_settle(app, store).await {
            Ok(()) if hooks_are_unknown(store) => self.store_is_well(store).await,
            Ok(()) => {}
            Err(error) => {
                tracing::warn!(store.hash = store.hash, error.message = %error, "hooks not settled");
                self.store_problem(store, &error).await;
            }
        }
    }

    /// The same on every connected store of an app.
    pub(crate) async fn settle_all_hooks(&self, app: &App) -> Result<()> {
        let settling = |it: Self, app: App, store: Store| async move {
            it.settle_hooks(&app, &store).await;
        };
        self.on_every_store(app, settling).await.map(drop)
    }

    /// Does something on every connected store of an app, on a few at once, and gives back what came
    /// of it in no order.
    pub(crate) async fn on_every_store<T, F>(
        &self,
        app: &App,
        work: impl Fn(Self, App, Store) -> F,
    ) -> Result<Vec<T>>
    where
        T: Send + 'static,
        F: Future<Output = T> + Send + 'static,
    {
        let mut stores = self.0.ledger.stores(Some(app.id)).await?;
        stores.retain(|store| store.state == StoreState::Connected);
        let (mut done, to_the_end) = (Vec::new(), CancellationToken::new());
        let work = |it, store| work(it, app.clone(), store);
        each(self, stores, AT_ONCE, &to_the_end, work, |one| {
            done.push(one);
            true
        })
        .await;
        Ok(done)
    }

    async fn try_settle(&self, app: &App, store: &Store) -> Result<()> {
        let _turn = self.0.hook_turns.of(store.id).await;
        if self.is_outside(app) && self.0.leaving.pauses() {
            return Ok(());
        }
        let base = self.base_of(app).ok_or(Error::NoAddress)?;
        let api = self.store_api(app, store).await?;
        let there = api.hooks().await?;
        let known = self.0.ledger.every_hook(Some(store.id)).await?;
        for wanted in Wanted::of(connector_of(app)?, app) {
            let hook = wanted.among(&known, store)?;
            let destination = format!("{base}/h/{}", hook.id);
            let found = ours(&hook, wanted.scope, &base, &there);
            let hook = Hook {
                destination,
                ..hook
            };
            if found.is_none() && is_taken(wanted, &there) {
                self.exceptions_are_taken(hook).await?;
            } else {
                self.settle_hook(app, &api, hook, wanted.scope, found)
                    .await?;
            }
        }
        for hook in &known {
            if scopes::is_left(app, hook) {
                self.delete_hook(&api, hook).await?;
            }
        }
        Ok(())
    }

    /// Makes one hook what it should be; one that was last seen in order is left alone, since what
    /// secret it sends cannot be read back. It is in the ledger before BigCommerce hears of it, because a
    /// delivery may come sooner than the answer, but not for active before BigCommerce says so.
    async fn settle_hook(
        &self,
        app: &App,
        api: &StoreApi,
        hook: Hook,
        scope: &str,
        found: Option<&RemoteHook>,
    ) -> Result<()> {
        let in_order = |found: &&RemoteHook| {
            hook.active && found.is_active && found.destination == hook.destination
        };
        let active = found.filter(in_order).is_some();
        if !active {
            let hook = Hook {
                active,
                ..hook.clone()
            };
            self.0.ledger.put_hook(hook).await?;
        }
        let secret = self.header_secret(app, &hook.id).await?;
        let outcome = match found {
            Some(found) if active => Ok(found.clone()),
            Some(found) => api.update_hook(found.id, &mended(&hook, secret)).await,
            None => api.create_hook(&wanted_hook(&hook, scope, secret)).await,
        };
        self.write_outcome(app, hook, outcome).await
    }

    async fn write_outcome(
        &self,
        app: &App,
        hook: Hook,
        outcome: Result<RemoteHook, ApiError>,
    ) -> Result<()> {
        let checked_at = Some(self.now());
        let hook = match outcome {
            Ok(remote) => Hook {
                remote_id: Some(remote.id),
                active: remote.is_active,
                problem: None,
                checked_at,
                ..hook
            },
            Err(ApiError::TokenDead) => return Err(ApiError::TokenDead.into()),
            Err(error) => Hook {
                active: false,
                problem: Some(words::keep(
                    error.code(),
                    &hook_problem_of(app.kind, &error),
                )),
                checked_at,
                ..hook
            },
        };
        Ok(self.0.ledger.put_hook(hook).await?)
    }

    /// Takes an app's hooks for out of order, so that they are written anew when they are settled.
    pub(crate) async fn doubt_hooks(&self, app: &App) -> Result<()> {
        for store in self.0.ledger.stores(Some(app.id)).await? {
            self.doubt_store_hooks(&store).await?;
        }
        Ok(())
    }

    /// The same with those of one store.
    pub(crate) async fn doubt_store_hooks(&self, store: &Store) -> Result<()> {
        for hook in self.0.ledger.every_hook(Some(store.id)).await? {
            let doubted = Hook {
                active: false,
                ..hook
            };
            self.0.ledger.put_hook(doubted).await?;
        }
        Ok(())
    }

    /// Deletes a hook at BigCommerce, then here.
    pub(crate) async fn delete_hook(&self, api: &StoreApi, hook: &Hook) -> Result<()> {
        match hook.remote_id {
            None => {}
            Some(remote) => match api.delete_hook(remote).await {
                Ok(()) | Err(ApiError::NotFound) => {}
                Err(error) => return Err(error.into()),
            },
        }
        Ok(self.0.ledger.remove_hook(&hook.id).await?)
    }

    /// The secret that a hook's deliveries carry in their header.
    pub(crate) async fn header_secret(&self, app: &App, hook_id: &str) -> Result<SecretString> {
        let key = self
            .0
            .secrets
            .get(app.mode, &Key::hook_key(&app.key))
            .await?;
        let key = key.ok_or_else(|| Error::Conflict {
            message: "The vault has lost this app’s hook key.".into(),
            remedy: "Give the credentials again; new hook secrets are made from there.",
        })?;
        Ok(HookSecret::derive(&key, hook_id)?.secret())
    }

    async fn store_problem(&self, store: &Store, error: &Error) {
        if matches!(error, Error::Api(ApiError::TokenDead)) {
            return self.token_refused(store).await;
        }
        let problem = error.problem_for(self.kind_of(store).await);
        let problem = words::keep(UNKNOWN, &problem);
        let _ = self.has_problem(store, problem).await;
    }

    async fn store_is_well(&self, store: &Store) {
        let change = StoreChange {
            problem: Some(None),
            ..StoreChange::default()
        };
        let _ = self.0.ledger.update_store(store.id, change).await;
    }
}

/// Whether BigCommerce could not be asked for the store's hooks.
pub(crate) fn hooks_are_unknown(store: &Store) -> bool {
    let problem = store.problem.as_ref();
    problem.is_some_and(|problem| problem.code == UNKNOWN)
}

/// Whether a hook at BigCommerce, with this id and destination, is this one: by its id, or by its path
/// at whatever address, where the answer that had the id was lost.
pub(crate) fn is_at(hook: &Hook, remote_id: i64, destination: &str) -> bool {
    let path = || format!("/h/{}", hook.id);
    hook.remote_id == Some(remote_id) || destination.ends_with(&path())
}

/// The hook at BigCommerce that is this one, or one for the same scope that a lost ledger left behind
/// below `base`. `hook` may still point elsewhere.
fn ours<'a>(
    hook: &Hook,
    scope: &str,
    base: &str,
    remote: &'a [RemoteHook],
) -> Option<&'a RemoteHook> {
    let below = format!("{base}/h/");
    let same_scope = || remote.iter().filter(|found| found.scope == scope);
    same_scope()
        .find(|found| is_at(hook, found.id, &found.destination))
        .or_else(|| same_scope().find(|found| found.destination.starts_with(&below)))
}

/// Whether something else of the same Client ID has the one hook for exceptions that BigCommerce gives
/// a store. It is not ours to move.
fn is_taken(wanted: Wanted<'_>, there: &[RemoteHook]) -> bool {
    let same = |found: &RemoteHook| found.scope == wanted.scope;
    wanted.kind == HookKind::Exceptions && there.iter().any(same)
}

fn headers(secret: SecretString) -> Vec<(String, SecretString)> {
    vec![(hook_secret::HEADER.into(), secret)]
}

fn wanted_hook(hook: &Hook, scope: &str, secret: SecretString) -> NewHook {
    NewHook {
        scope: scope.to_owned(),
        destination: hook.destination.clone(),
        headers: headers(secret),
        is_active: true,
    }
}

fn mended(hook: &Hook, secret: SecretString) -> HookChange {
    HookChange {
        destination: Some(hook.destination.clone()),
        headers: Some(headers(secret)),
        is_active: Some(true),
    }
}
