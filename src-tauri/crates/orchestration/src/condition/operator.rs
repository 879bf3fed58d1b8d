//! How two things can be compared, and which things.

use std::fmt;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::data::As;

/// An operator of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "ConditionOperator")]
pub enum Operator {
    /// The same.
    Equals,
    /// Not the same.
    NotEquals,
    /// More.
    Greater,
    /// As much or more.
    AtLeast,
    /// Less.
    Less,
    /// As much or less.
    AtMost,
    /// Has it as a part or an item.
    Contains,
    /// Has it not.
    NotContains,
    /// Begins with it.
    StartsWith,
    /// Ends with it.
    EndsWith,
    /// Has a part of that pattern.
    Matches,
    /// The same as one of several.
    OneOf,
    /// The same as none of several.
    NotOneOf,
    /// Null, an empty text or list.
    IsEmpty,
    /// Not so.
    IsNotEmpty,
    /// There, and not null.
    Exists,
    /// Missing or null.
    NotExists,
    /// Earlier.
    Before,
    /// Later.
    After,
    /// Another than at the look before, where there was one.
    Changed,
}

impl Operator {
    /// Every one.
    pub const ALL: [Self; 20] = [
        Self::Equals,
        Self::NotEquals,
        Self::Greater,
        Self::AtLeast,
        Self::Less,
        Self::AtMost,
        Self::Contains,
        Self::NotContains,
        Self::StartsWith,
        Self::EndsWith,
        Self::Matches,
        Self::OneOf,
        Self::NotOneOf,
        Self::IsEmpty,
        Self::IsNotEmpty,
        Self::Exists,
        Self::NotExists,
        Self::Before,
        Self::After,
        Self::Changed,
    ];

    /// Whether it compares with something.
    pub fn takes_right(self) -> bool {
        !matches!(
            self,
            Self::IsEmpty | Self::IsNotEmpty | Self::Exists | Self::NotExists | Self::Changed
        )
    }

    /// Whether things of that kind can be compared so.
    pub fn fits(self, read_as: As) -> bool {
        match self {
            Self::Equals
            | Self::NotEquals
            | Self::IsEmpty
            | Self::IsNotEmpty
            | Self::Exists
            | Self::NotExists
            | Self::Changed => true,
            Self::Greater | Self::AtLeast | Self::Less | Self::AtMost => {
                matches!(read_as, As::Number | As::Money)
            }
            Self::Contains | Self::NotContains => matches!(read_as, As::Text | As::List),
            Self::StartsWith | Self::EndsWith | Self::Matches => read_as == As::Text,
            Self::OneOf | Self::NotOneOf => {
                matches!(read_as, As::Text | As::Number | As::Money | As::Date)
            }
            Self::Before | Self::After => read_as == As::Date,
        }
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, form: &mut fmt::Formatter<'_>) -> fmt::Result {
        form.write_str(match self {
            Self::Equals => "equals",
            Self::NotEquals => "does not equal",
            Self::Greater => "is greater than",
            Self::AtLeast => "is at least",
            Self::Less => "is less than",
            Self::AtMost => "is at most",
            Self::Contains => "contains",
            Self::NotContains => "does not contain",
            Self::StartsWith => "starts with",
            Self::EndsWith => "ends with",
            Self::Matches => "matches",
            Self::OneOf => "is one of",
            Self::NotOneOf => "is none of",
            Self::IsEmpty => "is empty",
            Self::IsNotEmpty => "is not empty",
            Self::Exists => "exists",
            Self::NotExists => "does not exist",
            Self::Before => "is before",
            Self::After => "is after",
            Self::Changed => "changed",
        })
    }
}
