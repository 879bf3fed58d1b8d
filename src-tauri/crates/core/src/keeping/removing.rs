//! Letting go of what the rules say, a slice at a time with a pause after each.

use std::time::{Duration, Instant};

use patchbay_ledger::{Expiry, LedgerError, Sweep};

use crate::error::Result;
use crate::patchbay::Patchbay;

/// The shortest pause after a slice. It is as long as the slice took, so that arrivals have the disk
/// to themselves for half of the time at least.
const PAUSE: Duration = Duration::from_millis(10);

/// How long to wait when arrivals have filled the queue.
const CROWDED: Duration = Duration::from_millis(250);

/// Slices between two times that what went long enough ago is forgotten.
const FORGETTING: u32 = 64;

impl Patchbay {
    /// Removes what is to go of every app; whether there was anything.
    pub(super) async fn remove_due(&self) -> Result<bool> {
        let mut any = false;
        for app in self.0.ledger.apps().await? {
            if let Err(error) = self.remove_of(app.id).await {
                tracing::warn!(error.message = %error, app.id, "events that are to go are still there");
            }
            if self.0.keeping.known().removing.remove(&app.id).is_some() {
                any = true;
                self.touch();
            }
        }
        self.0.ledger.forget_removed().await?;
        Ok(any)
    }

    async fn remove_of(&self, app_id: i64) -> Result<()> {
        let ledger = &self.0.ledger;
        if let Some(asked) = ledger.clearing(app_id).await? {
            let expiry = Expiry::of(app_id, asked);
            self.sweep(app_id, Sweep::new(expiry, "events deleted", self.now()))
                .await?;
            ledger.end_clearing(app_id, asked).await?;
        }
        let rule = ledger.retention(app_id).await?;
        if rule.is_everything() {
            return Ok(());
        }
        let expiry = ledger.expiry(app_id, rule, self.now()).await?;
        self.sweep(
            app_id,
            Sweep::new(expiry, "events removed by the rule", self.now()),
        )
        .await
    }

    async fn sweep(&self, app_id: i64, mut sweep: Sweep) -> Result<()> {
        for slice in 1_u32.. {
            if sweep.ended {
                break;
            }
            if slice % FORGETTING == 0 {
                self.0.ledger.forget_removed().await?;
            }
            let started = Instant::now();
            sweep = match self.0.ledger.sweep(sweep.clone()).await {
                Ok(next) => next,
                Err(LedgerError::Busy) => {
                    tokio::time::sleep(CROWDED).await;
                    continue;
                }
                Err(error) => return Err(error.into()),
            };
            if sweep.gone > 0 {
                self.0.keeping.known().removing.insert(app_id, sweep.gone);
            }
            tokio::time::sleep(started.elapsed().max(PAUSE)).await;
        }
        Ok(())
    }
}
