//! The request quota of a store.
//!
//! BigCommerce counts requests per store over windows of 30 s, all apps together, and says with
//! each answer how many are left. Whoever shares a `Quota` waits instead of asking when none is,
//! so that one eager caller does not make the others fail.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::limits::Limits;
use crate::StoreHash;

/// The smallest quota that BigCommerce documents, where an answer does not say it.
const USUAL_QUOTA: u32 = 150;

/// The request quota of one store, shared by clones.
#[derive(Clone, Debug, Default)]
pub struct Quota {
    window: Arc<Mutex<Option<Window>>>,
}

#[derive(Clone, Copy, Debug)]
struct Window {
    left: u32,
    ends: Instant,
    length: Duration,
    quota: Option<u32>,
    /// Begun here because the one before it ended; no answer has confirmed it yet.
    assumed: bool,
}

/// What BigCommerce last told of a store's quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotaLeft {
    /// Requests left in the window, for all of the store's apps together.
    pub left: u32,
    /// Requests in a whole window, where that was told.
    pub quota: Option<u32>,
    /// Until the window ends and the quota is whole again.
    pub resets_in: Duration,
}

impl Quota {
    /// What is left at `now`, as answers told it; `None` before the first, and once the window that
    /// they told of is over.
    pub fn left(&self, now: Instant) -> Option<QuotaLeft> {
        let window = (*self.window()).filter(|window| now < window.ends && !window.assumed)?;
        Some(QuotaLeft {
            left: window.left,
            quota: window.quota,
            resets_in: window.ends - now,
        })
    }

    /// Takes one request out of the quota, or says how long none is to be had.
    pub(super) fn take(&self, now: Instant) -> Result<(), Duration> {
        let mut known = self.window();
        let Some(mut window) = *known else {
            return Ok(());
        };
        if now >= window.ends {
            *known = window.next(now);
            return Ok(());
        }
        if window.left == 0 {
            return Err(window.ends - now);
        }
        window.left -= 1;
        *known = Some(window);
        Ok(())
    }

    /// The same for work that can wait: a part of the quota is left to who cannot.
    pub(super) fn take_spare(&self, now: Instant) -> Result<(), Duration> {
        let reserved = (*self.window())
            .filter(|window| now < window.ends && window.left <= window.reserve())
            .map(|window| window.ends - now);
        match reserved {
            Some(wait) => Err(wait),
            None => self.take(now),
        }
    }

    /// Learns from an answer. Answers overtake each other: within a window the lower count holds.
    pub(super) fn learn(&self, limits: &Limits, now: Instant) {
        let mut known = self.window();
        let told = Window::told(limits, now);
        *known = Some(match *known {
            Some(window) if window.is_same_as(&told) => window.joined_with(told),
            Some(_) | None => told,
        });
    }

