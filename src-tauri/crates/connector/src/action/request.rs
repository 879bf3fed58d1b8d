//! From what a person filled in to what is sent: the whole request.

use serde_json::{Map, Value};

use super::fault::{Fault, Why};
use super::input::{Goes, Input, Kind};
use super::{Action, Body, raw, reading};
use crate::form::placeholders;

/// What is sent to a store's API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: String,
    /// The path under the store's API, `/v2/orders/118`.
    pub path: String,
    /// What stands behind it, in the order of the inputs.
    pub query: Vec<(String, String)>,
    /// The body.
    pub body: Option<Value>,
}

impl Action {
    /// What is sent for what was filled in: an object, its members by the ids of inputs. What is
    /// `null` or empty counts as not filled in.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn request(&self, given: &Value) -> Result<Request, Vec<Fault>> {
        let read = reading::members(&self.inputs, given)?;
        match (self.call == Self::ANY, read.as_object()) {
            (false, Some(read)) => self.built(&self.call, read),
            (true, _) | (false, None) => raw::request(&read),
        }
    }

    /// What is sent by a call whose names in braces are all in `read`.
    pub(super) fn built(
        &self,
        call: &str,
        read: &Map<String, Value>,
    ) -> Result<Request, Vec<Fault>> {
        let (method, path) = call.split_once(' ').unwrap_or_default();
        if method == "PUT" && self.changes_nothing(read) {
            return Err(vec![Fault::new("", Why::Nothing)]);
        }
        Ok(Request {
            method: method.to_owned(),
            path: filled(path, read)?,
            query: self.query(read),
            body: self.body(read),
        })
    }

    /// Whether only ids are filled in, though something could be changed.
    fn changes_nothing(&self, read: &Map<String, Value>) -> bool {
        let names_it = |input: &&Input| input.required && input.kind == Kind::Id;
        let mut others = self.going(Goes::Body).filter(|it| !names_it(it)).peekable();
        others.peek().is_some() && others.all(|it| !read.contains_key(it.sent_as()))
    }

    fn query(&self, read: &Map<String, Value>) -> Vec<(String, String)> {
        let asked = self.going(Goes::Query).filter_map(|input| {
            let value = read.get(input.sent_as())?;
            Some((input.sent_as().to_owned(), plain(value)?))
        });
        asked.collect()
    }

    fn body(&self, read: &Map<String, Value>) -> Option<Value> {
        let members: Map<String, Value> = self
            .going(Goes::Body)
            .filter_map(|input| {
                let value = read.get(input.sent_as())?;
                Some((input.sent_as().to_owned(), value.clone()))
            })
            .collect();
        if members.is_empty() {
            return None;
        }
        match self.body {
            Body::Object => Some(Value::Object(members)),
            Body::ListOfOne => Some(Value::Array(vec![Value::Object(members)])),
            Body::List => members.into_iter().next().map(|(_, list)| list),
        }
    }

    fn going(&self, goes: Goes) -> impl Iterator<Item = &Input> {
        self.inputs.iter().filter(move |input| input.goes == goes)
    }
}

fn filled(path: &str, read: &Map<String, Value>) -> Result<String, Vec<Fault>> {
    let mut filled = path.to_owned();
    for name in placeholders(path) {
        let value = read.get(name).and_then(plain);
        let value = value.ok_or_else(|| vec![Fault::new(name, Why::Missing)])?;
        filled = filled.replace(&format!("{{{name}}}"), &value);
    }
    Ok(filled)
}

/// A value in a path or behind it; several are joined with commas.
pub(super) fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(is) => Some(is.to_string()),
        Value::Array(items) => {
            let parts: Option<Vec<String>> = items.iter().map(plain).collect();
            Some(parts?.join(","))
        }
        Value::Null | Value::Object(_) => None,
    }
}
