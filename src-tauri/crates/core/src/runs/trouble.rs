//! Why a run waits, failed, or had nothing to do, as it is kept and grouped.

use patchbay_ledger::Trouble;
use patchbay_orchestration::condition::Judgement;
use patchbay_orchestration::plan::{Failure, FailureKind, Skip};
use serde_json::Value;

use crate::view::Problem;

/// A problem by what it is grouped by.
pub(super) fn of(code: &str, problem: &Problem) -> Trouble {
    Trouble {
        code: code.to_owned(),
        problem: serde_json::to_string(problem).ok(),
    }
}

/// What the plan could not work out.
pub(super) fn of_failure(failure: &Failure) -> Trouble {
    of(code(failure.kind), &problem_of(failure))
}

pub(super) fn problem_of(failure: &Failure) -> Problem {
    Problem {
        title: failure.message.clone(),
        meaning: String::new(),
        remedy: failure.remedy.clone(),
        mend: None,
    }
}

fn code(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::Expression => "expression",
        FailureKind::Condition => "condition",
        FailureKind::Value => "value",
        FailureKind::Items => "items",
        FailureKind::Steps => "steps",
        FailureKind::Memo => "memo",
        FailureKind::Refused => "refused_by_person",
        FailureKind::Performed => "performed",
    }
}

/// Why there was nothing to do.
pub(super) fn of_skip(why: &Skip) -> Trouble {
    let (code, words) = match why {
        Skip::Incomplete => (
            "incomplete",
            "The order is incomplete: nobody paid it yet.".into(),
        ),
        Skip::From { .. } => ("from", "The order comes from another status.".into()),
        Skip::To { .. } => ("to", "The order goes to no such status.".into()),
        Skip::Channel { .. } => ("channel", "It belongs to another channel.".into()),
        Skip::Filter { judgement } => ("filter", filtered(judgement)),
    };
    let problem = Problem {
        title: words,
        ..Problem::default()
    };
    of(code, &problem)
}

/// The row that decided it.
fn filtered(judgement: &Judgement) -> String {
    let plain = |value: &Option<Value>| match value {
        None | Some(Value::Null) => "nothing".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    match judgement.rows.iter().rev().find(|row| !row.held) {
        None => "The filter does not hold.".into(),
        Some(row) if row.right.is_none() => {
            format!("The filter does not hold: there was {}.", plain(&row.left))
        }
        Some(row) => format!(
            "The filter does not hold: {} was compared with {}.",
            plain(&row.left),
            plain(&row.right)
        ),
    }
}
