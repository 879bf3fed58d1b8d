//! How long is waited before something is tried again.

/// Attempts that are made where the step says nothing else.
pub const MOST_ATTEMPTS: u32 = 6;

/// What the wait before the second attempt is at most, in milliseconds. It doubles with each.
pub const FIRST_DELAY_MS: u64 = 2_000;

/// What a wait is at most, in milliseconds: a quarter of an hour.
pub const LONGEST_DELAY_MS: u64 = 15 * 60 * 1_000;

/// What an answer may say to wait, in milliseconds: a day.
pub const LONGEST_WAIT_MS: u64 = 24 * 60 * 60 * 1_000;

/// The wait after so many failures: any up to a bound, so that what failed together comes back apart.
pub(super) fn after_failures(failures: u32, random: f64) -> u64 {
    let doubled = 2_u64.saturating_pow(failures.saturating_sub(1));
    let bound = FIRST_DELAY_MS.saturating_mul(doubled).min(LONGEST_DELAY_MS);
    (bound as f64 * random.clamp(0.0, 1.0)) as u64
}

/// What an answer says to wait, within reason.
pub(super) fn told(wait_ms: u64) -> u64 {
    wait_ms.min(LONGEST_WAIT_MS)
}

/// So much later.
pub(super) fn later(now_ms: i64, wait_ms: u64) -> i64 {
    now_ms.saturating_add(i64::try_from(wait_ms).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_bound() {
        let bounds = [1, 2, 3, 9, 10, 40, u32::MAX].map(|failures| after_failures(failures, 1.0));
        assert_eq!(
            bounds,
            [2_000, 4_000, 8_000, 512_000, 900_000, 900_000, 900_000]
        );
        assert_eq!(after_failures(3, 0.0), 0);
        assert_eq!(after_failures(3, 0.25), 2_000);
        assert_eq!(after_failures(0, f64::NAN), 0);
    }

    #[test]
    fn a_wait_never_leads_back() {
        assert_eq!(told(u64::MAX), LONGEST_WAIT_MS);
        assert_eq!(later(i64::MAX - 1, LONGEST_WAIT_MS), i64::MAX);
    }
}
