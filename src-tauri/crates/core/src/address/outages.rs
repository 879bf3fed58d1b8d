//! The history of outages: when nothing arrived, for how long, and why. A way that never worked since
//! it was chosen has none: it is being set up.

use std::time::Duration;

use tokio::time::timeout;

use crate::error::Result;
use crate::patchbay::Patchbay;
use crate::view::{AddressState, AddressView, AddressWay, Millis, OutageView};

/// The way that worked last, in words.
const WORKED: &str = "address.worked";

/// How many are shown.
const SHOWN: usize = 100;

/// How often one that lasts is noted again: so much is unknown of it after a kill.
const ROUND: Duration = Duration::from_secs(30);

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
        if let Err(error) = self.0.ledger.outage_cut_off().await {
            tracing::warn!(error.message = %error, "an outage was not ended");
        }
        let worked = self.0.ledger.setting(WORKED).await;
        let mut worked = worked.ok().flatten().unwrap_or_default();
        let mut shown = self.0.address.shown.subscribe();
        loop {
            let view = shown.borrow_and_update().clone();
            let way = view.way.as_ref().map(AddressWay::words).unwrap_or_default();
            if matches!(view.state, AddressState::Up | AddressState::Degraded) {
                self.note_worked(&mut worked, &way).await;
            }
            if view.way.is_none() || way == worked {
                self.keep_outage(&view).await;
            }
            if let Ok(Err(_)) = timeout(ROUND, shown.changed()).await {
                return;
            }
        }
    }

    async fn note_worked(&self, worked: &mut String, way: &str) {
        if worked != way {
            let _kept_the_next_time = self.0.ledger.set_setting(WORKED, way).await;
            way.clone_into(worked);
        }
    }

    /// What lasts while the app ends is not known to last any longer.
    pub(crate) async fn end_outages(&self) {
        let _kept_at_the_next_start = self.0.ledger.outage_ended(self.now()).await;
    }

    async fn keep_outage(&self, view: &AddressView) {
        let ledger = &self.0.ledger;
        let kept = match view.state {
            AddressState::Connecting => return,
            AddressState::Down | AddressState::NeedsUser => {
                let (since, now) = (view.since.0, self.now());
                ledger
                    .outage_lasts(since, now, view.url.as_deref(), &view.reason)
                    .await
            }
            AddressState::Off | AddressState::Up | AddressState::Degraded => {
                ledger.outage_ended(view.since.0).await
            }
        };
        match kept {
            Ok(false) => {}
            Ok(true) => self.observe(|known| known.outages += 1),
            Err(error) => tracing::warn!(error.message = %error, "an outage was not written down"),
        }
    }
}
