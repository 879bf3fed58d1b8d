//! The worker: has a store checked when BigCommerce tells that its deliveries fail.
//!
//! What was not looked into is in the ledger, so that a kill forgets nothing. A store is looked into
//! at once, and then seldom: BigCommerce may tell of every hook, again and again, and each look costs
//! requests of the store's quota.

use std::time::Duration;

use patchbay_ledger::{App, RecoveryCause, Store, StoreState, WaitingExceptions};

use crate::error::{Error, Result};
use crate::health::{Found, Hurry, is_silence};
use crate::patchbay::{Patchbay, connector_of, id};
use crate::several::each;

/// The shortest time between two looks into a store, in milliseconds.
const SPACING: i64 = 2 * 60 * 1000;

/// Stores that are looked into at a time.
const AT_ONCE: usize = 4;

/// The shortest time between two looks at what waits.
const PACE: Duration = Duration::from_millis(250);

/// How long to wait when nothing does, or the ledger does not answer.
const IDLE: Duration = Duration::from_secs(60);

impl Patchbay {
    /// Looks into what BigCommerce tells of failed deliveries, until the app ends.
    pub(crate) async fn look_into_exceptions(&self) {
        let mut events = self.0.ledger.changes();
        let mut changed = self.0.changed.subscribe();
        loop {
            events.mark_unchanged();
            changed.mark_unchanged();
            let wait = self.look_into_waiting().await.unwrap_or_else(|error| {
                tracing::warn!(error.message = %error, "exceptions were not looked into");
                IDLE
            });
            tokio::select! {
                changed = events.changed() => if changed.is_err() { return },
                changed = changed.changed() => if changed.is_err() { return },
                () = tokio::time::sleep(wait) => {}
            }
            tokio::time::sleep(PACE).await;
        }
    }

    /// Looks into the stores that are due; how long no other will be.
    async fn look_into_waiting(&self) -> Result<Duration> {
        let mut waiting = self.0.ledger.exceptions_waiting().await?;
        if waiting.is_empty() {
            return Ok(IDLE);
        }
        let resting = self.resting_stores().await?;
        waiting.retain(|one| !resting.contains(&one.store_id));
        let now = self.now();
        let (due, later): (Vec<_>, Vec<_>) = waiting
            .into_iter()
            .partition(|one| self.until_due(one.store_id, now).is_none());
        let next = later
            .iter()
            .filter_map(|one| self.until_due(one.store_id, now))
            .min();
        if !due.is_empty() {
            let look = |it: Self, one| async move { it.look_into(one).await };
            each(self, due, AT_ONCE, &self.0.ended, look, |()| true).await;
            self.count_hooks().await;
            self.touch();
        }
        Ok(next.unwrap_or(IDLE).min(IDLE))
    }

    /// How long until a store is looked into again; `None` where it may be now.
    fn until_due(&self, store_id: i64, now: i64) -> Option<Duration> {
        let last = self.0.exceptions.looks().get(&store_id).copied()?;
        let left = last + SPACING - now;
        let left = u64::try_from(left).ok().filter(|left| *left > 0)?;
        (last <= now).then(|| Duration::from_millis(left))
    }

    async fn look_into(self, waiting: WaitingExceptions) {
        self.0
            .exceptions
            .looks()
            .insert(waiting.store_id, self.now());
        if let Err(error) = self.try_look_into(&waiting).await {
            tracing::warn!(error.message = %error, "an exception was not looked into");
        }
    }

    async fn try_look_into(&self, waiting: &WaitingExceptions) -> Result<()> {
        let settled = match self.app_and_store(id(waiting.store_id)).await {
            Ok((app, store)) if store.state == StoreState::Connected => {
                self.check_told(&app, &store, &waiting.codes).await?
            }
            Ok(_) | Err(Error::NotFound(_)) => true,
            Err(error) => return Err(error),
        };
        if settled {
            let (store, last) = (waiting.store_id, waiting.last);
            self.0.ledger.looked_into(store, last, self.now()).await?;
        }
        Ok(())
    }

    /// Checks a store, and has looked for what may be lost; whether BigCommerce could be asked.
    async fn check_told(&self, app: &App, store: &Store, codes: &[i64]) -> Result<bool> {
        let since = self.last_told(store).await;
        let found = self.check_health(app, store, Hurry::Nobody).await?;
        match found {
            Found::Failed(Error::Api(error)) if is_silence(&error) => return Ok(false),
            Found::Failed(Error::Api(_) | Error::Conflict { .. }) => {}
            Found::Failed(_) => return Ok(false),
            Found::Mended(_) => {}
            Found::Well(_) | Found::Lacking(..) if loses(app, codes)? => {
                let gap = since.map(|since| (since, self.now()));
                self.may_have_missed(std::slice::from_ref(store), RecoveryCause::Hooks, gap);
            }
            Found::Well(_) | Found::Lacking(..) => {}
        }
        Ok(true)
    }
}

/// Whether events may be lost of which BigCommerce told with one of these codes. One that is not
/// known may say so.
fn loses(app: &App, codes: &[i64]) -> Result<bool> {
    let exceptions = connector_of(app)?.exceptions.as_ref();
    let loses = |code: &i64| {
        exceptions
            .and_then(|it| it.of(*code))
            .is_none_or(|it| it.loses)
    };
    Ok(codes.iter().any(loses))
}
