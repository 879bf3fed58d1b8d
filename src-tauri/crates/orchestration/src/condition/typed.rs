//! A value read as what a row says it is.

use rust_decimal::Decimal;
use serde_json::Value;

use super::data::As;
use super::fault::ConditionFault;
use crate::expression::{Exact, Kind, quoted};
use crate::moment::{self, Moment};

/// A value that can be compared with another of its kind.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Typed {
    Text(String),
    Number(Decimal),
    Date(Moment),
    List(Vec<Value>),
    Boolean(bool),
}

impl Typed {
    pub fn read(value: &Value, read_as: As) -> Result<Self, ConditionFault> {
        let read = match read_as {
            As::Text => text(value).map(Self::Text),
            As::Number | As::Money => Exact::read(value, "").ok().map(|it| Self::Number(it.value)),
            As::Date => date(value).map(Self::Date),
            As::List => value.as_array().cloned().map(Self::List),
            As::Boolean => boolean(value).map(Self::Boolean),
        };
        read.ok_or_else(|| ConditionFault::Unreadable {
            value: named(value),
            kind: Kind::of(value),
            read_as,
        })
    }
}

/// A value for a sentence.
fn named(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => "This".into(),
    }
}

/// Numbers and truths as they stand in a text; null is an empty one.
pub(crate) fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(holds) => Some(holds.to_string()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

fn date(value: &Value) -> Option<Moment> {
    match value {
        Value::String(text) => moment::read(text),
        Value::Number(seconds) => seconds.as_i64().and_then(moment::of_unix),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// BigCommerce writes truths as such, as text and as 0 and 1.
fn boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(holds) => Some(*holds),
        Value::String(text) => text.trim().to_lowercase().parse().ok(),
        Value::Number(number) => match number.as_i64() {
            Some(0) => Some(false),
            Some(1) => Some(true),
            _ => None,
        },
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Null, a text of nothing but spaces, a list or an object without anything in it.
pub(crate) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
