//! Moments, as BigCommerce writes them: ISO 8601 in version 3, RFC 2822 in version 2, seconds in
//! webhooks. Time zones come from the build, so that a date reads the same on every machine.

use std::fmt;
use std::sync::LazyLock;

use jiff::civil::{Date, DateTime};
use jiff::fmt::{rfc2822, strtime};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp};

static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment(Timestamp);

/// Why a moment cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MomentFault {
    Zone,
    Form,
}

/// Reads a moment. What names no zone is in UTC.
pub(crate) fn read(text: &str) -> Option<Moment> {
    let text = text.trim();
    let iso = || text.parse::<Timestamp>().ok();
    let mail = || rfc2822::parse(text).ok().map(|zoned| zoned.timestamp());
    let at_utc = |civil: DateTime| TimeZone::UTC.to_timestamp(civil).ok();
    let civil = || text.parse::<DateTime>().ok().and_then(at_utc);
    let day = || {
        text.parse::<Date>()
            .ok()
            .and_then(|day| at_utc(day.at(0, 0, 0, 0)))
    };
    let seconds = || text.parse().ok().and_then(of_unix);
    let all_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if all_digits {
        return seconds();
    }
    iso().or_else(mail).or_else(civil).or_else(day).map(Moment)
}

/// The moment so many seconds after 1970 began.
pub(crate) fn of_unix(seconds: i64) -> Option<Moment> {
    Timestamp::from_second(seconds).ok().map(Moment)
}

pub(crate) fn zone(name: &str) -> Option<TimeZone> {
    if name == "UTC" {
        return Some(TimeZone::UTC);
    }
    ZONES.get(name).ok()
}

impl Moment {
    pub fn unix_s(self) -> i64 {
        self.0.as_second()
    }

    pub fn plus(self, duration: SignedDuration) -> Option<Self> {
        self.0.checked_add(duration).ok().map(Self)
    }

    /// Written in a form of `strftime`.
    pub fn format(self, form: &str, zone_name: &str) -> Result<String, MomentFault> {
        let zone = zone(zone_name).ok_or(MomentFault::Zone)?;
        strtime::format(form, &self.0.to_zoned(zone)).map_err(|_| MomentFault::Form)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, form: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(form)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_moment_is_read() {
        for text in [
            "2012-11-20T00:00:00Z",
            "2012-11-20T00:00:00+00:00",
            "2012-11-19T18:00:00-06:00",
            "Tue, 20 Nov 2012 00:00:00 +0000",
            "20 Nov 2012 00:00:00 GMT",
            "2012-11-20T00:00:00",
            "2012-11-20 00:00:00",
            "2012-11-20",
            " 1353369600 ",
        ] {
            let read = read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(read.to_string(), "2012-11-20T00:00:00Z", "{text}");
        }
        for text in [
            "",
            "soon",
            "2012-13-01",
            "20/11/2012",
            "99999999999999999999",
        ] {
            assert_eq!(super::read(text), None, "{text}");
        }
    }

    #[test]
    fn zones_are_those_of_the_build() {
        let summer = read("2026-07-01T12:00:00Z").unwrap();
        assert_eq!(summer.format("%H:%M", "Europe/London").unwrap(), "13:00");
        assert_eq!(
            summer.format("%H:%M", "Nowhere/At_All"),
            Err(MomentFault::Zone)
        );
        assert_eq!(summer.format("%", "UTC"), Err(MomentFault::Form));
    }
}
