//! One run, from what started it to each request.

use patchbay_ledger::{Call, CallState, RunState as State, StepRecord, StepState, WholeRun};
use patchbay_orchestration::document::Document;
use patchbay_orchestration::plan::{Mark, Place, Work};
use serde_json::Value;

use super::memo::START;
use super::shown;
use super::steps::kept_start;
use super::{trouble, what};
use crate::actions::call_state;
use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, id};
use crate::view::{
    Millis, RequestView, RunAsks, RunAttempt, RunCan, RunStep, RunStepState, RunView,
};
use crate::words;

impl Patchbay {
    /// A run with its steps.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn run(&self, run_id: u32) -> Result<RunView> {
        let whole = self.0.ledger.whole_run(i64::from(run_id)).await?;
        let whole = whole.ok_or(Error::NotFound("run"))?;
        let document = self.document_of(&whole).await.ok();
        let mut rows = self.run_rows(vec![whole.run.clone()]).await?;
        let row = rows.pop().ok_or(Error::NotFound("run"))?;
        let mut steps = Vec::new();
        for step in whole.steps.iter().filter(|step| step.place != START) {
            steps.push(self.run_step(&whole, document.as_deref(), step).await?);
        }
        let kept = whole.detail.problem.as_deref();
        Ok(RunView {
            trigger: kept_start(&whole.steps).and_then(|start| pretty(&start.trigger)),
            problem: kept.map(|kept| shown::problem(Some(kept))),
            replay_of: whole.run.replay_of.map(id),
            can: can(whole.run.state),
            steps,
            row,
        })
    }

    async fn run_step(
        &self,
        whole: &WholeRun,
        document: Option<&Document>,
        step: &StepRecord,
    ) -> Result<RunStep> {
        let place: Option<Place> = step.place.parse().ok();
        let step_id = place.as_ref().map_or(&*step.place, Place::step).to_owned();
        let mark: Option<Mark> = step
            .output
            .as_deref()
            .and_then(|it| serde_json::from_str(it).ok());
        let input: Option<Value> = step
            .input
            .as_deref()
            .and_then(|it| serde_json::from_str(it).ok());
        let mut attempts = Vec::new();
        for call in whole.calls.iter().filter(|call| is_of(call, &step.place)) {
            attempts.push(self.run_attempt(call).await?);
        }
        let state = step_state(whole, step);
        let asks = self.asks(whole, step, state, input.as_ref(), mark.as_ref());
        Ok(RunStep {
            depth: place
                .as_ref()
                .map_or(0, |it| words::count_of(it.stages().len()) - 1),
            what: what::words(document, &step_id),
            id: step_id,
            place: step.place.clone(),
            words: what::came_of(state, mark.as_ref()),
            state,
            input: input.as_ref().and_then(shown_input),
            output: mark.as_ref().and_then(output),
            at: Millis(step.began_at),
            took_ms: step.ended_at.map(|at| words::count(at - step.began_at)),
            problem: match &mark {
                Some(Mark::Failed { failure }) => Some(trouble::problem_of(failure)),
                _ => None,
            },
            attempts,
            asks: asks.await?,
        })
    }

    async fn run_attempt(&self, call: &Call) -> Result<RunAttempt> {
        let end = call.end.as_ref();
        Ok(RunAttempt {
            number: call
                .of_run
                .as_ref()
                .map_or(1, |it| words::count(it.attempt)),
            call_id: (call.asked.kind == patchbay_ledger::CallKind::Action).then(|| id(call.id)),
            request: self.sent_request(call).await?,
            at: Millis(call.asked.began_at),
            took_ms: end.map(|end| words::count(end.ended_at - call.asked.began_at)),
            status: end.and_then(|end| end.status),
            state: call_state(call),
            answer: end.and_then(|end| end.answer.clone()),
            words: what::attempt(call),
        })
    }

    async fn sent_request(&self, call: &Call) -> Result<RequestView> {
        let asked = &call.asked;
        let body: Option<Value> = asked
            .body
            .as_deref()
            .and_then(|it| serde_json::from_str(it).ok());
        if let Some(store_id) = asked.store_id.filter(|_| !asked.action.is_empty()) {
            let (app, store) = self.app_and_store(id(store_id)).await?;
            let request = (&*asked.method, &*asked.path, body.as_ref());
            return Ok(self.shown_request(&app, &store, request).await);
        }
        Ok(RequestView {
            method: asked.method.clone(),
            path: asked.path.clone(),
            body: body
                .as_ref()
                .and_then(pretty)
                .or_else(|| Some(asked.input.clone())),
            curl: String::new(),
        })
    }

    async fn asks(
        &self,
        whole: &WholeRun,
        step: &StepRecord,
        state: RunStepState,
        input: Option<&Value>,
        mark: Option<&Mark>,
    ) -> Result<Option<RunAsks>> {
        let call = whole.calls.iter().rfind(|call| is_of(call, &step.place));
        match (mark, state, call) {
            (Some(Mark::Asking), ..) if whole.run.state == State::Waiting => {
                let problem = shown::problem(whole.detail.problem.as_deref());
                Ok(Some(RunAsks::Confirm {
                    question: problem.title,
                    input: input.and_then(shown_input).unwrap_or_default(),
                }))
            }
            (_, RunStepState::Unknown, Some(call)) => Ok(Some(RunAsks::Happened {
                request: self.sent_request(call).await?,
                call_id: id(call.id),
                can_look: !call.asked.action.is_empty(),
            })),
            _ => Ok(None),
        }
    }
}

