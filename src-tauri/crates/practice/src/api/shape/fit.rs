//! Whether one value is of one kind.

use serde_json::Value;

use super::Kind;

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    Missing,
    Type(&'static str),
    Value,
    Short,
    Long,
    Unknown,
    ReadOnly,
    Unheeded,
}

impl Wrong {
    /// It in the API's words.
    pub(super) fn message(self) -> String {
        match self {
            Self::Missing => "error.path.missing.".to_owned(),
            Self::Type(wanted) => format!("error.expected.{wanted}."),
            Self::Value => "error.value.".to_owned(),
            Self::Short => "error.minLength.".to_owned(),
            Self::Long => "error.maxLength.".to_owned(),
            Self::Unknown => "error.unknown.".to_owned(),
            Self::ReadOnly => "error.readOnly.".to_owned(),
            Self::Unheeded => "The practice BigCommerce does nothing with this field.".to_owned(),
        }
    }
}

/// What keeps a value that is no object, nor a list of them, from being of its kind.
pub(super) fn plain(value: &Value, kind: &Kind) -> Option<Wrong> {
    match kind {
        Kind::Text(least, most) => match value.as_str().map(|text| text.chars().count()) {
            None => Some(Wrong::Type("jsstring")),
            Some(length) if length < *least => Some(Wrong::Short),
            Some(length) => (length > *most).then_some(Wrong::Long),
        },
        Kind::Choice(words) => match value.as_str() {
            None => Some(Wrong::Type("jsstring")),
            Some(word) => (!words.contains(&word)).then_some(Wrong::Value),
        },
        Kind::Whole => unless(value.is_u64(), "jsnumber"),
        Kind::Number => unless(value.is_number(), "jsnumber"),
        Kind::Amount => unless(amount(value).is_some(), "jsnumber"),
        Kind::Flag => unless(value.is_boolean(), "jsboolean"),
        Kind::Open => unless(value.is_object(), "jsobject"),
        Kind::Wholes => all(value, Value::is_u64),
        Kind::Texts => all(value, Value::is_string),
        Kind::Nothing => match value.as_array() {
            None => Some(Wrong::Type("jsarray")),
            Some(items) => (!items.is_empty()).then_some(Wrong::Value),
        },
        Kind::Each(_) | Kind::Group(_) => None,
    }
}

fn unless(fits: bool, wanted: &'static str) -> Option<Wrong> {
    (!fits).then_some(Wrong::Type(wanted))
}

fn all(value: &Value, fits: impl Fn(&Value) -> bool) -> Option<Wrong> {
    let fit = value.as_array().is_some_and(|items| items.iter().all(fits));
    unless(fit, "jsarray")
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
