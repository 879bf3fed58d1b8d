//! What steps do and what came of them, in words.

use patchbay_connector::bundled;
use patchbay_ledger::{Call, CallSettled, CallState};
use patchbay_orchestration::document::{Do, Document};
use patchbay_orchestration::plan::{Mark, Way};

use crate::view::RunStepState;
use crate::words;

/// What a step does: "Create refund", "If", "Wait".
pub(super) fn words(document: Option<&Document>, id: &str) -> String {
    match document.and_then(|document| document.step(id)) {
        Some(step) => work(&step.work),
        None => id.to_owned(),
    }
}

fn work(work: &Do) -> String {
    match work {
        Do::Action(it) => {
            let connector = bundled().iter().find(|one| one.id == it.connector);
            let action = connector.and_then(|one| one.action(&it.action));
            action.map_or_else(|| it.action.clone(), |action| action.name.clone())
        }
        Do::Http(_) => "HTTP request".into(),
        Do::If(_) => "If".into(),
        Do::Switch(_) => "Switch".into(),
        Do::ForEach(_) => "For each".into(),
        Do::Delay(_) => "Wait".into(),
        Do::Set(_) => "Set values".into(),
        Do::Forward(_) => "Forward".into(),
        Do::Notify(_) => "Notify".into(),
        Do::Stop(_) => "Stop".into(),
    }
}

/// What came of a step.
pub(super) fn came_of(state: RunStepState, mark: Option<&Mark>) -> String {
    match (state, mark) {
        (RunStepState::Unknown, _) => "It may have happened".into(),
        (_, Some(Mark::Took { way })) => taken(*way),
        (_, Some(Mark::Began { items })) => words::counted(items.len(), "item"),
        (_, Some(Mark::Asking)) => "Waits for your word".into(),
        (_, Some(Mark::Refused)) => "You said no".into(),
        (_, Some(Mark::Skipped)) => "Switched off".into(),
        (_, Some(Mark::Stopped { message, .. })) if !message.is_empty() => message.clone(),
        (_, Some(Mark::Failed { failure })) => failure.message.clone(),
        (RunStepState::Running, _) => "Under way".into(),
        (RunStepState::Waiting, _) => "Waits".into(),
        (RunStepState::Failed, _) => "Failed".into(),
        (RunStepState::Skipped, _) => "Passed over".into(),
        (RunStepState::Done, _) => "Done".into(),
    }
}

fn taken(way: Way) -> String {
    match way {
        Way::Then => "It holds".into(),
        Way::Else => "It does not hold".into(),
        Way::Case(at) => format!("Case {}", at + 1),
        Way::Otherwise => "None of the cases".into(),
    }
}

/// What came of an attempt.
pub(super) fn attempt(call: &Call) -> String {
    let Some(end) = &call.end else {
        return "Under way".into();
    };
    let problem = || end.problem.as_ref().map(|it| words::kept(it).title);
    match (end.state, call.settled) {
        (CallState::Running, _) => "Under way".into(),
        (CallState::Done, _) => "Done".into(),
        (CallState::Failed, _) => problem().unwrap_or_else(|| "Nothing happened".into()),
        (CallState::Unknown, None) => "It may have happened".into(),
        (CallState::Unknown, Some(CallSettled::Happened)) => "It happened, you said".into(),
        (CallState::Unknown, Some(CallSettled::DidNot)) => "It did not happen, you said".into(),
    }
}
