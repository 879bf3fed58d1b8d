//! How one check came out.

use patchbay_connector::Symptom;

use super::words::explained;
use crate::view::{CheckFact, CheckState, Millis, Problem, UrlDifference};

/// How one check came out.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    pub state: CheckState,
    pub seen: String,
    pub problem: Option<Problem>,
    pub facts: Vec<CheckFact>,
}

impl Outcome {
    fn of(state: CheckState, seen: impl Into<String>) -> Self {
        Self {
            state,
            seen: seen.into(),
            problem: None,
            facts: Vec::new(),
        }
    }

    /// As it should be.
    pub fn fine(seen: impl Into<String>) -> Self {
        Self::of(CheckState::Fine, seen)
    }

    /// There is nothing to look at.
    pub fn skipped(seen: impl Into<String>) -> Self {
        Self::of(CheckState::Skipped, seen)
    }

    /// Not as it should be.
    pub fn failing(problem: Problem) -> Self {
        Self {
            problem: Some(problem.clone()),
            ..Self::of(CheckState::Failing, problem.title)
        }
    }

    /// Not as it should be, though nothing fails by it yet.
    pub fn doubtful(problem: Problem) -> Self {
        Self {
            state: CheckState::Doubtful,
            ..Self::failing(problem)
        }
    }

    /// Failing by what the connector says of it.
    pub fn fails(symptom: &Symptom) -> Self {
        Self::failing(explained(symptom))
    }

    /// Doubtful by what the connector says of it.
    pub fn doubts(symptom: &Symptom) -> Self {
        Self::doubtful(explained(symptom))
    }

    /// With something that was seen.
    #[must_use]
    pub fn fact(self, label: &str, value: impl Into<String>) -> Self {
        self.fact_at(label, value, None)
    }

    /// With something that was seen at a time.
    #[must_use]
    pub fn fact_at(mut self, label: &str, value: impl Into<String>, at: Option<i64>) -> Self {
        self.facts.push(CheckFact {
            label: label.into(),
            value: value.into(),
            at: at.map(Millis),
            difference: None,
        });
        self
    }

    /// With a URL that differs.
    #[must_use]
    pub fn differs(mut self, label: &str, there: &str, by: Option<UrlDifference>, at: i64) -> Self {
        self.facts.push(CheckFact {
            label: label.into(),
            value: there.into(),
            at: Some(Millis(at)),
            difference: by,
        });
        self
    }
}
