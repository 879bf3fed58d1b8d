//! Filters of texts.

use std::fmt::Write as _;

use serde_json::Value;

use super::Call;
use crate::expression::error::Problem;
use crate::expression::term::Term;

type Answer<'c> = Result<Term<'c>, Problem>;

pub(crate) fn upper<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let text = call.text()?.to_uppercase();
    call.made(text)
}

pub(crate) fn lower<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let text = call.text()?.to_lowercase();
    call.made(text)
}

pub(crate) fn capitalize<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let mut letters = call.text()?.chars();
    let first = letters.next().map(char::to_uppercase);
    let text = first.into_iter().flatten().chain(letters).collect();
    call.made(text)
}

pub(crate) fn trim<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let text = call.text()?.trim().to_owned();
    call.made(text)
}

/// The length of what comes of it is known, and allowed, before it is made.
pub(crate) fn replace<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let text = call.text()?;
    let what = call.text_at(0)?.unwrap_or_default();
    let with = call.text_at(1)?.unwrap_or_default();
    if what.is_empty() {
        return Err(call
            .of
            .unfit(call.name, "a text to replace that is not empty"));
    }
    let found = text.matches(what).count();
    let grown = found.saturating_mul(with.len());
    crate::expression::fuel::within(text.len().saturating_add(grown))?;
    let replaced = text.replace(what, with);
    call.made(replaced)
}

pub(crate) fn split<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let at = call.text_at(0)?.unwrap_or_default();
    if at.is_empty() {
        return Err(call
            .of
            .unfit(call.name, "a text to split at that is not empty"));
    }
    let parts: Vec<Value> = call.text()?.split(at).map(Value::from).collect();
    call.fuel.spend(parts.len())?;
    Ok(Term::Made(Value::Array(parts)))
}

pub(crate) fn truncate<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let text = call.text()?;
    let length = call.count_at(0)?.unwrap_or_default();
    let cut = text.char_indices().nth(length).map(|(at, _)| at);
    let short = match cut {
        Some(at) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    };
    call.made(short)
}

/// All but letters, digits and `-._~` as RFC 3986 has it.
pub(crate) fn url_encode<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let mut text = String::new();
    call.of.print(&mut text);
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            other => {
                let _ = write!(encoded, "%{other:02X}");
            }
        }
    }
    call.made(encoded)
}
