//! A JSON value with expressions in its texts, read once and filled in for each run.

use serde::Serialize;
use serde_json::{Map, Value};

use super::context::Context;
use super::error::ExpressionError;
use super::references::Reference;
use super::template::Expression;

/// A value to be filled in.
#[derive(Debug)]
pub enum Blank {
    /// One without expressions.
    Plain(Value),
    /// A text with expressions.
    Text(Expression),
    /// A list with expressions in it.
    List(Vec<Blank>),
    /// Fields with expressions in them. Their names are what they are.
    Object(Vec<(String, Blank)>),
}

/// Which text of a value is wrong, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{error}")]
pub struct BlankError {
    /// JSON pointer to the text; empty where the value is the text.
    pub at: String,
    /// What is wrong.
    pub error: ExpressionError,
}

impl Blank {
    /// Reads a value.
    ///
    /// # Errors
    /// Where an expression in one of its texts cannot be read.
    pub fn read(value: &Value) -> Result<Self, BlankError> {
        read(value, "")
    }

    /// Fills it in.
    ///
    /// # Errors
    /// Where an expression gives no value.
    pub fn fill(&self, context: &Context) -> Result<Value, BlankError> {
        fill(self, context, "")
    }

    /// The texts with expressions in them, by their JSON pointers.
    pub fn expressions(&self) -> Vec<(String, &Expression)> {
        let mut found = Vec::new();
        gather(self, "", &mut found);
        found
    }

    /// The paths that it looks up.
    pub fn references(&self) -> Vec<Reference> {
        let expressions = self.expressions().into_iter();
        expressions
            .flat_map(|(_, expression)| expression.references())
            .collect()
    }
}

fn read(value: &Value, at: &str) -> Result<Blank, BlankError> {
    let blank = match value {
        Value::String(text) => {
            let expression = Expression::parse(text).map_err(|error| BlankError {
                at: at.to_owned(),
                error,
            })?;
            (!expression.is_plain()).then_some(Blank::Text(expression))
        }
        Value::Array(items) => {
            let items = items.iter().enumerate();
            let items = items.map(|(place, item)| read(item, &below(at, &place.to_string())));
            worth(Blank::List(items.collect::<Result<_, _>>()?))
        }
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(name, value)| Ok((name.clone(), read(value, &below(at, name))?)));
            worth(Blank::Object(members.collect::<Result<_, _>>()?))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    };
    Ok(blank.unwrap_or_else(|| Blank::Plain(value.clone())))
}

/// The blank, if there is anything to fill in.
fn worth(blank: Blank) -> Option<Blank> {
    let is_open = |blank: &Blank| !matches!(blank, Blank::Plain(_));
    let open = match &blank {
        Blank::Plain(_) => false,
        Blank::Text(_) => true,
        Blank::List(items) => items.iter().any(is_open),
        Blank::Object(members) => members.iter().any(|(_, blank)| is_open(blank)),
    };
    open.then_some(blank)
}

fn fill(blank: &Blank, context: &Context, at: &str) -> Result<Value, BlankError> {
    match blank {
        Blank::Plain(value) => Ok(value.clone()),
        Blank::Text(expression) => expression.evaluate(context).map_err(|error| BlankError {
            at: at.to_owned(),
            error,
        }),
        Blank::List(items) => {
            let items = items.iter().enumerate();
            let filled = items.map(|(place, it)| fill(it, context, &below(at, &place.to_string())));
            filled.collect::<Result<_, _>>().map(Value::Array)
        }
        Blank::Object(members) => {
            let mut filled = Map::new();
            for (name, blank) in members {
                filled.insert(name.clone(), fill(blank, context, &below(at, name))?);
            }
            Ok(Value::Object(filled))
        }
    }
}

fn gather<'b>(blank: &'b Blank, at: &str, found: &mut Vec<(String, &'b Expression)>) {
    match blank {
        Blank::Plain(_) => {}
        Blank::Text(expression) => found.push((at.to_owned(), expression)),
        Blank::List(items) => {
            for (place, item) in items.iter().enumerate() {
                gather(item, &below(at, &place.to_string()), found);
            }
        }
        Blank::Object(members) => {
            for (name, blank) in members {
                gather(blank, &below(at, name), found);
            }
        }
    }
}

/// One token further in a JSON pointer.
pub(crate) fn below(at: &str, name: &str) -> String {
    format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"))
}
