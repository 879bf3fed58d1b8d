//! The clock of 90 days: a hook that carries nothing for so long is switched off by BigCommerce
//! (<https://developer.bigcommerce.com/docs/integrations/webhooks>).

/// How long BigCommerce waits, in milliseconds.
const WAITS: i64 = 90 * DAY;

/// How long before that it is warned of, in milliseconds.
const WARNED: i64 = 14 * DAY;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// When a hook that carried nothing since `quiet_since` is switched off.
pub(crate) fn lapses_at(quiet_since: i64) -> i64 {
    quiet_since + WAITS
}

/// Whether a hook that is switched off at `lapses_at` is to be warned of at `now`.
pub(crate) fn is_near(lapses_at: i64, now: i64) -> bool {
    now >= lapses_at - WARNED
}

/// Since when a hook that is active at `now` may have carried nothing: its making, or its last change
/// where it must have been switched on since.
pub(super) fn known_since(
    created_at: Option<i64>,
    updated_at: Option<i64>,
    last_delivery_at: Option<i64>,
    now: i64,
) -> Option<i64> {
    let made = created_at.or(updated_at)?;
    let heard = last_delivery_at.map_or(made, |heard| heard.max(made));
    let lapsed = lapses_at(heard) <= now;
    Some(match updated_at.filter(|_| lapsed) {
        Some(updated) => updated.max(made),
        None => made,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_790_000_000_000;

    #[test]
    fn a_hook_is_warned_of_fourteen_days_before() {
        let lapses = lapses_at(NOW - 76 * DAY);
        assert_eq!(lapses, NOW + 14 * DAY);
        assert!(is_near(lapses, NOW) && !is_near(lapses, NOW - 1));
        assert!(is_near(lapses_at(NOW - 91 * DAY), NOW), "and ever after");
    }

    #[test]
    fn a_change_counts_only_where_the_hook_had_lapsed() {
        let changed = Some(NOW - 5 * DAY);
        let made = |days: i64| Some(NOW - days * DAY);
        assert_eq!(known_since(made(80), changed, None, NOW), made(80));
        assert_eq!(known_since(made(200), changed, None, NOW), changed);
        assert_eq!(known_since(made(200), changed, made(60), NOW), made(200));
        assert_eq!(known_since(made(200), None, None, NOW), made(200));
        assert_eq!(
            known_since(None, None, made(1), NOW),
            None,
            "nothing was told"
        );
    }
}
