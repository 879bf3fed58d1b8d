//! What a forward address answered, or why it did not, in a few words.

use std::error::Error as _;

use reqwest::{Error, Response};

use super::reach::{self, Elsewhere};
use crate::redact::redact;

/// The most of an answer that is read, in bytes, and kept, in characters.
const MOST_READ: usize = 4_096;
const MOST_KEPT: usize = 500;

/// The beginning of an answer's body as text, without what looks like a secret.
pub(super) async fn said(mut response: Response) -> String {
    let mut body = Vec::new();
    while body.len() < MOST_READ
        && let Ok(Some(chunk)) = response.chunk().await
    {
        body.extend_from_slice(&chunk);
    }
    body.truncate(MOST_READ);
    let text = String::from_utf8_lossy(&body);
    let shown = |c: char| if c.is_control() { ' ' } else { c };
    let plain: String = redact(&text).chars().take(MOST_KEPT).map(shown).collect();
    plain.trim().to_owned()
}

/// Why there is no answer.
pub(crate) fn unanswered(error: &Error) -> String {
    if let Some(elsewhere) = elsewhere(error) {
        return format!(
            "{} does not lead to {} any more, which it was saved as. Save the address again if \
             that is right.",
            elsewhere.host,
            reach::words(elsewhere.reach)
        );
    }
    if error.is_timeout() {
        return "Nothing answered in time.".into();
    }
    let cause = root(error);
    match error.is_connect() {
        true => format!("It could not be reached: {cause}."),
        false => format!("The connection broke: {cause}."),
    }
}

fn elsewhere(error: &Error) -> Option<&Elsewhere> {
    let mut cause = error.source();
    while let Some(error) = cause {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        cause = error.source();
    }
    None
}

fn root(error: &Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    let text = cause.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}
