//! A value while an expression is worked out: what is only looked at is not copied.

use serde_json::{Map, Value};

use super::error::Problem;
use super::kind::Kind;

/// A value on its way.
#[derive(Clone, Debug)]
pub(crate) enum Term<'c> {
    /// One that stands in the context or in the expression.
    Seen(&'c Value),
    /// One that was made.
    Made(Value),
    /// A list of such.
    List(Vec<Term<'c>>),
}

impl<'c> Term<'c> {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Made(Value::String(text.into()))
    }

    pub fn truth(holds: bool) -> Self {
        Self::Made(Value::Bool(holds))
    }

    pub fn null() -> Self {
        Self::Made(Value::Null)
    }

    /// The JSON value, unless it is a list of terms.
    pub fn plain(&self) -> Option<&Value> {
        match self {
            Self::Seen(value) => Some(value),
            Self::Made(value) => Some(value),
            Self::List(_) => None,
        }
    }

    pub fn kind(&self) -> Kind {
        self.plain().map_or(Kind::List, Kind::of)
    }

    pub fn is_null(&self) -> bool {
        self.plain().is_some_and(Value::is_null)
    }

    pub fn as_text(&self) -> Option<&str> {
        self.plain().and_then(Value::as_str)
    }

    /// Whether it counts as true: not null, false, zero or empty.
    pub fn holds(&self) -> bool {
        match self.plain() {
            None => self.length() != Some(0),
            Some(Value::Null) => false,
            Some(Value::Bool(holds)) => *holds,
            Some(Value::Number(number)) => number.as_f64() != Some(0.0),
            Some(Value::String(text)) => !text.is_empty(),
            Some(Value::Array(items)) => !items.is_empty(),
            Some(Value::Object(members)) => !members.is_empty(),
        }
    }

    /// Characters of a text, items of a list, fields of an object.
    pub fn length(&self) -> Option<usize> {
        match self {
            Self::List(items) => Some(items.len()),
            Self::Seen(value) => length_of(value),
            Self::Made(value) => length_of(value),
        }
    }

    /// The items of a list; the term itself where it is none.
    pub fn into_items(self) -> Result<Vec<Term<'c>>, Self> {
        match self {
            Self::List(items) => Ok(items),
            Self::Seen(Value::Array(items)) => Ok(items.iter().map(Self::Seen).collect()),
            Self::Made(Value::Array(items)) => Ok(items.into_iter().map(Self::Made).collect()),
            Self::Seen(_) | Self::Made(_) => Err(self),
        }
    }

    /// A field of an object.
    pub fn field(&self, name: &str) -> Option<Self> {
        match self {
            Self::Seen(value) => value.as_object()?.get(name).map(Self::Seen),
            Self::Made(value) => value.as_object()?.get(name).cloned().map(Self::Made),
            Self::List(_) => None,
        }
    }

    /// The names of its fields.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let members = self.plain().and_then(Value::as_object);
        members.into_iter().flat_map(Map::keys).map(String::as_str)
    }

    /// An item of a list, counted from its end where the place is negative.
    pub fn item(&self, place: i64) -> Option<Self> {
        let at = within(place, self.length()?)?;
        match self {
            Self::List(items) => items.get(at).cloned(),
            Self::Seen(value) => value.as_array()?.get(at).map(Self::Seen),
            Self::Made(value) => value.as_array()?.get(at).cloned().map(Self::Made),
        }
    }

    /// The JSON value.
    pub fn into_value(self) -> Value {
        match self {
            Self::Seen(value) => value.clone(),
            Self::Made(value) => value,
            Self::List(items) => Value::Array(items.into_iter().map(Self::into_value).collect()),
        }
    }

    /// As it stands in a text: null is nothing, lists and objects are JSON.
    pub fn print(&self, into: &mut String) {
        match self {
            Self::Seen(value) => print_value(value, into),
            Self::Made(value) => print_value(value, into),
            Self::List(_) => into.push_str(&self.clone().into_value().to_string()),
        }
    }

    /// Bytes that it takes as JSON, about; no more are counted than `most` and what exceeds it.
    pub fn weight(&self, most: usize) -> usize {
        match self {
            Self::Seen(value) => weight_of(value, most),
            Self::Made(value) => weight_of(value, most),
            Self::List(items) => weighed(items.iter(), most, |item, left| item.weight(left)),
        }
    }

    /// What stands for the wrong kind of value.
    pub fn unfit(&self, by: &str, wanted: &str) -> Problem {
        Problem::WrongKind {
            by: by.to_owned(),
            wanted: wanted.to_owned(),
            kind: self.kind(),
        }
    }
}

/// The index of a place that may be counted from the end.
pub(crate) fn within(place: i64, length: usize) -> Option<usize> {
    let from_end = || {
        let back = usize::try_from(place.unsigned_abs()).ok()?;
        length.checked_sub(back)
    };
    usize::try_from(place).ok().or_else(from_end)
}

fn length_of(value: &Value) -> Option<usize> {
    match value {
        Value::String(text) => Some(text.chars().count()),
        Value::Array(items) => Some(items.len()),
        Value::Object(members) => Some(members.len()),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

fn print_value(value: &Value, into: &mut String) {
    match value {
        Value::Null => {}
        Value::String(text) => into.push_str(text),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            into.push_str(&value.to_string());
        }
    }
}

fn weight_of(value: &Value, most: usize) -> usize {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => 8,
        Value::String(text) => text.len() + 2,
        Value::Array(items) => weighed(items.iter(), most, weight_of),
        Value::Object(members) => weighed(members.iter(), most, |(name, value), left| {
            name.len() + 3 + weight_of(value, left)
        }),
    }
}

fn weighed<T>(
    parts: impl Iterator<Item = T>,
    most: usize,
    weight: impl Fn(T, usize) -> usize,
) -> usize {
    let mut sum = 2;
    for part in parts {
        if sum > most {
            break;
        }
        sum += 1 + weight(part, most - sum);
    }
    sum
}
