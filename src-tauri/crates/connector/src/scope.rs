//! Scopes, and the levels the developer portal offers for them.

use serde::Deserialize;

use crate::model::Connector;

/// One scope a token can carry.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// The parameter, `store_v2_orders`.
    pub id: String,
    /// Its row in the developer portal, "Orders".
    pub row: String,
    /// The row's name in the old developer portal, where it is another.
    #[serde(default)]
    pub old_row: Option<String>,
    /// The level to pick in that row.
    pub level: Level,
    /// What it lets an app do, in a few words.
    pub about: String,
    /// Whose tokens carry it.
    #[serde(default)]
    pub holder: Holder,
    /// Scopes it includes, of the same row.
    #[serde(default)]
    pub implies: Vec<String>,
    /// Spellings of it that the platform's specifications also use.
    #[serde(default)]
    pub also_spelt: Vec<String>,
    /// What a user should know before picking it.
    #[serde(default)]
    pub note: Option<String>,
}

/// Whose tokens carry a scope.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    /// An app's on a store.
    #[default]
    Store,
    /// An account's: no app installed on a store has it.
    Account,
    /// Infrastructure hosting's: named only by its specification, in no table of scopes.
    Hosting,
}

impl Scope {
    /// Whether an app installed on a store can hold it.
    pub fn is_for_stores(&self) -> bool {
        self.holder == Holder::Store
    }

    /// The row's name in the old developer portal.
    pub fn old_row(&self) -> &str {
        self.old_row.as_deref().unwrap_or(&self.row)
    }

    /// Whether `spelling` is its id or one of its other spellings.
    pub fn is_spelt(&self, spelling: &str) -> bool {
        self.id == spelling || self.also_spelt.iter().any(|other| other == spelling)
    }
}

impl Connector {
    /// The documented scope of this id, or of this other spelling.
    pub fn scope(&self, id: &str) -> Option<&Scope> {
        self.scopes.iter().find(|scope| scope.is_spelt(id))
    }

    /// Whether the scope is always requested.
    pub fn is_mandatory(&self, id: &str) -> bool {
        self.mandatory.iter().any(|mandatory| mandatory == id)
    }
}

/// A permission of the developer portal, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Nothing.
    None,
    /// Read.
    ReadOnly,
    /// Read, for payment methods.
    Get,
    /// Own data only.
    Standard,
    /// Make new ones.
    Create,
    /// Log customers in.
    TokenLogin,
    /// Make tokens.
    GenerateTokens,
    /// Cancel.
    Cancel,
    /// Read and change.
    Modify,
    /// Read and change, where the platform has no weaker level.
    Manage,
    /// Everyone's data.
    Full,
    /// Remove.
    Delete,
}

impl Level {
    /// The word of today's developer portal, "Read-Only".
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "None",
            Self::ReadOnly => "Read-Only",
            Self::Get => "Get",
            Self::Standard => "Standard",
            Self::Create => "Create",
            Self::TokenLogin => "Token Login",
            Self::GenerateTokens => "Generate Tokens",
            Self::Cancel => "Cancel",
            Self::Modify => "Modify",
            Self::Manage => "Manage",
            Self::Full => "Full",
            Self::Delete => "Delete",
        }
    }

    /// The word of the old portal and of its scope table, "read-only".
    pub fn old_word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::ReadOnly | Self::Get => "read-only",
            Self::Standard => "standard",
            Self::Create | Self::TokenLogin | Self::GenerateTokens | Self::Modify => "modify",
            Self::Cancel => "cancel",
            Self::Manage => "manage",
            Self::Full => "full",
            Self::Delete => "delete",
        }
    }
}
