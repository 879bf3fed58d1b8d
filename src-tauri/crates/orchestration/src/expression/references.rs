//! What an expression looks at, without working it out.

use serde::Serialize;

use super::error::ExpressionError;
use super::filters::Run;
use super::span::Span;
use super::template::Expression;
use super::tree::{Form, Node};

/// A path that is looked up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// The names and places of which it consists, from the outermost on: `trigger`, `products`, `[0]`.
    pub parts: Vec<String>,
    /// Where it stands.
    pub span: Span,
    /// Whether the expression says what to take where it is missing.
    pub guarded: bool,
}

impl Reference {
    /// `trigger.products[0]`.
    pub fn path(&self) -> String {
        written(&self.parts)
    }

    /// What it begins with.
    pub fn root(&self) -> &str {
        self.parts.first().map_or("", String::as_str)
    }
}

/// `trigger`, `products`, `[0]` as one path.
pub(crate) fn written(parts: &[String]) -> String {
    let mut path = String::new();
    for part in parts {
        if !path.is_empty() && !part.starts_with('[') {
            path.push('.');
        }
        path.push_str(part);
    }
    path
}

/// The paths that a text looks up, in the order in which they stand.
///
/// # Errors
/// Where it cannot be read.
pub fn references(text: &str) -> Result<Vec<Reference>, ExpressionError> {
    Ok(Expression::parse(text)?.references())
}

impl Expression {
    /// The paths that it looks up, in the order in which they stand.
    pub fn references(&self) -> Vec<Reference> {
        let mut found = Vec::new();
        for node in self.nodes() {
            gather(node, false, &mut found);
        }
        found
    }
}

fn gather(node: &Node, guarded: bool, found: &mut Vec<Reference>) {
    if let Some(parts) = path(node) {
        let span = node.span;
        found.push(Reference {
            parts,
            span,
            guarded,
        });
        inside(node, found);
    } else if let Form::Filter(filter, of, arguments) = &node.form {
        gather(
            of,
            matches!(filter.run, Run::Default) && of.is_path(),
            found,
        );
        let arguments = arguments.iter().flatten();
        arguments.for_each(|argument| gather(argument, false, found));
    } else if let Form::Test(question, of, _) = &node.form {
        gather(of, question.of_missing && of.is_path(), found);
    } else {
        let parts = node.parts().into_iter();
        parts.for_each(|part| gather(part, false, found));
    }
}

/// What stands in the brackets of a path.
fn inside(node: &Node, found: &mut Vec<Reference>) {
    if let Form::Field(of, _) = &node.form {
        inside(of, found);
    } else if let Form::Item(of, at) = &node.form {
        inside(of, found);
        gather(at, false, found);
    }
}

/// The parts of a path; a place that is worked out is `[]`.
pub(crate) fn path(node: &Node) -> Option<Vec<String>> {
    if let Form::Name(name) = &node.form {
        return Some(vec![name.clone()]);
    }
    if let Form::Field(of, name) = &node.form {
        return extended(of, name.clone());
    }
    let Form::Item(of, at) = &node.form else {
        return None;
    };
    let place = if let Form::Literal(value) = &at.form {
        format!("[{value}]")
    } else {
        "[]".into()
    };
    extended(of, place)
}

fn extended(of: &Node, part: String) -> Option<Vec<String>> {
    let mut parts = path(of)?;
    parts.push(part);
    Some(parts)
}
