//! Going over the steps in the order in which they run.

use serde_json::{Value, json};

use super::finding::FindingKind;
use super::look::Look;
use super::scope::{After, Scope};
use crate::document::{Delay, Do, Step, Stop};
use crate::expression::{Blank, below};

impl<'d> Look<'d> {
    pub(super) fn steps(&mut self, at: &str, steps: &'d [Step], scope: Scope) -> After {
        let mut after = After { scope, ends: false };
        let mut told = false;
        for (place, step) in steps.iter().enumerate() {
            let at = format!("{at}/{place}");
            let outer = self.step.replace(&step.id);
            if after.ends && !told {
                told = true;
                let message = "This is never come to: the run ends before it.";
                let remedy = "Remove it, or move it before the end.";
                self.warning(FindingKind::Unreachable, &at, message, remedy);
            }
            self.named(&at, step);
            let (mut scope, ended) = (after.scope, after.ends);
            scope
                .sample
                .set("step", json!({"id": step.id, "key": "key"}));
            after = self.one(&at, step, scope);
            after.ends |= ended;
            self.step = outer;
        }
        after
    }

    fn named(&mut self, at: &str, step: &'d Step) {
        let is_new = self.seen.insert(&step.id);
        self.name(&format!("{at}/id"), &step.id, is_new);
    }

    fn one(&mut self, at: &str, step: &'d Step, mut scope: Scope) -> After {
        if step.disabled {
            self.passed_over(step);
            return After { scope, ends: false };
        }
        let at = format!("{at}/do");
        let sample = match &step.work {
            Do::If(it) => return self.decision(&format!("{at}/if"), step, it, scope),
            Do::Switch(it) => return self.choice(&format!("{at}/switch"), step, it, scope),
            Do::ForEach(it) => return self.list(&format!("{at}/for_each"), step, it, scope),
            Do::Stop(it) => return self.stop(&format!("{at}/stop"), it, scope),
            Do::Set(values) => self.set(&format!("{at}/set"), values, &mut scope),
            Do::Action(it) => self.action(&format!("{at}/action"), it, &scope),
            Do::Http(it) => {
                self.http(&format!("{at}/http"), it, &scope);
                Value::Null
            }
            Do::Forward(it) => {
                self.forward(&format!("{at}/forward"), it, &scope);
                Value::Null
            }
            Do::Notify(it) => self.notify(&format!("{at}/notify"), it, &scope),
            Do::Delay(it) => self.delay(&format!("{at}/delay"), it, &scope),
        };
        scope.learn("steps", &step.id, sample);
        After { scope, ends: false }
    }

    /// Its steps are no others' and never run, but their ids are taken.
    fn passed_over(&mut self, step: &'d Step) {
        for branch in step.branches() {
            for inner in branch {
                self.seen.insert(&inner.id);
                self.passed_over(inner);
            }
        }
    }

    fn stop(&mut self, at: &str, it: &Stop, scope: Scope) -> After {
        self.text(&format!("{at}/message"), &it.message, &scope);
        After { scope, ends: true }
    }

    fn delay(&mut self, at: &str, it: &Delay, scope: &Scope) -> Value {
        if let Delay::Until(text) = it {
            let at = format!("{at}/until");
            if text.trim().is_empty() {
                self.empty(
                    &at,
                    "There is no moment to wait for.",
                    "Say when it goes on.",
                );
            }
            self.text(&at, text, scope);
        }
        json!({})
    }

    fn set(
        &mut self,
        at: &str,
        values: &std::collections::BTreeMap<String, Value>,
        scope: &mut Scope,
    ) -> Value {
        if values.is_empty() {
            self.empty(at, "Nothing is set.", "Set a value, or remove the step.");
        }
        let before = scope.clone();
        let mut sample = serde_json::Map::new();
        for (name, value) in values {
            let at = below(at, name);
            self.name(&at, name, true);
            self.value(&at, value, &before);
            let filled = Blank::read(value).and_then(|blank| blank.fill(&before.sample));
            let filled = filled.unwrap_or_default();
            scope.learn("vars", name, filled.clone());
            sample.insert(name.clone(), filled);
        }
        Value::Object(sample)
    }
}
