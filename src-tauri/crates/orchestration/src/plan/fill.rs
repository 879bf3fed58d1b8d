//! Filling in the fields of a step.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::failure::Failure;
use crate::condition::{Condition, Judge, Judgement};
use crate::expression::{Blank, Context, Expression};

/// Fills in fields with what is known.
pub(super) struct Filling<'c> {
    pub known: &'c Context,
}

type Filled<T> = Result<T, Failure>;

impl Filling<'_> {
    /// A value with expressions in its texts.
    pub fn value(&self, at: &str, value: &Value) -> Filled<Value> {
        let blank = Blank::read(value).and_then(|blank| blank.fill(self.known));
        blank.map_err(|error| Failure::blank(at, &error))
    }

    /// Values by their names.
    pub fn members(&self, at: &str, values: &BTreeMap<String, Value>) -> Filled<Value> {
        let mut filled = Map::new();
        for (name, value) in values {
            let value = self.value(&below(at, name), value)?;
            filled.insert(name.clone(), value);
        }
        Ok(Value::Object(filled))
    }

    /// What a text comes to, with its type where it is one expression.
    pub fn of(&self, at: &str, text: &str) -> Filled<Value> {
        let value = Expression::parse(text).and_then(|it| it.evaluate(self.known));
        value.map_err(|error| Failure::expression(at, &error))
    }

    /// A text, whatever it comes to.
    pub fn text(&self, at: &str, text: &str) -> Filled<String> {
        self.of(at, text).map(printed)
    }

    /// Texts by their names; what comes to null is left out.
    pub fn texts(
        &self,
        at: &str,
        texts: &BTreeMap<String, String>,
    ) -> Filled<BTreeMap<String, String>> {
        let mut filled = BTreeMap::new();
        for (name, text) in texts {
            let value = self.of(&below(at, name), text)?;
            if !value.is_null() {
                filled.insert(name.clone(), printed(value));
            }
        }
        Ok(filled)
    }

    pub fn judge(&self, at: &str, condition: &Condition) -> Filled<Judgement> {
        let judgement = Judge::read(condition).and_then(|judge| judge.judge(self.known));
        judgement.map_err(|error| Failure::condition(at, condition, &error))
    }
}

fn below(at: &str, name: &str) -> String {
    crate::expression::below(at, name)
}

/// As it stands in a text: null is nothing, lists and objects are JSON.
fn printed(value: Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text,
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}
