//! Hooks are paused before the app ends, where the user wants that, and woken when they stay or come
//! back: settling makes active again whatever is not.

use patchbay_bigcommerce::api::{Hook as RemoteHook, HookChange};
use patchbay_bigcommerce::{ApiError, StoreApi};
use patchbay_ledger::{App, Hook, HookKind, Store};
use tokio_util::sync::CancellationToken;

use super::may_be_active;
use crate::error::Result;
use crate::hooks::is_at;
use crate::patchbay::Patchbay;
use crate::view::LeftHooks;
use crate::words;

impl Patchbay {
    /// Pauses every active hook that BigCommerce reaches from outside, until [`Patchbay::stay`]. What
    /// could not be paused is given back; the app may end all the same.
    ///
    /// # Errors
    /// Those of the ledger.
    pub async fn pause_hooks(&self) -> Result<Vec<LeftHooks>> {
        let until = self.begin_pausing();
        let mut left = Vec::new();
        for app in self.apps_outside().await? {
            let pausing = |it: Self, app: App, store: Store| {
                let until = until.clone();
                async move { it.pause_store(&app, &store, &until).await }
            };
            left.extend(self.on_every_store(&app, pausing).await?);
        }
        self.count_hooks().await;
        self.touch();
        Ok(left.into_iter().flatten().collect())
    }

    fn begin_pausing(&self) -> CancellationToken {
        let until = CancellationToken::new();
        if let Some(asked) = self.0.leaving.lock().as_mut() {
            asked.pausing = Some(until.clone());
            asked.view.paused = Some(0);
        }
        self.end_rounds();
        self.touch();
        until
    }

    fn one_more_paused(&self) {
        if let Some(asked) = self.0.leaving.lock().as_mut() {
            asked.view.paused = asked.view.paused.map(|count| count + 1);
        }
        self.touch();
    }

    /// What could not be paused of a store's hooks.
    async fn pause_store(
        &self,
        app: &App,
        store: &Store,
        until: &CancellationToken,
    ) -> Option<LeftHooks> {
        let why = self.try_pause_store(app, store, until).await.err()?;
        tracing::warn!(store.hash = store.hash, error.message = %why, "hooks were not paused");
        let hooks = self.0.ledger.hooks(Some(store.id)).await;
        let active = hooks.unwrap_or_default();
        let active = active.iter().filter(|hook| may_be_active(hook)).count();
        (active > 0).then(|| LeftHooks {
            store: words::store_name(store),
            hooks: words::count_of(active),
            why: why.problem().title,
        })
    }

    /// Pauses what BigCommerce has active: the ledger may be behind. One that fails does not keep the
    /// others.
    async fn try_pause_store(
        &self,
        app: &App,
        store: &Store,
        until: &CancellationToken,
    ) -> Result<()> {
        let _turn = self.0.hook_turns.of(store.id).await;
        let known = self.0.ledger.every_hook(Some(store.id)).await?;
        if until.is_cancelled() || known.is_empty() {
            return Ok(());
        }
        let api = self.store_api(app, store).await?;
        let (there, mut outcome) = (api.hooks().await?, Ok(()));
        for hook in known {
            if until.is_cancelled() {
                break;
            }
            let found = there
                .iter()
                .find(|found| is_at(&hook, found.id, &found.destination));
            let paused = self.pause_hook(&api, hook, found).await;
            outcome = outcome.and(paused);
        }
        outcome
    }

    async fn pause_hook(
        &self,
        api: &StoreApi,
        hook: Hook,
        found: Option<&RemoteHook>,
    ) -> Result<()> {
        if let Some(found) = found.filter(|found| found.is_active) {
            let pause = HookChange {
                is_active: Some(false),
                ..HookChange::default()
            };
            match api.update_hook(found.id, &pause).await {
                Ok(_) | Err(ApiError::NotFound) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let carries_trigger = hook.kind == HookKind::Trigger;
        let paused = Hook {
            active: false,
            problem: None,
            ..hook
        };
        self.0.ledger.put_hook(paused).await?;
        if carries_trigger {
            self.one_more_paused();
        }
        Ok(())
    }
}
