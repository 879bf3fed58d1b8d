//! The share of deliveries that are answered well, as BigCommerce reckons it before it sends nothing
//! for three minutes.
//!
//! It looks at two minutes, for each client id at each domain, and acts below 90 % once there were
//! 100 (<https://developer.bigcommerce.com/docs/integrations/webhooks>). What never reached this
//! machine is not counted here: the probe tells of that.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::sleep;

use crate::patchbay::Patchbay;

const WINDOW: i64 = 120_000;
const ENOUGH: u32 = 100;
const PERCENT: u32 = 90;

/// From so many on, a bad share is worth a word before it is acted upon.
const WORTH_A_WORD: u32 = 10;

/// Deliveries are counted in slots of so many milliseconds.
const SLOT: i64 = 5_000;

/// Between looks.
const ROUND: Duration = Duration::from_secs(5);

/// Deliveries answered with 2xx, among all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Share {
    pub well: u32,
    pub all: u32,
}

/// How near it is to being acted upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Danger {
    None,
    /// The share is too low, and there are too few yet.
    Near,
    /// It is acted upon.
    Blocked,
}

impl Share {
    pub fn danger(self) -> Danger {
        let low = u64::from(self.well) * 100 < u64::from(self.all) * u64::from(PERCENT);
        match self.all {
            ENOUGH.. if low => Danger::Blocked,
            WORTH_A_WORD.. if low => Danger::Near,
            _ => Danger::None,
        }
    }

    /// What it is sorted by: the worst first.
    fn badness(self) -> (Danger, u32) {
        (self.danger(), self.all - self.well)
    }
}

/// What the deliveries of the last two minutes were answered with, by app.
#[derive(Debug, Default)]
pub(crate) struct Successes(Mutex<HashMap<i64, VecDeque<(i64, Share)>>>);

impl Successes {
    /// Counts an answer given at `now`.
    pub fn note(&self, app: i64, now: i64, well: bool) {
        let slot = now.div_euclid(SLOT) * SLOT;
        let mut apps = self.lock();
        let slots = apps.entry(app).or_default();
        if slots.back().is_none_or(|(last, _)| *last != slot) {
            slots.push_back((slot, Share::default()));
        }
        if let Some((_, share)) = slots.back_mut() {
            share.all += 1;
            share.well += u32::from(well);
        }
        forget_before(slots, now);
    }

    /// The share of the app that fares worst.
    fn worst(&self, now: i64) -> Share {
        let mut apps = self.lock();
        apps.values_mut()
            .for_each(|slots| forget_before(slots, now));
        apps.retain(|_, slots| !slots.is_empty());
        let shares = apps.values().map(total);
        shares
            .max_by_key(|share| share.badness())
            .unwrap_or_default()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<i64, VecDeque<(i64, Share)>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Patchbay {
    /// Looks at the answers for as long as the app runs.
    pub(crate) async fn watch_successes(&self) {
        loop {
            sleep(ROUND).await;
            let share = self.0.address.successes.worst(self.now());
            self.observe(|known| known.signals.answers = share);
        }
    }
}

fn forget_before(slots: &mut VecDeque<(i64, Share)>, now: i64) {
    while slots.front().is_some_and(|(slot, _)| slot + WINDOW < now) {
        slots.pop_front();
    }
}

fn total(slots: &VecDeque<(i64, Share)>) -> Share {
    let add = |sum: Share, (_, share): &(i64, Share)| Share {
        well: sum.well + share.well,
        all: sum.all + share.all,
    };
    slots.iter().fold(Share::default(), add)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: i64 = 1_790_000_040_000;

    fn after(well: u32, badly: u32) -> Danger {
        let successes = Successes::default();
        for n in 0..well + badly {
            successes.note(1, NOON, n < well);
        }
        successes.worst(NOON).danger()
    }

    #[test]
    fn a_bad_share_is_told_before_there_are_enough() {
        assert_eq!(after(0, 9), Danger::None);
        assert_eq!(after(8, 2), Danger::Near);
        assert_eq!(after(9, 1), Danger::None);
        assert_eq!(after(89, 10), Danger::Near);
        assert_eq!(after(89, 11), Danger::Blocked);
        assert_eq!(after(90, 10), Danger::None);
    }

    #[test]
    fn one_apps_good_share_does_not_hide_anothers() {
        let successes = Successes::default();
        for n in 0..300 {
            successes.note(1, NOON, true);
            successes.note(2, NOON, n % 2 == 0);
        }
        assert_eq!(
            successes.worst(NOON),
            Share {
                well: 150,
                all: 300
            }
        );
    }

    #[test]
    fn two_minutes_later_it_is_forgotten() {
        let successes = Successes::default();
        successes.note(1, NOON, false);
        successes.note(1, NOON + 60_000, true);
        assert_eq!(successes.worst(NOON + 60_000), Share { well: 1, all: 2 });
        assert_eq!(
            successes.worst(NOON + WINDOW + 5_000),
            Share { well: 1, all: 1 }
        );
        assert_eq!(successes.worst(NOON + 2 * WINDOW), Share::default());
        assert!(successes.lock().is_empty());
    }
}
