//! Looking whether something happened whose answer is lost.

use patchbay_orchestration::repeat::Outcome;
use serde_json::Value;

use crate::actions::Ready;
use crate::patchbay::Patchbay;

/// What a look found.
pub(super) struct Looked {
    pub outcome: Outcome,
    /// What was made, where it is there.
    pub found: Value,
}

impl Patchbay {
    /// Looks for what an attempt made that began at `began_at`; `left` looks remain, this one counted,
    /// and `failed` failed so far.
    pub(super) async fn look_for(
        &self,
        ready: &Ready,
        began_at: i64,
        (left, failed): (u32, u32),
    ) -> Looked {
        let Some(find) = ready.action.repeat.find() else {
            return nothing(Outcome::CannotTell);
        };
        let of = (&ready.app, &ready.store);
        match self
            .made(of, (ready.action, find), &ready.given, Some(began_at))
            .await
        {
            Ok(None) => nothing(Outcome::CannotTell),
            Ok(Some(found)) => judged(found, left),
            Err(error) => {
                tracing::info!(error.message = %error, "a look whether something happened failed");
                let failed = failed + 1;
                nothing(Outcome::LookFailed { failed, left })
            }
        }
    }
}

/// Several that are the same cannot be told apart.
fn judged(found: Vec<Value>, left: u32) -> Looked {
    let mut found = found.into_iter();
    match (found.next(), found.next()) {
        (None, _) => nothing(Outcome::Absent {
            left: left.saturating_sub(1),
        }),
        (Some(found), None) => Looked {
            outcome: Outcome::Found,
            found,
        },
        (Some(_), Some(_)) => nothing(Outcome::CannotTell),
    }
}

fn nothing(outcome: Outcome) -> Looked {
    let found = Value::Null;
    Looked { outcome, found }
}
