//! A payload beside the others of its trigger.

use serde::Serialize;
use specta::Type;

use super::Millis;

/// What is known of the payloads of a trigger, and how one differs from them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ShapeView {
    /// How many others there are.
    pub others: u32,
    /// Their fields and its own, by path; at most 500.
    pub fields: Vec<ShapeFieldView>,
    /// How this one differs, by path; at most 50. Empty while there are too few others.
    pub differences: Vec<DifferenceView>,
    /// In how many fields it differs.
    pub differing: u32,
    /// Whether there are enough others to say so.
    pub enough: bool,
    /// Whether they have more fields than are kept, so that none can be called new.
    pub full: bool,
}

/// A field of a trigger's payloads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ShapeFieldView {
    /// Where it is: `data.items[].id`; empty for the payload itself.
    pub path: String,
    /// The types it had, the most frequent first.
    pub kinds: Vec<JsonKind>,
    /// How many payloads have it, this one among them.
    pub payloads: u32,
    /// When the first of them arrived.
    pub first_at: Millis,
    /// When the latest did.
    pub last_at: Millis,
}

/// How a payload differs from the others in a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DifferenceView {
    /// Where the field is.
    pub path: String,
    /// What about it.
    pub difference: Difference,
    /// Its types in this payload; none where it is missing.
    pub kinds: Vec<JsonKind>,
    /// Its usual types in the others, the most frequent first; none where it is new.
    pub usual: Vec<JsonKind>,
    /// How many others have it, or have it with the type it has here.
    pub others: u32,
}

/// What about a field is not as usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Difference {
    /// At most one of a hundred others has it.
    New,
    /// At least 99 of a hundred others have it.
    Missing,
    /// At most one of a hundred others that have it has it with this type.
    Retyped,
}

/// A type of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum JsonKind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A list.
    List,
    /// An object.
    Object,
}
