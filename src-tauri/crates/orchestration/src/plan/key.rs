//! Names that stay the same however often something is tried: of a run, of a step in it, and of what a
//! run is about.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::place::Place;

/// The name of a run by what makes it one, such as its orchestration and its event: 64 digits.
pub fn run_key(parts: &[&str]) -> String {
    digest(parts)
}

/// The name of a step of a run, for fields that say what made something: 64 digits.
pub fn step_key(run_key: &str, place: &Place) -> String {
    digest(&[run_key, &place.to_string()])
}

/// Lengths go in too, so that no two lists of parts are one text.
fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hex::encode(hash.finalize())
}

/// What a trigger is about, as its connector says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The kind of thing, `order`.
    pub resource: String,
    /// JSON pointer to its id in what a run is started with.
    pub at: String,
}

/// What no two runs of a store are about at once, `order:250`; `None` where its id is not there.
pub fn serial_key(subject: &Subject, trigger: &Value) -> Option<String> {
    let id = match trigger.pointer(&subject.at)? {
        Value::String(text) if !text.is_empty() => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
            return None;
        }
    };
    Some(format!("{}:{id}", subject.resource))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_are_of_their_parts_and_of_nothing_else() {
        let key = run_key(&["1", "23"]);
        assert_eq!(key, run_key(&["1", "23"]));
        assert_eq!(key.len(), 64);
        assert_ne!(key, run_key(&["12", "3"]));
        let place = Place::of("each").item(1).then("charge");
        assert_ne!(step_key(&key, &place), step_key(&key, &Place::of("charge")));
        assert_ne!(step_key("other", &place), step_key(&key, &place));
    }

    #[test]
    fn runs_about_one_thing_have_one_serial_key() {
        let subject = Subject {
            resource: "order".into(),
            at: "/data/id".into(),
        };
        for (id, key) in [
            (json!(250), Some("order:250")),
            (json!("250"), Some("order:250")),
            (json!(""), None),
            (json!(null), None),
            (json!([1]), None),
        ] {
            let found = serial_key(&subject, &json!({"data": {"id": id}}));
            assert_eq!(found.as_deref(), key);
        }
        assert_eq!(serial_key(&subject, &json!({})), None);
    }
}
