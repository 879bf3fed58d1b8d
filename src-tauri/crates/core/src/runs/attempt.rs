//! One attempt, and what came of it.

use patchbay_ledger::{CallEnd, CallState};
use patchbay_orchestration::repeat::Outcome;
use serde_json::Value;

use crate::view::Problem;
use crate::words;

/// What came of an attempt.
pub(super) struct Made {
    pub end: CallEnd,
    pub outcome: Outcome,
    /// What later steps see of it.
    pub output: Value,
    /// What runs that fail by it are grouped by.
    pub code: String,
    pub problem: Problem,
}

impl Made {
    /// One that was carried out.
    pub fn done(end: CallEnd, output: Value) -> Self {
        Self {
            end,
            outcome: Outcome::Answered,
            output,
            code: String::new(),
            problem: Problem::default(),
        }
    }

    /// One that was not, or of which that is not known.
    pub fn undone(end: CallEnd, outcome: Outcome, code: &str, problem: Problem) -> Self {
        Self {
            end,
            outcome,
            output: Value::Null,
            code: code.to_owned(),
            problem,
        }
    }
}

/// An end without an answer that is kept.
pub(super) fn end(state: CallState, status: Option<u16>, now: i64) -> CallEnd {
    CallEnd {
        state,
        ended_at: now,
        status,
        answer: None,
        too_large: false,
        items: None,
        problem: None,
    }
}

/// The same with its problem.
pub(super) fn with_problem(end: CallEnd, code: &str, problem: &Problem) -> CallEnd {
    CallEnd {
        problem: Some(words::keep(code, problem)),
        ..end
    }
}
