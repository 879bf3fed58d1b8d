//! Differences between two JSON values, field by field.

use serde_json::Value;

use crate::expression::below;

/// A field that is different.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FieldChange {
    /// JSON pointer.
    pub at: String,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// The fields that are different. Lists of one length are compared item by item, others as a whole.
pub(super) fn fields(before: &Value, after: &Value) -> Vec<FieldChange> {
    let mut found = Vec::new();
    compare("", Some(before), Some(after), &mut found);
    found
}

fn compare(at: &str, before: Option<&Value>, after: Option<&Value>, found: &mut Vec<FieldChange>) {
    match (before, after) {
        (Some(before), Some(after)) if before == after => {}
        (Some(Value::Object(before)), Some(Value::Object(after))) => {
            let added = after.keys().filter(|name| !before.contains_key(*name));
            for name in before.keys().chain(added) {
                compare(&below(at, name), before.get(name), after.get(name), found);
            }
        }
        (Some(Value::Array(before)), Some(Value::Array(after))) if before.len() == after.len() => {
            for (place, (before, after)) in before.iter().zip(after).enumerate() {
                compare(&format!("{at}/{place}"), Some(before), Some(after), found);
            }
        }
        (before, after) => found.push(FieldChange {
            at: at.to_owned(),
            before: before.cloned(),
            after: after.cloned(),
        }),
    }
}

impl FieldChange {
    /// What happened to it, by its name: "input › order_id changed".
    pub fn words(&self) -> String {
        let did = match (&self.before, &self.after) {
            (None, _) => "was added",
            (_, None) => "was removed",
            (Some(_), Some(_)) => "changed",
        };
        format!("{} {did}", name(&self.at))
    }
}

/// `/input/order_id` as people read it.
fn name(at: &str) -> String {
    let parts = at.split('/').skip(1);
    let parts: Vec<String> = parts
        .map(|part| part.replace("~1", "/").replace("~0", "~"))
        .collect();
    parts.join(" › ")
}
