//! Reading a payload's subject, and saying it where a template names it.

use serde_json::Value;

use crate::trigger::Trigger;

/// The ids a payload names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SubjectIds {
    /// The resource's id, numbers as decimal text.
    pub id: String,
    /// The second id, when the trigger has one.
    pub extra: Option<String>,
}

impl Trigger {
    /// The ids `payload` names, or `None` when one the trigger has is absent or of another type.
    pub fn subject_of(&self, payload: &Value) -> Option<SubjectIds> {
        let id = read_id(payload, &self.subject.id)?;
        let extra = match &self.subject.extra {
            Some(extra) => Some(read_id(payload, &extra.pointer)?),
            None => None,
        };
        Some(SubjectIds { id, extra })
    }

    /// What no two runs may be about at the same time, `order:250`: whatever else a trigger names, it is
    /// about one thing.
    pub fn serial(&self, ids: &SubjectIds) -> String {
        format!("{}:{}", self.subject.resource, ids.id)
    }

    /// One sentence for a person: "Order 250 was created".
    pub fn sentence(&self, ids: &SubjectIds) -> String {
        fill(&self.phrase, ids, str::to_owned)
    }
}

/// The id a pointer leads to: a non-empty string or a whole number.
pub(crate) fn read_id(payload: &Value, pointer: &str) -> Option<String> {
    match payload.pointer(pointer)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) if number.is_u64() || number.is_i64() => Some(number.to_string()),
        Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_)
        | Value::Array(_)
        | Value::Object(_) => None,
    }
}

/// A template with the ids in the place of their names, each written as `write` does.
pub(crate) fn fill(template: &str, ids: &SubjectIds, write: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        let value = match name {
            "extra" => ids.extra.as_deref().unwrap_or_default(),
            _ => &ids.id,
        };
        out.push_str(&write(value));
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// An id that cannot lead a path elsewhere.
pub(crate) fn encode(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
