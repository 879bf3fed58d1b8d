//! Times as BigCommerce writes them (v2 in RFC 2822, v3 in RFC 3339), and as its filters read them.

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use serde_json::Value;

/// A time in milliseconds since the epoch.
pub(super) fn read(value: &Value) -> Option<i64> {
    let text = value.as_str()?;
    let time = text
        .parse::<Timestamp>()
        .or_else(|_| rfc2822::DateTimeParser::new().parse_timestamp(text));
    time.ok().map(Timestamp::as_millisecond)
}

/// A time for a filter: ISO 8601 in UTC, in whole seconds.
pub(super) fn filter(at_ms: i64) -> String {
    let at = Timestamp::from_second(at_ms.div_euclid(1000)).unwrap_or_default();
    at.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn both_forms_are_read() {
        for text in [
            "Tue, 20 Nov 2012 00:00:00 +0000",
            "2012-11-20T00:00:00+00:00",
            "2012-11-20T01:00:00+01:00",
            "2012-11-20T00:00:00.000Z",
        ] {
            assert_eq!(read(&json!(text)), Some(1_353_369_600_000), "{text}");
        }
        for none in [json!("yesterday"), json!(""), json!(7), json!(null)] {
            assert_eq!(read(&none), None, "{none}");
        }
    }

    #[test]
    fn a_filter_is_in_whole_seconds() {
        assert_eq!(filter(1_353_369_600_999), "2012-11-20T00:00:00+00:00");
    }
}
