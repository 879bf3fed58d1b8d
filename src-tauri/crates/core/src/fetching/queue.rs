//! What is to be fetched, by store: one request at a time, the same resource once however many
//! events tell of it, and so much at most that a burst fills no memory.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use tokio::time::Instant;

/// How long more events of the same resource are waited for.
const GATHER: Duration = Duration::from_secs(1);

/// Resources that wait in one store. Of more, those that waited longest are let go: their rows stay
/// as they arrived.
const MOST: usize = 500;

/// How often the same is asked for when BigCommerce fails.
const TRIES: u32 = 4;

/// How long a kind of resource is left alone that the app may not see.
const REFUSED: Duration = Duration::from_secs(120);

/// The shortest and the longest time that a store is left alone.
const SHORTEST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(60);

/// A resource to fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Want {
    pub app_id: i64,
    pub store_id: i64,
    /// The kind of resource, and its id.
    pub key: (String, String),
    /// The newest event that tells of it.
    pub event_id: i64,
    tries: u32,
}

impl Want {
    pub fn new(app_id: i64, store_id: i64, key: (String, String), event_id: i64) -> Self {
        Self {
            app_id,
            store_id,
            key,
            event_id,
            tries: 0,
        }
    }
}

/// What came of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It is settled, whatever the answer was.
    Settled,
    /// The store has no request to spare for so long.
    QuotaUsed(Option<Duration>),
    /// BigCommerce could not be asked, or failed.
    Trouble,
    /// The app may not see this kind of resource.
    Refused,
}

/// Everything that waits.
#[derive(Debug, Default)]
pub(super) struct Queue {
    stores: HashMap<i64, StoreQueue>,
}

/// What waits in one store, in the order it came.
#[derive(Debug, Default)]
struct StoreQueue {
    last: u64,
    waiting: BTreeMap<u64, (Instant, Want)>,
    places: HashMap<(String, String), u64>,
    paused: Option<Instant>,
    refused: HashMap<String, Instant>,
    busy: bool,
}

impl Queue {
    /// Adds what an event tells of.
    pub fn add(&mut self, want: Want, now: Instant) {
        self.stores.entry(want.store_id).or_default().add(want, now);
    }

    /// The next that is due; its store is busy until it has ended.
    pub fn next(&mut self, now: Instant) -> Option<Want> {
        self.stores.values_mut().find_map(|store| store.next(now))
    }

    /// What came of it.
    pub fn ended(&mut self, want: Want, outcome: Outcome, now: Instant) {
        if let Some(store) = self.stores.get_mut(&want.store_id) {
            store.ended(want, outcome, now);
        }
        self.stores.retain(|_, store| !store.is_idle(now));
    }

    /// Nothing is under way any more.
    pub fn nothing_under_way(&mut self) {
        self.stores
            .values_mut()
            .for_each(|store| store.busy = false);
    }

    /// Lets go of what is not to be fetched any more.
    pub fn retain(&mut self, wanted: impl Fn(&Want) -> bool) {
        for store in self.stores.values_mut() {
            store.retain(&wanted);
        }
    }

    /// How long nothing will be due; `None` when nothing waits.
    pub fn until_next(&self, now: Instant) -> Option<Duration> {
        let next = self.stores.values().filter_map(StoreQueue::due).min()?;
        Some(next.saturating_duration_since(now))
    }
}

impl StoreQueue {
    fn add(&mut self, want: Want, now: Instant) {
        self.refused.retain(|_, until| *until > now);
        if self.refused.contains_key(&want.key.0) {
            return;
        }
        let known = self.places.get(&want.key);
        if let Some((_, waiting)) = known.and_then(|place| self.waiting.get_mut(place)) {
            waiting.event_id = waiting.event_id.max(want.event_id);
            return;
        }
        self.put(want, now + GATHER);
        if self.waiting.len() > MOST
            && let Some((_, (_, oldest))) = self.waiting.pop_first()
        {
            self.places.remove(&oldest.key);
        }
    }

    fn put(&mut self, want: Want, due: Instant) {
        self.last += 1;
        self.places.insert(want.key.clone(), self.last);
        self.waiting.insert(self.last, (due, want));
    }

    fn next(&mut self, now: Instant) -> Option<Want> {
        if self.busy || self.paused.is_some_and(|until| until > now) {
            return None;
        }
        let mut waiting = self.waiting.iter();
        let place = *waiting.find(|(_, (due, _))| *due <= now)?.0;
        let (_, want) = self.waiting.remove(&place)?;
        self.places.remove(&want.key);
        self.busy = true;
        Some(want)
    }

    fn ended(&mut self, want: Want, outcome: Outcome, now: Instant) {
        self.busy = false;
        match outcome {
            Outcome::Settled => {}
            Outcome::QuotaUsed(wait) => {
                self.paused = Some(now + wait.unwrap_or(LONGEST).max(SHORTEST));
                self.again(want, now);
            }
            Outcome::Trouble => {
                let tries = want.tries + 1;
                let pause = SHORTEST * 2_u32.saturating_pow(tries);
                self.paused = Some(now + pause.min(LONGEST));
                if tries < TRIES {
                    self.again(Want { tries, ..want }, now);
                }
            }
            Outcome::Refused => {
                let kind = want.key.0;
                self.retain(&|other: &Want| other.key.0 != kind);
                self.refused.insert(kind, now + REFUSED);
            }
        }
    }

    /// Puts back what is to be asked for again, unless a later event tells of it by now.
    fn again(&mut self, want: Want, now: Instant) {
        if !self.places.contains_key(&want.key) {
            self.put(want, now);
        }
    }

    fn retain(&mut self, wanted: &impl Fn(&Want) -> bool) {
        self.waiting.retain(|_, (_, want)| wanted(want));
        self.places
            .retain(|_, place| self.waiting.contains_key(place));
    }

    fn due(&self) -> Option<Instant> {
        let first = self.waiting.values().map(|(due, _)| *due).min();
        first
            .filter(|_| !self.busy)
            .map(|due| self.paused.map_or(due, |until| until.max(due)))
    }

    fn is_idle(&self, now: Instant) -> bool {
        let paused = self.paused.is_some_and(|until| until > now);
        let refused = self.refused.values().any(|until| *until > now);
        self.waiting.is_empty() && !self.busy && !paused && !refused
    }
}

#[cfg(test)]
mod tests;
