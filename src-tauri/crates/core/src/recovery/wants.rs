//! Which stores are to be asked, why, and when.

use std::collections::HashMap;
use std::time::Duration;

use patchbay_ledger::{Recovery, RecoveryCause};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::Gap;

/// How long to wait before what could not be done is tried again; the last for as long as it takes.
const AGAIN: [Duration; 5] = [
    Duration::from_secs(5),
    Duration::from_secs(30),
    Duration::from_secs(2 * 60),
    Duration::from_secs(5 * 60),
    Duration::from_secs(15 * 60),
];

/// A store to be asked.
#[derive(Clone, Debug)]
pub(super) struct Want {
    pub store_id: i64,
    pub cause: RecoveryCause,
    pub gap: Option<Gap>,
    /// When it was wanted, in milliseconds since the epoch.
    pub at: i64,
    /// The recovery that goes on, where it was begun before.
    pub begun: Option<Recovery>,
    /// How often it was tried in vain.
    pub tries: usize,
    due: Instant,
}

/// Those that wait, and those under way.
#[derive(Debug, Default)]
pub(super) struct Wants {
    waiting: HashMap<i64, Want>,
    under_way: HashMap<i64, CancellationToken>,
}

impl Wants {
    /// Wants a store asked at once. Where one waits already the stronger cause holds, and the gap is
    /// the whole of both; one that was begun goes on first.
    pub fn ask(&mut self, store_id: i64, cause: RecoveryCause, gap: Option<Gap>, at: i64) {
        let due = Instant::now();
        let asked = Want {
            store_id,
            cause,
            gap,
            at,
            begun: None,
            tries: 0,
            due,
        };
        let want = self.waiting.entry(store_id).or_insert(asked);
        want.due = due;
        if want.begun.is_none() {
            want.cause = want.cause.min(cause);
            want.gap = joined(want.gap, gap);
            want.at = at;
        }
    }

    /// Wants a store asked later, unless it is already.
    pub fn plan(&mut self, store_id: i64, pause: Duration, at: i64) {
        if !self.has(store_id) {
            self.waiting.insert(store_id, round(store_id, pause, at));
        }
    }

    /// Wants one that was begun to go on: at once, or after a pause where it was tried in vain.
    pub fn go_on(&mut self, begun: Recovery, tries: usize) {
        let pause = match tries {
            0 => Duration::ZERO,
            tries => AGAIN[tries.min(AGAIN.len()) - 1],
        };
        let want = Want {
            store_id: begun.of.store_id,
            cause: begun.of.cause,
            gap: begun.of.gap,
            at: begun.of.wanted_at,
            tries,
            due: Instant::now() + pause,
            begun: Some(begun),
        };
        self.waiting.insert(want.store_id, want);
    }

    /// Takes the next that is due and not under way, with what stops it.
    pub fn next(&mut self) -> Option<(Want, CancellationToken)> {
        let now = Instant::now();
        let due = |want: &&Want| want.due <= now && !self.under_way.contains_key(&want.store_id);
        let mut due: Vec<&Want> = self.waiting.values().filter(due).collect();
        due.sort_by_key(|want| (want.cause, want.due, want.store_id));
        let store_id = due.first()?.store_id;
        let want = self.waiting.remove(&store_id)?;
        let token = CancellationToken::new();
        self.under_way.insert(store_id, token.clone());
        Some((want, token))
    }

    /// How long until the next is due.
    pub fn until_next(&self) -> Option<Duration> {
        let free = |want: &&Want| !self.under_way.contains_key(&want.store_id);
        let next = self.waiting.values().filter(free).map(|want| want.due);
        let next = next.min()?;
        Some(next.saturating_duration_since(Instant::now()))
    }

    /// One is under way no longer.
    pub fn ended(&mut self, store_id: i64) {
        self.under_way.remove(&store_id);
    }

