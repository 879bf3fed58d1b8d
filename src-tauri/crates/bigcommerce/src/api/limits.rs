//! The rate-limit headers of an answer.

use std::time::Duration;

use reqwest::header::HeaderMap;

/// What an answer says about the store's quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limits {
    /// Requests left in this window, for all apps together.
    pub(super) left: u32,
    /// Time until the window ends.
    pub(super) reset: Duration,
    /// The length of a window; 30 s today.
    pub(super) window: Duration,
    /// Requests in a whole window, if said.
    pub(super) quota: Option<u32>,
}

const WINDOW: Duration = Duration::from_secs(30);
const LONGEST: Duration = Duration::from_secs(3600);

impl Limits {
    /// Reads `X-Rate-Limit-*`; `None` unless both what is left and when it is refilled are said.
    pub(super) fn of(headers: &HeaderMap) -> Option<Self> {
        let window = number(headers, "x-rate-limit-time-window-ms").map(Duration::from_millis);
        Some(Self {
            left: small(number(headers, "x-rate-limit-requests-left")?),
            reset: Duration::from_millis(number(headers, "x-rate-limit-time-reset-ms")?)
                .min(LONGEST),
            window: window
                .unwrap_or(WINDOW)
                .clamp(Duration::from_millis(1), LONGEST),
            quota: number(headers, "x-rate-limit-requests-quota").map(small),
        })
    }

    /// Reads those of a 429, where nothing is left whatever is said and the time alone may come,
    /// as `X-Rate-Limit-Time-Reset-Ms` or `X-Retry-After` (seconds).
    pub(super) fn of_refusal(headers: &HeaderMap) -> Option<Self> {
        let reset = number(headers, "x-rate-limit-time-reset-ms")
            .or_else(|| seconds(headers, "x-retry-after"))
            .or_else(|| seconds(headers, "retry-after"))?;
        let reset = Duration::from_millis(reset).min(LONGEST);
        let quota = number(headers, "x-rate-limit-requests-quota").map(small);
        Some(Self {
            left: 0,
            reset,
            window: WINDOW,
            quota,
        })
    }
}

fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

fn seconds(headers: &HeaderMap, name: &str) -> Option<u64> {
    number(headers, name).map(|seconds| seconds.saturating_mul(1000))
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn reads_the_documented_headers() {
        let read = Limits::of(&headers(&[
            ("x-rate-limit-time-window-ms", "30000"),
            ("x-rate-limit-time-reset-ms", "15000"),
            ("x-rate-limit-requests-quota", "450"),
            ("x-rate-limit-requests-left", "5"),
        ]));
        let expected = Limits {
            left: 5,
            reset: Duration::from_secs(15),
            window: Duration::from_secs(30),
            quota: Some(450),
        };
        assert_eq!(read, Some(expected));
    }

    #[test]
    fn nonsense_is_bounded_or_left_out() {
        assert_eq!(Limits::of(&headers(&[])), None);
        assert_eq!(
            Limits::of(&headers(&[("x-rate-limit-requests-left", "-1")])),
            None
        );
        let huge = Limits::of_refusal(&headers(&[("x-retry-after", "18446744073709551615")]));
        assert_eq!(huge.unwrap().reset, LONGEST);
        assert_eq!(
            Limits::of_refusal(&headers(&[("retry-after", "soon")])),
            None
        );
    }
}
