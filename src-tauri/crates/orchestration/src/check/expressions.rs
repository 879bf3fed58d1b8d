//! Texts with expressions, and what they refer to.

use serde_json::Value;

use super::finding::{FindingKind, Severity};
use super::look::Look;
use super::scope::Scope;
use crate::condition::{Condition, ConditionFault, Judge};
use crate::expression::{Context, Expression, ExpressionError, Problem, Remark, below};

impl Look<'_> {
    /// A text with expressions; it, where it can be read.
    pub(super) fn text(&mut self, at: &str, text: &str, scope: &Scope) -> Option<Expression> {
        match Expression::parse(text) {
            Ok(expression) => {
                self.expression(at, &expression, scope);
                Some(expression)
            }
            Err(error) => {
                let (severity, kind) = (Severity::Error, FindingKind::Expression);
                self.remark(severity, kind, at, error.into());
                None
            }
        }
    }

    /// A value with expressions in its texts.
    pub(super) fn value(&mut self, at: &str, value: &Value, scope: &Scope) {
        match value {
            Value::String(text) => {
                self.text(at, text, scope);
            }
            Value::Array(items) => {
                for (place, item) in items.iter().enumerate() {
                    self.value(&format!("{at}/{place}"), item, scope);
                }
            }
            Value::Object(members) => {
                for (name, value) in members {
                    self.value(&below(at, name), value, scope);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    pub(super) fn condition(&mut self, at: &str, condition: &Condition, scope: &Scope) {
        match Judge::read(condition) {
            Ok(judge) => {
                for (place, side, expression) in judge.expressions() {
                    let at = format!("{at}{}", condition.pointer(&place, Some(side)));
                    self.expression(&at, expression, scope);
                }
            }
            Err(error) => {
                let at = format!("{at}{}", condition.pointer(&error.place, error.side));
                if let ConditionFault::Expression { error } = error.fault {
                    let (severity, kind) = (Severity::Error, FindingKind::Expression);
                    return self.remark(severity, kind, &at, error.into());
                }
                let (message, remedy) = (error.fault.to_string(), error.fault.remedy());
                self.error(FindingKind::Condition, &at, message, remedy);
            }
        }
    }

    fn expression(&mut self, at: &str, expression: &Expression, scope: &Scope) {
        let sample = &scope.sample;
        let before = self.found.len();
        for error in expression.unknown(sample) {
            self.unknown_path(at, error);
        }
        for reference in expression.references() {
            self.unsure(at, &reference, scope);
        }
        if self.found.len() == before && is_sampled(expression, sample) {
            self.with_sample(at, expression, sample);
        }
    }

    /// What comes of it with the sample; a sample may be unlike what is to come.
    fn with_sample(&mut self, at: &str, expression: &Expression, sample: &Context) {
        if let Err(error) = expression.evaluate(sample)
            && !error.problem.is_absence()
        {
            let remark = Remark::from(error);
            self.remark(Severity::Warning, FindingKind::Expression, at, remark);
        }
    }

    fn unknown_path(&mut self, at: &str, error: ExpressionError) {
        let mut path = String::new();
        if let Problem::Missing { path: missing, .. } = &error.problem {
            path.clone_from(missing);
        }
        let mut parts = path.split('.');
        let (root, name, deeper) = (parts.next(), parts.next(), parts.next());
        match (root, name, deeper) {
            (Some("steps"), Some(id), None) => self.no_step(at, id, &error),
            (Some("steps" | "trigger" | "item" | "before"), Some(_), _) => {
                self.remark(Severity::Warning, FindingKind::Reference, at, error.into());
            }
            (Some("step"), _, _) if self.step.is_none() => {
                let remark = Remark {
                    remedy: "Use `run.key`.".to_owned(),
                    ..error.into()
                };
                self.remark(Severity::Error, FindingKind::Reference, at, remark);
            }
            _ => self.remark(Severity::Error, FindingKind::Reference, at, error.into()),
        }
    }
}

/// Whether everything it looks up is in the sample, and not null there.
fn is_sampled(expression: &Expression, sample: &Context) -> bool {
    let looked_up = |parts: &[String]| {
        let (root, fields) = parts.split_first()?;
        fields.iter().try_fold(sample.get(root)?, |of, part| {
            let place = part.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
            match place {
                Some(place) => of.get(place.parse::<usize>().ok()?),
                None => of.get(part),
            }
        })
    };
    let references = expression.references();
    references
        .iter()
        .all(|it| looked_up(&it.parts).is_some_and(|value| !value.is_null()))
}
