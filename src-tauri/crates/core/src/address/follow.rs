//! The hooks follow the public address.

use std::collections::HashMap;
use std::iter::repeat;
use std::time::Duration;

use patchbay_ledger::{App, Hook, Store, StoreState};
use tokio::time::sleep;

use crate::error::Result;
use crate::hooks::hooks_are_unknown;
use crate::patchbay::{Patchbay, connector_of};
use crate::scopes;
use crate::view::{HooksProgress, Millis};
use crate::words;

/// Between looks at what BigCommerce lists, while nothing changes.
const HOURLY: Duration = Duration::from_secs(60 * 60);

/// How long to wait before hooks that could not be mended are tried again; the last for as long as it
/// takes.
const AGAIN: [Duration; 4] = [
    Duration::from_secs(3),
    Duration::from_secs(15),
    Duration::from_secs(60),
    Duration::from_secs(5 * 60),
];

impl Patchbay {
    /// Points the hooks of every app that is reached by the address at where that is now, until all
    /// are or another round begins.
    pub(crate) fn follow_address(&self) {
        if self.0.leaving.pauses() {
            return;
        }
        self.end_rounds();
        let mut rounds = self.0.address.rounds.subscribe();
        rounds.borrow_and_update();
        self.spawn(|it| async move {
            tokio::select! {
                biased;
                _ = rounds.changed() => {}
                () = it.settle_until_in_order() => {}
            }
        });
    }

    /// Ends the round that is under way.
    pub(crate) fn end_rounds(&self) {
        self.0.address.rounds.send_modify(|count| *count += 1);
        self.observe(|known| known.signals.hooks.busy = false);
    }

    /// Looks after the hooks for as long as the app runs: BigCommerce switches off those that it
    /// could not deliver to for long, and tells nobody but their owner by e-mail.
    pub(crate) async fn mend_hooks(&self) {
        loop {
            sleep(HOURLY).await;
            if self.0.address.known().signals.is_up() {
                self.follow_address();
            }
        }
    }

    /// Counts the hooks that are as they should be.
    pub(crate) async fn count_hooks(&self) {
        if let Ok(counted) = self.counted().await {
            self.observe(|known| {
                let busy = known.signals.hooks.busy;
                known.signals.hooks = HooksProgress { busy, ..counted };
            });
        }
    }

    async fn settle_until_in_order(&self) {
        let last = repeat(AGAIN[AGAIN.len() - 1]);
        for pause in AGAIN.into_iter().chain(last) {
            self.settle_every_app().await;
            if self.hooks_are_in_order() {
                return;
            }
            sleep(pause).await;
        }
    }

    async fn settle_every_app(&self) {
        self.observe(|known| known.signals.hooks.busy = true);
        self.count_hooks().await;
        for app in self.apps_outside().await.unwrap_or_default() {
            if let Err(error) = self.settle_all_hooks(&app).await {
                tracing::warn!(error.message = %error, "hooks not settled");
            }
        }
        self.observe(|known| known.signals.hooks.busy = false);
    }

    fn hooks_are_in_order(&self) -> bool {
        let HooksProgress {
            wanted, in_order, ..
        } = self.0.address.known().signals.hooks;
        wanted == in_order
    }

    /// The apps that BigCommerce reaches by the public address.
    pub(crate) async fn apps_outside(&self) -> Result<Vec<App>> {
        let mut apps = self.0.ledger.apps().await?;
        apps.retain(|app| self.is_outside(app));
        Ok(apps)
    }

    /// The hooks of their connected stores.
    pub(crate) async fn hooks_outside(&self) -> Result<Vec<(Store, Vec<Hook>)>> {
        let mut by_store: HashMap<i64, Vec<Hook>> = HashMap::new();
        for hook in self.0.ledger.hooks(None).await? {
            by_store.entry(hook.store_id).or_default().push(hook);
        }
        let mut outside = Vec::new();
        for app in self.apps_outside().await? {
            let mut stores = self.0.ledger.stores(Some(app.id)).await?;
            stores.retain(|store| store.state == StoreState::Connected);
            outside.extend(stores.into_iter().map(|store| {
                let hooks = by_store.remove(&store.id).unwrap_or_default();
                (store, hooks)
            }));
        }
        Ok(outside)
    }

    /// A store that BigCommerce last told nothing of counts as if none of its hooks were in order.
    async fn counted(&self) -> Result<HooksProgress> {
        let apps = self.apps_outside().await?;
        let (mut wanted, mut seen) = (0, Vec::new());
        for (store, hooks) in self.hooks_outside().await? {
            let Some(app) = apps.iter().find(|app| app.id == store.app_id) else {
                continue;
            };
            wanted += scopes::wanted_triggers(connector_of(app)?, app).count();
            if !hooks_are_unknown(&store) {
                let here = hooks.into_iter().filter(|hook| self.points_here(app, hook));
                seen.extend(here.map(|hook| hook.checked_at));
            }
        }
        Ok(HooksProgress {
            wanted: words::count_of(wanted),
            in_order: words::count_of(seen.len()),
            busy: false,
            looked_at: seen.into_iter().flatten().min().map(Millis),
        })
    }

    fn points_here(&self, app: &App, hook: &Hook) -> bool {
        let Some(base) = self.base_of(app) else {
            return false;
        };
        let wanted = !app.triggers_off.contains(&hook.trigger);
        wanted && hook.active && hook.destination == format!("{base}/h/{}", hook.id)
    }
}
