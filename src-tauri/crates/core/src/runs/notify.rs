//! Steps that tell the user something on the desktop.

use patchbay_ledger::{CallKind, CallState, NewCall};
use serde_json::json;

use super::attempt::{Made, end};
use crate::alerts::Alert;
use crate::patchbay::Patchbay;

/// The longest title and text that are shown, in characters.
const LONGEST_TITLE: usize = 120;
const LONGEST_TEXT: usize = 500;

impl Patchbay {
    /// Tells it. Whether anybody saw it is not known, and quiet hours hold.
    pub(super) async fn send_notice(&self, run_id: i64, title: &str, text: &str) -> Made {
        let alert = Alert {
            title: short(title, LONGEST_TITLE),
            body: short(text, LONGEST_TEXT),
            place: format!("#/runs/{run_id}"),
        };
        let told = self.tell(alert).await;
        Made::done(
            end(CallState::Done, None, self.now()),
            json!({ "told": told }),
        )
    }
}

/// What is written down of it.
pub(super) fn written(title: &str, text: &str, store_id: Option<i64>, now: i64) -> NewCall {
    NewCall {
        kind: CallKind::Notify,
        store_id,
        action: String::new(),
        input: json!({ "title": title, "text": text }).to_string(),
        method: String::new(),
        path: String::new(),
        body: None,
        began_at: now,
        repeats: None,
    }
}

fn short(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}
