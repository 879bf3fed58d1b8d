//! An expression as it is kept: read once, worked out any number of times.

use serde_json::Value;

use super::filters::Filter;
use super::questions::Question;
use super::span::Span;

/// A part of an expression, and where it stands in the text.
#[derive(Debug)]
pub(crate) struct Node {
    pub span: Span,
    pub form: Form,
}

/// What a part of an expression is.
#[derive(Debug)]
pub(crate) enum Form {
    Literal(Value),
    Name(String),
    Field(Box<Node>, String),
    Item(Box<Node>, Box<Node>),
    Slice(Box<Slice>),
    Not(Box<Node>),
    Negate(Box<Node>),
    Arithmetic(Arithmetic, Box<[Node; 2]>),
    Join(Box<[Node; 2]>),
    And(Box<[Node; 2]>),
    Or(Box<[Node; 2]>),
    Compare(Box<Node>, Vec<(Comparison, Node)>),
    Choose(Box<[Node; 3]>),
    Filter(&'static Filter, Box<Node>, Vec<Option<Node>>),
    Test(&'static Question, Box<Node>, Vec<Option<Node>>),
    List(Vec<Node>),
    Object(Vec<(Node, Node)>),
}

/// `of[from:to]`.
#[derive(Debug)]
pub(crate) struct Slice {
    pub of: Node,
    pub from: Option<Node>,
    pub to: Option<Node>,
}

/// An operator between numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arithmetic {
    Add,
    Sub,
    Mul,
    Div,
    FloorDiv,
    Rem,
    Pow,
}

impl Arithmetic {
    pub fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Sub => "-",
            Self::Mul => "*",
            Self::Div => "/",
            Self::FloorDiv => "//",
            Self::Rem => "%",
            Self::Pow => "**",
        }
    }
}

/// An operator that compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
    In,
    NotIn,
}

impl Node {
    /// Whether it only looks something up: a name, and what is below it.
    pub fn is_path(&self) -> bool {
        match &self.form {
            Form::Name(_) => true,
            Form::Field(of, _) | Form::Item(of, _) => of.is_path(),
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
            | Form::Filter(..)
            | Form::Test(..)
            | Form::List(_)
            | Form::Object(_) => false,
        }
    }

    /// The parts it is made of, in the order in which they stand.
    pub fn parts(&self) -> Vec<&Node> {
        match &self.form {
            Form::Literal(_) | Form::Name(_) => Vec::new(),
            Form::Field(of, _) | Form::Not(of) | Form::Negate(of) => vec![of],
            Form::Item(of, at) => vec![of, at],
            Form::Slice(slice) => {
                let Slice { of, from, to } = slice.as_ref();
                [Some(of), from.as_ref(), to.as_ref()]
                    .into_iter()
                    .flatten()
                    .collect()
            }
            Form::Arithmetic(_, two) | Form::Join(two) | Form::And(two) | Form::Or(two) => {
                two.iter().collect()
            }
            Form::Choose(three) => three.iter().collect(),
            Form::Compare(first, rest) => {
                let rest = rest.iter().map(|(_, node)| node);
                std::iter::once(first.as_ref()).chain(rest).collect()
            }
            Form::Filter(_, of, arguments) | Form::Test(_, of, arguments) => {
                let arguments = arguments.iter().flatten();
                std::iter::once(of.as_ref()).chain(arguments).collect()
            }
            Form::List(items) => items.iter().collect(),
            Form::Object(members) => members.iter().flat_map(|(name, it)| [name, it]).collect(),
        }
    }
}
