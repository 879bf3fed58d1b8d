//! What time it is at BigCommerce: it signs by its own clock.

use jiff::fmt::rfc2822;
use reqwest::Client;
use reqwest::header::{DATE, HeaderMap};

use crate::api::ApiError;
use crate::endpoints::Endpoints;

/// BigCommerce's time in milliseconds since the epoch, in whole seconds, by what its API answers to
/// somebody without a token; `None` where the answer does not say.
///
/// # Errors
/// `Unreachable` or `Timeout`.
pub async fn time_now(http: &Client, endpoints: &Endpoints) -> Result<Option<i64>, ApiError> {
    let answer = http.get(endpoints.api.clone()).send().await;
    let answer = answer.map_err(|error| match error.is_timeout() {
        true => ApiError::Timeout,
        false => ApiError::Unreachable,
    })?;
    Ok(date(answer.headers()))
}

/// When an answer was given, by its `Date` (RFC 9110, section 6.6.1).
pub(crate) fn date(headers: &HeaderMap) -> Option<i64> {
    let text = headers.get(DATE)?.to_str().ok()?;
    let at = rfc2822::DateTimeParser::new().parse_timestamp(text).ok()?;
    Some(at.as_millisecond())
}
