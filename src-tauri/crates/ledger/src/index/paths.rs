//! The fields of a payload: where each is and of which type. The items of a list share one path, and
//! so do the entries of an object whose keys are themselves data.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::words::JsonType;

/// A field: its path, `data.items[].id`, empty for the payload itself, and a type.
pub type Field = (String, JsonType);

/// What of a payload is a field: so many levels, and bytes of a path.
const DEPTH: usize = 8;
const PATH: usize = 200;

/// A payload with more fields is not compared: of one that is cut nobody could say what is missing.
const FIELDS: usize = 200;

/// A key longer than this is data.
const KEY: usize = 64;

/// The fields of a payload; `None` for one that is not JSON, or that has more than 200.
pub fn fields_of(body: &[u8]) -> Option<BTreeSet<Field>> {
    let payload: Value = serde_json::from_slice(body).ok()?;
    let mut fields = BTreeSet::new();
    gather(&payload, String::new(), DEPTH, &mut fields)?;
    Some(fields)
}

fn gather(value: &Value, path: String, depth: usize, fields: &mut BTreeSet<Field>) -> Option<()> {
    if path.len() > PATH {
        return Some(());
    }
    fields.insert((path.clone(), type_of(value)));
    if fields.len() > FIELDS {
        return None;
    }
    if depth == 0 {
        return Some(());
    }
    match value {
        Value::Array(items) => {
            for item in items {
                gather(item, format!("{path}[]"), depth - 1, fields)?;
            }
        }
        Value::Object(entries) => {
            for (name, path) in entries_of(entries, &path) {
                gather(&entries[name], path, depth - 1, fields)?;
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    Some(())
}

fn entries_of<'v>(
    entries: &'v Map<String, Value>,
    path: &'v str,
) -> impl Iterator<Item = (&'v str, String)> {
    entries.keys().map(move |key| {
        let name = if is_data(key) { "*" } else { key };
        let dot = if path.is_empty() { "" } else { "." };
        (key.as_str(), format!("{path}{dot}{name}"))
    })
}

/// Whether a key is an id or a text rather than a name.
fn is_data(key: &str) -> bool {
    let digits = key.bytes().filter(u8::is_ascii_digit).count();
    key.is_empty() || key.len() > KEY || digits == key.len() || (key.len() >= 16 && digits >= 4)
}

fn type_of(value: &Value) -> JsonType {
    match value {
        Value::Null => JsonType::Null,
        Value::Bool(_) => JsonType::Boolean,
        Value::Number(_) => JsonType::Number,
        Value::String(_) => JsonType::Text,
        Value::Array(_) => JsonType::List,
        Value::Object(_) => JsonType::Object,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(body: &str) -> Vec<String> {
        let fields = fields_of(body.as_bytes()).unwrap();
        let text = |(path, kind): Field| format!("{path}: {}", kind.word());
        fields.into_iter().map(text).collect()
    }

    #[test]
    fn fields_have_paths_and_types() {
        assert_eq!(
            listed(r#"{"a":1,"b":{"c":null,"d":[true,"x"]}}"#),
            [
                ": object",
                "a: number",
                "b: object",
                "b.c: null",
                "b.d: array",
                "b.d[]: boolean",
                "b.d[]: string",
            ]
        );
        assert_eq!(listed("[]"), [": array"]);
        assert!(fields_of(b"no").is_none());
    }

    #[test]
    fn keys_that_are_data_share_a_path() {
        let by_id = r#"{"7":{"n":1},"42":{"n":"x"},"3f0c6c1e-9f51-4e0c":{"n":null}}"#;
        assert_eq!(
            listed(by_id),
            [
                ": object",
                "*: object",
                "*.n: null",
                "*.n: number",
                "*.n: string"
            ]
        );
        assert_eq!(
            listed(r#"{"address2":1}"#),
            [": object", "address2: number"]
        );
    }

    #[test]
    fn there_is_an_end_to_it() {
        let named = |count: usize| {
            let fields: Vec<String> = (0..count).map(|at| format!("\"f{at}\":1")).collect();
            fields_of(format!("{{{}}}", fields.join(",")).as_bytes())
        };
        assert_eq!(named(FIELDS - 1).unwrap().len(), FIELDS);
        assert!(named(FIELDS).is_none());
        let deep = format!("{}1{}", "[".repeat(100), "]".repeat(100));
        assert_eq!(fields_of(deep.as_bytes()).unwrap().len(), DEPTH + 1);
    }
}
