//! Another call in the place of an action's own, where what it makes is there already: a platform that
//! has one call to add something under a name and another to change it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::fault::{Fault, Why};
use super::repeat::Find;
use super::request::{Request, plain};
use super::{Action, reading};

/// What is done where the thing is there already.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Existing {
    /// How it is looked.
    pub find: Find,
    /// Method and path, `PUT /v3/orders/{order_id}/metafields/{metafield_id}`; the names in braces
    /// are inputs that go into the path, or in `fill`.
    pub call: String,
    /// What the item that was found fills in: JSON pointers into it.
    pub fill: BTreeMap<String, String>,
}

impl Action {
    /// What is sent for what was filled in, where `found` is there already.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn request_over(&self, given: &Value, found: &Value) -> Result<Request, Vec<Fault>> {
        let Some(existing) = &self.existing else {
            return self.request(given);
        };
        let read = reading::members(&self.inputs, given)?;
        let mut names = read.as_object().cloned().unwrap_or_default();
        for (name, pointer) in &existing.fill {
            let value = found.pointer(pointer).and_then(plain);
            let value = value.ok_or_else(|| vec![Fault::new(name, Why::Missing)])?;
            names.insert(name.clone(), Value::String(value));
        }
        self.built(&existing.call, &names)
    }
}
