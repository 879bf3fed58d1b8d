//! Why an event is quarantined: judged again with the secret of now, since the ledger keeps the
//! verdict and not its reason.

use patchbay_bigcommerce::webhook::{self, Signature, SigningKey};
use patchbay_connector::Symptom;
use patchbay_ledger::{Delivery, EventRow, Verdict};

use crate::diagnosis::words::explained;
use crate::error::Result;
use crate::inbox;
use crate::patchbay::{Patchbay, id};
use crate::view::Problem;

const TITLE: &str = "Kept apart: it starts nothing";

impl Patchbay {
    /// Why an event is quarantined, and what to do; `None` when it is not.
    pub(super) async fn quarantine(
        &self,
        row: &EventRow,
        deliveries: &[Delivery],
    ) -> Result<Option<Problem>> {
        let latest = deliveries
            .iter()
            .rfind(|it| it.verdict == Verdict::Quarantined);
        match latest {
            Some(delivery) if row.verdict == Verdict::Quarantined => {
                self.reason(row, delivery).await.map(Some)
            }
            _ => Ok(None),
        }
    }

    async fn reason(&self, row: &EventRow, delivery: &Delivery) -> Result<Problem> {
        let body = self.0.ledger.body(delivery.id).await?.unwrap_or_default();
        let store = self.ledger_store(row.store_id).await?;
        if let Some(other) = inbox::foreign(&body, &store.hash) {
            return Ok(problem(
                &format!(
                    "It says that it comes from the store {other}, but it came by a hook of {}.",
                    store.hash
                ),
                "Check whether two stores share an address. Nothing was done with it.",
            ));
        }
        let app = self.ledger_app(id(row.app_id)).await?;
        let Ok((_, secret)) = self.credentials(&app).await else {
            return Ok(problem(
                "Its signature is wrong. Why cannot be told while the Client Secret is not to be had.",
                "Open the keychain, or enter the Client Secret.",
            ));
        };
        let at = delivery.received_at / 1000;
        let key = SigningKey::new(&secret);
        Ok(match webhook::verify(&key, &delivery.headers, &body, at) {
            Signature::Wrong { why } => Problem {
                title: TITLE.into(),
                ..explained(&Symptom::new(why.code()))
            },
            Signature::Good { .. } | Signature::Stale { .. } | Signature::Absent => problem(
                "It was refused when it came, and passes with the Client Secret of now.",
                "Start Patchbay again: what is kept apart is then checked anew.",
            ),
        })
    }
}

fn problem(meaning: &str, remedy: &str) -> Problem {
    Problem {
        title: TITLE.into(),
        meaning: meaning.into(),
        remedy: remedy.into(),
        mend: None,
    }
}
