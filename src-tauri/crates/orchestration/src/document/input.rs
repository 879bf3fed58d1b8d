//! What is asked of somebody who starts an orchestration by hand.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use specta::Type;

use super::trigger::is_false;
use crate::json::Json;

/// A field to be filled in before a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct ManualInput {
    /// Its name in expressions, `trigger.order_id`.
    pub name: String,
    /// What it is called on screen; its name, where this is empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// What is filled in.
    #[serde(rename = "as")]
    pub kind: InputKind,
    /// Whether it has to be.
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// What stands in it at first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(type = Option<Json>)]
    pub default: Option<Value>,
}

/// What is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "ManualInputKind")]
pub enum InputKind {
    /// A text.
    Text,
    /// A number.
    Number,
    /// An amount, kept as text with its cents.
    Money,
    /// A day or a moment.
    Date,
    /// Yes or no.
    Boolean,
}

impl ManualInput {
    /// What expressions see of it where nobody has filled it in yet.
    pub fn sample(&self) -> Value {
        self.default.clone().unwrap_or(match self.kind {
            InputKind::Text => json!("text"),
            InputKind::Number => json!(1),
            InputKind::Money => json!("10.00"),
            InputKind::Date => json!("2026-03-01T12:00:00Z"),
            InputKind::Boolean => json!(true),
        })
    }
}
