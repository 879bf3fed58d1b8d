//! When a failed delivery is tried again. The intervals are the documented ones (webhooks overview,
//! *Webhooks retry mechanism*); a scale compresses two days into what a test can wait for.

/// Seconds to wait after each failed attempt. After the one that follows the last, BigCommerce
/// gives up.
pub const INTERVALS_S: [i64; 11] = [
    60, 180, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 50_400, 86_400,
];

/// Milliseconds until the next attempt after `failures` failed ones; `None` when there is none.
/// `scale` multiplies the documented interval: 1.0 is BigCommerce's own pace.
pub fn wait_ms(failures: u32, scale: f64) -> Option<i64> {
    let at = usize::try_from(failures.checked_sub(1)?).ok()?;
    let seconds = INTERVALS_S.get(at)?;
    Some(scaled(seconds * 1_000, scale))
}

/// A documented span of time under the scale, at least one millisecond.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
pub fn scaled(ms: i64, scale: f64) -> i64 {
    ((ms as f64 * scale) as i64).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_retries_span_the_documented_48_hours() {
        let total: i64 = (1..=11).filter_map(|failures| wait_ms(failures, 1.0)).sum();
        assert_eq!(total, 173_040_000);
        assert_eq!(wait_ms(1, 1.0), Some(60_000));
        assert_eq!(wait_ms(12, 1.0), None);
        assert_eq!(wait_ms(0, 1.0), None);
    }

    #[test]
    fn a_scale_compresses_but_never_to_nothing() {
        assert_eq!(wait_ms(1, 0.001), Some(60));
        assert_eq!(wait_ms(1, 0.0), Some(1));
    }
}
