//! When nothing may have arrived: Patchbay was not running, the machine slept, or the public address
//! was down.

use std::sync::Arc;
use std::time::Duration;

use patchbay_ledger::{RecoveryCause, Store};
use tokio::time::{Interval, interval};

use super::Gap;
use crate::clock::{Clock, Drift};
use crate::error::Result;
use crate::patchbay::Patchbay;
use crate::view::AddressState;

/// When Patchbay was last seen to run, in milliseconds since the epoch.
const ALIVE: &str = "recovery.alive";

/// How often that is noted: so much is unknown after a kill.
const BEAT: Duration = Duration::from_secs(60);

/// Between two looks at the clocks.
const PACE: Duration = Duration::from_secs(5);

/// A sleep that is shorter than this is over before BigCommerce tries again, in milliseconds.
const SHORT_MS: i64 = 45_000;

/// Notices that the machine slept.
pub(super) struct Away {
    clock: Arc<dyn Clock>,
    drift: Drift,
    looks: Interval,
}

impl Away {
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            drift: Drift::new(clock.as_ref()),
            clock,
            looks: interval(PACE),
        }
    }

    /// Waits until it did; from when to when. May be dropped while it waits.
    pub async fn slept(&mut self) -> Gap {
        loop {
            self.looks.tick().await;
            let before = self.drift.time();
            if self.drift.look(self.clock.as_ref()) >= SHORT_MS {
                return (before, self.drift.time());
            }
        }
    }
}

impl Patchbay {
    /// The recoveries that were cut off go on, and every store is asked for what it missed while
    /// Patchbay was not running.
    pub(super) async fn go_on_recovering(&self) -> Result<()> {
        let open = self.0.ledger.open_recoveries().await?;
        {
            let mut wants = self.0.recovering.wants();
            open.into_iter().for_each(|begun| wants.go_on(begun, 0));
        }
        let alive = self.0.ledger.setting(ALIVE).await?;
        if let Some(since) = alive.and_then(|at| at.parse().ok()) {
            let stores = self.0.ledger.stores(None).await?;
            let gap = Some((since, self.now()));
            self.may_have_missed(&stores, RecoveryCause::Start, gap);
        }
        Ok(())
    }

    pub(super) async fn slept(&self, gap: Gap) {
        tracing::info!(from = gap.0, to = gap.1, "the machine slept");
        let stores = self.0.ledger.stores(None).await.unwrap_or_default();
        self.may_have_missed(&stores, RecoveryCause::Sleep, Some(gap));
    }

    /// Notes that Patchbay runs, for as long as it does.
    pub(crate) async fn keep_alive_noted(&self) {
        loop {
            tokio::time::sleep(BEAT).await;
            self.note_alive().await;
        }
    }

    /// Notes that Patchbay runs at this moment.
    pub(crate) async fn note_alive(&self) {
        let now = self.now().to_string();
        let _noted_the_next_time = self.0.ledger.set_setting(ALIVE, &now).await;
    }

    /// Has stores asked whenever the public address works again.
    pub(crate) async fn watch_outages(&self) {
        let mut address = self.address_changes();
        let mut down = None;
        loop {
            let view = address.borrow_and_update().clone();
            match view.state {
                AddressState::Down | AddressState::NeedsUser => {
                    down.get_or_insert(view.since.0);
                }
                AddressState::Up => {
                    self.0.recovering.hurry();
                    if let Some(since) = down.take() {
                        self.address_was_down((since, self.now())).await;
                    }
                }
                AddressState::Off => down = None,
                AddressState::Connecting | AddressState::Degraded => {}
            }
            if address.changed().await.is_err() {
                return;
            }
        }
    }

    async fn address_was_down(&self, gap: Gap) {
        let outside = self.hooks_outside().await.unwrap_or_default();
        let stores: Vec<Store> = outside.into_iter().map(|(store, _)| store).collect();
        self.may_have_missed(&stores, RecoveryCause::Outage, Some(gap));
    }
}
