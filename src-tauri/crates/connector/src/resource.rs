//! Resources, as a manifest describes them: what a trigger's `fetch` leads to, and what of it tells
//! a person something.

use serde::Deserialize;

/// A kind of thing that can be fetched.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resource {
    /// `order`.
    pub id: String,
    /// Its name in a sentence, `Order {id}`.
    pub name: String,
    /// What stands between the name and the first of the shown facts, ` · `.
    pub lead: String,
    /// What stands between two of them.
    pub between: String,
    /// What of it tells something, the most telling first.
    pub facts: Vec<Fact>,
    /// One as the platform answers: JSON.
    pub sample: String,
}

/// Something of a resource that tells a person what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// `status`.
    pub id: String,
    /// Its name within a sentence, "status".
    pub name: String,
    /// JSON pointer to it; a `*` stands for every element.
    pub at: String,
    /// What it is.
    pub kind: FactKind,
    /// JSON pointer to the currency of an amount.
    #[serde(default)]
    pub currency: Option<String>,
    /// Whether it belongs into the sentence that says how the resource is.
    #[serde(default)]
    pub shown: bool,
    /// How a change is said after the name, `moved from {from} to {to}`.
    #[serde(default)]
    pub change: Option<String>,
    /// What one and what several are called: "item", "items".
    #[serde(default)]
    pub units: Option<[String; 2]>,
}

/// What a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// A short text that may be shown.
    Text,
    /// An amount of money, a number or a text.
    Money,
    /// A whole number; several are added up.
    Count,
    /// Anything of which only is said that it changed.
    Whole,
}

impl Resource {
    /// The fact of this id.
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.id == id)
    }
}
