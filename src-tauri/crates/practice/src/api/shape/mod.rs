//! What a body must look like, as data, so that every operation refuses the same things: what is
//! missing, wrongly typed, too long, not among the documented values, or no field of the resource
//! at all, because a client that misspells one should notice. All that is wrong is told at once.

mod field;
mod fit;
mod walk;
mod wrong;

use serde_json::{Map, Value};

use super::answer::Version;
use super::refusal::Refusal;
pub use field::{ANY, Field, INT_MOST, Kind, NUMBER_MOST};
pub use field::{may, must, or_null, passed_over, read_only, unheeded};
pub use fit::amount;
use walk::Found;
use wrong::Words;

/// Whether a body is to be a whole thing or a change of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Required fields must be there.
    Whole,
    /// Any of them may be left out.
    Part,
}

/// Passes when an object has the fields it must have and no others.
///
/// # Errors
/// 422 naming every field that is wrong; of v2, 400 for the first that cannot be written.
pub fn check(version: Version, body: &Value, fields: &[Field]) -> Result<(), Refusal> {
    let mut found = Vec::new();
    walk::object(body, fields, Extent::Whole, "", &mut found);
    refuse(version, found)
}

/// The same for a list of objects, each named by its place.
///
/// # Errors
/// As [`check`].
pub fn check_each(version: Version, bodies: &[Value], fields: &[Field]) -> Result<(), Refusal> {
    let mut found = Vec::new();
    for (place, body) in bodies.iter().enumerate() {
        walk::object(
            body,
            fields,
            Extent::Whole,
            &format!("{place}."),
            &mut found,
        );
    }
    refuse(version, found)
}

/// What an object of the catalogue sets.
///
/// # Errors
/// 422 with a message for each field that does not fit.
pub fn read(
    object: &Map<String, Value>,
    fields: &[Field],
    extent: Extent,
) -> Result<Map<String, Value>, Refusal> {
    let faults = faults(object, fields, extent);
    if !faults.is_empty() {
        return Err(Refusal::Invalid(faults));
    }
    Ok(set(object, fields))
}

/// What is wrong with an object of the catalogue, by path.
pub fn faults(
    object: &Map<String, Value>,
    fields: &[Field],
    extent: Extent,
) -> Vec<(String, String)> {
    let mut found = Vec::new();
    walk::within(object, fields, extent, "", &mut found);
    told(found, Words::Bare)
}

/// What an object holds of the fields that can be set.
pub fn set(object: &Map<String, Value>, fields: &[Field]) -> Map<String, Value> {
    let held = fields.iter().filter(|field| field.is_set());
    let held = held.filter_map(|field| object.get_key_value(field.name));
    held.map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

fn refuse(version: Version, found: Found) -> Result<(), Refusal> {
    if found.is_empty() {
        return Ok(());
    }
    let mut unwritable = found.iter().filter(|_| version == Version::V2);
    match unwritable.find_map(|(name, wrong)| wrong.unwritable(name)) {
        Some(title) => Err(Refusal::Malformed(title)),
        None => Err(Refusal::Invalid(told(found, Words::Stopped))),
    }
}

fn told(found: Found, words: Words) -> Vec<(String, String)> {
    let told = found.into_iter();
    told.map(|(name, wrong)| (name, wrong.message(words)))
        .collect()
}

#[cfg(test)]
mod tests;
