//! Filters that put lists in order: by number where every item is one, written or not, else by text.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use serde_json::Value;

use super::Call;
use super::lists::attribute;
use crate::expression::decimal::{of_number, of_text};
use crate::expression::error::Problem;
use crate::expression::kind::Kind;
use crate::expression::term::Term;

type Answer<'c> = Result<Term<'c>, Problem>;

pub(crate) fn sort<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let name = call.text_at(0)?.unwrap_or_default().to_owned();
    let descending = call.argument(1).is_some_and(Term::holds);
    let mut items = sorted(call, &name)?;
    if descending {
        items.reverse();
    }
    Ok(Term::List(items))
}

pub(crate) fn min<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let nothing = nothing(&call);
    sorted(call, "")?.into_iter().next().ok_or(nothing)
}

pub(crate) fn max<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let nothing = nothing(&call);
    sorted(call, "")?.pop().ok_or(nothing)
}

fn nothing(call: &Call<'_, '_>) -> Problem {
    Problem::NothingIn {
        which: call.name.to_owned(),
    }
}

fn sorted<'c>(call: Call<'_, 'c>, name: &str) -> Result<Vec<Term<'c>>, Problem> {
    let by = call.name;
    let items = call.items()?;
    let keys: Result<Vec<_>, _> = items.iter().map(|item| attribute(item, name)).collect();
    let keys = keys?;
    let mut order: Vec<usize> = (0..items.len()).collect();
    match numbers(&keys) {
        Some(numbers) => order.sort_by(|one, other| by_key(&numbers, *one, *other)),
        None => {
            let texts = texts(by, &keys)?;
            order.sort_by(|one, other| by_key(&texts, *one, *other));
        }
    }
    Ok(order
        .iter()
        .filter_map(|at| items.get(*at).cloned())
        .collect())
}

fn by_key<K: Ord>(keys: &[K], one: usize, other: usize) -> Ordering {
    keys.get(one).cmp(&keys.get(other))
}

fn numbers(keys: &[Term<'_>]) -> Option<Vec<Decimal>> {
    let number = |key: &Term<'_>| match key.plain() {
        Some(Value::Number(number)) => of_number(number).ok(),
        Some(Value::String(text)) => of_text(text),
        _ => None,
    };
    keys.iter().map(number).collect()
}

fn texts<'k>(by: &str, keys: &'k [Term<'_>]) -> Result<Vec<&'k str>, Problem> {
    let text = |key: &'k Term<'_>| {
        let text = key.as_text();
        text.ok_or_else(|| match key.kind() {
            Kind::Number => key.unfit(by, "numbers only or text only"),
            Kind::Nothing | Kind::Boolean | Kind::Text | Kind::List | Kind::Object => {
                key.unfit(by, "numbers or text")
            }
        })
    };
    keys.iter().map(text).collect()
}
