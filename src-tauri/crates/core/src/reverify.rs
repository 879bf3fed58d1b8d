//! Verifying again what could not be verified, or was refused, with the secret of today.
//!
//! It walks from the oldest delivery to the newest, a batch at a time: each batch is one short job
//! of the ledger's writer, and arrivals get their turn between two of them.

use std::collections::HashMap;
use std::time::Duration;

use patchbay_bigcommerce::webhook::SigningKey;
use patchbay_ledger::{LedgerError, Origin, Proof, StoredDelivery, Verdict};

use crate::error::Result;
use crate::inbox;
use crate::patchbay::Patchbay;

/// Deliveries of a batch: of the largest bodies, 25 MB.
const BATCH: usize = 100;

/// How long to stand back when the writer has more than enough to do.
const PAUSE: Duration = Duration::from_secs(1);

/// What waits to be verified again.
#[derive(Clone, Copy, Debug)]
enum Waiting {
    Unverified,
    Quarantined,
}

/// What a delivery is verified with.
struct Proofs {
    key: SigningKey,
    /// The hashes of the app's stores, by row id.
    stores: HashMap<i64, String>,
}

impl Patchbay {
    /// Verifies an app's deliveries again; one walk at a time. What does not verify stays as it is:
    /// the secret of today may be the wrong one.
    pub(crate) async fn verify_again(&self, app_id: i64) {
        let _turn = self.0.verify_turn.lock().await;
        for waiting in [Waiting::Unverified, Waiting::Quarantined] {
            if let Err(error) = self.walk(app_id, waiting).await {
                tracing::warn!(error.message = %error, "deliveries were not verified again");
            }
        }
    }

    async fn walk(&self, app_id: i64, waiting: Waiting) -> Result<()> {
        let Some(proofs) = self.proofs_of(app_id).await? else {
            return Ok(());
        };
        let mut after = 0;
        loop {
            let batch = self.waiting(app_id, waiting, after).await?;
            let Some(last) = batch.last() else {
                return Ok(());
            };
            after = last.delivery.id;
            let good = proofs.good(&batch);
            if is_proof(&batch, &good) {
                self.proved_by_delivery(app_id, Proof::Signature);
            }
            self.write_verdicts(good).await?;
        }
    }

    /// `None` where there is no app any more, or no secret to be had.
    async fn proofs_of(&self, app_id: i64) -> Result<Option<Proofs>> {
        let Some(app) = self.0.ledger.app(app_id).await? else {
            return Ok(None);
        };
        let Ok((_, secret)) = self.credentials(&app).await else {
            return Ok(None);
        };
        let stores = self.0.ledger.stores(Some(app_id)).await?;
        let stores = stores.into_iter().map(|store| (store.id, store.hash));
        Ok(Some(Proofs {
            key: SigningKey::new(&secret),
            stores: stores.collect(),
        }))
    }

    async fn waiting(
        &self,
        app_id: i64,
        waiting: Waiting,
        after: i64,
    ) -> Result<Vec<StoredDelivery>> {
        let ledger = &self.0.ledger;
        Ok(match waiting {
            Waiting::Unverified => ledger.unverified(app_id, after, BATCH).await?,
            Waiting::Quarantined => ledger.quarantined(app_id, after, BATCH).await?,
        })
    }

    async fn write_verdicts(&self, verdicts: Vec<(i64, Verdict)>) -> Result<()> {
        while !verdicts.is_empty() {
            match self.0.ledger.reverify_all(verdicts.clone()).await {
                Err(LedgerError::Busy) => tokio::time::sleep(PAUSE).await,
                outcome => return Ok(outcome?),
            }
        }
        Ok(())
    }
}

/// Whether one that verifies came from BigCommerce itself.
fn is_proof(batch: &[StoredDelivery], good: &[(i64, Verdict)]) -> bool {
    let live = batch.iter().map(|stored| &stored.delivery);
    let mut live = live.filter(|delivery| delivery.origin == Origin::Live);
    live.any(|delivery| good.iter().any(|(id, _)| *id == delivery.id))
}

impl Proofs {
    /// The deliveries that verify, with their verdicts.
    fn good(&self, batch: &[StoredDelivery]) -> Vec<(i64, Verdict)> {
        let judged = batch.iter().filter_map(|stored| {
            let verdict = self.judge(stored)?;
            let good = matches!(verdict, Verdict::Verified | Verdict::VerifiedStale);
            good.then_some((stored.delivery.id, verdict))
        });
        judged.collect()
    }

    /// By the clock of its arrival.
    fn judge(&self, stored: &StoredDelivery) -> Option<Verdict> {
        let arrived = inbox::Arrived {
            headers: &stored.delivery.headers,
            body: &stored.body,
            received_at: stored.delivery.received_at,
        };
        let store_hash = self.stores.get(&stored.store_id)?;
        Some(inbox::verdict_of(&self.key, store_hash, &arrived))
    }
}
