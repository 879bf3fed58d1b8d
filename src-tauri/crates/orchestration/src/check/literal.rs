//! What cannot stand somewhere. Values that expressions come to are judged when they are known.

use serde_json::Value;

use super::known::Fits;
use crate::expression::Exact;
use crate::moment;

/// What is needed, where a value is none; "A number".
pub(super) fn fault(fits: Fits, value: &Value) -> Option<&'static str> {
    let text = written(value);
    let text = text.as_deref();
    let (stands, wanted) = match fits {
        Fits::Text => (text.is_some(), "A text"),
        Fits::Email => (text.is_some_and(is_email), "An e-mail address"),
        Fits::Url => (
            text.is_some_and(is_url),
            "A URL that begins with https:// or http://",
        ),
        Fits::Id => (text.is_some_and(is_plain), "An id"),
        Fits::Whole => (
            text.is_some_and(|it| it.parse::<i64>().is_ok()),
            "A whole number",
        ),
        Fits::Number => (is_number(value), "A number, with a point"),
        Fits::Money => (is_number(value), "An amount, with a point: 12.50"),
        Fits::Switch => (is_switch(value), "Yes or no"),
        Fits::Date => (text.is_some_and(|it| moment::read(it).is_some()), "A date"),
        Fits::Choice => (text.is_some(), "One of what can be chosen"),
        Fits::List => (value.is_array(), "A list"),
        Fits::Object => (value.is_object(), "An object with fields"),
        Fits::Json => (true, "Anything"),
    };
    (!stands).then_some(wanted)
}

/// A text as it stands, a number by its digits.
pub(super) fn written(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

fn is_number(value: &Value) -> bool {
    Exact::read(value, "").is_ok()
}

fn is_switch(value: &Value) -> bool {
    value.is_boolean() || matches!(value.as_str(), Some("true" | "false"))
}

fn is_email(text: &str) -> bool {
    text.split_once('@')
        .is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.'))
}

fn is_url(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

fn is_plain(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    !text.is_empty() && text.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_cannot_stand_somewhere_is_told() {
        for (fits, stands, not) in [
            (Fits::Text, json!(["a", 1, ""]), json!([true, [], {}])),
            (
                Fits::Email,
                json!(["a@b.example"]),
                json!(["a", "@b.example", 1]),
            ),
            (
                Fits::Url,
                json!(["https://a.example"]),
                json!(["a.example", 1]),
            ),
            (
                Fits::Id,
                json!([1, "1", "a-b_C"]),
                json!(["", "a b", 1.5, true]),
            ),
            (
                Fits::Whole,
                json!([1, "-5"]),
                json!([1.5, "1.0", "x", true]),
            ),
            (Fits::Number, json!([1.5, "1.50"]), json!(["1,5", true, {}])),
            (Fits::Money, json!([1, "12.50"]), json!(["12 USD", []])),
            (Fits::Switch, json!([true, "false"]), json!(["yes", 1])),
            (
                Fits::Date,
                json!(["2026-03-01", 1_772_366_400]),
                json!(["soon", true]),
            ),
            (Fits::Choice, json!(["a", 1]), json!([true, []])),
            (Fits::List, json!([[]]), json!(["a", {}])),
            (Fits::Object, json!([{}]), json!(["a", []])),
            (Fits::Json, json!([1, [], {}, "a", true]), json!([])),
        ] {
            for value in stands.as_array().unwrap() {
                assert_eq!(fault(fits, value), None, "{fits:?} {value}");
            }
            for value in not.as_array().unwrap() {
                assert!(fault(fits, value).is_some(), "{fits:?} {value}");
            }
        }
    }
}
