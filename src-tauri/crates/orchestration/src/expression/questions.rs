//! What an expression can ask of a value: `is defined`, `is none`, `is empty`.

use super::kind::Kind;
use super::term::Term;
use crate::nearest::nearest;

/// A test. What is missing is asked as `None` where that is an answer too.
#[derive(Debug)]
pub(crate) struct Question {
    pub name: &'static str,
    pub of_missing: bool,
    pub asks: fn(Option<&Term<'_>>) -> bool,
}

static QUESTIONS: &[Question] = &[
    asked("defined", true, |it| it.is_some()),
    asked("undefined", true, |it| it.is_none()),
    asked("none", false, |it| it.is_some_and(Term::is_null)),
    asked("null", false, |it| it.is_some_and(Term::is_null)),
    asked("empty", false, |it| it.is_some_and(is_empty)),
    asked("text", false, |it| is(it, Kind::Text)),
    asked("string", false, |it| is(it, Kind::Text)),
    asked("number", false, |it| is(it, Kind::Number)),
    asked("boolean", false, |it| is(it, Kind::Boolean)),
    asked("list", false, |it| is(it, Kind::List)),
    asked("object", false, |it| is(it, Kind::Object)),
];

const fn asked(
    name: &'static str,
    of_missing: bool,
    asks: fn(Option<&Term<'_>>) -> bool,
) -> Question {
    Question {
        name,
        of_missing,
        asks,
    }
}

/// The test of that name.
pub(crate) fn named(name: &str) -> Option<&'static Question> {
    QUESTIONS.iter().find(|question| question.name == name)
}

pub(crate) fn nearest_to(name: &str) -> Option<String> {
    nearest(name, QUESTIONS.iter().map(|it| it.name)).map(str::to_owned)
}

fn is(term: Option<&Term<'_>>, kind: Kind) -> bool {
    term.is_some_and(|term| term.kind() == kind)
}

fn is_empty(term: &Term<'_>) -> bool {
    match term.as_text() {
        Some(text) => text.trim().is_empty(),
        None => term.is_null() || term.length() == Some(0),
    }
}