fn is_of(call: &Call, place: &str) -> bool {
    call.of_run.as_ref().is_some_and(|it| it.place == place)
}

fn step_state(whole: &WholeRun, step: &StepRecord) -> RunStepState {
    let unknown = |call: &Call| {
        call.end
            .as_ref()
            .is_some_and(|end| end.state == CallState::Unknown)
    };
    let last = whole.calls.iter().rfind(|call| is_of(call, &step.place));
    let open = last.is_some_and(|call| unknown(call) && call.settled.is_none());
    match step.state {
        StepState::Waiting if whole.run.state == State::Unknown && open => RunStepState::Unknown,
        StepState::Running => RunStepState::Running,
        StepState::Done => RunStepState::Done,
        StepState::Failed => RunStepState::Failed,
        StepState::Skipped => RunStepState::Skipped,
        StepState::Waiting => RunStepState::Waiting,
    }
}

/// What a step was given: of what it sends, that alone.
fn shown_input(input: &Value) -> Option<String> {
    match serde_json::from_value::<Work>(input.clone()) {
        Ok(Work::Action { input, .. }) => pretty(&input),
        Ok(Work::Http { .. } | Work::Forward { .. } | Work::Notify { .. }) => {
            let members = input.as_object()?.values().next()?;
            pretty(members)
        }
        Err(_) => pretty(input),
    }
}

/// What later steps see of it.
fn output(mark: &Mark) -> Option<String> {
    match mark {
        Mark::Done { output } => pretty(output),
        Mark::Took { way } => pretty(&way.output()),
        Mark::Began { items } => pretty(&Value::Array(items.clone())),
        Mark::Skipped
        | Mark::Sending
        | Mark::Sleeping { .. }
        | Mark::Asking
        | Mark::Allowed
        | Mark::Refused
        | Mark::Stopped { .. }
        | Mark::Failed { .. } => None,
    }
}

fn pretty(value: &Value) -> Option<String> {
    serde_json::to_string_pretty(value).ok()
}

fn can(state: State) -> RunCan {
    let ended = !state.is_open();
    RunCan {
        cancel: state.is_open(),
        resume: state == State::Waiting,
        requeue: state == State::Dead,
        dismiss: state == State::Dead,
        replay: ended,
    }
}
