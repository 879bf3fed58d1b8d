//! Reading answers whose fields come and go.

use serde_json::Value;

use super::ApiError;
use crate::person::id_text;

/// What is in the envelope, or the answer itself when it has none: the documentation shows both.
pub(super) fn unwrapped(answer: &Value) -> &Value {
    match answer.get("data") {
        Some(data @ (Value::Object(_) | Value::Array(_) | Value::Null)) => data,
        Some(_) | None => answer,
    }
}

/// A field as text; numbers too; empty when it is missing or anything else.
pub(super) fn text(object: &Value, name: &str) -> String {
    object.get(name).and_then(id_text).unwrap_or_default()
}

/// A field as a whole number, also when it is written as text or with a fraction.
pub(super) fn seconds(object: &Value, name: &str) -> Option<i64> {
    let text = object.get(name).and_then(id_text)?;
    text.split('.').next()?.parse().ok()
}

/// The elements of a field that is a list; none when it is not.
pub(super) fn items<'a>(object: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    object
        .get(name)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

/// An answer that was a success but is not of the documented form.
pub(super) fn unexpected(what: &str) -> ApiError {
    ApiError::Unexpected {
        status: 200,
        title: what.to_owned(),
    }
}
