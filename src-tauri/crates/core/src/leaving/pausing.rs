//! Hooks are paused before the app ends, where the user wants that, and woken when they stay or come
//! back: settling makes active again whatever is not.

use patchbay_bigcommerce::StoreApi;
use patchbay_bigcommerce::api::HookChange;
use patchbay_ledger::{App, Hook, Store};

use crate::error::Result;
use crate::patchbay::Patchbay;
use crate::view::LeftHooks;
use crate::words;

impl Patchbay {
    /// Pauses every active hook that BigCommerce reaches from outside. What could not be paused is
    /// given back; the app may end all the same.
    ///
    /// # Errors
    /// Those of the ledger.
    pub async fn pause_hooks(&self) -> Result<Vec<LeftHooks>> {
        self.begin_pausing();
        let mut left = Vec::new();
        for app in self.apps_outside().await? {
            let pausing = |it: Self, app: App, store: Store| async move {
                it.pause_store(&app, &store).await
            };
            left.extend(self.on_every_store(&app, pausing).await?);
        }
        Ok(left.into_iter().flatten().collect())
    }

    fn begin_pausing(&self) {
        if let Some(asked) = self.0.leaving.lock().as_mut() {
            asked.pausing = true;
            asked.view.paused = Some(0);
        }
        self.end_rounds();
        self.touch();
    }

    fn one_more_paused(&self) {
        if let Some(asked) = self.0.leaving.lock().as_mut() {
            asked.view.paused = asked.view.paused.map(|count| count + 1);
        }
        self.touch();
    }

    /// What could not be paused of a store's hooks.
    async fn pause_store(&self, app: &App, store: &Store) -> Option<LeftHooks> {
        let (left, why) = match self.try_pause_store(app, store).await {
            Ok(()) => return None,
            Err(error) => (self.active_hooks(store).await.unwrap_or_default(), error),
        };
        tracing::warn!(store.hash = store.hash, error.message = %why, "hooks were not paused");
        Some(LeftHooks {
            store: words::store_name(store),
            hooks: words::count_of(left.len()),
            why: why.problem().title,
        })
    }

    async fn try_pause_store(&self, app: &App, store: &Store) -> Result<()> {
        let _turn = self.0.hook_turns.of(store).await;
        let hooks = self.active_hooks(store).await?;
        if hooks.is_empty() {
            return Ok(());
        }
        let api = self.store_api(app, store).await?;
        for hook in hooks {
            self.pause_hook(&api, hook).await?;
        }
        Ok(())
    }

    async fn pause_hook(&self, api: &StoreApi, hook: Hook) -> Result<()> {
        if let Some(remote) = hook.remote_id {
            let pause = HookChange {
                is_active: Some(false),
                ..HookChange::default()
            };
            api.update_hook(remote, &pause).await?;
        }
        let paused = Hook {
            active: false,
            ..hook
        };
        self.0.ledger.put_hook(paused).await?;
        self.one_more_paused();
        Ok(())
    }

    async fn active_hooks(&self, store: &Store) -> Result<Vec<Hook>> {
        let hooks = self.0.ledger.hooks(Some(store.id)).await?;
        Ok(hooks.into_iter().filter(|hook| hook.active).collect())
    }
}
