//! Filters that count. Where one of two numbers is an amount in text, so is the result, with its cents.

use rust_decimal::Decimal;

use super::Call;
use crate::expression::decimal::{self, Exact, quotient, rounded};
use crate::expression::error::Problem;
use crate::expression::term::Term;

type Answer<'c> = Result<Term<'c>, Problem>;

/// Decimals have no more places.
const MOST_PLACES: usize = 28;

pub(crate) fn add<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    counted(&call, |left, right| {
        left.checked_add(right).ok_or(Problem::TooLarge)
    })
}

pub(crate) fn sub<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    counted(&call, |left, right| {
        left.checked_sub(right).ok_or(Problem::TooLarge)
    })
}

pub(crate) fn mul<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    counted(&call, |left, right| {
        left.checked_mul(right).ok_or(Problem::TooLarge)
    })
}

pub(crate) fn div<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    counted(&call, quotient)
}

pub(crate) fn round<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let of = call.exact(&call.of)?;
    let value = rounded(of.value, places(&call, 0)?);
    Exact { value, ..of }.write().map(Term::Made)
}

pub(crate) fn abs<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let of = call.exact(&call.of)?;
    let value = of.value.abs();
    Exact { value, ..of }.write().map(Term::Made)
}

pub(crate) fn money<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let places = places(&call, 2)?;
    let mut value = rounded(call.exact(&call.of)?.value, places);
    value.rescale(places);
    Ok(Term::text(value.to_string()))
}

pub(crate) fn to_number<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    decimal::to_number(call.exact(&call.of)?.value).map(Term::Made)
}

fn counted<'c>(
    call: &Call<'_, 'c>,
    count: impl Fn(Decimal, Decimal) -> Result<Decimal, Problem>,
) -> Answer<'c> {
    let left = call.exact(&call.of)?;
    let right = match call.argument(0) {
        Some(argument) => call.exact(argument)?,
        None => return Err(call.of.unfit(call.name, "two numbers")),
    };
    let value = count(left.value, right.value)?;
    let as_text = left.as_text || right.as_text;
    Exact { value, as_text }.write().map(Term::Made)
}

fn places(call: &Call<'_, '_>, usual: usize) -> Result<u32, Problem> {
    let places = call.count_at(0)?.unwrap_or(usual).min(MOST_PLACES);
    u32::try_from(places).map_err(|_| Problem::TooLarge)
}
