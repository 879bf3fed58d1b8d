//! How long to wait before a tunnel is opened again.

use std::time::Duration;

const FIRST: Duration = Duration::from_millis(500);
const LONGEST: Duration = Duration::from_secs(30);

/// Waits that double from half a second to thirty seconds, each shortened by up to half so that
/// many who lost the same server do not come back together.
#[derive(Clone, Debug, Default)]
pub struct Backoff {
    tries: u32,
}

impl Backoff {
    /// As after a success.
    pub fn new() -> Self {
        Self::default()
    }

    /// The next wait, at least `least`; `chance` is from 0 to 1.
    pub fn next(&mut self, chance: f64, least: Duration) -> Duration {
        let full = FIRST.saturating_mul(1 << self.tries.min(6)).min(LONGEST);
        self.tries = self.tries.saturating_add(1);
        full.mul_f64(1.0 - chance.clamp(0.0, 1.0) / 2.0).max(least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_thirty_seconds_and_stay_there() {
        let mut backoff = Backoff::new();
        let waits: Vec<_> = (0..9)
            .map(|_| backoff.next(0.0, Duration::ZERO).as_secs_f64())
            .collect();
        assert_eq!(waits, [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0]);
    }

    #[test]
    fn chance_shortens_a_wait_by_half_at_most() {
        for chance in [-1.0, 0.0, 0.3, 1.0, 7.0] {
            let wait = Backoff { tries: 40 }.next(chance, Duration::ZERO);
            assert!((15.0..=30.0).contains(&wait.as_secs_f64()), "{wait:?}");
        }
    }

    #[test]
    fn a_provider_that_asks_for_a_pause_gets_it() {
        let asked = Duration::from_secs(60);
        assert_eq!(Backoff::new().next(1.0, asked), asked);
    }
}