    fn window(&self) -> MutexGuard<'_, Option<Window>> {
        self.window.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Window {
    fn told(limits: &Limits, now: Instant) -> Self {
        Self {
            left: limits.left,
            ends: now + limits.reset,
            length: limits.window,
            quota: limits.quota,
            assumed: false,
        }
    }

    /// The window that follows, with its first request taken; unknown without a quota.
    fn next(self, now: Instant) -> Option<Self> {
        let left = self.quota?.saturating_sub(1);
        Some(Self {
            left,
            ends: now + self.length,
            assumed: true,
            ..self
        })
    }

    /// What work that can wait leaves alone: a quarter of the quota.
    fn reserve(&self) -> u32 {
        self.quota.unwrap_or(USUAL_QUOTA) / 4
    }

    fn is_same_as(&self, told: &Self) -> bool {
        self.assumed || told.ends < self.ends + self.length / 2
    }

    fn joined_with(self, told: Self) -> Self {
        let ends = if self.assumed {
            told.ends
        } else {
            told.ends.max(self.ends)
        };
        let quota = told.quota.or(self.quota);
        Self {
            left: told.left.min(self.left),
            ends,
            quota,
            ..told
        }
    }
}

/// The quotas of all stores, shared by clones.
#[derive(Clone, Debug, Default)]
pub struct Quotas {
    stores: Arc<Mutex<HashMap<StoreHash, Quota>>>,
}

impl Quotas {
    /// The quota of this store: the same one each time.
    pub fn of(&self, store: &StoreHash) -> Quota {
        let mut stores = self.stores.lock().unwrap_or_else(PoisonError::into_inner);
        stores.entry(store.clone()).or_default().clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(left: u32, reset_ms: u64) -> Limits {
        Limits {
            left,
            reset: Duration::from_millis(reset_ms),
            window: Duration::from_secs(30),
            quota: Some(10),
        }
    }

    #[tokio::test(start_paused = true)]
    async fn nothing_known_is_no_limit() {
        let quota = Quota::default();
        assert!((0..1000).all(|_| quota.take(Instant::now()).is_ok()));
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_left_is_counted_down() {
        let (quota, now) = (Quota::default(), Instant::now());
        quota.learn(&limits(2, 4000), now);
        assert_eq!(quota.take(now), Ok(()));
        assert_eq!(quota.take(now), Ok(()));
        let later = now + Duration::from_secs(1);
        assert_eq!(quota.take(later), Err(Duration::from_secs(3)));
    }

    #[tokio::test(start_paused = true)]
    async fn work_that_can_wait_leaves_a_quarter() {
        let (quota, now) = (Quota::default(), Instant::now());
        assert_eq!(quota.take_spare(now), Ok(()), "the first answer tells more");
        quota.learn(&limits(4, 6000), now);
        assert_eq!(quota.take_spare(now), Ok(()));
        assert_eq!(quota.take_spare(now), Ok(()));
        assert_eq!(quota.take_spare(now), Err(Duration::from_secs(6)));
        assert_eq!(quota.take(now), Ok(()), "the user's own work goes on");
        let later = now + Duration::from_secs(6);
        let admitted = (0..25).filter(|_| quota.take_spare(later).is_ok()).count();
        assert_eq!(admitted, 8, "so it is in the window that follows");
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_left_is_told_while_its_window_lasts() {
        let (quota, now) = (Quota::default(), Instant::now());
        assert_eq!(quota.left(now), None, "nothing was told");
        quota.learn(&limits(4, 6000), now);
        quota.take(now).unwrap();
        let left = quota.left(now + Duration::from_secs(2)).unwrap();
        assert_eq!((left.left, left.quota), (3, Some(10)));
        assert_eq!(left.resets_in, Duration::from_secs(4));
        let later = now + Duration::from_secs(6);
        assert_eq!(quota.left(later), None);
        quota.take(later).unwrap();
        assert_eq!(quota.left(later), None, "what is only assumed is not told");
    }

    #[tokio::test(start_paused = true)]
    async fn an_unsaid_quota_is_taken_for_the_smallest() {
        let (quota, now) = (Quota::default(), Instant::now());
        let unsaid = |left| Limits {
            quota: None,
            ..limits(left, 6000)
        };
        quota.learn(&unsaid(37), now);
        assert!(quota.take_spare(now).is_err());
        let quota = Quota::default();
        quota.learn(&unsaid(38), now);
        assert!(quota.take_spare(now).is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn a_late_answer_does_not_refill() {
        let (quota, now) = (Quota::default(), Instant::now());
        quota.learn(&limits(0, 4000), now);
        quota.learn(&limits(7, 4100), now);
        assert_eq!(quota.take(now), Err(Duration::from_millis(4100)));
    }

    #[tokio::test(start_paused = true)]
    async fn a_new_window_refills() {
        let (quota, now) = (Quota::default(), Instant::now());
        quota.learn(&limits(0, 1000), now);
        let later = now + Duration::from_secs(1);
        quota.learn(&limits(9, 30_000), later);
        assert!((0..9).all(|_| quota.take(later).is_ok()));
        assert_eq!(quota.take(later), Err(Duration::from_secs(30)));
    }

    #[tokio::test(start_paused = true)]
    async fn those_who_waited_share_the_next_window() {
        let (quota, now) = (Quota::default(), Instant::now());
        quota.learn(&limits(0, 1000), now);
        let later = now + Duration::from_secs(1);
        let admitted = (0..25).filter(|_| quota.take(later).is_ok()).count();
        assert_eq!(admitted, 10, "no more than the quota at once");
        quota.learn(&limits(4, 20_000), later);
        assert_eq!(
            quota.take(later),
            Err(Duration::from_secs(20)),
            "the real end is learnt"
        );
    }

    #[test]
    fn a_store_has_one_quota() {
        let quotas = Quotas::default();
        let cloned = quotas.clone();
        let [a, b] = ["a1", "b2"].map(|hash| StoreHash::parse(hash).unwrap());
        assert!(Arc::ptr_eq(&quotas.of(&a).window, &cloned.of(&a).window));
        assert!(!Arc::ptr_eq(&quotas.of(&a).window, &quotas.of(&b).window));
    }
}
