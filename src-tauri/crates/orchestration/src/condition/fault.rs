//! What is wrong with a condition.

use serde::Serialize;
use specta::Type;

use super::data::As;
use super::operator::Operator;
use crate::expression::{ExpressionError, Kind};

/// Why a condition could not be read or judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{fault}")]
pub struct ConditionError {
    /// Which part of it: places in groups, from the outermost on.
    pub place: Vec<usize>,
    /// Which side of a row.
    pub side: Option<Side>,
    /// What is wrong.
    pub fault: ConditionFault,
}

/// A side of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "ConditionSide")]
pub enum Side {
    /// What is compared.
    Left,
    /// With what.
    Right,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ConditionFault {
    /// An expression cannot be read or gives no value.
    #[error("{error}")]
    Expression {
        /// Why.
        error: ExpressionError,
    },
    /// A value is not what it is read as.
    #[error("{value} is {kind} and cannot be read as {read_as}.")]
    Unreadable {
        /// The value, shortened.
        value: String,
        /// What it is.
        kind: Kind,
        /// What it should be.
        read_as: As,
    },
    /// The operator does not compare such things.
    #[error("\"{op}\" is not for {read_as}.")]
    Unfit {
        /// The operator.
        op: Operator,
        /// What both sides are read as.
        read_as: As,
    },
    /// There is nothing to compare with.
    #[error("There is nothing to compare with.")]
    NoRight,
    /// There is something to compare with, and the operator takes nothing.
    #[error("\"{op}\" compares with nothing.")]
    RightUnused {
        /// The operator.
        op: Operator,
    },
    /// Several are needed to compare with.
    #[error("\"{op}\" takes a list to compare with.")]
    NoList {
        /// The operator.
        op: Operator,
    },
    /// A pattern cannot be read, or is too large.
    #[error("{pattern} is not a pattern.")]
    NotAPattern {
        /// The pattern, shortened, in quotes.
        pattern: String,
    },
    /// An expression is neither true nor false.
    #[error("The expression is {kind}, and a condition is true or false.")]
    NotATruth {
        /// What it is.
        kind: Kind,
    },
    /// A group without conditions.
    #[error("The group is empty.")]
    EmptyGroup,
    /// More rows than a condition may have.
    #[error("There are more than {limit} rows.")]
    TooMany {
        /// What is allowed.
        limit: usize,
    },
    /// Groups in groups beyond what is allowed.
    #[error("Groups are nested more than {limit} deep.")]
    TooDeep {
        /// What is allowed.
        limit: usize,
    },
}

impl ConditionFault {
    /// What to do.
    pub fn remedy(&self) -> String {
        match self {
            Self::Expression { error } => error.remedy(),
            Self::Unreadable { kind, read_as, .. } => unreadable(*kind, *read_as),
            Self::Unfit { .. } => "Pick another operator, or another type.".into(),
            Self::NoRight => "Say what to compare with.".into(),
            Self::RightUnused { .. } => "Leave the right side out.".into(),
            Self::NoList { .. } => "Write several values, or an expression that is a list.".into(),
            Self::NotAPattern { .. } => "Check its brackets, and write \\. for a point.".into(),
            Self::NotATruth { .. } => "Compare it with something: `… > 100`.".into(),
            Self::EmptyGroup => "Add a row to it, or remove it.".into(),
            Self::TooMany { .. } | Self::TooDeep { .. } => {
                "Decide a part of it by a step of its own.".into()
            }
        }
    }
}

fn unreadable(kind: Kind, read_as: As) -> String {
    match kind {
        Kind::Nothing => {
            "Ask first whether it exists, or say what to take: `… | default(0)`.".into()
        }
        Kind::Text => match read_as {
            As::Number | As::Money => "Compare it as text, or take the number out of it.".into(),
            As::Text | As::Date | As::List | As::Boolean => "Compare it as text.".into(),
        },
        Kind::Boolean | Kind::Number | Kind::List | Kind::Object => {
            format!("Compare {kind} as what it is, or take a field of it.")
        }
    }
}
