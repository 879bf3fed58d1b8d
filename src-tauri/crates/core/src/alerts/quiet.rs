//! Hours of the day at which nothing is told.

use crate::clock::local_minute;
use crate::view::QuietHours;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// Whether they are hours at all; why not.
pub(super) fn check(hours: &QuietHours) -> Result<(), &'static str> {
    match hours {
        QuietHours { from, to } if *from >= DAY || *to >= DAY => Err("A day has 24 hours."),
        QuietHours { from, to } if from == to => Err("Choose an end that is not the beginning."),
        QuietHours { .. } => Ok(()),
    }
}

/// Whether it is quiet at a time in milliseconds since the epoch.
pub(super) fn holds(hours: &QuietHours, at_ms: i64) -> bool {
    covers(hours, local_minute(at_ms))
}

fn covers(&QuietHours { from, to }: &QuietHours, minute: u16) -> bool {
    if from < to {
        (from..to).contains(&minute)
    } else {
        minute >= from || minute < to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_may_go_over_midnight() {
        let night = QuietHours {
            from: 22 * 60,
            to: 7 * 60,
        };
        let noon = QuietHours {
            from: 12 * 60,
            to: 13 * 60,
        };
        for (minute, at_night, at_noon) in [
            (0, true, false),
            (7 * 60 - 1, true, false),
            (7 * 60, false, false),
            (12 * 60, false, true),
            (13 * 60, false, false),
            (22 * 60, true, false),
        ] {
            assert_eq!(covers(&night, minute), at_night, "{minute}");
            assert_eq!(covers(&noon, minute), at_noon, "{minute}");
        }
    }

    #[test]
    fn what_are_no_hours_is_refused() {
        assert!(check(&QuietHours { from: 0, to: DAY }).is_err());
        assert!(check(&QuietHours { from: 60, to: 60 }).is_err());
        assert!(check(&QuietHours { from: 60, to: 0 }).is_ok());
    }
}
