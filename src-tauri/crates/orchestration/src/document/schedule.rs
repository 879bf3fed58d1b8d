//! Times at which an orchestration starts. There is no notation for them: every so many minutes or
//! hours, daily, or on some days of the week, in a time zone.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::moment::zone;

/// When, and what becomes of times at which Patchbay was not running.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// How often.
    pub every: Every,
    /// The time zone of days and times, `Europe/London`.
    #[serde(default = "utc")]
    pub zone: String,
    /// What becomes of times that were missed.
    #[serde(default)]
    pub missed: Missed,
}

/// How often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[serde(rename = "ScheduleEvery")]
pub enum Every {
    /// Every so many minutes, 1 to 1440, counted from midnight UTC.
    Minutes(u32),
    /// Every so many hours, 1 to 24, counted from midnight UTC.
    Hours(u32),
    /// Every day at a time, `08:30`.
    Daily(String),
    /// On days of the week, at a time.
    Weekly {
        /// The days.
        on: Vec<Weekday>,
        /// The time, `08:30`.
        at: String,
    },
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// What becomes of times that were missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "ScheduleMissed")]
pub enum Missed {
    /// Nothing.
    Skip,
    /// One run for all of them.
    #[default]
    RunOnce,
    /// A run for each, of the latest so many.
    Each(u32),
}

const MINUTE_S: i64 = 60;
const HOUR_S: i64 = 60 * MINUTE_S;
const DAY_S: i64 = 24 * HOUR_S;

/// How far back missed times are looked for.
const LONGEST_GAP_S: i64 = 31 * DAY_S;

impl Schedule {
    /// Whether its numbers, times and zone are ones.
    pub fn is_sound(&self) -> bool {
        let every = match &self.every {
            Every::Minutes(count) => (1..=1440).contains(count),
            Every::Hours(count) => (1..=24).contains(count),
            Every::Daily(at) => time(at).is_some(),
            Every::Weekly { on, at } => !on.is_empty() && time(at).is_some(),
        };
        every && zone(&self.zone).is_some()
    }

    /// The next time after one, in seconds since 1970; `None` where the schedule is not sound.
    pub fn next_after(&self, after_s: i64) -> Option<i64> {
        if !self.is_sound() {
            return None;
        }
        match &self.every {
            Every::Minutes(count) => of_day(after_s, i64::from(*count) * MINUTE_S),
            Every::Hours(count) => of_day(after_s, i64::from(*count) * HOUR_S),
            Every::Daily(at) => self.next_day(after_s, at, None),
            Every::Weekly { on, at } => self.next_day(after_s, at, Some(on)),
        }
    }

    /// The times for which runs are to be made now, where the last time was dealt with at `last_s`.
    pub fn due(&self, last_s: i64, now_s: i64) -> Vec<i64> {
        let next = |at: &i64| self.next_after(*at);
        let from_s = last_s.max(now_s - LONGEST_GAP_S);
        let times = std::iter::successors(self.next_after(from_s), next);
        let mut passed: Vec<i64> = times.take_while(|at| *at <= now_s).collect();
        let keep = match self.missed {
            Missed::Skip => passed
                .iter()
                .filter(|at| now_s - **at < MINUTE_S)
                .count()
                .min(1),
            Missed::RunOnce => 1,
            Missed::Each(most) => most as usize,
        };
        passed.split_off(passed.len().saturating_sub(keep))
    }

    fn next_day(&self, after_s: i64, at: &str, on: Option<&[Weekday]>) -> Option<i64> {
        let (zone, at) = (zone(&self.zone)?, time(at)?);
        let first = Timestamp::from_second(after_s)
            .ok()?
            .to_zoned(zone.clone())
            .date();
        let days = std::iter::successors(Some(first), |day| day.checked_add(1.day()).ok());
        let fits = |day: &Date| on.is_none_or(|on| on.iter().any(|one| one.is(*day)));
        let times = days
            .take(9)
            .filter(fits)
            .filter_map(|day| moment_s(&zone, day, at));
        times.into_iter().find(|time| *time > after_s)
    }
}

/// A time that the clocks leave out is as much later; of one that they have twice, the first.
fn moment_s(zone: &TimeZone, day: Date, at: Time) -> Option<i64> {
    let civil = day.to_datetime(at);
    zone.to_timestamp(civil).ok().map(Timestamp::as_second)
}

/// The next of the times that divide a day of UTC; a day begins anew.
fn of_day(after_s: i64, step_s: i64) -> Option<i64> {
    let midnight = after_s.div_euclid(DAY_S) * DAY_S;
    let since = after_s.rem_euclid(DAY_S);
    let next = (since / step_s + 1) * step_s;
    Some(midnight + next.min(DAY_S))
}

fn time(written: &str) -> Option<Time> {
    let (hour, minute) = written.split_once(':')?;
    let two = |part: &str| (part.len() == 2).then(|| part.parse::<i8>().ok()).flatten();
    Time::new(two(hour)?, two(minute)?, 0, 0).ok()
}

fn utc() -> String {
    "UTC".to_owned()
}

impl Weekday {
    fn is(self, day: Date) -> bool {
        let weekday = day.weekday().to_monday_zero_offset();
        i8::try_from(self as usize).is_ok_and(|one| one == weekday)
    }
}
