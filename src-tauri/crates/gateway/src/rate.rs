//! How often browsers may call one key back: installs are unsigned and unasked by nature, and each
//! costs a request to the platform.

use std::num::NonZeroU32;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::limits::Limits;

const FORGET_ABOVE: usize = 1024;

pub(crate) struct Rate(DefaultKeyedRateLimiter<String>);

impl Rate {
    pub(crate) fn new(limits: &Limits) -> Self {
        let number = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::per_minute(number(limits.browser_per_minute));
        Self(RateLimiter::keyed(
            quota.allow_burst(number(limits.browser_burst)),
        ))
    }

    /// Whether the key may be called once more.
    pub(crate) fn admits(&self, key: &str) -> bool {
        if self.0.len() > FORGET_ABOVE {
            self.0.retain_recent();
        }
        self.0.check_key(&key.to_owned()).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_has_its_own_burst() {
        let rate = Rate::new(&Limits {
            browser_burst: 3,
            ..Limits::default()
        });
        let admitted = (0..5).filter(|_| rate.admits("one")).count();
        assert_eq!(admitted, 3);
        assert!(rate.admits("two"));
    }
}
