//! The way through a body and its table: what is wrong, by path.

use serde_json::{Map, Value};

use super::Extent;
use super::field::{Field, Kind, Rule};
use super::fit::{plain, too_many};
use super::wrong::Wrong;

/// What is wrong, by path, in the order of the table; fields it does not know come first.
pub(super) type Found = Vec<(String, Wrong)>;

/// Adds what is wrong with an object below a path.
pub(super) fn object(value: &Value, fields: &[Field], extent: Extent, at: &str, found: &mut Found) {
    match value.as_object() {
        Some(map) => within(map, fields, extent, at, found),
        None => found.push((at.trim_end_matches('.').to_owned(), Wrong::Type("jsobject"))),
    }
}

/// The same with an object's fields.
pub(super) fn within(
    map: &Map<String, Value>,
    fields: &[Field],
    extent: Extent,
    at: &str,
    found: &mut Found,
) {
    let known = |name: &str| fields.iter().any(|field| field.name == name);
    let strays = map.keys().filter(|name| !known(name));
    found.extend(strays.map(|name| (format!("{at}{name}"), Wrong::Unknown)));
    for field in fields {
        let path = format!("{at}{}", field.name);
        match (map.get(field.name), field.rule) {
            (None, Rule::Required) if extent == Extent::Whole => {
                found.push((path, Wrong::Missing));
            }
            (Some(_), Rule::ReadOnly) => found.push((path, Wrong::ReadOnly)),
            (Some(_), Rule::Unheeded) => found.push((path, Wrong::Unheeded)),
            (None, _) | (Some(_), Rule::PassedOver) | (Some(Value::Null), Rule::Nullable) => {}
            (Some(value), Rule::Required | Rule::Optional | Rule::Nullable) => {
                holds(value, field.kind, path, found);
            }
        }
    }
}

fn holds(value: &Value, kind: Kind, path: String, found: &mut Found) {
    match kind {
        Kind::Group(fields) => object(value, fields, Extent::Whole, &format!("{path}."), found),
        Kind::Each(fields, most) => each(value, fields, most, path, found),
        Kind::Text(..)
        | Kind::Whole
        | Kind::Within(..)
        | Kind::Number
        | Kind::UpTo(_)
        | Kind::Amount
        | Kind::Flag
        | Kind::Choice(_)
        | Kind::Time
        | Kind::Wholes
        | Kind::Integers(_)
        | Kind::Texts
        | Kind::Open
        | Kind::Nothing => found.extend(plain(value, kind).map(|wrong| (path, wrong))),
    }
}

fn each(value: &Value, fields: &[Field], most: usize, path: String, found: &mut Found) {
    if let Some(wrong) = too_many(value, most) {
        return found.push((path, wrong));
    }
    match value.as_array() {
        Some(items) => {
            for (place, item) in items.iter().enumerate() {
                let at = format!("{path}.{place}.");
                object(item, fields, Extent::Whole, &at, found);
            }
        }
        None => found.push((path, Wrong::Type("jsarray"))),
    }
}
