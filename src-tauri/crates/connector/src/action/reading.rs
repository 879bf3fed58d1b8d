//! From what a person filled in to what is sent: objects and lists, and where in them something is
//! wrong.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::fault::{Fault, Why};
use super::input::{Input, Kind};
use super::value::one;

type Read = Result<Value, Vec<Fault>>;

/// Whether nothing is filled in: neither here nor further in, as a form has it that was not touched.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.iter().all(is_empty),
        Value::Object(members) => members.values().all(is_empty),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// What is filled in for an input. Of any JSON, `null` within it is something.
pub(super) fn filled<'v>(input: &Input, value: Option<&'v Value>) -> Option<&'v Value> {
    value.filter(|value| match input.kind == Kind::Json {
        true => !value.is_null() && value.as_str() != Some(""),
        false => !is_empty(value),
    })
}

/// What is sent for an input that is filled in.
fn read(input: &Input, value: &Value) -> Read {
    match input.kind {
        Kind::List => list(input, value),
        Kind::Object => members(&input.fields, value),
        Kind::Json => Ok(value.clone()),
        Kind::Text
        | Kind::LongText
        | Kind::Email
        | Kind::Url
        | Kind::Id
        | Kind::Whole
        | Kind::Number
        | Kind::Money
        | Kind::Switch
        | Kind::Date
        | Kind::Choice => one(input, input.kind, value).map_err(|why| vec![Fault::new("", why)]),
    }
}

/// The members of an object: those that are required are there, no other is.
pub(super) fn members(fields: &[Input], value: &Value) -> Read {
    let Some(given) = value.as_object() else {
        return Err(vec![Fault::new("", Why::NoObject)]);
    };
    let mut faults = unknown(fields, given);
    faults.extend(groups(fields, given));
    let mut members = Map::new();
    for field in fields {
        match filled(field, given.get(&field.id)).map(|value| read(field, value)) {
            Some(Ok(value)) => drop(members.insert(field.sent_as().to_owned(), value)),
            Some(Err(found)) => faults.extend(found.into_iter().map(|it| it.within(&field.id))),
            None if field.required => faults.push(Fault::new(&field.id, Why::Missing)),
            None => {}
        }
    }
    match faults.is_empty() {
        true => Ok(Value::Object(members)),
        false => Err(faults),
    }
}

fn unknown(fields: &[Input], given: &Map<String, Value>) -> Vec<Fault> {
    let known = |id: &str| fields.iter().any(|field| field.id == id);
    let strange = given.keys().filter(|id| !known(id));
    strange.map(|id| Fault::new(id, Why::Unknown)).collect()
}

/// Groups of which exactly one is to be filled in, and is not.
fn groups(fields: &[Input], given: &Map<String, Value>) -> Vec<Fault> {
    let mut seen = HashSet::new();
    let mut names: Vec<&String> = fields.iter().filter_map(|it| it.one_of.as_ref()).collect();
    names.retain(|name| seen.insert(*name));
    let of = |name: &String| {
        let of_group = |it: &&Input| it.one_of.as_ref() == Some(name);
        let group: Vec<&Input> = fields.iter().filter(of_group).collect();
        let is_filled = |it: &&&Input| filled(it, given.get(&it.id)).is_some();
        let labels = || group.iter().map(|it| it.name.clone()).collect();
        let place = group.first().map(|it| it.id.clone()).unwrap_or_default();
        match group.iter().filter(is_filled).count() {
            0 => Some(Fault::new(place, Why::OneOf(labels()))),
            1 => None,
            _ => Some(Fault::new(place, Why::OnlyOne(labels()))),
        }
    };
    names.into_iter().filter_map(of).collect()
}

/// One value stands for a list of it, where the items are no objects.
fn list(input: &Input, value: &Value) -> Read {
    let items = match value {
        Value::Array(items) => items.as_slice(),
        Value::String(_) | Value::Number(_) if input.of.is_some() => std::slice::from_ref(value),
        Value::Null | Value::Bool(_) | Value::String(_) | Value::Number(_) | Value::Object(_) => {
            return Err(vec![Fault::new("", Why::NoList)]);
        }
    };
    if let Some(most) = input.most.filter(|most| items.len() > *most as usize) {
        return Err(vec![Fault::new("", Why::Most(most))]);
    }
    let mut sent = Vec::new();
    let mut faults = Vec::new();
    for (index, item) in items.iter().enumerate() {
        match self::item(input, item) {
            Ok(value) => sent.push(value),
            Err(found) => {
                faults.extend(found.into_iter().map(|it| it.within(&index.to_string())));
            }
        }
    }
    match faults.is_empty() {
        true => Ok(Value::Array(sent)),
        false => Err(faults),
    }
}

fn item(input: &Input, value: &Value) -> Read {
    match input.of {
        Some(_) if is_empty(value) => Err(vec![Fault::new("", Why::Missing)]),
        Some(kind) => {
            let one_of_many = Input {
                most: None,
                ..input.clone()
            };
            one(&one_of_many, kind, value).map_err(|why| vec![Fault::new("", why)])
        }
        None => members(&input.fields, value),
    }
}
