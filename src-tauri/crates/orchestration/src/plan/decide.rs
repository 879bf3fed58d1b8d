//! Steps that have several ways: the one taken is remembered, and not decided again.

use serde_json::Value;

use super::failure::Failure;
use super::memo::{Mark, Way};
use super::walk::{Flow, Walk};
use crate::condition::alike;
use crate::document::{Do, If, Step, Switch};

impl Walk<'_> {
    pub(super) fn decide(&mut self, step: &Step, it: &If) -> Flow {
        let judged = self.filling().judge("/condition", &it.condition);
        let judgement = self.or_fail(judged)?;
        let way = if judgement.holds {
            Way::Then
        } else {
            Way::Else
        };
        let looked_at = serde_json::to_value(&judgement).unwrap_or_default();
        self.record(looked_at, Mark::Took { way });
        self.along(step, way)
    }

    pub(super) fn pick(&mut self, step: &Step, it: &Switch) -> Flow {
        let value = self.filling().of("/value", &it.value);
        let value = self.or_fail(value)?;
        let fits = |equals: &[Value]| equals.iter().any(|one| alike(one, &value));
        let case = it.cases.iter().position(|case| fits(&case.equals));
        let way = case.map_or(Way::Otherwise, |at| {
            Way::Case(u32::try_from(at).unwrap_or(u32::MAX))
        });
        self.record(value, Mark::Took { way });
        self.along(step, way)
    }

    /// Along the way that was taken.
    pub(super) fn along(&mut self, step: &Step, way: Way) -> Flow {
        let Some(steps) = of(step, way) else {
            return self.fail(Failure::memo());
        };
        self.learn(step, way.output());
        self.steps(steps)
    }
}

fn of(step: &Step, way: Way) -> Option<&[Step]> {
    match (&step.work, way) {
        (Do::If(it), Way::Then) => Some(&it.then),
        (Do::If(it), Way::Else) => Some(&it.otherwise),
        (Do::Switch(it), Way::Case(at)) => it.cases.get(at as usize).map(|case| &*case.steps),
        (Do::Switch(it), Way::Otherwise) => Some(&it.otherwise),
        (
            Do::If(_)
            | Do::Switch(_)
            | Do::Action(_)
            | Do::Http(_)
            | Do::ForEach(_)
            | Do::Delay(_)
            | Do::Set(_)
            | Do::Forward(_)
            | Do::Notify(_)
            | Do::Stop(_),
            _,
        ) => None,
    }
}
