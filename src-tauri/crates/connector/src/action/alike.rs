//! Whether what is there is what was sent. Platforms answer more than they were sent, amounts with
//! other zeros and ids as texts, so equality would find nothing.

use serde_json::{Map, Value};

/// Whether `there` says the same as `sent`, and possibly more.
pub(super) fn alike(sent: &Value, there: &Value) -> bool {
    match (sent, there) {
        (Value::Object(sent), Value::Object(there)) => members(sent, there),
        (Value::Array(sent), Value::Array(there)) => items(sent, there),
        (Value::Bool(sent), Value::Bool(there)) => sent == there,
        (Value::String(_) | Value::Number(_), Value::String(_) | Value::Number(_)) => {
            words(sent) == words(there) || amounts(sent, there)
        }
        (
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_),
            _,
        ) => false,
    }
}

fn members(sent: &Map<String, Value>, there: &Map<String, Value>) -> bool {
    let has = |(name, value): (&String, &Value)| there.get(name).is_some_and(|it| alike(value, it));
    sent.iter().all(has)
}

/// In any order, one of what is there for each that was sent.
fn items(sent: &[Value], there: &[Value]) -> bool {
    let mut left: Vec<&Value> = there.iter().collect();
    let takes = |one: &Value| {
        let at = left.iter().position(|it| alike(one, it));
        at.map(|at| left.remove(at)).is_some()
    };
    sent.len() == there.len() && sent.iter().all(takes)
}

fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// `5` and `5.0000`. A text is only an amount beside a number, so that `05` is not the code `5`.
fn amounts(sent: &Value, there: &Value) -> bool {
    let one_is_number = sent.is_number() || there.is_number();
    let number = |value: &Value| words(value)?.parse::<f64>().ok();
    one_is_number && number(sent).is_some() && number(sent) == number(there)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_there_may_say_more_but_not_something_else() {
        for (sent, there, same) in [
            (json!("RM1"), json!("RM1"), true),
            (json!("RM1"), json!(" RM1 "), true),
            (json!("RM1"), json!("rm1"), false),
            (json!(118), json!("118"), true),
            (json!(18.5), json!("18.5000"), true),
            (json!("0012"), json!("12"), false),
            (json!(true), json!(true), true),
            (json!(false), json!(null), false),
            (json!(0), json!(null), false),
            (json!({ "a": 1 }), json!({ "a": 1, "b": 2 }), true),
            (json!({ "a": 1, "b": 2 }), json!({ "a": 1 }), false),
            (
                json!([{ "a": 1 }, { "a": 2 }]),
                json!([{ "a": 2 }, { "a": 1, "b": 0 }]),
                true,
            ),
            (json!([1, 1]), json!([1, 2]), false),
            (json!([1]), json!([1, 2]), false),
            (json!("1"), json!([1]), false),
        ] {
            assert_eq!(alike(&sent, &there), same, "{sent} {there}");
        }
    }
}
