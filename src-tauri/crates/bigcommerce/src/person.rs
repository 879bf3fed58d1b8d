//! People, as the token answer and signed payloads name them.

use serde::Deserialize;
use serde_json::Value;

/// A BigCommerce user: the one who acted, or the store's owner. Every field is what BigCommerce
/// said and may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Person {
    /// Their id; sent as a number today and as text in older samples.
    #[serde(default, deserialize_with = "id")]
    pub id: Option<String>,
    /// Their email address.
    #[serde(default, deserialize_with = "text")]
    pub email: Option<String>,
    /// Their user name; usually the email address too.
    #[serde(default, deserialize_with = "text")]
    pub username: Option<String>,
}

/// A number or text, as text; anything else is nothing.
pub(crate) fn id_text(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Null | Value::Bool(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
            None
        }
    }
}

fn id<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Value::deserialize(from).map(|value| id_text(&value))
}

fn text<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Value::deserialize(from).map(|value| value.as_str().map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_as_numbers_or_text() {
        for (json, id) in [
            (r#"{"id":24654,"email":"a@example.com"}"#, Some("24654")),
            (r#"{"id":"24654"}"#, Some("24654")),
            (r#"{"id":null,"email":null}"#, None),
            ("{}", None),
        ] {
            let person: Person = serde_json::from_str(json).unwrap();
            assert_eq!(person.id.as_deref(), id, "{json}");
        }
    }
}
