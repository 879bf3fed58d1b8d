//! What an answer of the API means, and whether asking again may help.

use reqwest::StatusCode;
use secrecy::SecretString;
use serde_json::Value;

use super::complaint::Complaint;
use super::limits::Limits;
use super::{ApiError, Method};
use crate::http::{Answer, Transport};

/// A call that failed.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) error: ApiError,
    pub(super) again: Again,
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
    fn new(error: ApiError, again: Again) -> Self {
        Self { error, again }
    }

    pub(super) fn of_transport(transport: Transport, method: Method) -> Self {
        let (error, again) = match transport {
            Transport::NotSent => (ApiError::Unreachable, Again::AfterPause),
            Transport::Unanswered => (ApiError::Unreachable, Again::Never),
            Transport::Broken => (ApiError::Unreachable, if_repeatable(method)),
            Transport::Timeout => (ApiError::Timeout, Again::Never),
            Transport::TooLarge => (ApiError::TooLarge, Again::Never),
        };
        Self::new(error, again)
    }
}

fn if_repeatable(method: Method) -> Again {
    if method.is_repeatable() {
        Again::AfterPause
    } else {
        Again::Never
    }
}

/// The answer's JSON (nothing at all is `null`), or what its status means.
pub(super) fn judge(
    answer: &Answer,
    method: Method,
    token: &SecretString,
) -> Result<Value, Failure> {
    if answer.status.is_success() {
        return read(answer).map_err(|error| Failure::new(error, Again::Never));
    }
    if answer.status == StatusCode::TOO_MANY_REQUESTS {
        return Err(limited(answer, method));
    }
    let again = match answer.status.as_u16() {
        502..=504 => if_repeatable(method),
        _ => Again::Never,
    };
    Err(Failure::new(refusal(answer, token), again))
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
fn limited(answer: &Answer, method: Method) -> Failure {
    match Limits::of_refusal(&answer.headers) {
        Some(limits) => {
            let retry_ms = u64::try_from(limits.reset.as_millis()).ok();
            Failure::new(ApiError::RateLimited { retry_ms }, Again::WhenAdmitted)
        }
        None => Failure::new(ApiError::Overloaded, if_repeatable(method)),
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
