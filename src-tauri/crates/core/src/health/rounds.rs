//! Stores are asked by themselves: each about every half hour, none at the same moment as another,
//! and less and less often while BigCommerce does not answer for it.

use std::time::Duration;

use patchbay_ledger::Mode;

use super::AT_ONCE;
use super::check::{Found, Hurry, is_silence};
use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, id};
use crate::random::chance;
use crate::several::each;
use crate::view::PracticeState;

/// Between two checks of a store that is well, in milliseconds.
const EVERY: i64 = 30 * 60 * 1000;

/// How often that is doubled: to a day and more.
const DOUBLED: u32 = 6;

/// Between two looks at which stores are due.
const PACE: Duration = Duration::from_secs(60);

/// The same where nobody could be asked.
const LATER: Duration = Duration::from_secs(5 * 60);

/// When a store that was checked at `now` is checked again, after so many failures: up to a fifth
/// sooner or later than others.
pub(super) fn next_at(now: i64, failures: i64) -> i64 {
    let doubled = u32::try_from(failures).unwrap_or(DOUBLED).min(DOUBLED);
    let wait = EVERY << doubled;
    now + (wait as f64 * (0.8 + 0.4 * chance())) as i64
}

impl Patchbay {
    /// Checks stores as they are due, until the app ends.
    pub(crate) async fn keep_health(&self) {
        loop {
            tokio::time::sleep(PACE).await;
            match self.check_due().await {
                Ok(true) => {}
                Ok(false) => tokio::time::sleep(LATER).await,
                Err(error) => tracing::warn!(error.message = %error, "stores were not checked"),
            }
        }
    }

    /// Checks the stores that are due, a few at a time; whether BigCommerce could be asked.
    ///
    /// # Errors
    /// Those of the ledger.
    pub async fn check_due(&self) -> Result<bool> {
        let mut due = self.0.ledger.due_stores(self.now()).await?;
        let resting = self.resting_stores().await?;
        due.retain(|store| !resting.contains(store));
        if due.is_empty() {
            return Ok(true);
        }
        let mut asked = true;
        let check = |it: Self, store| async move { it.check_by_itself(store).await };
        each(self, due, AT_ONCE, &self.0.ended, check, |goes_on| {
            asked &= goes_on;
            asked
        })
        .await;
        self.count_hooks().await;
        self.touch();
        Ok(asked)
    }

    /// Stores of the practice BigCommerce while that is stopped: a check would start it.
    pub(crate) async fn resting_stores(&self) -> Result<Vec<i64>> {
        if self.practice_view().state == PracticeState::Running {
            return Ok(Vec::new());
        }
        let mut resting = Vec::new();
        for app in self.0.ledger.apps().await? {
            if app.mode == Mode::Practice {
                let stores = self.0.ledger.stores(Some(app.id)).await?;
                resting.extend(stores.iter().map(|store| store.id));
            }
        }
        Ok(resting)
    }

    /// Checks a store for nobody in particular; whether others can be asked.
    async fn check_by_itself(&self, store: i64) -> bool {
        let Ok((app, store)) = self.app_and_store(id(store)).await else {
            return true;
        };
        match self.check_health(&app, &store, Hurry::Nobody).await {
            Ok(Found::Failed(Error::Api(error))) => !is_silence(&error),
            Ok(Found::Failed(Error::Conflict { .. })) => true,
            Ok(Found::Failed(_)) | Err(_) => false,
            Ok(Found::Well(_) | Found::Mended(_) | Found::Lacking(..)) => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_are_spread_out_and_get_rarer() {
        for failures in 0..9 {
            let wait = EVERY << failures.min(6);
            let waits: Vec<i64> = (0..100).map(|_| next_at(0, failures)).collect();
            let within = |next: &i64| *next >= wait * 8 / 10 && *next <= wait * 12 / 10;
            assert!(waits.iter().all(within), "after {failures}");
            assert!(
                waits.iter().any(|next| *next != waits[0]),
                "never all at once"
            );
        }
    }
}
