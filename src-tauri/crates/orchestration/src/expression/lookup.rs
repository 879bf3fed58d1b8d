//! Looking up what a path names, and saying which part of it is not there.

use serde_json::Value;

use super::context::Context;
use super::error::Problem;
use super::kind::Kind;
use super::term::{Term, within};
use crate::nearest::nearest;

/// A path as it is written: of what is asked, and all of it where it is nothing but a path.
pub(crate) struct Paths<'t> {
    pub of: &'t str,
    pub whole: Option<&'t str>,
}

pub(crate) fn name<'c>(context: &'c Context, name: &str) -> Result<Term<'c>, Problem> {
    let missing = || Problem::Missing {
        path: name.to_owned(),
        nearest: nearest(name, context.names()).map(str::to_owned),
    };
    context.get(name).map(Term::Seen).ok_or_else(missing)
}

pub(crate) fn field<'c>(of: &Term<'c>, name: &str, paths: &Paths<'_>) -> Result<Term<'c>, Problem> {
    let (path, name) = (paths.of, name.to_owned());
    match of.kind() {
        Kind::Object => of.field(&name).ok_or_else(|| missing(of, &name, paths)),
        Kind::Nothing => Err(Problem::OfNull {
            path: path.to_owned(),
            name,
        }),
        kind @ (Kind::Boolean | Kind::Number | Kind::Text | Kind::List) => Err(Problem::NoFields {
            path: path.to_owned(),
            kind,
            name,
        }),
    }
}

fn missing(of: &Term<'_>, name: &str, paths: &Paths<'_>) -> Problem {
    Problem::Missing {
        path: paths.whole.unwrap_or(name).to_owned(),
        nearest: nearest(name, of.names()).map(str::to_owned),
    }
}

/// `of[place]`: an item of a list, or a field whose name is worked out.
pub(crate) fn item<'c>(
    of: &Term<'c>,
    place: &Term<'_>,
    paths: &Paths<'_>,
) -> Result<Term<'c>, Problem> {
    if let Some(name) = place.as_text() {
        return field(of, name, paths);
    }
    let index = whole(place, "[…]")?;
    let path = paths.of.to_owned();
    match of.kind() {
        Kind::List => of.item(index).ok_or_else(|| Problem::BeyondList {
            path,
            index,
            length: of.length().unwrap_or_default(),
        }),
        Kind::Nothing => Err(Problem::OfNull {
            path,
            name: format!("[{index}]"),
        }),
        Kind::Boolean | Kind::Number | Kind::Text | Kind::Object => Err(of.unfit("[…]", "a list")),
    }
}

/// `of[from:to]` of a text or a list.
pub(crate) fn slice<'c>(
    of: Term<'c>,
    from: Option<&Term<'_>>,
    to: Option<&Term<'_>>,
) -> Result<Term<'c>, Problem> {
    let place = |it: Option<&Term<'_>>| it.map(|it| whole(it, "[from:to]")).transpose();
    let (from, to) = (place(from)?, place(to)?);
    let length = match of.kind() {
        Kind::Text | Kind::List => of.length().unwrap_or_default(),
        Kind::Nothing | Kind::Boolean | Kind::Number | Kind::Object => {
            return Err(of.unfit("[from:to]", "text or a list"));
        }
    };
    let bound = |place: i64| within(place, length).unwrap_or_default().min(length);
    let from = bound(from.unwrap_or_default());
    let to = to.map_or(length, bound);
    Ok(cut(of, from, to.saturating_sub(from)))
}

/// So many items or characters from a place on.
pub(crate) fn cut(of: Term<'_>, from: usize, count: usize) -> Term<'_> {
    match of.into_items() {
        Ok(items) => Term::List(items.into_iter().skip(from).take(count).collect()),
        Err(of) => {
            let text = of.as_text().unwrap_or_default();
            Term::text(text.chars().skip(from).take(count).collect::<String>())
        }
    }
}

/// A whole number, such as a place in a list.
pub(crate) fn whole(term: &Term<'_>, by: &str) -> Result<i64, Problem> {
    let number = term.plain().and_then(Value::as_i64);
    number.ok_or_else(|| term.unfit(by, "a whole number"))
}
