//! What an answer of the API means, and whether asking again may help.

use reqwest::StatusCode;
use secrecy::SecretString;
use serde_json::Value;

use super::complaint::{self, Complaint};
use super::limits::Limits;
use super::{ApiError, Fate};
use crate::http::{Answer, Transport};

/// A call that failed.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) error: ApiError,
    pub(super) again: Again,
    pub(super) fate: Fate,
    pub(super) status: Option<u16>,
    /// What was answered, where that is JSON.
    pub(super) said: Option<Box<Value>>,
}

/// Whether to ask again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Again {
    /// No: it would fail again, or might do twice what was asked once.
    Never,
    /// Once the quota, which has learnt from the answer, lets it through.
    WhenAdmitted,
    /// After a pause.
    AfterPause,
}

impl Failure {
    /// One of which nothing was sent, and for which asking again is no help.
    pub(super) fn unsent(error: ApiError) -> Self {
        Self::without_answer(error, Again::Never, Fate::NotSent)
    }

    pub(super) fn of_transport(transport: Transport, harmless: bool) -> Self {
        let (error, again, fate) = match transport {
            Transport::NotSent => (ApiError::Unreachable, Again::AfterPause, Fate::NotSent),
            Transport::Unanswered => (ApiError::Unreachable, Again::Never, Fate::NotSent),
            Transport::Broken => (ApiError::Unreachable, if_harmless(harmless), Fate::Unknown),
            Transport::Timeout => (ApiError::Timeout, Again::Never, Fate::Unknown),
            Transport::TooLarge => (ApiError::TooLarge, Again::Never, Fate::Unknown),
        };
        Self::without_answer(error, again, fate)
    }

    fn without_answer(error: ApiError, again: Again, fate: Fate) -> Self {
        Self {
            error,
            again,
            fate,
            status: None,
            said: None,
        }
    }

    fn of_answer(answer: &Answer, error: ApiError, again: Again, token: &SecretString) -> Self {
        let fate = fate(&error);
        Self {
            error,
            again,
            fate,
            status: Some(answer.status.as_u16()),
            said: complaint::without(&answer.body, token).map(Box::new),
        }
    }
}

fn if_harmless(harmless: bool) -> Again {
    match harmless {
        true => Again::AfterPause,
        false => Again::Never,
    }
}

/// What became of a call that was answered so: an answer of the platform's own failing says nothing of
/// what it did before.
fn fate(error: &ApiError) -> Fate {
    match error {
        ApiError::TokenDead
        | ApiError::ScopeMissing
        | ApiError::Forbidden { .. }
        | ApiError::NotFound
        | ApiError::Invalid { .. }
        | ApiError::RateLimited { .. }
        | ApiError::StoreDown { status: 423 } => Fate::Refused,
        ApiError::Overloaded
        | ApiError::StoreDown { .. }
        | ApiError::Server { .. }
        | ApiError::NotJson { .. }
        | ApiError::Unreachable
        | ApiError::Timeout
        | ApiError::TooLarge
        | ApiError::Unexpected { .. } => Fate::Unknown,
        ApiError::BadPath | ApiError::Insecure => Fate::NotSent,
    }
}

/// The answer's JSON (nothing at all is `null`), or what its status means.
pub(super) fn judge(
    answer: &Answer,
    harmless: bool,
    token: &SecretString,
) -> Result<Value, Failure> {
    let failure = |error, again| Failure::of_answer(answer, error, again, token);
    if answer.status.is_success() {
        return read(answer).map_err(|error| failure(error, Again::Never));
    }
    if answer.status == StatusCode::TOO_MANY_REQUESTS {
        let (error, again) = limited(answer, harmless);
        return Err(failure(error, again));
    }
    let again = match answer.status.as_u16() {
        502..=504 => if_harmless(harmless),
        _ => Again::Never,
    };
    Err(failure(refusal(answer, token), again))
}

fn read(answer: &Answer) -> Result<Value, ApiError> {
    if answer.body.trim_ascii().is_empty() {
        return Ok(Value::Null);
    }
    let status = answer.status.as_u16();
    serde_json::from_slice(&answer.body).map_err(|_| ApiError::NotJson { status })
}

/// A 429 that says when to come back was not carried out, so any method may be repeated. One that
/// does not comes from an overloaded platform, of which nothing is certain.
fn limited(answer: &Answer, harmless: bool) -> (ApiError, Again) {
    match Limits::of_refusal(&answer.headers) {
        Some(limits) => {
            let retry_ms = u64::try_from(limits.reset.as_millis()).ok();
            (ApiError::RateLimited { retry_ms }, Again::WhenAdmitted)
        }
        None => (ApiError::Overloaded, if_harmless(harmless)),
    }
}

fn refusal(answer: &Answer, token: &SecretString) -> ApiError {
    let status = answer.status.as_u16();
    let Some(complaint) = Complaint::read(&answer.body, token) else {
        return unexplained(status);
    };
    let Complaint { title, errors } = complaint;
    match status {
        401 => ApiError::TokenDead,
        403 if title.to_ascii_lowercase().contains("required scope") => ApiError::ScopeMissing,
        403 => ApiError::Forbidden { said: title },
        404 => ApiError::NotFound,
        400 | 409 | 413 | 415 | 422 => ApiError::Invalid {
            status,
            title,
            errors,
        },
        423 | 503 => ApiError::StoreDown { status },
        500..=599 => ApiError::Server { status },
        _ => ApiError::Unexpected { status, title },
    }
}

/// A refusal whose body is not JSON: the status alone still tells most.
fn unexplained(status: u16) -> ApiError {
    match status {
        401 => ApiError::TokenDead,
        403 => ApiError::Forbidden {
            said: String::new(),
        },
        404 => ApiError::NotFound,
        423 | 503 => ApiError::StoreDown { status },
        500..=599 => ApiError::Server { status },
        _ => ApiError::NotJson { status },
    }
}
