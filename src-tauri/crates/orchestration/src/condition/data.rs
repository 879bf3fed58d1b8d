//! A condition as it is kept.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;

use super::operator::Operator;
use crate::json::Json;

/// A condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "StepCondition")]
pub enum Condition {
    /// Every one of these holds.
    All(Vec<Condition>),
    /// One of these holds at least.
    Any(Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
    /// Two things, compared.
    Row(Row),
    /// An expression that is true or false.
    Expression(String),
}

/// Two things, compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
#[serde(rename = "ConditionRow")]
pub struct Row {
    /// What is compared, with expressions in it.
    pub left: String,
    /// What both sides are read as.
    #[serde(rename = "as")]
    pub read_as: As,
    /// How.
    pub op: Operator,
    /// With what, where the operator takes something: a text with expressions in it, a number, a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[specta(type = Option<Json>)]
    pub right: Option<Value>,
}

/// What something is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "ConditionAs")]
pub enum As {
    /// A text; null is an empty one.
    Text,
    /// A number, written as one or as text.
    Number,
    /// An amount of money.
    Money,
    /// A moment, in any of the forms that BigCommerce writes.
    Date,
    /// A list.
    List,
    /// True or false.
    Boolean,
}

impl As {
    /// Every one.
    pub const ALL: [Self; 6] = [
        Self::Text,
        Self::Number,
        Self::Money,
        Self::Date,
        Self::List,
        Self::Boolean,
    ];
}

impl fmt::Display for As {
    fn fmt(&self, form: &mut fmt::Formatter<'_>) -> fmt::Result {
        form.write_str(match self {
            Self::Text => "text",
            Self::Number => "a number",
            Self::Money => "money",
            Self::Date => "a date",
            Self::List => "a list",
            Self::Boolean => "true or false",
        })
    }
}
