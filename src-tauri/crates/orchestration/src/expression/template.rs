//! A text of an orchestration, read once.

use serde_json::Value;

use super::context::Context;
use super::error::ExpressionError;
use super::evaluate::{Work, at};
use super::fuel::{MOST_BYTES, within};
use super::parts::{Part, parts};
use super::read::read;
use super::span::Span;
use super::term::Term;
use super::tree::Node;

/// A text that may hold expressions.
#[derive(Debug)]
pub struct Expression {
    text: String,
    pieces: Pieces,
}

#[derive(Debug)]
enum Pieces {
    Plain,
    Whole(Node),
    Mixed(Vec<Piece>),
}

#[derive(Debug)]
enum Piece {
    Plain(String),
    Braced(Node),
}

impl Expression {
    /// Reads a text.
    ///
    /// # Errors
    /// Where an expression in it cannot be read, names no filter or test, or gives them wrong arguments.
    pub fn parse(text: &str) -> Result<Self, ExpressionError> {
        let parts = parts(text)?;
        let pieces = match parts.as_slice() {
            [] | [Part::Plain(_)] => Pieces::Plain,
            [Part::Braced(inside, offset)] => Pieces::Whole(read(text, inside, *offset)?),
            mixed => {
                let pieces = mixed.iter().map(|part| piece(text, part));
                Pieces::Mixed(pieces.collect::<Result<_, _>>()?)
            }
        };
        let text = text.to_owned();
        Ok(Self { text, pieces })
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it says the same whatever is known.
    pub fn is_plain(&self) -> bool {
        matches!(self.pieces, Pieces::Plain)
    }

    /// Whether it is exactly one expression, whose value keeps its type.
    pub fn is_whole(&self) -> bool {
        matches!(self.pieces, Pieces::Whole(_))
    }

    /// Works it out.
    ///
    /// # Errors
    /// Where something is not there, is of another kind than is worked with, or takes too much.
    pub fn evaluate(&self, context: &Context) -> Result<Value, ExpressionError> {
        let mut work = Work::new(context, &self.text);
        match &self.pieces {
            Pieces::Plain => Ok(Value::String(self.text.clone())),
            Pieces::Whole(node) => {
                let term = work.node(node)?;
                if !matches!(term, Term::Seen(_)) {
                    work.fuel
                        .make(term.weight(MOST_BYTES))
                        .map_err(at(node.span))?;
                }
                Ok(term.into_value())
            }
            Pieces::Mixed(pieces) => self.print(&mut work, pieces).map(Value::String),
        }
    }

    fn print<'c>(
        &'c self,
        work: &mut Work<'c>,
        pieces: &'c [Piece],
    ) -> Result<String, ExpressionError> {
        let mut printed = String::with_capacity(self.text.len());
        for piece in pieces {
            match piece {
                Piece::Plain(text) => printed.push_str(text),
                Piece::Braced(node) => {
                    let term = work.node(node)?;
                    let weight = term.weight(MOST_BYTES);
                    work.fuel.make(weight).map_err(at(node.span))?;
                    term.print(&mut printed);
                    within(printed.len()).map_err(at(node.span))?;
                }
            }
        }
        Ok(printed)
    }

    /// The expressions in it.
    pub(crate) fn nodes(&self) -> Vec<&Node> {
        match &self.pieces {
            Pieces::Plain => Vec::new(),
            Pieces::Whole(node) => vec![node],
            Pieces::Mixed(pieces) => pieces.iter().filter_map(Piece::node).collect(),
        }
    }

    /// All of the text.
    pub fn span(&self) -> Span {
        Span::within(&self.text, 0, self.text.len())
    }
}

impl Piece {
    fn node(&self) -> Option<&Node> {
        match self {
            Self::Plain(_) => None,
            Self::Braced(node) => Some(node),
        }
    }
}

fn piece(text: &str, part: &Part<'_>) -> Result<Piece, ExpressionError> {
    match part {
        Part::Plain(plain) => Ok(Piece::Plain((*plain).to_owned())),
        Part::Braced(inside, offset) => read(text, inside, *offset).map(Piece::Braced),
    }
}
