//! When a forward that failed is tried again: soon, because development servers restart; then
//! ever later, over most of a working day.

/// Seconds to wait after the first attempt, the second, and so on.
const WAITS_S: [i64; 8] = [1, 5, 30, 120, 600, 1_800, 7_200, 21_600];

/// When to try again after so many attempts; `None` when it is given up. Times in milliseconds.
pub(super) fn next(attempts: usize, now: i64) -> Option<i64> {
    let wait = WAITS_S.get(attempts.saturating_sub(1))?;
    Some(now + wait * 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_ends_after_nine_attempts() {
        assert_eq!(next(1, 5), Some(1_005));
        assert_eq!(next(8, 0), Some(21_600_000));
        assert_eq!(next(9, 0), None);
    }
}
