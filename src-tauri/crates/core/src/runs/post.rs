//! Steps that forward the event, signed anew as forwarding by itself does.

use patchbay_ledger::{Attempt, CallKind, CallState, ForwardAddress, NewCall};
use patchbay_orchestration::repeat::Outcome;
use serde_json::{Value, json};

use super::attempt::{Made, end, with_problem};
use crate::patchbay::Patchbay;
use crate::view::Problem;

impl Patchbay {
    /// Sends the event once, or `body` in its place.
    pub(super) async fn send_event(
        &self,
        address: &ForwardAddress,
        event_id: i64,
        number: u32,
        body: Option<&Value>,
    ) -> Made {
        let body = body.map(|body| body.to_string().into_bytes().into());
        let attempt = self
            .post_event(address, event_id, number as usize, body)
            .await;
        made(attempt, self.now())
    }
}

/// What is written down of it before it is sent.
pub(super) fn written(
    address: &ForwardAddress,
    event_id: i64,
    body: Option<&Value>,
    (store_id, now): (Option<i64>, i64),
) -> NewCall {
    NewCall {
        kind: CallKind::Forward,
        store_id,
        action: String::new(),
        input: json!({ "event": event_id }).to_string(),
        method: "POST".into(),
        path: address.saved.url.clone(),
        body: body.map(Value::to_string),
        began_at: now,
        repeats: None,
    }
}

/// A receiver that was not reached, and one that did not answer in time, are not told apart: sent again
/// it has the same `webhook-id`.
fn made(attempt: Attempt, now: i64) -> Made {
    let output = json!({ "status": attempt.status, "said": attempt.said });
    let answer = Some(output.to_string());
    let ended = |state| patchbay_ledger::CallEnd {
        answer: answer.clone(),
        ..end(state, attempt.status, now)
    };
    match attempt.status {
        Some(status) if (200..300).contains(&status) => Made::done(ended(CallState::Done), output),
        Some(status) => {
            let problem = problem(
                format!("The address answered {status}"),
                attempt.said.clone(),
            );
            let outcome = Outcome::Refused {
                status,
                wait_ms: None,
            };
            let end = with_problem(ended(CallState::Failed), "forward_status", &problem);
            Made::undone(end, outcome, &format!("forward_{status}"), problem)
        }
        None => {
            let problem = problem(attempt.said.clone(), String::new());
            let end = with_problem(ended(CallState::Failed), "forward_unanswered", &problem);
            Made::undone(end, Outcome::NeverSent, "forward_unanswered", problem)
        }
    }
}

fn problem(title: String, meaning: String) -> Problem {
    Problem {
        title,
        meaning,
        remedy: "Look whether the service runs, and at its own log.".into(),
        mend: None,
    }
}
