//! Any JSON, as the page knows it: a type that is written there by its own name, because the number of
//! the JSON library is of three kinds that a page has none of.

use std::collections::BTreeMap;

use serde::Serialize;
use specta::Type;

/// Any JSON. Only its type is used, in the place of [`serde_json::Value`].
#[derive(Clone, Debug, Serialize, Type)]
#[serde(untagged)]
pub enum Json {
    /// Null.
    Null(()),
    /// True or false.
    Boolean(bool),
    /// A number.
    Number(i32),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// Named fields.
    Object(BTreeMap<String, Json>),
}
