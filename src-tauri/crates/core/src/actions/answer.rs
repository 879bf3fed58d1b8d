//! What was answered, as far as it is kept.

use patchbay_connector::Action;
use serde_json::Value;

use crate::redact::redact_json;

/// The largest answer that is kept, in bytes.
const LARGEST: usize = 2 * 1024 * 1024;

/// An answer as it is kept.
pub(super) struct Kept {
    /// JSON without secrets; `None` for an empty one, or one that is too large.
    pub text: Option<String>,
    pub too_large: bool,
    /// How many items its list has.
    pub items: Option<i64>,
}

/// Keeps what an action was answered. Of a list that is too large its first items are kept.
pub(super) fn keep(action: &Action, mut answer: Value) -> Kept {
    redact_json(&mut answer);
    let items = items(action, &answer).map(|items| i64::try_from(items.len()).unwrap_or(i64::MAX));
    let nothing = answer.is_null();
    let text = answer.to_string();
    if text.len() <= LARGEST {
        return Kept {
            text: (!nothing).then_some(text),
            too_large: false,
            items,
        };
    }
    let first = answer.pointer_mut(&action.answer).map(Value::take);
    Kept {
        text: first.and_then(first_items),
        too_large: true,
        items,
    }
}

/// The list that an action answers; one that is empty may be no answer at all.
pub(super) fn items<'a>(action: &Action, answer: &'a Value) -> Option<&'a [Value]> {
    action.paging?;
    match answer.pointer(&action.answer) {
        Some(Value::Array(items)) => Some(items),
        Some(Value::Null) | None => Some(&[]),
        Some(Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_)) => None,
    }
}

fn first_items(list: Value) -> Option<String> {
    let Value::Array(items) = list else {
        return None;
    };
    let mut size = 2;
    let fits = |item: &Value| {
        size += item.to_string().len() + 1;
        size <= LARGEST
    };
    let kept: Vec<Value> = items.into_iter().take_while(fits).collect();
    Some(Value::Array(kept).to_string())
}
