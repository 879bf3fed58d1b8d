//! Something that is wrong, or may be.

use serde::Serialize;
use specta::Type;

use crate::expression::Span;

/// Something that is wrong with a document, or may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename = "DocumentFinding")]
pub struct Finding {
    /// JSON pointer to the field in the document.
    pub at: String,
    /// The step, where it is in one.
    pub step: Option<String>,
    /// How bad it is.
    pub severity: Severity,
    /// What kind of thing it is.
    pub kind: FindingKind,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub remedy: String,
    /// Where in the field, where it is a text with expressions.
    pub span: Option<Span>,
}

/// How bad something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Type)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "DocumentFindingSeverity")]
pub enum Severity {
    /// It may be meant.
    Warning,
    /// It cannot be published.
    Error,
}

/// What kind of thing is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Type)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "DocumentFindingKind")]
pub enum FindingKind {
    /// A name that is none, or that is there already.
    Name,
    /// There is no such connector or action.
    UnknownAction,
    /// There is no such trigger.
    UnknownTrigger,
    /// There is no such saved origin.
    UnknownOrigin,
    /// There is no such forward address.
    UnknownAddress,
    /// An option that the trigger does not have.
    TriggerOption,
    /// A schedule without times.
    Schedule,
    /// An expression that cannot be read, or comes to nothing with the sample.
    Expression,
    /// A condition that cannot be read.
    Condition,
    /// Something that is not there, or of which that is not sure.
    Reference,
    /// An input that has to be filled in is not.
    InputMissing,
    /// An input that the action does not have.
    InputUnknown,
    /// An input with something that cannot stand there.
    InputKind,
    /// Inputs of which only one can be filled in.
    InputOneOf,
    /// A store's token lacks a scope.
    Scope,
    /// Nothing says whether somebody is asked before it is sent.
    Confirm,
    /// What it does starts it again.
    Loop,
    /// A group with nothing in it.
    Empty,
    /// A step that is never come to.
    Unreachable,
    /// A number that is not allowed.
    Number,
    /// A path that is none.
    Path,
    /// A secret that would stand in the document.
    Secret,
}
