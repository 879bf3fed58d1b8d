//! Error bodies, in the forms BigCommerce has: v3 objects, v2 arrays, and lists under `data`.

use secrecy::SecretString;
use serde_json::{Map, Value};

use crate::redact::{cut, redact};

const MOST_ERRORS: usize = 20;

/// What an error body says, with the token cut out.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Complaint {
    pub(super) title: String,
    pub(super) errors: Vec<(String, String)>,
}

impl Complaint {
    /// `None` when the body is not JSON; empty when it says nothing that is understood.
    pub(super) fn read(body: &[u8], token: &SecretString) -> Option<Self> {
        let body: Value = serde_json::from_slice(body).ok()?;
        let said = said_in(&body);
        let clean = |text: &str| redact(text, &[token]);
        let title = ["title", "message", "error", "detail"];
        let title = title.into_iter().find_map(|name| said?.get(name)?.as_str());
        let errors = said.and_then(|said| said.get("errors").or_else(|| said.get("details")));
        Some(Self {
            title: title.map(clean).unwrap_or_default(),
            errors: errors
                .map(|errors| fields(errors, clean))
                .unwrap_or_default(),
        })
    }
}

/// The whole body with the token cut out, where it is JSON.
pub(super) fn without(body: &[u8], token: &SecretString) -> Option<Value> {
    let text = cut(std::str::from_utf8(body).ok()?, &[token]);
    serde_json::from_str(&text).ok()
}

fn said_in(body: &Value) -> Option<&Map<String, Value>> {
    match body {
        Value::Array(items) => items.first().and_then(said_in),
        Value::Object(object) => match object.get("data") {
            Some(data @ Value::Array(_)) => said_in(data),
            _ => Some(object),
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

fn fields(errors: &Value, clean: impl Fn(&str) -> String) -> Vec<(String, String)> {
    let text = |value: &Value| clean(value.as_str().unwrap_or(&value.to_string()));
    match errors {
        Value::Object(fields) => fields
            .iter()
            .take(MOST_ERRORS)
            .map(|(field, said)| (clean(field), text(said)))
            .collect(),
        Value::Array(items) => items
            .iter()
            .take(MOST_ERRORS)
            .map(|said| (String::new(), text(said)))
            .collect(),
        Value::String(said) => vec![(String::new(), clean(said))],
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Option<Complaint> {
        Complaint::read(body.as_bytes(), &SecretString::from("canary-7"))
    }

    #[test]
    fn reads_every_documented_form() {
        for (body, title) in [
            (
                r#"{"status":404,"title":"No such thing","errors":{}}"#,
                "No such thing",
            ),
            (
                r#"[{"status":404,"message":"The resource was not found."}]"#,
                "The resource was not found.",
            ),
            (
                r#"{"data":[{"status":422,"title":"Unable to credit"}]}"#,
                "Unable to credit",
            ),
            (
                r#"{"data":[{"order_id":1,"status":503,"error":"Tax service gone away"}],"meta":{}}"#,
                "Tax service gone away",
            ),
            ("{}", ""),
            ("[]", ""),
            ("7", ""),
        ] {
            assert_eq!(read(body).unwrap().title, title, "{body}");
        }
        assert_eq!(read("<html>"), None);
    }

    #[test]
    fn names_the_fields() {
        let said = read(r#"{"title":"x","errors":{"destination":"error.path.missing.","n":[1]}}"#);
        let expected = [("destination", "error.path.missing."), ("n", "[1]")];
        let expected = expected.map(|(field, said)| (field.to_owned(), said.to_owned()));
        assert_eq!(said.unwrap().errors, expected);
    }

    #[test]
    fn keeps_no_token() {
        let said = read(
            r#"{"title":"bad canary-7","errors":{"canary-7":"canary-7","b":{"c":"canary-7"}}}"#,
        );
        assert!(!format!("{said:?}").contains("canary-7"), "{said:?}");
    }
}
