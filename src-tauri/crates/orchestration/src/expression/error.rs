//! What is wrong with an expression, in the words of who wrote it.

use serde::Serialize;

use super::kind::Kind;
use super::span::Span;

/// Why a text could not be read, or gave no value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{problem}")]
pub struct ExpressionError {
    /// What is wrong.
    pub problem: Problem,
    /// Where.
    pub span: Span,
}

impl ExpressionError {
    /// What happened.
    pub fn message(&self) -> String {
        self.problem.to_string()
    }

    /// What to do.
    pub fn remedy(&self) -> String {
        self.problem.remedy()
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Problem {
    /// The grammar does not allow it.
    #[error("This cannot be read: {said}.")]
    Syntax {
        /// What the parser expected.
        said: String,
    },
    /// `{{` is never closed.
    #[error("`{{{{` is not closed.")]
    Unclosed,
    /// Nothing between the braces.
    #[error("There is nothing between `{{{{` and `}}}}`.")]
    Empty,
    /// More than may be written.
    #[error("This is longer than {limit} bytes.")]
    TooLong {
        /// What is allowed.
        limit: usize,
    },
    /// Parentheses in parentheses, without end.
    #[error("This is nested too deeply.")]
    TooDeep,
    /// A call of a function or a method; there are none.
    #[error("`{name}` is called, and there is nothing to call here.")]
    Call {
        /// What was called.
        name: String,
        /// A filter of that name.
        filter: Option<String>,
    },
    /// `a if b` without `else`.
    #[error("An `if` says nothing of what holds otherwise.")]
    NoElse,
    /// A number that JSON has no place for.
    #[error("This number is too large.")]
    Unwritable,
    /// No filter of that name.
    #[error("There is no filter `{name}`.")]
    UnknownFilter {
        /// As written.
        name: String,
        /// One that is meant, perhaps.
        nearest: Option<String>,
    },
    /// No test of that name.
    #[error("There is no test `is {name}`.")]
    UnknownTest {
        /// As written.
        name: String,
        /// One that is meant, perhaps.
        nearest: Option<String>,
    },
    /// An argument that has to be there is not.
    #[error("`{of}` needs {name}.")]
    ArgumentMissing {
        /// The filter or test.
        of: String,
        /// The argument.
        name: String,
    },
    /// An argument that the filter or test does not take.
    #[error("`{of}` does not take {name}.")]
    ArgumentUnknown {
        /// The filter or test.
        of: String,
        /// What was given.
        name: String,
        /// What it takes.
        takes: String,
    },
    /// A field is not there.
    #[error("`{path}` is not there.")]
    Missing {
        /// All of it, as written.
        path: String,
        /// A name that is there, and like it.
        nearest: Option<String>,
    },
    /// Something is asked of a value that is null.
    #[error("`{path}` is null, so it has no `{name}`.")]
    OfNull {
        /// What is null.
        path: String,
        /// What was asked of it.
        name: String,
    },
    /// A field is asked of what has none.
    #[error("`{path}` is {kind}, so it has no `{name}`.")]
    NoFields {
        /// What it was asked of.
        path: String,
        /// What that is.
        kind: Kind,
        /// The field.
        name: String,
    },
    /// A place beyond the end of a list.
    #[error("`{path}` has {length} items, so there is none at {index}.")]
    BeyondList {
        /// The list.
        path: String,
        /// The place asked for.
        index: i64,
        /// How many there are.
        length: usize,
    },
    /// `first` or `last` of an empty list.
    #[error("The list is empty, so there is no {which} of it.")]
    NothingIn {
        /// `first` or `last`.
        which: String,
    },
    /// Arithmetic with something that is no number.
    #[error("`{operator}` works with numbers, and this is {kind}.")]
    Arithmetic {
        /// As written.
        operator: String,
        /// What it was given.
        kind: Kind,
    },
    /// A comparison of two kinds of things.
    #[error("This compares {left} with {right}, which are never alike.")]
    Unlike {
        /// What stands left.
        left: Kind,
        /// What stands right.
        right: Kind,
    },
    /// Which of two texts is greater, where both are numbers.
    #[error("Both are text, so \"9\" would be more than \"10\".")]
    NumbersAsText,
    /// An order of things that have none.
    #[error("There is no greater or less between {kind} and {kind}.")]
    Unordered {
        /// What they are.
        kind: Kind,
    },
    /// A filter, test or operator that works with something else.
    #[error("`{by}` works with {wanted}, and this is {kind}.")]
    WrongKind {
        /// The filter, test or operator.
        by: String,
        /// What it works with.
        wanted: String,
        /// What it was given.
        kind: Kind,
    },
    /// A text that is no number.
    #[error("{text} is not a number.")]
    NotANumber {
        /// The text, shortened, in quotes.
        text: String,
    },
    /// A text that is no date.
    #[error("{text} is not a date.")]
    NotADate {
        /// The text, shortened, in quotes.
        text: String,
    },
    /// A form of dates that cannot be written.
    #[error("{format} is not a way to write a date.")]
    NotAFormat {
        /// The form, shortened, in quotes.
        format: String,
    },
    /// No time zone of that name.
    #[error("There is no time zone {name}.")]
    UnknownZone {
        /// The name, in quotes.
        name: String,
    },
    /// A text that is no JSON.
    #[error("This is not JSON: {said}.")]
    NotJson {
        /// What is wrong with it.
        said: String,
    },
    /// A pattern that cannot be read.
    #[error("{pattern} is not a pattern.")]
    NotAPattern {
        /// The pattern, shortened, in quotes.
        pattern: String,
    },
    /// A division by nothing.
    #[error("This divides by zero.")]
    ByZero,
    /// A result with more than 28 digits.
    #[error("The result is too large to be exact.")]
    TooLarge,
    /// More work than one expression may make.
    #[error("This takes too much work.")]
    OutOfFuel,
    /// More text than one expression may make.
    #[error("This makes more than {limit} bytes.")]
    TooMuch {
        /// What is allowed.
        limit: usize,
    },
}

impl Problem {
    /// Whether something is just not there.
    pub fn is_absence(&self) -> bool {
        matches!(
            self,
            Self::Missing { .. }
                | Self::OfNull { .. }
                | Self::BeyondList { .. }
                | Self::NothingIn { .. }
        )
    }
}
