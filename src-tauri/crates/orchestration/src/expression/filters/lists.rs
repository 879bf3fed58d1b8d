//! Filters of lists, and of what can be taken for one.

use std::collections::HashSet;

use serde_json::Value;

use super::Call;
use crate::expression::compare::equal;
use crate::expression::decimal::Exact;
use crate::expression::error::Problem;
use crate::expression::fuel::within;
use crate::expression::kind::Kind;
use crate::expression::lookup::{self, Paths, cut};
use crate::expression::term::Term;

type Answer<'c> = Result<Term<'c>, Problem>;

pub(crate) fn length<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let length = call.of.length();
    let length = length.ok_or_else(|| call.of.unfit(call.name, "text, a list or an object"))?;
    Ok(Term::Made(Value::from(length)))
}

pub(crate) fn first<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    one(&call, 0)
}

pub(crate) fn last<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    one(&call, -1)
}

fn one<'c>(call: &Call<'_, 'c>, place: i64) -> Answer<'c> {
    let nothing = || Problem::NothingIn {
        which: call.name.to_owned(),
    };
    match call.of.kind() {
        Kind::List => call.of.item(place).ok_or_else(nothing),
        Kind::Text => {
            let mut letters = call.text()?.chars();
            let letter = if place == 0 {
                letters.next()
            } else {
                letters.next_back()
            };
            letter.map(String::from).map(Term::text).ok_or_else(nothing)
        }
        Kind::Nothing | Kind::Boolean | Kind::Number | Kind::Object => {
            Err(call.of.unfit(call.name, "a list or text"))
        }
    }
}

pub(crate) fn slice<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let from = call.count_at(0)?.unwrap_or_default();
    let count = call.count_at(1)?.unwrap_or(usize::MAX);
    match call.of.kind() {
        Kind::List | Kind::Text => Ok(cut(call.of, from, count)),
        Kind::Nothing | Kind::Boolean | Kind::Number | Kind::Object => {
            Err(call.of.unfit(call.name, "a list or text"))
        }
    }
}

pub(crate) fn reverse<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let mut items = call.items()?;
    items.reverse();
    Ok(Term::List(items))
}

pub(crate) fn join<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let with = call.text_at(0)?.unwrap_or_default().to_owned();
    let Call { name, of, fuel, .. } = call;
    let items = of.into_items().map_err(|of| of.unfit(name, "a list"))?;
    let mut joined = String::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            joined.push_str(&with);
        }
        item.print(&mut joined);
        within(joined.len())?;
    }
    fuel.spend(items.len())?;
    fuel.make(joined.len())?;
    Ok(Term::text(joined))
}

pub(crate) fn map<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let name = call.text_at(0)?.unwrap_or_default().to_owned();
    let items = call.items()?.into_iter();
    let mapped: Result<_, _> = items.map(|item| attribute(&item, &name)).collect();
    mapped.map(Term::List)
}

pub(crate) fn select<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    chosen(call, true)
}

pub(crate) fn reject<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    chosen(call, false)
}

fn chosen<'c>(call: Call<'_, 'c>, wanted: bool) -> Answer<'c> {
    let name = call.text_at(0)?.unwrap_or_default().to_owned();
    let equals = call.argument(1).cloned();
    let mut kept = Vec::new();
    for item in call.items()? {
        let value = attribute(&item, &name)?;
        let is_so = match &equals {
            Some(equals) => equal(&value, equals)?,
            None => value.holds(),
        };
        if is_so == wanted {
            kept.push(item);
        }
    }
    Ok(Term::List(kept))
}

pub(crate) fn sum<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let by = call.name;
    let name = call.text_at(0)?.map(str::to_owned);
    let mut sum = Exact {
        value: rust_decimal::Decimal::ZERO,
        as_text: false,
    };
    for item in call.items()? {
        let item = attribute(&item, name.as_deref().unwrap_or_default())?;
        let unfit = || item.unfit(by, "numbers or amounts");
        let one = Exact::read(item.plain().ok_or_else(unfit)?, by)?;
        let value = sum.value.checked_add(one.value);
        sum = Exact {
            value: value.ok_or(Problem::TooLarge)?,
            as_text: sum.as_text || one.as_text,
        };
    }
    sum.write().map(Term::Made)
}

pub(crate) fn unique<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    let name = call.text_at(0)?.unwrap_or_default().to_owned();
    let mut seen = HashSet::new();
    let mut kept = Vec::new();
    for item in call.items()? {
        let value = attribute(&item, &name)?;
        if seen.insert(value.into_value().to_string()) {
            kept.push(item);
        }
    }
    Ok(Term::List(kept))
}

pub(crate) fn keys<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    of_object(&call)?;
    Ok(Term::List(call.of.names().map(Term::text).collect()))
}

pub(crate) fn values<'c>(call: Call<'_, 'c>) -> Answer<'c> {
    of_object(&call)?;
    let names: Vec<&str> = call.of.names().collect();
    Ok(Term::List(
        names
            .iter()
            .filter_map(|name| call.of.field(name))
            .collect(),
    ))
}

fn of_object(call: &Call<'_, '_>) -> Result<(), Problem> {
    match call.of.kind() {
        Kind::Object => Ok(()),
        Kind::Nothing | Kind::Boolean | Kind::Number | Kind::Text | Kind::List => {
            Err(call.of.unfit(call.name, "an object"))
        }
    }
}

/// A field of an item, or of one below it: `address.city`. No name is the item itself.
pub(crate) fn attribute<'c>(item: &Term<'c>, name: &str) -> Answer<'c> {
    if name.is_empty() {
        return Ok(item.clone());
    }
    let mut found = item.clone();
    let mut of = "the item";
    for part in name.split('.') {
        let paths = Paths {
            of,
            whole: Some(name),
        };
        found = lookup::field(&found, part, &paths)?;
        of = part;
    }
    Ok(found)
}
