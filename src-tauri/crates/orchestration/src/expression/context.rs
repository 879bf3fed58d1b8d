//! What expressions can look at: the trigger's payload, answers of steps, and little else. Whoever
//! fills it puts no credentials into it; there is no clock, no environment and no network.

use std::sync::Arc;

use serde_json::{Map, Value};

/// What is known while a step is worked out, by name: `trigger`, `steps`, `item`, `run`, `step`,
/// `store`, `vars`. A clone shares what is not changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context(Vec<(String, Arc<Value>)>);

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

    /// Makes something known.
    pub fn set(&mut self, name: &str, value: Value) {
        self.share(name, Arc::new(value));
    }

    /// Makes something known that others know too.
    pub(crate) fn share(&mut self, name: &str, value: Arc<Value>) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known = value,
            None => self.0.push((name.to_owned(), value)),
        }
    }

    /// Makes something known again as it was before, or unknown.
    pub(crate) fn restore(&mut self, name: &str, before: Option<Arc<Value>>) {
        match before {
            Some(value) => self.share(name, value),
            None => self.0.retain(|(known, _)| known != name),
        }
    }

    /// What is known by a name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.shared(name).map(|value| &**value)
    }

    pub(crate) fn shared(&self, name: &str) -> Option<&Arc<Value>> {
        let mut known = self.0.iter();
        known.find(|(known, _)| known == name).map(|it| &it.1)
    }

    /// Adds a field to an object that is known by a name, which it becomes if it was unknown.
    pub fn put(&mut self, name: &str, field: &str, value: Value) {
        if self.shared(name).is_none() {
            self.set(name, Value::Object(Map::new()));
        }
        if let Some(Value::Object(members)) = self.changed(name) {
            members.insert(field.to_owned(), value);
        }
    }

    /// A field of an object that is known by a name.
    pub(crate) fn field(&self, name: &str, field: &str) -> Option<&Value> {
        self.get(name)?.get(field)
    }

    /// Makes a field of such an object what it was before, or unknown.
    pub(crate) fn restore_field(&mut self, name: &str, field: &str, before: Option<Value>) {
        if let Some(value) = before {
            return self.put(name, field, value);
        }
        if self.field(name, field).is_some()
            && let Some(Value::Object(members)) = self.changed(name)
        {
            members.shift_remove(field);
        }
    }

    /// What is known by a name, to be changed; it is copied where others know it.
    fn changed(&mut self, name: &str) -> Option<&mut Value> {
        let mut known = self.0.iter_mut();
        let (_, value) = known.find(|(known, _)| known == name)?;
        Some(Arc::make_mut(value))
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }
}

impl From<Map<String, Value>> for Context {
    fn from(known: Map<String, Value>) -> Self {
        let known = known.into_iter();
        Self(known.map(|(name, value)| (name, Arc::new(value))).collect())
    }
}
