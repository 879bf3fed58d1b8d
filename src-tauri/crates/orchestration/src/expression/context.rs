//! What expressions can look at: the trigger's payload, answers of steps, and little else. Whoever
//! fills it puts no credentials into it; there is no clock, no environment and no network.

use serde_json::{Map, Value};

/// What is known while a step is worked out, by name: `trigger`, `steps`, `item`, `run`, `step`,
/// `store`, `vars`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context(Map<String, Value>);

impl Context {
    /// One that knows nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same, knowing this too.
    #[must_use]
    pub fn with(mut self, name: &str, value: Value) -> Self {
        self.set(name, value);
        self
    }

    /// Makes something known; what was known by that name is given back.
    pub fn set(&mut self, name: &str, value: Value) -> Option<Value> {
        self.0.insert(name.to_owned(), value)
    }

    /// Makes something known again as it was before, or unknown.
    pub fn restore(&mut self, name: &str, before: Option<Value>) {
        match before {
            Some(value) => self.set(name, value),
            None => self.0.shift_remove(name),
        };
    }

    /// What is known by a name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// Adds a field to an object that is known by a name, which it becomes if it was unknown.
    pub fn put(&mut self, name: &str, field: &str, value: Value) {
        let known = self
            .0
            .entry(name)
            .or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(members) = known {
            members.insert(field.to_owned(), value);
        }
    }

    /// A field of an object that is known by a name.
    pub(crate) fn field(&self, name: &str, field: &str) -> Option<&Value> {
        self.0.get(name)?.get(field)
    }

    /// Makes a field of such an object what it was before, or unknown.
    pub(crate) fn restore_field(&mut self, name: &str, field: &str, before: Option<Value>) {
        match (before, self.0.get_mut(name)) {
            (Some(value), _) => self.put(name, field, value),
            (None, Some(Value::Object(members))) => {
                members.shift_remove(field);
            }
            (None, _) => {}
        }
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

impl From<Map<String, Value>> for Context {
    fn from(known: Map<String, Value>) -> Self {
        Self(known)
    }
}
