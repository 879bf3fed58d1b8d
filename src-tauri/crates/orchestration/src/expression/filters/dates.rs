//! Filters of dates.

use jiff::SignedDuration;
use serde_json::Value;

use super::Call;
use crate::expression::error::Problem;
use crate::expression::quoted::quoted;
use crate::expression::term::Term;
use crate::moment::{self, Moment, MomentFault};

type Answer<'c> = Result<Term<'c>, Problem>;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// The form of a date where none is asked for.
const USUAL: &str = "%Y-%m-%d";

pub(crate) fn date<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let format = call.text_at(0)?.unwrap_or(USUAL);
    let zone = call.text_at(1)?.unwrap_or("UTC");
    let written = read(&call)?
        .format(format, zone)
        .map_err(|fault| match fault {
            MomentFault::Zone => Problem::UnknownZone { name: quoted(zone) },
            MomentFault::Form => Problem::NotAFormat {
                format: quoted(format),
            },
        })?;
    call.made(written)
}

pub(crate) fn to_date<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let moment = read(&call)?;
    Ok(Term::text(moment.to_string()))
}

pub(crate) fn to_unix<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let moment = read(&call)?;
    Ok(Term::Made(Value::from(moment.unix_s())))
}

pub(crate) fn plus_minutes<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    moved(&call, MINUTE)
}

pub(crate) fn plus_hours<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    moved(&call, HOUR)
}

pub(crate) fn plus_days<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    moved(&call, DAY)
}

pub(crate) fn minus_minutes<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    moved(&call, -MINUTE)
}

pub(crate) fn minus_hours<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    moved(&call, -HOUR)
}

pub(crate) fn minus_days<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    moved(&call, -DAY)
}

fn moved<'c>(call: &Call<'_, 'c>, unit_s: i64) -> Answer<'c> {
    let count = call.whole_at(0)?.unwrap_or_default();
    let seconds = count.checked_mul(unit_s).ok_or(Problem::TooLarge)?;
    let moved = read(call)?.plus(SignedDuration::from_secs(seconds));
    Ok(Term::text(moved.ok_or(Problem::TooLarge)?.to_string()))
}

fn read(call: &Call<'_, '_>) -> Result<Moment, Problem> {
    let unfit = || call.of.unfit(call.name, "a date");
    match call.of.plain() {
        Some(Value::String(text)) => {
            moment::read(text).ok_or_else(|| Problem::NotADate { text: quoted(text) })
        }
        Some(Value::Number(seconds)) => {
            seconds.as_i64().and_then(moment::of_unix).ok_or_else(unfit)
        }
        _ => Err(unfit()),
    }
}
