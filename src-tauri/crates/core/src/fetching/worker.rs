//! The worker: follows what arrives, and looks at the resources that it is about.
//!
//! It holds nothing that matters: what was looked at is in the ledger, so that after a start it
//! fetches what arrived lately and was not looked at since. It comes after the acknowledgement, one
//! request a store at a time, and stands back where others need the quota.

use std::collections::HashMap;
use std::time::Duration;

use patchbay_bigcommerce::ApiError;
use patchbay_ledger::{App, EventRow, Origin, StoreState};
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::look::Waits;
use super::newest::speaks;
use super::queue::{Outcome, Queue, Want};
use super::subject::fetched;
use crate::error::{Error, Result};
use crate::feed::ids;
use crate::patchbay::Patchbay;

/// Events that are looked at in one go.
const BATCH: usize = 256;

/// Stores that are asked at a time.
const AT_ONCE: usize = 4;

/// The shortest time between two looks at what arrived.
const PACE: Duration = Duration::from_millis(100);

/// How long to wait when nothing is due, or the ledger does not answer.
const IDLE: Duration = Duration::from_secs(60);

/// How far back a start looks: so many changes, and so long.
const BACK: i64 = 5_000;
const LATELY: i64 = 10 * 60 * 1000;

/// What was seen, and what is under way.
struct Arrivals {
    it: Patchbay,
    /// Every event up to the one with this id was seen; `None` while no app has anything fetched.
    seen: Option<i64>,
    queue: Queue,
    under_way: JoinSet<(Want, Outcome)>,
}

impl Patchbay {
    /// Fetches resources as events arrive, until the app ends.
    pub(crate) async fn fetch_arrivals(self) {
        let mut changes = self.0.ledger.changes();
        let mut arrivals = Arrivals {
            it: self.clone(),
            seen: None,
            queue: Queue::default(),
            under_way: JoinSet::new(),
        };
        loop {
            changes.mark_unchanged();
            let wait = match arrivals.step().await {
                Ok(wait) => wait,
                Err(error) => {
                    tracing::warn!(error.message = %error, "fetching at arrival paused");
                    Some(IDLE)
                }
            };
            tokio::select! {
                () = arrivals.ended() => {}
                () = self.0.fetching.woken.notified() => {}
                changed = changes.changed(), if wait.is_some() => if changed.is_err() { return },
                () = tokio::time::sleep(wait.unwrap_or(IDLE)) => {}
            }
            tokio::time::sleep(PACE).await;
        }
    }

    /// Looks at what an event is about, for nobody in particular.
    async fn look_at_arrival(self, want: Want) -> (Want, Outcome) {
        let outcome = match self.look(&want).await {
            Ok(outcome) => outcome,
            Err(error) => {
                tracing::debug!(error.message = %error, event.id = want.event_id, "not fetched");
                Outcome::Trouble
            }
        };
        (want, outcome)
    }

    async fn look(&self, want: &Want) -> Result<Outcome> {
        let Some(row) = self.0.ledger.event(want.event_id).await? else {
            return Ok(Outcome::Settled);
        };
        let of = match self.subject(row).await {
            Err(Error::NotFound(_)) => return Ok(Outcome::Settled),
            of => of?,
        };
        let ledger = &self.0.ledger;
        let known = ledger.looked_since(of.row.id, of.store.id, of.key(), of.row.first_at);
        if of.store.state != StoreState::Connected || known.await? {
            return Ok(Outcome::Settled);
        }
        let at = self.now();
        let answer = self.ask(&of, Waits::Nobody).await;
        self.keep_look(&of, at, &answer, true).await?;
        Ok(answer.as_ref().map_or_else(outcome, |_| Outcome::Settled))
    }
}

impl Arrivals {
    /// Takes in what arrived and starts what is due; how long nothing else will be, or `None` while
    /// no app has anything fetched.
    async fn step(&mut self) -> Result<Option<Duration>> {
        let on = self.it.0.ledger.fetching().await?;
        self.queue.retain(|want| on.contains_key(&want.app_id));
        if on.is_empty() {
            self.seen = None;
            return Ok(None);
        }
        let apps = self.it.0.ledger.apps().await?.into_iter();
        let on = apps.filter_map(|app| Some((app.id, (*on.get(&app.id)?, app))));
        self.take_in(&on.collect()).await?;
        while self.under_way.len() < AT_ONCE
            && let Some(want) = self.queue.next(Instant::now())
        {
            self.under_way.spawn(self.it.clone().look_at_arrival(want));
        }
        let next = self.queue.until_next(Instant::now());
        Ok(Some(next.unwrap_or(IDLE)))
    }

    async fn take_in(&mut self, on: &HashMap<i64, (i64, App)>) -> Result<()> {
        let ledger = self.it.0.ledger.clone();
        let mut seen = match self.seen {
            Some(seen) => seen,
            None => ledger.feed_head().await?.seq - BACK,
        };
        loop {
            let events = ledger.events_after(seen, BATCH).await?;
            for event in &events {
                self.consider(event, on);
            }
            seen = events.last().map_or(seen, |last| last.id);
            self.seen = Some(seen);
            if events.len() < BATCH {
                return Ok(());
            }
        }
    }

    /// Adds what an event is about, when it is to be fetched: `on` says since when for which apps.
    fn consider(&mut self, event: &EventRow, on: &HashMap<i64, (i64, App)>) {
        let Some((since, app)) = on.get(&event.app_id) else {
            return;
        };
        let live = event.origin == Origin::Live && speaks(event);
        if !live || event.first_at < (*since).max(self.it.now() - LATELY) {
            return;
        }
        if let Some(fetched) = fetched(app, event) {
            let key = fetched.key(&ids(event));
            let want = Want::new(event.app_id, event.store_id, key, event.id);
            self.queue.add(want, Instant::now());
        }
    }

    /// Waits for something under way to end.
    async fn ended(&mut self) {
        match self.under_way.join_next().await {
            Some(Ok((want, outcome))) => self.queue.ended(want, outcome, Instant::now()),
            Some(Err(_)) => {
                self.under_way.abort_all();
                self.queue.nothing_under_way();
            }
            None => std::future::pending().await,
        }
    }
}

/// What a failure means for what waits.
fn outcome(error: &Error) -> Outcome {
    let Error::Api(why) = error else {
        return Outcome::Trouble;
    };
    match why {
        ApiError::TokenDead | ApiError::ScopeMissing | ApiError::Forbidden { .. } => {
            Outcome::Refused
        }
        ApiError::RateLimited { retry_ms } => {
            Outcome::QuotaUsed(retry_ms.map(Duration::from_millis))
        }
        ApiError::Overloaded
        | ApiError::StoreDown { .. }
        | ApiError::Server { .. }
        | ApiError::NotJson { .. }
        | ApiError::Unreachable
        | ApiError::Timeout => Outcome::Trouble,
        ApiError::NotFound
        | ApiError::Invalid { .. }
        | ApiError::TooLarge
        | ApiError::BadPath
        | ApiError::Insecure
        | ApiError::Unexpected { .. } => Outcome::Settled,
    }
}
