//! Times as the API writes and reads them: v2 in RFC 2822, v3 in RFC 3339, filters in either.

use jiff::Timestamp;
use jiff::fmt::{rfc2822, strtime};
use jiff::tz::TimeZone;

/// As v2 writes a time, in UTC: `Tue, 20 Nov 2012 00:00:00 +0000`.
pub fn v2(ms: i64) -> String {
    written("%a, %d %b %Y %H:%M:%S +0000", ms)
}

/// As v3 writes a time, in UTC: `2012-11-20T00:00:00+00:00`.
pub fn v3(ms: i64) -> String {
    written("%Y-%m-%dT%H:%M:%S+00:00", ms)
}

/// As some of v3 writes a time, in UTC: `2012-11-20T00:00:00Z`.
pub fn zulu(ms: i64) -> String {
    written("%Y-%m-%dT%H:%M:%SZ", ms)
}

/// As HTTP's `Date` writes a time: `Tue, 20 Nov 2012 00:00:00 GMT`.
pub fn http(ms: i64) -> String {
    written("%a, %d %b %Y %H:%M:%S GMT", ms)
}

/// A time from a filter, in milliseconds since the epoch: RFC 2822, ISO 8601 with an offset, ISO
/// 8601 without one (then UTC), a date, or seconds since the epoch.
pub fn read(text: &str) -> Option<i64> {
    if let Ok(seconds) = text.parse::<i64>() {
        return seconds.checked_mul(1_000);
    }
    let timestamp = text
        .parse::<Timestamp>()
        .ok()
        .or_else(|| civil(text))
        .or_else(|| rfc2822::DateTimeParser::new().parse_timestamp(text).ok());
    timestamp.map(Timestamp::as_millisecond)
}

fn civil(text: &str) -> Option<Timestamp> {
    let time = text.parse::<jiff::civil::DateTime>().ok()?;
    time.to_zoned(TimeZone::UTC)
        .ok()
        .map(|zoned| zoned.timestamp())
}

fn written(form: &str, ms: i64) -> String {
    let time = Timestamp::from_millisecond(ms).unwrap_or_default();
    strtime::format(form, &time.to_zoned(TimeZone::UTC)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_all_forms() {
        assert_eq!(v2(1_353_369_600_000), "Tue, 20 Nov 2012 00:00:00 +0000");
        assert_eq!(v3(1_353_369_600_000), "2012-11-20T00:00:00+00:00");
        assert_eq!(zulu(1_353_369_600_000), "2012-11-20T00:00:00Z");
        assert_eq!(http(1_353_369_600_000), "Tue, 20 Nov 2012 00:00:00 GMT");
    }

    #[test]
    fn reads_what_filters_carry() {
        let texts = [
            "Tue, 20 Nov 2012 00:00:00 +0000",
            "2012-11-20T00:00:00+00:00",
            "2012-11-20T01:00:00+01:00",
            "2012-11-20T00:00:00Z",
            "2012-11-20",
            "1353369600",
        ];
        for text in texts {
            assert_eq!(read(text), Some(1_353_369_600_000), "{text}");
        }
        assert_eq!(read("yesterday"), None);
    }
}
