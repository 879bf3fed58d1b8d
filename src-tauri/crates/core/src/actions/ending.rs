//! From what BigCommerce answered to what came of an action.

use patchbay_bigcommerce::ApiError;
use patchbay_bigcommerce::api::{Fate, Performed, Undone};
use patchbay_connector::Action;
use patchbay_ledger::{App, CallEnd, CallState};
use serde_json::Value;

use super::answer::keep;
use crate::error::Error;
use crate::words;

/// What came of an action at `now`. Of a harmless one it does not matter whether it happened.
pub(crate) fn of(
    action: &Action,
    app: &App,
    harmless: bool,
    outcome: Result<Performed, Undone>,
    now: i64,
) -> CallEnd {
    match outcome {
        Ok(done) => carried_out(action, done.status, done.value, now),
        Err(undone) if is_absent(action, &undone) => carried_out(action, 404, Value::Null, now),
        Err(undone) => not_carried_out(action, app, harmless, undone, now),
    }
}

fn carried_out(action: &Action, status: u16, answer: Value, now: i64) -> CallEnd {
    let kept = keep(action, answer);
    CallEnd {
        state: CallState::Done,
        ended_at: now,
        status: Some(status),
        answer: kept.text,
        too_large: kept.too_large,
        items: kept.items,
        problem: None,
    }
}

/// Whether it is normal that there is no such thing.
fn is_absent(action: &Action, undone: &Undone) -> bool {
    action.absent.is_some() && undone.error == ApiError::NotFound
}

fn not_carried_out(
    action: &Action,
    app: &App,
    harmless: bool,
    undone: Undone,
    now: i64,
) -> CallEnd {
    let unknown = undone.fate == Fate::Unknown && !harmless;
    let code = undone.error.code();
    let problem = Error::Api(undone.error).problem_for(app.kind);
    let kept = undone.said.map(|said| keep(action, said));
    CallEnd {
        state: match unknown {
            true => CallState::Unknown,
            false => CallState::Failed,
        },
        ended_at: now,
        status: undone.status,
        answer: kept.and_then(|kept| kept.text),
        too_large: false,
        items: None,
        problem: Some(words::keep(code, &problem)),
    }
}
