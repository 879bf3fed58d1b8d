//! What the status bar shows on every screen.

use std::time::Duration;

use crate::clock::local_midnight_ms;
use crate::error::{Error, Result};
use crate::patchbay::Patchbay;
use crate::view::{Problem, StatusView, VaultView};
use crate::words;

/// How often a ledger that cannot be written to is tried again.
const RETRY: Duration = Duration::from_secs(5);

/// The setting that is written to see whether the disk takes writes again.
const TRIED: &str = "ledger.tried";

impl Patchbay {
    /// The status of everything at this moment.
    pub async fn status(&self) -> Result<StatusView> {
        let midnight = local_midnight_ms(self.now());
        Ok(StatusView {
            address: self.0.address.view(),
            listener: self.listener_view().await,
            practice: self.practice_view(),
            events_today: words::count(self.0.ledger.events_since(midnight).await?),
            runs: self.all_runs().await?,
            ledger: self.ledger_problem(),
            disk: self.disk_problem(),
            vault: self.0.secrets.view(),
            fault: self.fault_view().await?,
            practice_asked: self.0.setup.practice_asked,
            home: self.0.home.folder().display().to_string(),
            gap: self.0.recovering.newest(),
            closing: self.closing().await,
            leads: self.0.alerts.leads(),
            leaving: self.0.leaving.view(),
            version: self.0.setup.version.clone(),
        })
    }

    /// Sends the status at once and whenever it differs, until `sink` answers `false` or the
    /// watch is let go of.
    pub fn watch_status(&self, mut sink: impl FnMut(StatusView) -> bool + Send + 'static) -> u32 {
        let it = self.clone();
        self.watch("status", async move {
            let mut changed = it.0.changed.subscribe();
            let mut events = it.0.ledger.changes();
            let mut last = None;
            loop {
                if let Ok(status) = it.status().await
                    && last.as_ref() != Some(&status)
                {
                    last = Some(status.clone());
                    if !sink(status) {
                        return;
                    }
                }
                if !Self::any_change(&mut changed, &mut events).await {
                    return;
                }
            }
        })
    }

    /// Tries the keychain, and again whenever the user asks.
    pub async fn retry_vault(&self) -> Result<VaultView> {
        let view = self.0.secrets.check().await;
        self.touch();
        if view.problem.is_none() {
            self.try_address_again();
            self.0.recovering.hurry();
            for app in self.0.ledger.apps().await? {
                self.spawn(|it| async move { it.verify_again(app.id).await });
            }
        }
        Ok(view)
    }

    pub(crate) async fn check_vault(&self) {
        let _ = self.retry_vault().await;
    }

    fn ledger_problem(&self) -> Option<Problem> {
        let outage = self.0.ledger.outage().borrow().clone()?;
        Some(Problem {
            meaning: "Nothing is lost: what cannot be stored is not acknowledged, and BigCommerce \
                      delivers it again."
                .into(),
            ..Error::Ledger(outage).problem()
        })
    }

    /// Tells those who watch when the ledger cannot be written to, and tries until it can.
    pub(crate) async fn watch_ledger(&self) {
        let mut outage = self.0.ledger.outage();
        while outage.changed().await.is_ok() {
            self.touch();
            while outage.borrow_and_update().is_some() {
                tokio::time::sleep(RETRY).await;
                let now = self.now().to_string();
                let _ = self.0.ledger.set_setting(TRIED, &now).await;
            }
            self.touch();
        }
    }
}
