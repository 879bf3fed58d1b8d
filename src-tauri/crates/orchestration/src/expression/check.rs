//! What is wrong with a text while it is typed: what a sample shows to be not there.

use serde::Serialize;
use serde_json::Value;
use specta::Type;

use super::context::Context;
use super::error::{ExpressionError, Problem};
use super::filters::Run;
use super::references::{path, written};
use super::span::Span;
use super::template::Expression;
use super::tree::{Form, Node};
use crate::nearest::nearest;

/// Something to mark in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename = "ExpressionRemark")]
pub struct Remark {
    /// Where.
    pub span: Span,
    /// What happened.
    pub message: String,
    /// What to do.
    pub remedy: String,
}

impl From<ExpressionError> for Remark {
    fn from(error: ExpressionError) -> Self {
        Self {
            span: error.span,
            message: error.message(),
            remedy: error.remedy(),
        }
    }
}

/// Everything that is wrong with a text, as far as a sample of its context shows.
pub fn check(text: &str, sample: &Context) -> Vec<Remark> {
    let unknown = match Expression::parse(text) {
        Ok(expression) => expression.unknown(sample),
        Err(error) => vec![error],
    };
    unknown.into_iter().map(Remark::from).collect()
}

impl Expression {
    /// The paths that a sample does not have, and for which the text takes nothing else.
    pub fn unknown(&self, sample: &Context) -> Vec<ExpressionError> {
        let mut look = Look {
            sample,
            unknown: Vec::new(),
        };
        for node in self.nodes() {
            look.node(node, false);
        }
        look.unknown
    }
}

struct Look<'s> {
    sample: &'s Context,
    unknown: Vec<ExpressionError>,
}

impl<'s> Look<'s> {
    /// The sample of what a part gives, any item of a list being like its first; `None` where there is
    /// none to go by.
    fn node(&mut self, node: &Node, guarded: bool) -> Option<&'s Value> {
        match &node.form {
            Form::Name(name) => self.name(node, name, guarded),
            Form::Field(of, name) => {
                let of = self.node(of, guarded)?;
                self.field(node, of, name, guarded)
            }
            Form::Item(of, at) => {
                self.node(at, false);
                self.node(of, guarded)?.as_array()?.first()
            }
            Form::Filter(filter, of, arguments) => {
                let is_default = matches!(filter.run, Run::Default);
                let of = self.node(of, is_default && of.is_path());
                for argument in arguments.iter().flatten() {
                    self.node(argument, false);
                }
                self.filtered(filter.name, of?, arguments.first())
            }
            Form::Test(question, of, _) => {
                self.node(of, question.of_missing && of.is_path());
                None
            }
            Form::Literal(_)
            | Form::Slice(_)
            | Form::Not(_)
            | Form::Negate(_)
            | Form::Arithmetic(..)
            | Form::Join(_)
            | Form::And(_)
            | Form::Or(_)
            | Form::Compare(..)
            | Form::Choose(_)
            | Form::List(_)
            | Form::Object(_) => {
                for part in node.parts() {
                    self.node(part, false);
                }
                None
            }
        }
    }

    fn name(&mut self, node: &Node, name: &str, guarded: bool) -> Option<&'s Value> {
        let found = self.sample.get(name);
        if found.is_none() && !guarded {
            let known = self.sample.names();
            let nearest = nearest(name, known).map(str::to_owned);
            self.missing(node.span, name.to_owned(), nearest);
        }
        found
    }

    fn field(
        &mut self,
        node: &Node,
        of: &'s Value,
        name: &str,
        guarded: bool,
    ) -> Option<&'s Value> {
        let members = of.as_object()?;
        let found = members.get(name);
        if found.is_none() && !guarded {
            let path = path(node).map_or_else(|| name.to_owned(), |parts| written(&parts));
            let nearest = nearest(name, members.keys().map(String::as_str));
            self.missing(node.span, path, nearest.map(str::to_owned));
        }
        found
    }

    /// Filters that give back what they are given, or a part of it.
    fn filtered(
        &mut self,
        filter: &str,
        of: &'s Value,
        argument: Option<&Option<Node>>,
    ) -> Option<&'s Value> {
        if matches!(
            filter,
            "map" | "select" | "reject" | "sum" | "unique" | "sort"
        ) {
            self.attribute(of, argument?.as_ref());
        }
        match filter {
            "select" | "reject" | "unique" | "sort" | "reverse" | "default" => Some(of),
            "slice" if of.is_array() => Some(of),
            "first" => of.as_array()?.first(),
            "last" => of.as_array()?.last(),
            _ => None,
        }
    }

    fn attribute(&mut self, of: &'s Value, argument: Option<&Node>) -> Option<()> {
        let argument = argument?;
        let Form::Literal(Value::String(name)) = &argument.form else {
            return None;
        };
        let mut found = of.as_array()?.first()?;
        for part in name.split('.') {
            let members = found.as_object()?;
            let Some(next) = members.get(part) else {
                let nearest = nearest(part, members.keys().map(String::as_str));
                self.missing(argument.span, name.clone(), nearest.map(str::to_owned));
                return None;
            };
            found = next;
        }
        Some(())
    }

    fn missing(&mut self, span: Span, path: String, nearest: Option<String>) {
        let problem = Problem::Missing { path, nearest };
        self.unknown.push(ExpressionError { problem, span });
    }
}
