//! What a body must look like, as data, so that every operation refuses the same things in the same
//! words: what is missing, wrongly typed, too long, not among the documented values, or no field of
//! the resource at all.

mod fit;

use serde_json::{Map, Value};

use super::answer::Version;
use super::refusal::Refusal;
pub use fit::amount;
use fit::{Wrong, plain};

/// A field of a body.
#[derive(Debug)]
pub struct Field {
    name: &'static str,
    kind: Kind,
    rule: Rule,
}

/// What a field holds.
#[derive(Debug)]
pub enum Kind {
    /// Text of at least and at most so many characters.
    Text(usize, usize),
    /// A whole number from zero.
    Whole,
    /// A number.
    Number,
    /// A decimal, as a number or as text.
    Amount,
    /// True or false.
    Flag,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A list of whole numbers.
    Wholes,
    /// A list of text.
    Texts,
    /// A list of objects.
    Each(&'static [Field]),
    /// An object.
    Group(&'static [Field]),
    /// An object of any fields.
    Open,
    /// An empty list: for what the practice stores have none of.
    Nothing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    Required,
    Optional,
    Nullable,
    ReadOnly,
    Unheeded,
}

/// A field that must be there.
pub const fn must(name: &'static str, kind: Kind) -> Field {
    field(name, kind, Rule::Required)
}

/// A field that may be there.
pub const fn may(name: &'static str, kind: Kind) -> Field {
    field(name, kind, Rule::Optional)
}

/// A field that may be there, or be null.
pub const fn or_null(name: &'static str, kind: Kind) -> Field {
    field(name, kind, Rule::Nullable)
}

/// A field that answers have and bodies must not.
pub const fn read_only(name: &'static str) -> Field {
    field(name, Kind::Open, Rule::ReadOnly)
}

/// A field that the real stores take and the practice stores do nothing with.
pub const fn unheeded(name: &'static str) -> Field {
    field(name, Kind::Open, Rule::Unheeded)
}

const fn field(name: &'static str, kind: Kind, rule: Rule) -> Field {
    Field { name, kind, rule }
}

/// Passes when an object has the fields it must have and no others.
///
/// # Errors
/// 422 naming every field that is wrong; of v2, 400 for the first that cannot be written.
pub fn check(version: Version, body: &Value, fields: &[Field]) -> Result<(), Refusal> {
    let mut found = Vec::new();
    object(body, fields, "", &mut found);
    refuse(version, found)
}

/// The same for a list of objects, each named by its place.
///
/// # Errors
/// As [`check`].
pub fn check_each(version: Version, bodies: &[Value], fields: &[Field]) -> Result<(), Refusal> {
    let mut found = Vec::new();
    for (place, body) in bodies.iter().enumerate() {
        object(body, fields, &format!("{place}."), &mut found);
    }
    refuse(version, found)
}

fn refuse(version: Version, found: Vec<(String, Wrong)>) -> Result<(), Refusal> {
    let unwritable = found
        .iter()
        .find_map(|(name, wrong)| unwritable(name, *wrong))
        .filter(|_| version == Version::V2);
    match unwritable {
        Some(title) => Err(Refusal::Malformed(title)),
        None if found.is_empty() => Ok(()),
        None => Err(Refusal::Invalid(
            found
                .into_iter()
                .map(|(name, wrong)| (name, wrong.message()))
                .collect(),
        )),
    }
}

fn unwritable(name: &str, wrong: Wrong) -> Option<String> {
    match wrong {
        Wrong::Unknown => Some(format!(
            "The field '{name}' is not supported by this resource."
        )),
        Wrong::ReadOnly => Some(format!(
            "The field '{name}' cannot be written to. Please remove it from your request before \
             trying again."
        )),
        Wrong::Missing
        | Wrong::Type(_)
        | Wrong::Value
        | Wrong::Short
        | Wrong::Long
        | Wrong::Unheeded => None,
    }
}

fn object(value: &Value, fields: &[Field], at: &str, found: &mut Vec<(String, Wrong)>) {
    let Value::Object(map) = value else {
        let name = at.trim_end_matches('.').to_owned();
        found.push((name, Wrong::Type("jsobject")));
        return;
    };
    strays(map, fields, at, found);
    for field in fields {
        let path = format!("{at}{}", field.name);
        match (map.get(field.name), field.rule) {
            (None, Rule::Required) => found.push((path, Wrong::Missing)),
            (Some(_), Rule::ReadOnly) => found.push((path, Wrong::ReadOnly)),
            (Some(_), Rule::Unheeded) => found.push((path, Wrong::Unheeded)),
            (None, Rule::Optional | Rule::Nullable | Rule::ReadOnly | Rule::Unheeded)
            | (Some(Value::Null), Rule::Nullable) => {}
            (Some(value), Rule::Required | Rule::Optional | Rule::Nullable) => {
                holds(value, &field.kind, path, found);
            }
        }
    }
}

fn strays(map: &Map<String, Value>, fields: &[Field], at: &str, found: &mut Vec<(String, Wrong)>) {
    let known = |name: &str| fields.iter().any(|field| field.name == name);
    let strays = map.keys().filter(|name| !known(name));
    found.extend(strays.map(|name| (format!("{at}{name}"), Wrong::Unknown)));
}

fn holds(value: &Value, kind: &Kind, path: String, found: &mut Vec<(String, Wrong)>) {
    match kind {
        Kind::Group(fields) => object(value, fields, &format!("{path}."), found),
        Kind::Each(fields) => match value.as_array() {
            Some(items) => {
                for (place, item) in items.iter().enumerate() {
                    object(item, fields, &format!("{path}.{place}."), found);
                }
            }
            None => found.push((path, Wrong::Type("jsarray"))),
        },
        Kind::Text(..)
        | Kind::Whole
        | Kind::Number
        | Kind::Amount
        | Kind::Flag
        | Kind::Choice(_)
        | Kind::Wholes
        | Kind::Texts
        | Kind::Open
        | Kind::Nothing => found.extend(plain(value, kind).map(|wrong| (path, wrong))),
    }
}

#[cfg(test)]
mod tests;