    /// How many of those that were wanted then have not begun.
    pub fn waiting_of(&self, cause: RecoveryCause, at: i64) -> usize {
        let same = |want: &&Want| want.cause == cause && want.at == at && want.begun.is_none();
        self.waiting.values().filter(same).count()
    }

    /// None is under way: those that were are lost.
    pub fn none_under_way(&mut self) {
        self.under_way.clear();
    }

    /// Whether a store is to be asked, or is being.
    fn has(&self, store_id: i64) -> bool {
        self.waiting.contains_key(&store_id) || self.under_way.contains_key(&store_id)
    }

    /// Keeps only these stores; the recoveries of others that were begun.
    pub fn retain(&mut self, kept: impl Fn(i64) -> bool) -> Vec<Recovery> {
        let others = self.under_way.iter().filter(|(id, _)| !kept(**id));
        others.for_each(|(_, token)| token.cancel());
        let gone = self.waiting.extract_if(|store_id, _| !kept(*store_id));
        gone.filter_map(|(_, want)| want.begun).collect()
    }

    /// What was tried in vain is due.
    pub fn hurry(&mut self) {
        let now = Instant::now();
        let vain = self.waiting.values_mut().filter(|want| want.tries > 0);
        vain.for_each(|want| want.due = now);
    }

    /// Stops those under way; those that wait are asked only when their turn comes again. The
    /// recoveries among them that were begun.
    pub fn stop(&mut self, pause: Duration, at: i64) -> Vec<Recovery> {
        self.under_way.values().for_each(CancellationToken::cancel);
        let mut begun = Vec::new();
        let waiting = self.waiting.values_mut();
        for want in waiting.filter(|want| want.cause != RecoveryCause::Round) {
            begun.extend(want.begun.take());
            *want = round(want.store_id, pause, at);
        }
        begun
    }
}

fn round(store_id: i64, pause: Duration, at: i64) -> Want {
    Want {
        store_id,
        cause: RecoveryCause::Round,
        gap: None,
        at,
        begun: None,
        tries: 0,
        due: Instant::now() + pause,
    }
}

fn joined(one: Option<Gap>, other: Option<Gap>) -> Option<Gap> {
    match (one, other) {
        (Some(one), Some(other)) => Some((one.0.min(other.0), one.1.max(other.1))),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn gaps_join_and_the_stronger_cause_holds() {
        let mut wants = Wants::default();
        wants.plan(1, Duration::from_secs(60), 0);
        assert!(wants.next().is_none());
        wants.ask(1, RecoveryCause::Outage, Some((5, 9)), 0);
        wants.ask(1, RecoveryCause::Sleep, Some((3, 7)), 0);
        let (want, _) = wants.next().unwrap();
        assert_eq!((want.cause, want.gap), (RecoveryCause::Sleep, Some((3, 9))));
    }

    #[tokio::test(start_paused = true)]
    async fn a_store_is_asked_once_at_a_time() {
        let mut wants = Wants::default();
        wants.ask(1, RecoveryCause::Asked, None, 0);
        let (_, token) = wants.next().unwrap();
        wants.ask(1, RecoveryCause::Asked, None, 0);
        assert!(wants.next().is_none() && wants.until_next().is_none());
        wants.ended(1);
        assert!(wants.next().is_some());
        assert!(!token.is_cancelled());
    }

    #[tokio::test(start_paused = true)]
    async fn stopping_leaves_the_hourly_ones() {
        let mut wants = Wants::default();
        wants.ask(1, RecoveryCause::Asked, None, 0);
        let (_, token) = wants.next().unwrap();
        wants.plan(2, Duration::from_secs(1), 0);
        wants.ask(3, RecoveryCause::Outage, None, 0);
        assert!(wants.stop(Duration::from_secs(60), 0).is_empty());
        assert!(token.is_cancelled());
        assert!(wants.next().is_none(), "neither is asked at once");
        assert_eq!(wants.until_next(), Some(Duration::from_secs(1)));
    }
}
