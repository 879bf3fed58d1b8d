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

/// Between counts while a pass is under way.
const COUNTED: Duration = Duration::from_millis(300);

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
    /// are, another round begins, or the address works no longer: one that was never seen to work gets
    /// none.
    pub(crate) fn follow_address(&self) {
        if self.0.leaving.pauses() || !self.0.address.known().signals.is_up() {
            return;
        }
        let round = self.end_rounds();
        let mut rounds = self.0.address.rounds.subscribe();
        self.spawn(move |it| async move {
            tokio::select! {
                biased;
                _ = rounds.wait_for(|now| *now != round) => {}
                () = it.settle_until_in_order() => {}
            }
        });
    }

    /// Whether hooks of an app may be written: nobody pauses them, and where they are to point is known
    /// to work.
    pub(crate) fn may_settle(&self, app: &App) -> bool {
        let works = || !self.is_outside(app) || self.0.address.known().signals.is_up();
        !self.0.leaving.pauses() && works()
    }

    /// Ends the round that is under way; the number of the next.
    pub(crate) fn end_rounds(&self) -> u64 {
        let mut round = 0;
        self.0.address.rounds.send_modify(|count| {
            *count += 1;
            round = *count;
        });
        self.observe(|known| known.signals.hooks.busy = false);
        round
    }

    /// Looks after the hooks for as long as the app runs: BigCommerce switches off those that it
    /// could not deliver to for long, and tells nobody but their owner by e-mail.
    pub(crate) async fn mend_hooks(&self) {
        loop {
            sleep(HOURLY).await;
            self.follow_address();
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

    /// All stores first, then those that are not as they should be.
    async fn settle_until_in_order(&self) {
        let last = repeat(AGAIN[AGAIN.len() - 1]);
        for (pass, pause) in AGAIN.into_iter().chain(last).enumerate() {
            self.settle_outside(pass > 0).await;
            if self.hooks_are_in_order() {
                return;
            }
            sleep(pause).await;
            if !self.0.address.known().signals.is_up() {
                return;
            }
        }
    }

    async fn settle_outside(&self, only_lacking: bool) {
        self.observe(|known| known.signals.hooks.busy = true);
        tokio::select! {
            () = self.settle_each(only_lacking) => {}
            () = self.keep_counting() => {}
        }
        self.count_hooks().await;
        self.observe(|known| known.signals.hooks.busy = false);
        self.touch();
    }

    async fn settle_each(&self, only_lacking: bool) {
        for app in self.apps_outside().await.unwrap_or_default() {
            let settling = move |it: Self, app: App, store: Store| async move {
                if !only_lacking || it.lacks_hooks(&app, &store).await {
                    it.settle_store(&app, &store).await;
                }
            };
            if let Err(error) = self.on_every_store(&app, settling).await {
                tracing::warn!(error.message = %error, "hooks not settled");
            }
        }
    }

    /// How far a pass is, a few times a second: to count after each of many stores would take longer
    /// than to settle them.
    async fn keep_counting(&self) {
        loop {
            self.count_hooks().await;
            sleep(COUNTED).await;
        }
    }

    async fn lacks_hooks(&self, app: &App, store: &Store) -> bool {
        let (Ok(connector), Ok(hooks)) =
            (connector_of(app), self.0.ledger.hooks(Some(store.id)).await)
        else {
            return true;
        };
        let here = hooks.iter().filter(|hook| self.points_here(app, hook));
        hooks_are_unknown(store)
            || here.count() < scopes::wanted_triggers(connector, app).count()
            || self
                .lacks_exceptions(app, store, None)
                .await
                .unwrap_or(true)
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

    pub(crate) fn points_here(&self, app: &App, hook: &Hook) -> bool {
        let Some(base) = self.base_of(app) else {
            return false;
        };
        !scopes::is_left(app, hook)
            && hook.active
            && hook.destination == format!("{base}/h/{}", hook.id)
    }
}
