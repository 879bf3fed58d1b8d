//! Telling refusals apart.
//!
//! The documentation gives no schema for errors; these are the forms seen in the field: RFC 6749
//! codes, and sentences in `error`. The redirect mismatch goes first: it is by far the most
//! frequent, and comes under several codes.

use secrecy::SecretString;

use super::answer::Refusal;
use super::{ExchangeError, ExchangeRequest};
use crate::redact::redact;

pub(super) fn classify(
    status: u16,
    refusal: &Refusal,
    request: &ExchangeRequest<'_>,
) -> ExchangeError {
    let code = SecretString::from(request.code.to_owned());
    let clean = |text: &str| redact(text, &[request.client_secret, &code]);
    let error = refusal.error.as_deref().unwrap_or_default();
    let description = refusal.description();
    let said = format!("{error} {description}").to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    if has(&[
        "redirect_uri",
        "redirect uri",
        "registered uri",
        "redirect_mismatch",
    ]) {
        let said = if description.is_empty() {
            error
        } else {
            description
        };
        ExchangeError::RedirectMismatch { said: clean(said) }
    } else if has(&[
        "invalid_client",
        "unauthorized_client",
        "client_id",
        "client_secret",
    ]) || status == 401
    {
        ExchangeError::InvalidClient
    } else if has(&["invalid_scope", "invalid scope"]) {
        ExchangeError::InvalidScope
    } else if has(&[
        "invalid_grant",
        "invalid code",
        "authorization code",
        "invalid_code",
    ]) {
        ExchangeError::InvalidCode
    } else {
        ExchangeError::Refused {
            status,
            error: clean(error),
            description: clean(description),
        }
    }
}
