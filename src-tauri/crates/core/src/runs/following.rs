//! What follows an attempt: it is done, made again, looked for, waited with, asked about or given up.

use patchbay_ledger::{CallState, RunNext, Trouble, WaitsFor};
use patchbay_orchestration::plan::{Failure, Mark};
use patchbay_orchestration::repeat::{After, Attempt, Cause, Class, Outcome, WaitReason, after};

use super::attempt::{Made, end};
use super::memo::Open;
use super::performing::Doing;
use super::steps::OnItsWay;
use super::trouble;
use crate::error::{Error, Result};
use crate::patchbay::Patchbay;
use crate::random;
use crate::view::Problem;

impl Patchbay {
    pub(super) async fn after_attempt(
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
        self.leaves(on, next).await
    }

    /// What a step says cannot be sent: the store is waited for, or it failed.
    pub(super) async fn cannot_send(
        &self,
        on: &mut OnItsWay,
        doing: &Doing,
        error: &Error,
    ) -> Result<bool> {
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
}

fn waits(waits_for: WaitsFor, next_at: Option<i64>, trouble: Trouble) -> RunNext {
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

fn of_store(reason: WaitReason, trouble: Trouble) -> Trouble {
    let code = match reason {
        WaitReason::TokenDead => "token_dead",
        WaitReason::ScopeMissing => "scope_missing",
        WaitReason::Unusable => "store_unusable",
    };
    Trouble {
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
