//! A store's quota: so many requests in 30 seconds by its plan, shared by all its apps, and the
//! headers that tell of it (API rate limits).

use crate::model::{Quota, RateWindow, Store};

const WINDOW_MS: i64 = 30_000;

/// What the headers tell of where there is no quota: more than a window can use up.
const LIFTED: u32 = 1_000_000;

/// How a store's quota stands after a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    quota: u32,
    left: u32,
    reset_ms: i64,
    /// Whether this request was one too many.
    pub exceeded: bool,
}

/// Counts a request.
pub fn take(store: &mut Store, now_ms: i64) -> Limits {
    let quota = match store.quota {
        Quota::Plan => store.plan.quota(),
        Quota::None => LIFTED,
        Quota::Requests(most) => most,
    };
    let window = &mut store.rate;
    if !(0..WINDOW_MS).contains(&(now_ms - window.opened_ms)) {
        *window = RateWindow {
            opened_ms: now_ms,
            used: 0,
        };
    }
    if store.quota == Quota::None {
        window.used = 0;
    }
    let exceeded = window.used >= quota;
    window.used = window.used.saturating_add(1);
    let left = quota.saturating_sub(window.used);
    Limits {
        quota,
        left,
        reset_ms: window.opened_ms + WINDOW_MS - now_ms,
        exceeded,
    }
}

impl Limits {
    /// The same quota, used up.
    pub fn used_up(self) -> Self {
        Self {
            left: 0,
            exceeded: true,
            ..self
        }
    }

    /// The headers; `X-Retry-After` only when the quota is used up.
    pub fn headers(self) -> Vec<(&'static str, i64)> {
        let mut headers = vec![
            ("x-rate-limit-time-window-ms", WINDOW_MS),
            ("x-rate-limit-time-reset-ms", self.reset_ms),
            ("x-rate-limit-requests-quota", self.quota.into()),
            ("x-rate-limit-requests-left", self.left.into()),
        ];
        if self.exceeded {
            headers.push(("x-retry-after", (self.reset_ms + 999) / 1_000));
        }
        headers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_fills_and_opens_anew() {
        let mut world = crate::seed::world(3, 0);
        let store = world.store_mut("g5cd38").unwrap();
        for used in 1..=150 {
            let limits = take(store, 1_000_000);
            assert_eq!((limits.left, limits.exceeded), (150 - used, false));
        }
        let limits = take(store, 1_010_000);
        assert!(limits.exceeded);
        assert!(limits.headers().contains(&("x-retry-after", 20)));
        assert!(
            limits
                .headers()
                .contains(&("x-rate-limit-time-reset-ms", 20_000))
        );
        assert!(!take(store, 1_030_000).exceeded);
    }

    #[test]
    fn a_lifted_quota_is_never_used_up() {
        let mut world = crate::seed::world(3, 0);
        let store = world.store_mut("g5cd38").unwrap();
        store.quota = Quota::Requests(1);
        assert!(!take(store, 0).exceeded);
        assert!(take(store, 1).exceeded);
        store.quota = Quota::None;
        for _ in 0..LIFTED + 1 {
            assert!(!take(store, 2).exceeded);
        }
    }

    #[test]
    fn pro_has_three_times_as_much() {
        let mut world = crate::seed::world(3, 0);
        assert_eq!(take(world.store_mut("z4zn3wo").unwrap(), 0).quota, 450);
    }
}
