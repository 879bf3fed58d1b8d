//! One difference.

use serde::Serialize;
use serde_json::Value;
use specta::Type;

use crate::json::Json;

/// A difference between two versions.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename = "DocumentChange")]
pub struct Change {
    /// What kind of difference it is.
    pub kind: ChangeKind,
    /// The step, where it is one of a step.
    pub step: Option<String>,
    /// The field: JSON pointer from the trigger, the filter or what the step does; empty for all of it.
    pub at: String,
    /// What was there.
    #[specta(type = Option<Json>)]
    pub before: Option<Value>,
    /// What is there now.
    #[specta(type = Option<Json>)]
    pub after: Option<Value>,
    /// All of it in one sentence.
    pub words: String,
}

/// What kind of difference it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Type)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "DocumentChangeKind")]
pub enum ChangeKind {
    /// It has another name.
    Name,
    /// Its notes, or those of a step, say something else.
    Note,
    /// What starts it.
    Trigger,
    /// What has to hold for it to start.
    Filter,
    /// A step that was not there.
    Added,
    /// A step that is not there any more.
    Removed,
    /// A step that stands elsewhere.
    Moved,
    /// A step that is switched on or off.
    Switched,
    /// A step that does something of another kind.
    Replaced,
    /// A field of a step.
    Field,
}

impl Change {
    pub(super) fn of(kind: ChangeKind, words: String) -> Self {
        Self {
            kind,
            step: None,
            at: String::new(),
            before: None,
            after: None,
            words,
        }
    }

    pub(super) fn of_step(kind: ChangeKind, step: &str, words: String) -> Self {
        Self {
            step: Some(step.to_owned()),
            ..Self::of(kind, words)
        }
    }

    pub(super) fn between(self, before: Option<Value>, after: Option<Value>) -> Self {
        Self {
            before,
            after,
            ..self
        }
    }
}
