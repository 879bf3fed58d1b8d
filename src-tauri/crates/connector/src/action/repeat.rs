//! What may be done when nobody knows whether an action happened. No endpoint of BigCommerce takes an
//! idempotency key, so that for each it has to be said how a second time is told from the first.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What may be done when nobody knows whether an action happened.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "class", rename_all = "snake_case", deny_unknown_fields)]
pub enum Repeat {
    /// Do it again: it changes nothing.
    Read,
    /// Do it again: twice is the same as once.
    Upsert,
    /// Look by what names it: the one that is there is the one that was made.
    NaturalKey {
        /// Where, and by what.
        find: Find,
    },
    /// Look among what is there, and compare.
    CheckFirst {
        /// Where, and by what.
        find: Find,
    },
    /// Nothing can tell: ask a person.
    Unsafe,
}

/// How it is looked whether an action happened.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Find {
    /// The action that lists what is there.
    pub action: String,
    /// Its inputs, each by the input of this action that it is filled from.
    pub with: BTreeMap<String, String>,
    /// What makes an item the one that was made. Inputs that are not filled in are passed over; with
    /// none filled in nothing can tell.
    pub same: Vec<Same>,
    /// JSON pointer from an item to when it was made, where one like it may have been there before.
    #[serde(default)]
    pub made: Option<String>,
}

/// A member that an item has in common with what was sent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Same {
    /// JSON pointer from an item.
    pub at: String,
    /// The input.
    pub input: String,
}

impl Repeat {
    /// Whether doing it twice is the same as doing it once.
    pub fn is_harmless(&self) -> bool {
        match self {
            Self::Read | Self::Upsert => true,
            Self::NaturalKey { .. } | Self::CheckFirst { .. } | Self::Unsafe => false,
        }
    }

    /// How it is looked whether it happened, where that can be told.
    pub fn find(&self) -> Option<&Find> {
        match self {
            Self::NaturalKey { find } | Self::CheckFirst { find } => Some(find),
            Self::Read | Self::Upsert | Self::Unsafe => None,
        }
    }
}
