//! The worker: looks at what arrived, plans what goes where, and sends what is due.
//!
//! It holds nothing that matters: what was looked at and what is planned is in the ledger, so that
//! after a kill it goes on where it was. An attempt under way at that moment is made again, which
//! the receiver sees by the same `webhook-id`.

use std::collections::HashMap;
use std::time::Duration;

use patchbay_ledger::{EventRow, Forward, ForwardAddress, LedgerError, Settled, Verdict};
use tokio::task::JoinSet;

use super::post::Post;
use super::schedule;
use super::views::conditions;
use crate::error::Result;
use crate::patchbay::Patchbay;

/// Events that are looked at in one go.
const BATCH: usize = 256;

/// Attempts under way at a time, to one address.
const AT_ONCE: usize = 4;

/// The shortest time between two looks.
const PACE: Duration = Duration::from_millis(100);

/// How long to wait when nothing is due, or the ledger does not answer.
const IDLE: Duration = Duration::from_secs(60);

/// What is on its way: each forward with its address.
#[derive(Default)]
struct UnderWay {
    tasks: JoinSet<i64>,
    addresses: HashMap<i64, i64>,
}

impl UnderWay {
    fn to(&self, address_id: i64) -> usize {
        let same = |it: &&i64| **it == address_id;
        self.addresses.values().filter(same).count()
    }

    async fn next(&mut self) {
        match self.tasks.join_next().await {
            Some(Ok(forward_id)) => drop(self.addresses.remove(&forward_id)),
            Some(Err(_)) => self.addresses.clear(),
            None => std::future::pending().await,
        }
    }
}

impl Patchbay {
    /// Forwards what arrives, until the app ends.
    pub(crate) async fn forward_events(self) {
        if let Err(error) = self.0.ledger.give_up_interrupted_forwards().await {
            tracing::warn!(error.message = %error, "forwards that were interrupted stay as they are");
        }
        let mut arrivals = self.0.ledger.changes();
        let mut under_way = UnderWay::default();
        loop {
            arrivals.mark_unchanged();
            let next = self.forward_due(&mut under_way).await;
            let (watched, wait) = match next {
                Ok(Some(wait)) => (true, wait),
                Ok(None) => (false, IDLE),
                Err(error) => {
                    tracing::warn!(error.message = %error, "forwarding paused");
                    (true, IDLE)
                }
            };
            tokio::select! {
                () = under_way.next() => {}
                () = self.0.forwarding.woken.notified() => {}
                changed = arrivals.changed(), if watched => if changed.is_err() { return },
                () = tokio::time::sleep(wait) => {}
            }
            tokio::time::sleep(PACE).await;
        }
    }

    /// Sends what is due, and how long nothing else will be; `None` without any address.
    async fn forward_due(&self, under_way: &mut UnderWay) -> Result<Option<Duration>, LedgerError> {
        let addresses = self.0.ledger.forward_addresses().await?;
        let mut wait = IDLE;
        for address in &addresses {
            self.plan(address).await?;
            self.start_due(address, under_way).await?;
            wait = wait.min(self.until_next(address).await?);
        }
        Ok((!addresses.is_empty()).then_some(wait))
    }

    /// How long until an address's next forward comes due; those that are due already wait for
    /// others to end.
    async fn until_next(&self, address: &ForwardAddress) -> Result<Duration, LedgerError> {
        let now = self.now();
        let next = self.0.ledger.next_forward(address.id, now).await?;
        let left = next.and_then(|at| u64::try_from(at - now).ok());
        Ok(left.map_or(IDLE, Duration::from_millis))
    }

    /// Looks at what arrived since the last look.
    async fn plan(&self, address: &ForwardAddress) -> Result<(), LedgerError> {
        let Some(conditions) = conditions(address).filter(|_| address.saved.forwards) else {
            return Ok(());
        };
        let mut cursor = address.cursor;
        loop {
            let judged = self
                .0
                .ledger
                .events_judged(conditions.clone(), cursor, BATCH);
            let judged = judged.await?;
            let Some((last, _)) = judged.last() else {
                return Ok(());
            };
            let span = (cursor, last.id);
            cursor = last.id;
            let wanted = judged
                .iter()
                .filter(|(event, meets)| *meets && starts(event))
                .map(|(event, _)| event.id)
                .collect();
            self.0
                .ledger
                .plan_forwards(address.id, span, wanted, self.now())
                .await?;
            self.0.forwarding.tell();
        }
    }

    async fn start_due(
        &self,
        address: &ForwardAddress,
        under_way: &mut UnderWay,
    ) -> Result<(), LedgerError> {
        let busy = under_way.to(address.id);
        let due = self
            .0
            .ledger
            .due_forwards(address.id, self.now(), busy + AT_ONCE);
        let waiting: Vec<Forward> = due
            .await?
            .into_iter()
            .filter(|forward| !under_way.addresses.contains_key(&forward.id))
            .take(AT_ONCE.saturating_sub(busy))
            .collect();
        for forward in waiting {
            under_way.addresses.insert(forward.id, address.id);
            under_way
                .tasks
                .spawn(self.clone().attempt(address.clone(), forward));
        }
        Ok(())
    }

    /// One attempt, settled; the forward's id.
    async fn attempt(self, address: ForwardAddress, forward: Forward) -> i64 {
        let number = forward.attempts.len() + 1;
        let attempt = self
            .post(Post {
                address: &address,
                event_id: forward.event_id,
                number,
                body: None,
            })
            .await;
        let settled = match schedule::next(number, self.now()) {
            _ if attempt.status.is_some_and(arrived) => Settled::Delivered,
            Some(at) => Settled::Again(at),
            None => Settled::Failed,
        };
        if let Err(error) = self
            .0
            .ledger
            .settle_forward(forward.id, attempt, settled)
            .await
        {
            tracing::warn!(error.message = %error, "an attempt could not be noted");
        }
        self.0.forwarding.tell();
        forward.id
    }
}

/// Whether an event starts anything: it arrived here, nothing is wrong with its signature, and it is
/// the merchant's.
fn starts(event: &EventRow) -> bool {
    event.verdict != Verdict::Quarantined && !event.imported && !event.exception
}

/// Whether a status says that the event arrived.
pub(super) fn arrived(status: u16) -> bool {
    (200..300).contains(&status)
}
