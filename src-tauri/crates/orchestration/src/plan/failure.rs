//! Why a step failed for good, as it is kept and shown.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::condition::{Condition, ConditionError, ConditionFault};
use crate::expression::{BlankError, ExpressionError, Span};

/// Why a step failed for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "StepFailure")]
pub struct Failure {
    /// What kind of thing it is.
    pub kind: FailureKind,
    /// What happened.
    pub message: String,
    /// What to do.
    pub remedy: String,
    /// The field of the step: JSON pointer from what it does; empty where it is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub at: String,
    /// Where in that field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// What kind of thing a failure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "StepFailureKind")]
pub enum FailureKind {
    /// An expression gave no value.
    Expression,
    /// A condition could not be judged.
    Condition,
    /// A value is not what the step takes.
    Value,
    /// A list has too many items.
    Items,
    /// The run has too many steps.
    Steps,
    /// What is remembered of the step is not of such a step.
    Memo,
    /// The person who was asked said no.
    Refused,
    /// What was sent came to nothing.
    Performed,
}

impl Failure {
    /// Of something that was sent and came to nothing.
    pub fn performed(message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::new(FailureKind::Performed, "", message, remedy)
    }

    pub(super) fn new(
        kind: FailureKind,
        at: &str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            kind,
            message: message.into(),
            remedy: remedy.into(),
            at: at.to_owned(),
            span: None,
        }
    }

    pub(super) fn value(at: &str, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::new(FailureKind::Value, at, message, remedy)
    }

    pub(super) fn expression(at: &str, error: &ExpressionError) -> Self {
        Self {
            span: Some(error.span),
            ..Self::new(FailureKind::Expression, at, error.message(), error.remedy())
        }
    }

    pub(super) fn blank(at: &str, error: &BlankError) -> Self {
        Self::expression(&format!("{at}{}", error.at), &error.error)
    }

    pub(super) fn condition(at: &str, condition: &Condition, error: &ConditionError) -> Self {
        let at = format!("{at}{}", condition.pointer(&error.place, error.side));
        let fault = &error.fault;
        let span = match fault {
            ConditionFault::Expression { error } => Some(error.span),
            ConditionFault::Unreadable { .. }
            | ConditionFault::Unfit { .. }
            | ConditionFault::NoRight
            | ConditionFault::RightUnused { .. }
            | ConditionFault::NoList { .. }
            | ConditionFault::NotAPattern { .. }
            | ConditionFault::NotATruth { .. }
            | ConditionFault::EmptyGroup
            | ConditionFault::TooMany { .. }
            | ConditionFault::TooDeep { .. } => None,
        };
        Self {
            span,
            ..Self::new(
                FailureKind::Condition,
                &at,
                fault.to_string(),
                fault.remedy(),
            )
        }
    }

    pub(super) fn refused() -> Self {
        Self::new(
            FailureKind::Refused,
            "",
            "Somebody said no to it.",
            "Start the run again, and allow it.",
        )
    }

    pub(super) fn memo() -> Self {
        Self::new(
            FailureKind::Memo,
            "",
            "What happened here before does not fit this step.",
            "Run the whole of it again, with the version that is current.",
        )
    }
}
