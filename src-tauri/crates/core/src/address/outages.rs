//! The history of outages: when nothing arrived, for how long, and why.

use crate::error::Result;
use crate::patchbay::Patchbay;
use crate::view::{AddressState, AddressView, Millis, OutageView};

/// How many are shown.
const SHOWN: usize = 100;

impl Patchbay {
    /// The latest times during which nothing arrived, newest first.
    ///
    /// # Errors
    /// Those of the ledger.
    pub async fn outages(&self) -> Result<Vec<OutageView>> {
        let all = self.0.ledger.outages(SHOWN).await?;
        let view = |outage: patchbay_ledger::Outage| OutageView {
            began_at: Millis(outage.began_at),
            ended_at: outage.ended_at.map(Millis),
            url: outage.url,
            reason: outage.reason,
        };
        Ok(all.into_iter().map(view).collect())
    }

    /// Writes them down for as long as the app runs.
    pub(crate) async fn keep_outages(&self) {
        let mut shown = self.0.address.shown.subscribe();
        loop {
            let view = shown.borrow_and_update().clone();
            self.keep_outage(&view).await;
            if shown.changed().await.is_err() {
                return;
            }
        }
    }

    async fn keep_outage(&self, view: &AddressView) {
        let ledger = &self.0.ledger;
        let kept = match view.state {
            AddressState::Connecting => return,
            AddressState::Down | AddressState::NeedsUser => {
                ledger
                    .outage_lasts(view.since.0, view.url.as_deref(), &view.reason)
                    .await
            }
            AddressState::Off | AddressState::Up | AddressState::Degraded => {
                ledger.outage_ended(view.since.0).await
            }
        };
        if let Err(error) = kept {
            tracing::warn!(error.message = %error, "an outage was not written down");
        }
    }
}
