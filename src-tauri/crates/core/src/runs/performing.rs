//! Sending what a step sends: each attempt is written down before it is made, and what is done after it
//! follows from what may be repeated.

use patchbay_ledger::{
    Call, CallEnd, CallOfRun, CallState, NewAttempt, NewCall, RunNext, RunState, WaitsFor,
};
use patchbay_orchestration::plan::{Failure, Mark, Place, Work};
use patchbay_orchestration::repeat::{
    After, Attempt, Cause, Class, MOST_ATTEMPTS, Outcome, WaitReason, after,
};
use serde_json::Value;

use super::attempt::{Made, end, with_problem};
use super::memo::Open;
use super::sending::Sending;
use super::steps::OnItsWay;
use super::trouble;
use crate::error::{Error, Result};
use crate::patchbay::Patchbay;
use crate::random;
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

    fn most(&self) -> u32 {
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
        let CallOfRun {
            place,
            step_key,
            attempt,
            ..
        } = doing.of_run(on.run.id, number);
        let attempt = NewAttempt {
            place,
            step_key,
            attempt,
            call: call.clone(),
        };
        let advanced = self.write(on, RunNext::GoesOn, Some(attempt)).await?;
        let (RunState::Running, Some(call_id)) = (advanced.state, advanced.call_id) else {
            return Ok(false);
        };
        on.remember(call_id, doing.of_run(on.run.id, number), call);
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

    async fn after_attempt(
        &self,
        on: &mut OnItsWay,
        doing: &Doing,
        class: Class,
        made: Made,
    ) -> Result<bool> {
        let open = on.open(&doing.place);
        let attempts = u32::try_from(on.attempts(&doing.key).len()).unwrap_or(u32::MAX);
        let then = after(&Attempt {
            class,
            outcome: made.outcome,
            attempts: attempts.saturating_sub(open.before),
            most: doing.most(),
            now_ms: self.now(),
            random: random::chance(),
        });
        self.follow(on, doing, made, (then, open)).await
    }

    async fn follow(
        &self,
        on: &mut OnItsWay,
        doing: &Doing,
        made: Made,
        (then, open): (After, Open),
    ) -> Result<bool> {
        let now = self.now();
        let trouble = trouble::of(&made.code, &made.problem);
        let next = match then {
            After::Done => {
                let output = made.output;
                on.note(&doing.place, Mark::Done { output }, now);
                return Ok(true);
            }
            After::Dead { cause } => {
                let failure =
                    Failure::performed(words(&made.problem, cause), &*made.problem.remedy);
                on.note(&doing.place, Mark::Failed { failure }, now);
                on.trouble = Some((doing.place.clone(), trouble));
                return Ok(true);
            }
            After::Again { at_ms } => {
                on.keep_open(&doing.place, Open { looks: 0, ..open }, now);
                waits(for_what(made.outcome), Some(at_ms), trouble)
            }
            After::Look { at_ms, times } => {
                let failed = failed_looks(made.outcome);
                let looks = times;
                on.keep_open(
                    &doing.place,
                    Open {
                        looks,
                        failed,
                        ..open
                    },
                    now,
                );
                waits(WaitsFor::Time, Some(at_ms), trouble)
            }
            After::Ask => {
                on.keep_open(&doing.place, Open { looks: 0, ..open }, now);
                RunNext::IsUnknown(trouble)
            }
            After::WaitForStore { reason } => {
                on.keep_open(&doing.place, open, now);
                waits(WaitsFor::Store, None, of_store(reason, trouble))
            }
        };
        self.leaves(on, next).await.map(|()| false)
    }

    /// What a step says cannot be sent: the store is waited for, or it failed.
    async fn cannot_send(&self, on: &mut OnItsWay, doing: &Doing, error: &Error) -> Result<bool> {
        let problem = error.problem();
        if let Some(outcome) = self.waits_for_store(on, error).await? {
            let made = Made::undone(
                end(CallState::Failed, None, self.now()),
                outcome,
                "store",
                problem,
            );
            return self.after_attempt(on, doing, Class::Read, made).await;
        }
        if matches!(error, Error::Ledger(_)) {
            return Err(Error::Internal(error.to_string()));
        }
        let failure = Failure::performed(problem.title.clone(), problem.remedy.clone());
        on.note(&doing.place, Mark::Failed { failure }, self.now());
        on.trouble = Some((doing.place.clone(), trouble::of("cannot_send", &problem)));
        Ok(true)
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

fn waits(waits_for: WaitsFor, next_at: Option<i64>, trouble: patchbay_ledger::Trouble) -> RunNext {
    RunNext::Waits {
        waits_for,
        next_at,
        trouble: Some(trouble),
    }
}

fn for_what(outcome: Outcome) -> WaitsFor {
    match matches!(outcome, Outcome::RateLimited { .. }) {
        true => WaitsFor::Quota,
        false => WaitsFor::Time,
    }
}

fn failed_looks(outcome: Outcome) -> u32 {
    if let Outcome::LookFailed { failed, .. } = outcome {
        return failed;
    }
    0
}

fn of_store(reason: WaitReason, trouble: patchbay_ledger::Trouble) -> patchbay_ledger::Trouble {
    let code = match reason {
        WaitReason::TokenDead => "token_dead",
        WaitReason::ScopeMissing => "scope_missing",
        WaitReason::Unusable => "store_unusable",
    };
    patchbay_ledger::Trouble {
        code: code.into(),
        ..trouble
    }
}

fn words(problem: &Problem, cause: Cause) -> String {
    match problem.title.is_empty() {
        true => format!("It came to nothing ({})", cause.code()),
        false => problem.title.clone(),
    }
}
