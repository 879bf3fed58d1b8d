//! What is remembered of a run, between the ledger's rows and the plan that goes on with them.

use std::str::FromStr;

use patchbay_ledger::{StepRecord, StepState};
use patchbay_orchestration::plan::{Mark, Memo, Place};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Where a run's start is kept: no step's place.
pub(super) const START: &str = "@start";

/// What is remembered of a step whose outcome is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Open {
    /// Attempts that were made before the run was given up and taken up again.
    pub before: u32,
    /// How many looks there are to be whether it happened; 0 where none is.
    pub looks: u32,
    /// How many looks failed.
    pub failed: u32,
}

/// What is remembered of a run whose steps are these.
pub(super) fn memo(steps: &[StepRecord]) -> Memo {
    steps
        .iter()
        .filter_map(|step| {
            let place = Place::from_str(&step.place).ok()?;
            let mark = serde_json::from_str(step.output.as_deref()?).ok()?;
            Some((place, mark))
        })
        .collect()
}

/// What is open about the step at a place.
pub(super) fn open(steps: &[StepRecord], place: &str) -> Open {
    let step = steps.iter().find(|step| step.place == place);
    let kept = step.and_then(|step| step.problem.as_deref());
    let open = kept.and_then(|kept| serde_json::from_str(kept).ok());
    open.unwrap_or_default()
}

/// A place with what became of it, as the ledger keeps it.
pub(super) fn record(
    place: &Place,
    mark: &Mark,
    input: Option<&Value>,
    (began_at, now): (i64, i64),
) -> StepRecord {
    let state = state(mark);
    let ended = match state {
        StepState::Done | StepState::Failed | StepState::Skipped => Some(now),
        StepState::Running | StepState::Waiting => None,
    };
    StepRecord {
        place: place.to_string(),
        state,
        began_at,
        ended_at: ended,
        input: input.filter(|it| !it.is_null()).map(Value::to_string),
        output: serde_json::to_string(mark).ok(),
        problem: None,
    }
}

fn state(mark: &Mark) -> StepState {
    match mark {
        Mark::Skipped => StepState::Skipped,
        Mark::Done { .. } | Mark::Took { .. } | Mark::Stopped { .. } => StepState::Done,
        Mark::Began { .. } | Mark::Sending | Mark::Allowed => StepState::Running,
        Mark::Sleeping { .. } | Mark::Asking => StepState::Waiting,
        Mark::Refused | Mark::Failed { .. } => StepState::Failed,
    }
}
