//! Whether an answer is of the shape of a sample: it may say more, but what the sample says is there,
//! and of the same JSON type.

use serde_json::{Map, Value};

/// What the one variant of a product without options has nothing in; no practice product has options.
const OF_OPTIONS: [&str; 2] = ["sku_id", "option_values"];

/// What is otherwise than in the sample, by place.
pub fn unlike(sample: &Value, there: &Value) -> Vec<String> {
    let mut all = envelope(sample, there);
    all.extend(below("", sample, there));
    all
}

/// An answer in an envelope has the same members as the sample, and no other.
fn envelope(sample: &Value, there: &Value) -> Vec<String> {
    let (Some(sample), Some(there)) = (sample.as_object(), there.as_object()) else {
        return Vec::new();
    };
    if !sample.contains_key("data") {
        return Vec::new();
    }
    let strange = there.keys().filter(|name| !sample.contains_key(*name));
    strange
        .map(|name| format!("/{name} is not in the sample"))
        .collect()
}

fn below(place: &str, sample: &Value, there: &Value) -> Vec<String> {
    match (sample, there) {
        (Value::Object(sample), Value::Object(there)) => members(place, sample, there),
        (Value::Array(sample), Value::Array(there)) => items(place, sample, there),
        (Value::Null, _) => Vec::new(),
        (sample, there) if kind(sample) == kind(there) => Vec::new(),
        (sample, there) => {
            let (wanted, is) = (kind(sample), kind(there));
            vec![format!("{place} is {is}, and {wanted} in the sample")]
        }
    }
}

fn members(place: &str, sample: &Map<String, Value>, there: &Map<String, Value>) -> Vec<String> {
    let each = sample.iter().flat_map(|(name, sample)| {
        let place = format!("{place}/{name}");
        match there.get(name) {
            Some(there) if lacks_options(name, there) => Vec::new(),
            Some(there) => below(&place, sample, there),
            None => vec![format!("{place} is missing")],
        }
    });
    each.collect()
}

fn lacks_options(name: &str, there: &Value) -> bool {
    let nothing = there.is_null() || there.as_array().is_some_and(Vec::is_empty);
    nothing && OF_OPTIONS.contains(&name)
}

/// Each is as the first of the sample.
fn items(place: &str, sample: &[Value], there: &[Value]) -> Vec<String> {
    let Some(first) = sample.first() else {
        return Vec::new();
    };
    if there.is_empty() {
        return vec![format!("{place} is empty")];
    }
    let each = there.iter().enumerate();
    each.flat_map(|(nth, there)| below(&format!("{place}/{nth}"), first, there))
        .collect()
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
