//! Steps that have steps in them.

use serde_json::{Value, json};

use super::finding::FindingKind;
use super::look::Look;
use super::scope::{After, Scope};
use crate::document::{ForEach, If, Step, Switch};
use crate::expression::Kind;

/// What steps for an item cannot call it.
const TAKEN: [&str; 8] = [
    "trigger", "before", "steps", "vars", "run", "step", "store", "index",
];

impl<'d> Look<'d> {
    pub(super) fn decision(
        &mut self,
        at: &str,
        step: &'d Step,
        it: &'d If,
        mut scope: Scope,
    ) -> After {
        self.condition(&format!("{at}/condition"), &it.condition, &scope);
        if it.then.is_empty() && it.otherwise.is_empty() {
            self.empty(
                &format!("{at}/then"),
                "Nothing is done either way.",
                "Add a step to it.",
            );
        }
        scope.learn("steps", &step.id, json!({"holds": true}));
        let ways = [("then", &it.then), ("else", &it.otherwise)];
        let ways = ways.map(|(name, steps)| self.way(&format!("{at}/{name}"), steps, &scope));
        scope.joined(ways.into())
    }

    pub(super) fn choice(
        &mut self,
        at: &str,
        step: &'d Step,
        it: &'d Switch,
        mut scope: Scope,
    ) -> After {
        self.text(&format!("{at}/value"), &it.value, &scope);
        if it.cases.is_empty() {
            self.empty(&format!("{at}/cases"), "There are no cases.", "Add one.");
        }
        scope.learn("steps", &step.id, json!({"case": 0}));
        let mut ways = Vec::new();
        for (place, case) in it.cases.iter().enumerate() {
            let at = format!("{at}/cases/{place}");
            if case.equals.is_empty() {
                let remedy = "Say which values it is for.";
                self.empty(&format!("{at}/equals"), "The case is for no value.", remedy);
            }
            ways.push(self.way(&format!("{at}/steps"), &case.steps, &scope));
        }
        ways.push(self.way(&format!("{at}/otherwise"), &it.otherwise, &scope));
        scope.joined(ways)
    }

    fn way(&mut self, at: &str, steps: &'d [Step], scope: &Scope) -> After {
        let mut scope = scope.clone();
        scope.decided = true;
        self.steps(at, steps, scope)
    }

    pub(super) fn list(
        &mut self,
        at: &str,
        step: &'d Step,
        it: &'d ForEach,
        mut scope: Scope,
    ) -> After {
        if it.steps.is_empty() {
            self.empty(
                &format!("{at}/steps"),
                "Nothing is done for an item.",
                "Add a step to it.",
            );
        }
        let at_name = format!("{at}/as");
        self.name(&at_name, &it.item, true);
        if TAKEN.contains(&it.item.as_str()) {
            let message = format!("`{}` is the name of something else.", it.item);
            self.error(
                FindingKind::Name,
                &at_name,
                message,
                "Call it something else: `line`.",
            );
        }
        let item = self.item(&format!("{at}/list"), &it.list, &scope);
        let mut inner = scope.clone();
        inner.sample.set("item", item.clone());
        inner.sample.set(&it.item, item);
        inner.sample.set("index", json!(0));
        self.steps(&format!("{at}/steps"), &it.steps, inner);
        let failed = json!([{"index": 0, "message": "message"}]);
        scope.learn("steps", &step.id, json!({"items": 1, "failed": failed}));
        After { scope, ends: false }
    }

    /// The sample of an item of a list.
    fn item(&mut self, at: &str, list: &str, scope: &Scope) -> Value {
        let Some(expression) = self.text(at, list, scope) else {
            return Value::Null;
        };
        let remedy = "Take a field that is a list: `{{ trigger.products }}`.";
        if !expression.is_whole() {
            let message = "This is text, and not a list.";
            self.error(FindingKind::InputKind, at, message, remedy);
            return Value::Null;
        }
        match expression.evaluate(&scope.sample) {
            Ok(Value::Array(items)) => items.into_iter().next().unwrap_or_default(),
            Ok(Value::Null) | Err(_) => Value::Null,
            Ok(other) => {
                let message = format!("This is {}, and not a list.", Kind::of(&other));
                self.error(FindingKind::InputKind, at, message, remedy);
                Value::Null
            }
        }
    }
}
