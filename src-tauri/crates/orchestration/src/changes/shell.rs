//! A step without the steps in it, which are compared on their own.

use serde_json::{Value, json};

use crate::document::{Case, Do, Step};

/// What kind of thing a step does, as a sentence has it.
pub(super) fn kind(step: &Step) -> &'static str {
    match &step.work {
        Do::Action(_) => "an action",
        Do::Http(_) => "a request",
        Do::If(_) => "a condition",
        Do::Switch(_) => "a choice",
        Do::ForEach(_) => "a list",
        Do::Delay(_) => "a pause",
        Do::Set(_) => "values",
        Do::Forward(_) => "a forward",
        Do::Notify(_) => "a notification",
        Do::Stop(_) => "an end",
    }
}

/// The fields of what a step does, without the steps in it. A choice has the values of its cases.
pub(super) fn shell(step: &Step) -> Value {
    match &step.work {
        Do::If(it) => json!({"condition": it.condition}),
        Do::Switch(it) => {
            let cases: Vec<&Vec<Value>> = it.cases.iter().map(equals).collect();
            json!({"value": it.value, "cases": cases})
        }
        Do::ForEach(it) => json!({"list": it.list, "as": it.item, "on_error": it.on_error}),
        Do::Action(it) => value(it),
        Do::Http(it) => value(it),
        Do::Delay(it) => value(it),
        Do::Set(it) => value(it),
        Do::Forward(it) => value(it),
        Do::Notify(it) => value(it),
        Do::Stop(it) => value(it),
    }
}

fn equals(case: &Case) -> &Vec<Value> {
    &case.equals
}

pub(super) fn value(of: &impl serde::Serialize) -> Value {
    serde_json::to_value(of).unwrap_or_default()
}
