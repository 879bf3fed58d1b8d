//! The hooks follow the public address.

use std::time::Duration;

use patchbay_ledger::{App, Hook, StoreState};
use tokio::time::sleep;

use crate::error::Result;
use crate::patchbay::{Patchbay, connector_of, practises};
use crate::scopes;
use crate::view::HooksProgress;
use crate::words;

/// Between looks at what BigCommerce lists, while nothing changes.
const HOURLY: Duration = Duration::from_secs(60 * 60);

/// How long to wait before hooks that could not be mended are tried again.
const AGAIN: [Duration; 4] = [
    Duration::from_secs(3),
    Duration::from_secs(15),
    Duration::from_secs(60),
    Duration::from_secs(5 * 60),
];

impl Patchbay {
    /// Points the hooks of every real app at where this machine is now reached, until all are or another
    /// round begins.
    pub(crate) fn follow_address(&self) {
        self.0.address.rounds.send_modify(|count| *count += 1);
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
        if let Ok((wanted, in_order)) = self.counted().await {
            self.observe(|known| {
                known.signals.hooks.wanted = wanted;
                known.signals.hooks.in_order = in_order;
            });
        }
    }

    async fn settle_until_in_order(&self) {
        for pause in AGAIN {
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
        let apps = self.0.ledger.apps().await.unwrap_or_default();
        for app in apps.iter().filter(|app| !practises(app)) {
            if let Err(error) = self.settle_all_hooks(app).await {
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

    async fn counted(&self) -> Result<(u32, u32)> {
        let (mut wanted, mut in_order) = (0_usize, 0_usize);
        for app in self.0.ledger.apps().await? {
            if practises(&app) {
                continue;
            }
            let triggers = scopes::wanted_triggers(connector_of(&app)?, &app).count();
            for store in self.0.ledger.stores(Some(app.id)).await? {
                if store.state == StoreState::Connected {
                    wanted += triggers;
                    let hooks = self.0.ledger.hooks(Some(store.id)).await?;
                    in_order += hooks
                        .iter()
                        .filter(|hook| self.points_here(&app, hook))
                        .count();
                }
            }
        }
        Ok((words::count_of(wanted), words::count_of(in_order)))
    }

    fn points_here(&self, app: &App, hook: &Hook) -> bool {
        let Some(base) = self.base_of(app) else {
            return false;
        };
        let wanted = !app.triggers_off.contains(&hook.trigger);
        wanted && hook.active && hook.destination == format!("{base}/h/{}", hook.id)
    }
}
