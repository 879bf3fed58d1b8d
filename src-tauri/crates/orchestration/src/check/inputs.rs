//! What an action is given.

use serde_json::{Map, Value};

use super::finding::{FindingKind, Severity};
use super::known::{Fits, KnownInput};
use super::literal::{fault, written};
use super::look::{Look, meant};
use crate::expression::{Expression, below};

impl Look<'_> {
    /// Fields that are filled in, against those there are.
    pub(super) fn inputs(&mut self, at: &str, inputs: &[KnownInput], given: &Map<String, Value>) {
        let ids = || inputs.iter().map(|input| input.id.as_str());
        for name in given.keys().filter(|name| !ids().any(|id| id == *name)) {
            let message = format!("The action has no field `{name}`.");
            self.error(
                FindingKind::InputUnknown,
                &below(at, name),
                message,
                meant(name, ids()),
            );
        }
        for input in inputs {
            let at = below(at, &input.id);
            match given.get(&input.id).filter(|value| !is_blank(value)) {
                Some(value) => self.input(&at, input, value),
                None if input.required => {
                    let message = format!("`{}` is missing.", input.id);
                    self.error(FindingKind::InputMissing, &at, message, "Fill it in.");
                }
                None => {}
            }
        }
        self.groups(at, inputs, given);
    }

    fn input(&mut self, at: &str, input: &KnownInput, value: &Value) {
        if is_worked_out(value) {
            return;
        }
        if let Some(wanted) = fault(input.fits, value) {
            return self.unfit(at, wanted);
        }
        match (input.fits, value) {
            (Fits::List, Value::Array(items)) => self.items(at, input, items),
            (Fits::Object, Value::Object(given)) if !input.fields.is_empty() => {
                self.inputs(at, &input.fields, given);
            }
            (
                Fits::Text
                | Fits::Email
                | Fits::Url
                | Fits::Id
                | Fits::Whole
                | Fits::Number
                | Fits::Money
                | Fits::Switch
                | Fits::Date
                | Fits::Choice
                | Fits::List
                | Fits::Object
                | Fits::Json,
                _,
            ) => self.chosen(at, input, value),
        }
    }

    fn items(&mut self, at: &str, input: &KnownInput, items: &[Value]) {
        for (place, item) in items.iter().enumerate() {
            let at = format!("{at}/{place}");
            match (item, input.of) {
                _ if is_worked_out(item) => {}
                (Value::Object(given), None) if !input.fields.is_empty() => {
                    self.inputs(&at, &input.fields, given);
                }
                (_, Some(fits)) => match fault(fits, item) {
                    Some(wanted) => self.unfit(&at, wanted),
                    None => self.chosen(&at, input, item),
                },
                (_, None) if !input.fields.is_empty() => self.unfit(&at, "An object with fields"),
                (_, None) => {}
            }
        }
    }

    fn chosen(&mut self, at: &str, input: &KnownInput, value: &Value) {
        let Some(text) = written(value).filter(|_| !input.choices.is_empty()) else {
            return;
        };
        if !input.choices.contains(&text) {
            let message = format!("`{text}` cannot be chosen.");
            let remedy = meant(&text, input.choices.iter().map(String::as_str));
            self.error(FindingKind::InputKind, at, message, remedy);
        }
    }

    fn unfit(&mut self, at: &str, wanted: &str) {
        let message = format!("{wanted} is needed.");
        self.error(
            FindingKind::InputKind,
            at,
            message,
            "Correct it, or use an expression.",
        );
    }

    /// Fields of which exactly one is filled in.
    fn groups(&mut self, at: &str, inputs: &[KnownInput], given: &Map<String, Value>) {
        let mut groups: Vec<&str> = inputs
            .iter()
            .filter_map(|it| it.one_of.as_deref())
            .collect();
        groups.dedup();
        for (place, group) in groups.iter().enumerate() {
            if !groups[..place].contains(group) {
                self.group(at, group, inputs, given);
            }
        }
    }

    fn group(&mut self, at: &str, group: &str, inputs: &[KnownInput], given: &Map<String, Value>) {
        let members = inputs
            .iter()
            .filter(|it| it.one_of.as_deref() == Some(group));
        let names: Vec<&str> = members.map(|it| it.id.as_str()).collect();
        let filled = names.iter().filter_map(|name| given.get(*name));
        let filled: Vec<&Value> = filled.filter(|value| !is_blank(value)).collect();
        let listed = names.join(" or ");
        if filled.is_empty() {
            let message = format!("One of {listed} is missing.");
            self.error(
                FindingKind::InputMissing,
                at,
                message,
                "Fill one of them in.",
            );
        } else if filled.len() > 1 {
            let perhaps = filled.iter().any(|value| is_worked_out(value));
            let severity = if perhaps {
                Severity::Warning
            } else {
                Severity::Error
            };
            let message = format!("Only one of {listed} can be filled in.");
            let remedy = "Leave the others out.".to_owned();
            self.find(severity, FindingKind::InputOneOf, at, message, remedy);
        }
    }
}

fn is_blank(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

/// Whether expressions decide what it is; those that cannot be read are told of elsewhere.
fn is_worked_out(value: &Value) -> bool {
    let text = value.as_str();
    text.is_some_and(|text| Expression::parse(text).map_or(true, |it| !it.is_plain()))
}
