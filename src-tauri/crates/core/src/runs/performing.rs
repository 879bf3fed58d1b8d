//! Sending what a step sends: each attempt is written down before it is made, and what is done after it
//! follows from what may be repeated.

use patchbay_ledger::{
    Call, CallEnd, CallOfRun, CallState, NewAttempt, NewCall, RunNext, RunState,
};
use patchbay_orchestration::plan::{Mark, Place, Work};
use patchbay_orchestration::repeat::{MOST_ATTEMPTS, Outcome};
use serde_json::Value;

use super::attempt::{Made, end, with_problem};
use super::sending::Sending;
use super::steps::OnItsWay;
use crate::error::{Error, Result};
use crate::patchbay::Patchbay;
use crate::view::Problem;

/// A step that sends something.
pub(super) struct Doing {
    pub place: Place,
    pub key: String,
    pub work: Work,
}

impl Doing {
    fn of_run(&self, run_id: i64, number: usize) -> CallOfRun {
        CallOfRun {
            run_id,
            place: self.place.to_string(),
            step_key: self.key.clone(),
            attempt: i64::try_from(number).unwrap_or(i64::MAX),
        }
    }

    /// Attempts that are made at most.
    pub fn most(&self) -> u32 {
        let said = match &self.work {
            Work::Action { attempts, .. } | Work::Http { attempts, .. } => *attempts,
            Work::Forward { .. } | Work::Notify { .. } => None,
        };
        said.unwrap_or(MOST_ATTEMPTS).max(1)
    }
}

impl Patchbay {
    /// Sends it, or goes on with what is known of the attempt before; whether the run goes on.
    pub(super) async fn perform_step(&self, on: &mut OnItsWay, doing: Doing) -> Result<bool> {
        if on.run.dry
            && let Some(output) = self.only_shown(on, &doing.work).await?
        {
            on.note(&doing.place, Mark::Done { output }, self.now());
            return Ok(true);
        }
        let sending = match self.sending(on, &doing.work).await {
            Ok(sending) => sending,
            Err(error) => return self.cannot_send(on, &doing, &error).await,
        };
        let last = on.attempts(&doing.key).last().map(|call| (*call).clone());
        match last {
            Some(call) if call.end.is_none() => self.cut_off(on, &doing, &sending, call).await,
            Some(call) if on.open(&doing.place).looks > 0 => {
                self.look_again(on, &doing, &sending, &call).await
            }
            Some(_) | None => self.make_attempt(on, &doing, sending).await,
        }
    }

    /// An attempt.
    async fn make_attempt(
        &self,
        on: &mut OnItsWay,
        doing: &Doing,
        mut sending: Sending,
    ) -> Result<bool> {
        let _turn = self.sending_turn(&sending).await;
        if let Err(error) = self.over_what_is_there(&mut sending).await {
            return self.cannot_send(on, doing, &error).await;
        }
        let number = on.attempts(&doing.key).len() + 1;
        let call = self.written_down(on, &sending);
        let of_run = doing.of_run(on.run.id, number);
        let attempt = NewAttempt {
            place: of_run.place.clone(),
            step_key: of_run.step_key.clone(),
            attempt: of_run.attempt,
            call: call.clone(),
        };
        let advanced = self.write(on, RunNext::GoesOn, Some(attempt)).await?;
        let (RunState::Running, Some(call_id)) = (advanced.state, advanced.call_id) else {
            return Ok(false);
        };
        on.remember(call_id, of_run, call);
        let made = match self.send_once(on, &sending, number).await {
            Ok(made) => made,
            Err(error) => not_sent(&error, self.now()),
        };
        on.ends(call_id, made.end.clone());
        self.after_attempt(on, doing, sending.class(), made).await
    }

    /// What a kill cut off is as what was sent and not answered.
    async fn cut_off(
        &self,
        on: &mut OnItsWay,
        doing: &Doing,
        sending: &Sending,
        call: Call,
    ) -> Result<bool> {
        let problem = Problem {
            title: "Patchbay ended before it was answered".into(),
            remedy: "Look whether it happened.".into(),
            ..Problem::default()
        };
        let state = match sending.class().is_harmless() {
            true => CallState::Failed,
            false => CallState::Unknown,
        };
        let ended = with_problem(end(state, None, self.now()), "cut_off", &problem);
        on.ends(call.id, ended.clone());
        let made = Made::undone(ended, Outcome::Lost, "cut_off", problem);
        self.after_attempt(on, doing, sending.class(), made).await
    }

    async fn look_again(
        &self,
        on: &mut OnItsWay,
        doing: &Doing,
        sending: &Sending,
        call: &Call,
    ) -> Result<bool> {
        let open = on.open(&doing.place);
        let looked = self.look_for_sent(sending, call, open).await;
        let problem = call.end.as_ref().and_then(|end| end.problem.as_ref());
        let problem = problem.map(crate::words::kept).unwrap_or_default();
        let kept = call
            .end
            .clone()
            .unwrap_or_else(|| end(CallState::Unknown, None, self.now()));
        let made = Made {
            end: found_end(kept, looked.outcome, &looked.found),
            outcome: looked.outcome,
            output: looked.found,
            code: "unknown".into(),
            problem,
        };
        if made.outcome == Outcome::Found {
            on.ends(call.id, made.end.clone());
        }
        self.after_attempt(on, doing, sending.class(), made).await
    }

    fn written_down(&self, on: &OnItsWay, sending: &Sending) -> NewCall {
        match sending {
            Sending::Action(ready) => self.written_for_run(ready),
            Sending::Http(outgoing, _) => outgoing.written(on.run.store_id, self.now()),
            Sending::Forward {
                address,
                event_id,
                body,
            } => {
                let of = (on.run.store_id, self.now());
                super::post::written(address, *event_id, body.as_ref(), of)
            }
            Sending::Notify { title, text } => {
                super::notify::written(title, text, on.run.store_id, self.now())
            }
        }
    }
}

/// What could not even be tried.
fn not_sent(error: &Error, now: i64) -> Made {
    let problem = error.problem();
    let ended = with_problem(end(CallState::Failed, None, now), "not_sent", &problem);
    Made::undone(ended, Outcome::NeverSent, "not_sent", problem)
}

fn found_end(kept: CallEnd, outcome: Outcome, found: &Value) -> CallEnd {
    match outcome == Outcome::Found {
        true => CallEnd {
            state: CallState::Done,
            answer: Some(found.to_string()),
            problem: None,
            ..kept
        },
        false => kept,
    }
}
