//! Pauses. The moment up to which is worked out once and remembered, so that a start of the app does
//! not begin the pause anew.

use serde_json::{Value, json};

use super::failure::Failure;
use super::memo::Mark;
use super::next::Then;
use super::walk::{Flow, Halt, Walk};
use crate::condition::{As, Typed};
use crate::document::{Delay, LONGEST_DELAY_S, Step};
use crate::expression::Kind;

/// The longest pause, in milliseconds: thirty days.
pub const LONGEST_PAUSE_MS: i64 = LONGEST_DELAY_S as i64 * 1_000;

impl Walk<'_> {
    pub(super) fn pause(&mut self, step: &Step, delay: &Delay) -> Flow {
        let until_ms = match delay {
            Delay::ForS(seconds) => {
                let pause_ms = i64::try_from(*seconds)
                    .unwrap_or(i64::MAX)
                    .saturating_mul(1_000);
                self.now_ms.saturating_add(pause_ms.min(LONGEST_PAUSE_MS))
            }
            Delay::Until(text) => {
                let value = self.filling().of("/until", text).and_then(moment_ms);
                let now_ms = self.now_ms;
                let value = value.and_then(|until_ms| near(until_ms, now_ms));
                self.or_fail(value)?
            }
        };
        self.record(Value::Null, Mark::Sleeping { until_ms });
        self.sleep(step, until_ms)
    }

    /// Up to a moment that is remembered.
    pub(super) fn sleep(&mut self, step: &Step, until_ms: i64) -> Flow {
        if self.now_ms < until_ms {
            let place = self.place.clone();
            return Err(Halt::then(Then::Sleep { place, until_ms }));
        }
        self.done(step, json!({}));
        Ok(())
    }
}

fn moment_ms(value: Value) -> Result<i64, Failure> {
    match Typed::read(&value, As::Date) {
        Ok(Typed::Date(moment)) => Ok(moment.unix_s().saturating_mul(1_000)),
        Ok(Typed::Text(_) | Typed::Number(_) | Typed::List(_) | Typed::Boolean(_)) | Err(_) => {
            let message = format!("This is {}, and not a moment.", Kind::of(&value));
            let remedy = "Use a date: `{{ run.started_at | plus_hours(2) }}`.";
            Err(Failure::value("/until", message, remedy))
        }
    }
}

fn near(until_ms: i64, now_ms: i64) -> Result<i64, Failure> {
    if until_ms.saturating_sub(now_ms) > LONGEST_PAUSE_MS {
        let message = "The moment is more than thirty days away.";
        let remedy = "Use a schedule for what is further away.";
        return Err(Failure::value("/until", message, remedy));
    }
    Ok(until_ms)
}
