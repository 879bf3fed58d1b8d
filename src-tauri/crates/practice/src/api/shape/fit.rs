//! Whether one value is of one kind.

use serde_json::Value;

use super::field::Kind;
use super::wrong::Wrong;
use crate::api::times;

/// What keeps a value that is no object, nor a list of them, from being of its kind.
pub(super) fn plain(value: &Value, kind: Kind) -> Option<Wrong> {
    match kind {
        Kind::Text(least, most) => text(value, least, most),
        Kind::Choice(words) => word(value, |word| words.contains(&word), Wrong::Choice),
        Kind::Time => word(
            value,
            |word| times::read(word).is_some(),
            Wrong::Type("date"),
        ),
        Kind::Whole => unless(value.is_u64(), "jsnumber"),
        Kind::Within(least, most) => within(value, least, most),
        Kind::Number => unless(value.is_number(), "jsnumber"),
        Kind::UpTo(most) => up_to(value, most),
        Kind::Amount => unless(amount(value).is_some(), "jsnumber"),
        Kind::Flag => unless(value.is_boolean(), "jsboolean"),
        Kind::Open => unless(value.is_object(), "jsobject"),
        Kind::Wholes => all(value, Value::is_u64),
        Kind::Integers(most) => too_many(value, most).or_else(|| all(value, Value::is_i64)),
        Kind::Texts => all(value, Value::is_string),
        Kind::Nothing => match value.as_array() {
            None => Some(Wrong::Type("jsarray")),
            Some(items) => (!items.is_empty()).then_some(Wrong::Value),
        },
        Kind::Each(..) | Kind::Group(_) => None,
    }
}

fn unless(fits: bool, wanted: &'static str) -> Option<Wrong> {
    (!fits).then_some(Wrong::Type(wanted))
}

fn text(value: &Value, least: usize, most: usize) -> Option<Wrong> {
    match value.as_str().map(|text| text.chars().count()) {
        None => Some(Wrong::Type("jsstring")),
        Some(length) if length < least => Some(Wrong::Short),
        Some(length) => (length > most).then_some(Wrong::Long),
    }
}

fn word(value: &Value, fits: impl Fn(&str) -> bool, wrong: Wrong) -> Option<Wrong> {
    match value.as_str() {
        None => Some(Wrong::Type("jsstring")),
        Some(word) => (!fits(word)).then_some(wrong),
    }
}

fn within(value: &Value, least: i64, most: i64) -> Option<Wrong> {
    match value.as_i64() {
        None if value.is_number() => Some(Wrong::Type("int")),
        None => Some(Wrong::Type("jsnumber")),
        Some(number) if number < least => Some(Wrong::Less),
        Some(number) => (number > most).then_some(Wrong::More),
    }
}

fn up_to(value: &Value, most: f64) -> Option<Wrong> {
    match value.as_f64() {
        None => Some(Wrong::Type("jsnumber")),
        Some(number) if number < 0.0 => Some(Wrong::Less),
        Some(number) => (number > most).then_some(Wrong::More),
    }
}

fn all(value: &Value, fits: impl Fn(&Value) -> bool) -> Option<Wrong> {
    let fit = value.as_array().is_some_and(|items| items.iter().all(fits));
    unless(fit, "jsarray")
}

/// What is wrong with the length of a list.
pub(super) fn too_many(value: &Value, most: usize) -> Option<Wrong> {
    let items = value.as_array().map(Vec::len);
    items.filter(|items| *items > most).map(|_| Wrong::Items)
}

/// A decimal from a number or from text, in units; absent when it is neither.
pub fn amount(value: &Value) -> Option<f64> {
    let units = match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    };
    units.filter(|units| units.is_finite())
}
