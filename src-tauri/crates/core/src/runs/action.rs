//! Steps that run an action on the store.

use patchbay_bigcommerce::ApiError;
use patchbay_bigcommerce::api::{Fate, Performed, Undone};
use patchbay_connector::{Action, Repeat};
use patchbay_ledger::{App, CallState, NewCall, Store};
use patchbay_orchestration::repeat::{Class, Outcome};
use serde_json::Value;

use super::attempt::Made;
use crate::actions::{Ready, RunAs, ending_of};
use crate::error::{Error, Result};
use crate::patchbay::Patchbay;
use crate::redact::redact_json;

/// What may be done when nobody knows whether an action happened.
pub(super) fn class(action: &Action, harmless: bool) -> Class {
    match &action.repeat {
        Repeat::Read => Class::Read,
        Repeat::Upsert => Class::Upsert,
        Repeat::Unsafe if harmless => Class::Upsert,
        Repeat::Unsafe => Class::Unsafe,
        Repeat::NaturalKey { .. } => Class::NaturalKey,
        Repeat::CheckFirst { .. } => Class::CheckBeforeWrite,
    }
}

impl Patchbay {
    /// What is written down of it before it is sent. Whoever published it confirmed it.
    pub(super) fn written_for_run(&self, ready: &Ready) -> NewCall {
        let confirmed = RunAs {
            confirmed: true,
            ..RunAs::default()
        };
        self.written(ready, confirmed)
    }

    /// Sends it once.
    pub(super) async fn send_action(&self, ready: &Ready) -> Result<Made> {
        let api = self.store_api(&ready.app, &ready.store).await?;
        let answer = api.perform(&ready.call).await;
        if let Err(undone) = &answer
            && matches!(undone.error, ApiError::TokenDead)
        {
            self.token_refused(&ready.store).await;
        }
        Ok(made(ready, answer, self.now()))
    }
}

fn made(ready: &Ready, answer: Result<Performed, Undone>, now: i64) -> Made {
    let (action, app) = (ready.action, &ready.app);
    let harmless = ready.call.harmless;
    let (outcome, code, output) = match &answer {
        Ok(performed) => (
            Outcome::Answered,
            "",
            output(action.answered(&performed.value)),
        ),
        Err(undone) => (outcome(undone), undone.error.code(), Value::Null),
    };
    let problem = match &answer {
        Ok(_) => Default::default(),
        Err(undone) => Error::Api(undone.error.clone()).problem_for(app.kind),
    };
    let end = ending_of(action, app, harmless, answer, now);
    match end.state {
        CallState::Done => Made::done(end, output),
        CallState::Running | CallState::Failed | CallState::Unknown => {
            Made::undone(end, outcome, code, problem)
        }
    }
}

/// What later steps see of what was asked for.
pub(super) fn output(mut answered: Value) -> Value {
    redact_json(&mut answered);
    answered
}

/// How an attempt ended that BigCommerce did not carry out, as far as that is known.
pub(super) fn outcome(undone: &Undone) -> Outcome {
    let refused = |status: u16| Outcome::Refused {
        status,
        wait_ms: None,
    };
    match (&undone.error, undone.fate, undone.status) {
        (ApiError::TokenDead, ..) => Outcome::TokenDead,
        (ApiError::ScopeMissing, ..) => Outcome::ScopeMissing,
        (ApiError::RateLimited { retry_ms }, ..) => Outcome::RateLimited { wait_ms: *retry_ms },
        (ApiError::Unreachable, Fate::NotSent, _) => Outcome::NeverSent,
        (_, _, Some(status)) if status >= 400 => refused(status),
        (_, Fate::Unknown, _) => Outcome::Lost,
        (_, Fate::NotSent | Fate::Refused, _) => refused(400),
    }
}

/// Why an action cannot be sent to a store now; `None` where that is no reason to wait for the store.
pub(super) fn waits(error: &Error, (_, store): (&App, &Store)) -> Option<Outcome> {
    match error {
        Error::LacksScope(_) | Error::Api(ApiError::ScopeMissing) => Some(Outcome::ScopeMissing),
        Error::Api(ApiError::TokenDead) => Some(Outcome::TokenDead),
        Error::Conflict { .. } if store.state != patchbay_ledger::StoreState::Connected => {
            Some(Outcome::StoreUnusable)
        }
        Error::Vault(_) => Some(Outcome::StoreUnusable),
        Error::Invalid { .. }
        | Error::NotFound(_)
        | Error::Conflict { .. }
        | Error::Ledger(_)
        | Error::BackupNotWritten(_)
        | Error::BackupNotUsable(_)
        | Error::Api(_)
        | Error::PortTaken { .. }
        | Error::Practice(_)
        | Error::NoAddress
        | Error::Lost(_)
        | Error::Browser(_)
        | Error::NoNotifications(_)
        | Error::File(_)
        | Error::Internal(_) => None,
    }
}
