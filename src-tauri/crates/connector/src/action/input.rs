//! What a person fills in.

use std::collections::BTreeMap;

use serde::Deserialize;

/// One thing that a person fills in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// `order_id`.
    pub id: String,
    /// Its label, "Order".
    pub name: String,
    /// What it is, in one sentence.
    #[serde(default)]
    pub about: Option<String>,
    /// What may stand there.
    pub kind: Kind,
    /// What the items of a list are, where they are no objects.
    #[serde(default)]
    pub of: Option<Kind>,
    /// The members of an object, or of each object of a list.
    #[serde(default)]
    pub fields: Vec<Input>,
    /// Where it goes.
    #[serde(default)]
    pub goes: Goes,
    /// Its name there, where that is another than its id: `id:in`.
    #[serde(default)]
    pub at: Option<String>,
    /// Whether nothing can be done without it.
    #[serde(default)]
    pub required: bool,
    /// Exactly one of the inputs that name the same group is filled in.
    #[serde(default)]
    pub one_of: Option<String>,
    /// Whether it stands behind *More*: most people leave it empty.
    #[serde(default)]
    pub more: bool,
    /// What can be chosen, where that is a closed set.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// Where the store is asked what can be chosen.
    #[serde(default)]
    pub options: Option<Options>,
    /// The most characters of a text, or items of a list.
    #[serde(default)]
    pub most: Option<u32>,
    /// The smallest number.
    #[serde(default)]
    pub least: Option<i64>,
    /// Whether a number is sent as a text.
    #[serde(default)]
    pub as_text: bool,
    /// How a point in time is sent.
    #[serde(default)]
    pub form: DateForm,
    /// What one may look like; never sent.
    #[serde(default)]
    pub like: Option<String>,
}

/// What may stand in an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// An e-mail address.
    Email,
    /// An http or https URL.
    Url,
    /// A number or text by which the platform knows something.
    Id,
    /// A whole number.
    Whole,
    /// A decimal number.
    Number,
    /// An amount of money, exact, in the store's currency.
    Money,
    /// Yes or no.
    Switch,
    /// A point in time, as RFC 3339 has it.
    Date,
    /// One of what can be chosen.
    Choice,
    /// Several.
    List,
    /// Something with fields of its own.
    Object,
    /// Any JSON.
    Json,
}

/// How a point in time is sent: always in UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateForm {
    /// `2025-11-22T08:26:40Z`.
    #[default]
    Rfc3339,
    /// `Sat, 22 Nov 2025 08:26:40 +0000`.
    Rfc2822,
}

/// Where an input goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goes {
    /// Into the path.
    Path,
    /// Behind it.
    Query,
    /// Into the body.
    #[default]
    Body,
}

/// One of a closed set.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What a person reads.
    pub name: String,
}

/// Where the store is asked what can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Options {
    /// The action that lists them.
    pub action: String,
    /// Its inputs, each by the input of this action that it is filled from.
    #[serde(default)]
    pub with: BTreeMap<String, String>,
    /// Its input that is filled with what the person typed.
    #[serde(default)]
    pub search: Option<String>,
    /// JSON pointer from an item to what is filled in.
    pub value: String,
    /// JSON pointers from an item to what a person reads.
    pub label: Vec<String>,
}

impl Input {
    /// Its name where it goes.
    pub fn sent_as(&self) -> &str {
        self.at.as_deref().unwrap_or(&self.id)
    }

    /// The input of this id among its fields.
    pub fn field(&self, id: &str) -> Option<&Self> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// Whether what is filled in is chosen: one thing, or each item of a list.
    pub(crate) fn is_chosen(&self) -> bool {
        self.kind == Kind::Choice || self.of == Some(Kind::Choice)
    }
}
