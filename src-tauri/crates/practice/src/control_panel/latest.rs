//! What lists show: not everything there is, but what changed last.

use std::cmp::Reverse;

/// Rows of a list.
pub(super) const SHOWN: usize = 50;

/// The last that changed, and how many there are in all.
pub(super) fn latest<T>(
    all: impl IntoIterator<Item = T>,
    changed_ms: impl Fn(&T) -> i64,
) -> (usize, impl Iterator<Item = T>) {
    let mut all: Vec<T> = all.into_iter().collect();
    all.sort_by_key(|one| Reverse(changed_ms(one)));
    (all.len(), all.into_iter().take(SHOWN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_changes_come_first() {
        let (total, shown) = latest(0..60, |ms| *ms);
        let shown: Vec<i64> = shown.collect();
        assert_eq!((total, shown.len(), shown[0], shown[49]), (60, 50, 59, 10));
    }
}
