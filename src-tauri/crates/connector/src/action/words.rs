//! Texts of an action with what was filled in.

use serde_json::Value;

use super::Action;
use super::request::plain;
use crate::form::placeholders;

/// What stands for something that is not filled in.
const NOTHING: &str = "…";

impl Action {
    /// What is asked before it runs with `given`, "Refund 18.00 of order 118?".
    pub fn asked(&self, given: &Value) -> Option<String> {
        let filled = |name: &str| said(given, name).unwrap_or_else(|| NOTHING.to_owned());
        self.asks.as_deref().map(|text| fill(text, filled))
    }

    /// What no two runs may be about at the same time; `None` where that is nothing, or where an
    /// input that says what is not filled in.
    pub fn serial_of(&self, given: &Value) -> Option<String> {
        let text = self.serial.as_deref()?;
        let all = placeholders(text).all(|name| said(given, name).is_some());
        all.then(|| fill(text, |name| said(given, name).unwrap_or_default()))
    }
}

fn fill(text: &str, with: impl Fn(&str) -> String) -> String {
    placeholders(text).fold(text.to_owned(), |text, name| {
        text.replacen(&format!("{{{name}}}"), &with(name), 1)
    })
}

/// What was filled in at a path of inputs, as it was typed; of a list each, added up by the reader.
fn said(given: &Value, path: &str) -> Option<String> {
    let mut found = vec![given];
    for name in path.split('/') {
        let below = found.into_iter().filter_map(|value| value.get(name));
        found = below.flat_map(each).collect();
    }
    let words: Vec<String> = found.into_iter().filter_map(plain).collect();
    let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
    (!words.is_empty()).then(|| words.join(" + "))
}

fn each(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            vec![value]
        }
    }
}
