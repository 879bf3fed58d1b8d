//! The kinds of values a field may hold, and the word for each way not to fit.

use serde_json::Value;

use super::{Extent, Field, faults};
use crate::api::times;

/// What a field may hold.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Text of so many characters.
    Text(usize, usize),
    /// A number that is not negative, up to a most.
    Number(f64),
    /// A whole number between two others.
    Whole(i64, i64),
    /// True or false.
    Flag,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A date with a time.
    Time,
    /// A list of so many whole numbers.
    Numbers(usize),
    /// A list of texts.
    Texts,
    /// An object with fields of its own.
    Object(&'static [Field]),
    /// A list of so many such objects.
    Objects(&'static [Field], usize),
    /// Something BigCommerce shows and nobody can set: whatever is sent is passed over.
    ReadOnly,
    /// Something BigCommerce takes and practice does not keep.
    NotKept,
}

/// The most of what BigCommerce stores in four bytes.
pub const INT_MOST: i64 = 2_147_483_647;

/// The most of an amount or a measure.
pub const NUMBER_MOST: f64 = 9_999_999_999.0;

fn told(path: &str, message: &str) -> (String, String) {
    (path.to_owned(), message.to_owned())
}

/// Adds what is wrong with a value.
pub(super) fn wrong(value: &Value, kind: Kind, path: &str, faults: &mut Vec<(String, String)>) {
    let message = match kind {
        Kind::Text(least, most) => text(value, least, most),
        Kind::Number(most) => number(value, most),
        Kind::Whole(least, most) => whole(value, least, most),
        Kind::Flag => expected(value.is_boolean(), "error.expected.jsboolean"),
        Kind::Word(words) => word(value, words),
        Kind::Time => time(value),
        Kind::Numbers(most) => list(value, most, Value::is_i64, "error.expected.jsnumber"),
        Kind::Texts => list(
            value,
            usize::MAX,
            Value::is_string,
            "error.expected.jsstring",
        ),
        Kind::Object(fields) => return nested(value, fields, path, faults),
        Kind::Objects(fields, most) => return each(value, fields, most, path, faults),
        Kind::ReadOnly => None,
        Kind::NotKept => Some("practice does not keep this field"),
    };
    faults.extend(message.map(|message| told(path, message)));
}

fn expected(fits: bool, message: &'static str) -> Option<&'static str> {
    (!fits).then_some(message)
}

fn text(value: &Value, least: usize, most: usize) -> Option<&'static str> {
    let Some(text) = value.as_str() else {
        return Some("error.expected.jsstring");
    };
    let length = text.chars().count();
    if length < least {
        return Some("error.minLength");
    }
    expected(length <= most, "error.maxLength")
}

fn number(value: &Value, most: f64) -> Option<&'static str> {
    let Some(number) = value.as_f64() else {
        return Some("error.expected.jsnumber");
    };
    if number < 0.0 {
        return Some("error.min");
    }
    expected(number <= most, "error.max")
}

fn whole(value: &Value, least: i64, most: i64) -> Option<&'static str> {
    let Some(number) = value.as_i64() else {
        let is_number = value.is_number();
        return Some(if is_number {
            "error.expected.int"
        } else {
            "error.expected.jsnumber"
        });
    };
    if number < least {
        return Some("error.min");
    }
    expected(number <= most, "error.max")
}

fn word(value: &Value, words: &[&str]) -> Option<&'static str> {
    match value.as_str() {
        Some(word) => expected(words.contains(&word), "error.expected.validenumvalue"),
        None => Some("error.expected.jsstring"),
    }
}

fn time(value: &Value) -> Option<&'static str> {
    match value.as_str() {
        Some(text) => expected(times::read(text).is_some(), "error.expected.date"),
        None => Some("error.expected.jsstring"),
    }
}

fn list(
    value: &Value,
    most: usize,
    fits: impl Fn(&Value) -> bool,
    message: &'static str,
) -> Option<&'static str> {
    let Some(items) = value.as_array() else {
        return Some("error.expected.jsarray");
    };
    if items.len() > most {
        return Some("error.maxItems");
    }
    expected(items.iter().all(fits), message)
}

fn nested(value: &Value, fields: &[Field], path: &str, found: &mut Vec<(String, String)>) {
    match value.as_object() {
        Some(object) => {
            found.extend(faults(object, fields, Extent::Whole, &format!("{path}.")));
        }
        None => found.push(told(path, "error.expected.jsobject")),
    }
}

fn each(
    value: &Value,
    fields: &[Field],
    most: usize,
    path: &str,
    found: &mut Vec<(String, String)>,
) {
    let Some(items) = value.as_array() else {
        return found.push(told(path, "error.expected.jsarray"));
    };
    if items.len() > most {
        return found.push(told(path, "error.maxItems"));
    }
    for (at, item) in items.iter().enumerate() {
        nested(item, fields, &format!("{path}.{at}"), found);
    }
}
