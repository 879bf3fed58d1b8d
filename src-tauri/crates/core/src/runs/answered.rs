//! What a saved address answered, or why it did not.

use patchbay_ledger::{CallEnd, CallState};
use patchbay_orchestration::repeat::Outcome;
use reqwest::Response;
use reqwest::header::RETRY_AFTER;
use serde_json::{Value, json};

use super::attempt::{Made, end, with_problem};
use crate::redact::{redact, redact_json};
use crate::view::Problem;

/// The most of an answer that is read, in bytes.
const MOST_READ: usize = 256 * 1024;

pub(super) async fn answered(response: Response, now: i64) -> Made {
    let status = response.status().as_u16();
    let wait_ms = retry_after(&response);
    let body = read(response).await;
    let output = json!({ "status": status, "body": body });
    let kept = Some(output.to_string());
    if (200..300).contains(&status) {
        let done = CallEnd {
            answer: kept,
            ..end(CallState::Done, Some(status), now)
        };
        return Made::done(done, output);
    }
    let problem = refusal(status);
    let failed = CallEnd {
        answer: kept,
        ..with_problem(
            end(CallState::Failed, Some(status), now),
            "http_status",
            &problem,
        )
    };
    let outcome = Outcome::Refused { status, wait_ms };
    Made::undone(failed, outcome, &format!("http_{status}"), problem)
}

fn refusal(status: u16) -> Problem {
    let redirect = (300..400).contains(&status);
    Problem {
        title: format!("The address answered {status}"),
        meaning: match redirect {
            true => "It answered with a redirect, which is not followed.".into(),
            false => String::new(),
        },
        remedy: match redirect {
            true => "Save the address that it leads to.".into(),
            false => "Look at what it answered, and at its own log.".into(),
        },
        mend: None,
    }
}

/// What was never sent is told from what may have arrived.
pub(super) fn unanswered(error: &reqwest::Error, now: i64) -> Made {
    let never = error.is_connect() || error.is_builder();
    let problem = Problem {
        title: crate::forward::unanswered(error),
        remedy: "Look whether the service runs, and whether its address is right.".into(),
        ..Problem::default()
    };
    let (state, outcome) = match never {
        true => (CallState::Failed, Outcome::NeverSent),
        false => (CallState::Unknown, Outcome::Lost),
    };
    let ended = with_problem(end(state, None, now), "http_unanswered", &problem);
    Made::undone(ended, outcome, "http_unanswered", problem)
}

fn retry_after(response: &Response) -> Option<u64> {
    let said = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    Some(said.trim().parse::<u64>().ok()?.saturating_mul(1_000))
}

/// JSON where it is JSON, text otherwise.
async fn read(mut response: Response) -> Value {
    let mut body = Vec::new();
    while body.len() < MOST_READ
        && let Ok(Some(chunk)) = response.chunk().await
    {
        body.extend_from_slice(&chunk);
    }
    body.truncate(MOST_READ);
    match serde_json::from_slice::<Value>(&body) {
        Ok(mut json) => {
            redact_json(&mut json);
            json
        }
        Err(_) => Value::String(redact(&String::from_utf8_lossy(&body)).into_owned()),
    }
}
