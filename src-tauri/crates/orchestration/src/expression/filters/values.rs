//! Filters between values and texts of them.

use serde_json::Value;

use super::Call;
use crate::expression::error::Problem;
use crate::expression::fuel::MOST_BYTES;
use crate::expression::term::Term;

type Answer<'c> = Result<Term<'c>, Problem>;

pub(crate) fn to_text<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    call.fuel.make(call.of.weight(MOST_BYTES))?;
    let mut text = String::new();
    call.of.print(&mut text);
    Ok(Term::text(text))
}

pub(crate) fn json<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    call.fuel.make(call.of.weight(MOST_BYTES))?;
    Ok(Term::text(call.of.into_value().to_string()))
}

pub(crate) fn from_json<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let read = serde_json::from_str::<Value>(call.text()?);
    let value = read.map_err(|error| Problem::NotJson {
        said: error.to_string(),
    })?;
    call.fuel.make(call.of.weight(MOST_BYTES))?;
    Ok(Term::Made(value))
}
