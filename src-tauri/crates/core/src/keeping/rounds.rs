//! What is done by itself: at the start, when the user changed something, and every few minutes.

use std::time::Duration;

use crate::error::Result;
use crate::patchbay::Patchbay;

/// The time between two rounds.
const ROUND: Duration = Duration::from_secs(10 * 60);

/// The same after events were removed: by then the search index has followed.
const SOON: Duration = Duration::from_secs(30);

/// So little is not given back: what arrives next needs it.
const WORTHWHILE: i64 = 4 << 20;

/// How long nothing must have been written for the disk to be nobody's.
const QUIET: Duration = Duration::from_millis(200);

/// Slices given back between two looks at whether that is still so.
const SLICES: u64 = 4;

/// Looks in a round at whether the disk is nobody's.
const LOOKS: usize = 100;

impl Patchbay {
    /// Goes round until the app ends.
    pub(crate) async fn keep_ledger(&self) {
        loop {
            let pause = match self.round().await {
                Ok(true) => SOON,
                Ok(false) => ROUND,
                Err(error) => {
                    tracing::warn!(error.message = %error, "the ledger was not kept up");
                    ROUND
                }
            };
            let woken = self.0.keeping.wake.notified();
            let _woken_or_not = tokio::time::timeout(pause, woken).await;
        }
    }

    /// Does what is due; whether events were removed, which the search index has to follow.
    async fn round(&self) -> Result<bool> {
        let removed = self.remove_due().await?;
        self.back_up_if_due().await;
        self.give_back().await?;
        Ok(removed)
    }

    /// Gives what is free in the ledger's file back to the disk while nothing arrives.
    async fn give_back(&self) -> Result<()> {
        let ledger = &self.0.ledger;
        let mut free = ledger.free().await?;
        for _ in 0..LOOKS {
            if free < WORTHWHILE {
                break;
            }
            if !self.is_quiet().await {
                continue;
            }
            let before = free;
            for _ in 0..SLICES {
                free = ledger.give_back().await?;
            }
            if free >= before {
                break;
            }
        }
        ledger.checkpoint().await;
        Ok(())
    }

    async fn is_quiet(&self) -> bool {
        let before = self.0.ledger.written().jobs;
        tokio::time::sleep(QUIET).await;
        self.0.ledger.written().jobs == before
    }
}
