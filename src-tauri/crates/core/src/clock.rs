//! Time is passed in, so that what depends on it can be tested at any moment of it.

use std::fmt::Debug;

use tokio::time::Instant;

/// Where the time comes from.
pub trait Clock: Debug + Send + Sync + 'static {
    /// Milliseconds since the Unix epoch.
    fn now_ms(&self) -> i64;

    /// Seconds since the Unix epoch.
    fn now_s(&self) -> i64 {
        self.now_ms().div_euclid(1000)
    }
}

/// The machine's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now_ms(&self) -> i64 {
        jiff::Timestamp::now().as_millisecond()
    }
}

/// How far the time of day runs away from the time that passes: the monotonic clock stands still while
/// the machine sleeps, and the time of day does not.
#[derive(Debug)]
pub(crate) struct Drift {
    looked: Instant,
    time: i64,
}

impl Drift {
    /// None so far.
    pub fn new(clock: &dyn Clock) -> Self {
        Self {
            looked: Instant::now(),
            time: clock.now_ms(),
        }
    }

    /// The time of day at the last look, in milliseconds since the epoch.
    pub fn time(&self) -> i64 {
        self.time
    }

    /// By how much it ran away since the last look, in milliseconds; less than nothing where it was
    /// put back.
    pub fn look(&mut self, clock: &dyn Clock) -> i64 {
        let (looked, time) = (Instant::now(), clock.now_ms());
        let passed = looked.duration_since(self.looked).as_millis();
        let ran_away = (time - self.time) - i64::try_from(passed).unwrap_or(i64::MAX);
        (self.looked, self.time) = (looked, time);
        ran_away
    }
}

/// A time in milliseconds since the epoch by the machine's calendar, in the form that `strftime`
/// knows.
pub(crate) fn local_time(at_ms: i64, form: &str) -> String {
    jiff::Timestamp::from_millisecond(at_ms)
        .map(|at| at.to_zoned(jiff::tz::TimeZone::system()))
        .map_or_else(|_| at_ms.to_string(), |at| at.strftime(form).to_string())
}

/// The minute of the day by the machine's calendar, from 0 to 1439, at a time in milliseconds since the
/// epoch.
pub(crate) fn local_minute(at_ms: i64) -> u16 {
    let at = jiff::Timestamp::from_millisecond(at_ms).unwrap_or_default();
    let at = at.to_zoned(jiff::tz::TimeZone::system());
    u16::try_from(i32::from(at.hour()) * 60 + i32::from(at.minute())).unwrap_or_default()
}

/// The last local midnight before `now_ms`, in milliseconds since the epoch.
pub fn local_midnight_ms(now_ms: i64) -> i64 {
    jiff::Timestamp::from_millisecond(now_ms)
        .ok()
        .map(|now| now.to_zoned(jiff::tz::TimeZone::system()))
        .and_then(|now| now.start_of_day().ok())
        .map_or(now_ms, |day| day.timestamp().as_millisecond())
}
