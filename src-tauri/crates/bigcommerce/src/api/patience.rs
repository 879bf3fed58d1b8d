//! How long and how often to wait before a call is repeated.

use std::time::Duration;

/// How patient a [`super::StoreApi`] is. The default suits BigCommerce's 30 s windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// How often a call is repeated after its first try.
    pub retries: u32,
    /// The first wait when BigCommerce does not say how long; doubled each time.
    pub base: Duration,
    /// The longest wait, whoever asks for it; a longer one is an error instead.
    pub longest: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            retries: 3,
            base: Duration::from_millis(500),
            longest: Duration::from_secs(35),
        }
    }
}

impl Patience {
    /// None at all: what would have to be waited for is an error, for the caller to come back to.
    pub const NONE: Self = Self {
        retries: 0,
        base: Duration::ZERO,
        longest: Duration::ZERO,
    };

    /// The wait before the repetition that follows `done` others: doubled each time, of which
    /// between a half and the whole is waited, as `chance` (0 to 1) has it, so that callers that
    /// failed together do not come back together.
    pub(super) fn pause(&self, done: u32, chance: f64) -> Duration {
        let doubled = self.base.saturating_mul(2_u32.saturating_pow(done));
        doubled
            .min(self.longest)
            .mul_f64(0.5 + chance.clamp(0.0, 1.0) / 2.0)
    }
}

/// A random number from 0 to 1.
pub(super) fn chance() -> f64 {
    let mut bytes = [0_u8; 2];
    match aws_lc_rs::rand::fill(&mut bytes) {
        Ok(()) => f64::from(u16::from_le_bytes(bytes)) / f64::from(u16::MAX),
        Err(_) => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest() {
        let patience = Patience::default();
        let whole: Vec<u128> = (0..9)
            .map(|done| patience.pause(done, 1.0).as_millis())
            .collect();
        assert_eq!(
            whole,
            [500, 1000, 2000, 4000, 8000, 16_000, 32_000, 35_000, 35_000]
        );
        assert_eq!(patience.pause(0, 0.0), Duration::from_millis(250));
        assert_eq!(patience.pause(u32::MAX, 1.0), patience.longest);
    }

    #[test]
    fn chance_stays_within_bounds() {
        assert!(
            (0..1000)
                .map(|_| chance())
                .all(|chance| (0.0..=1.0).contains(&chance))
        );
    }
}
