//! Comparing two values that were read as the same kind of thing.

use std::cmp::Ordering;

use regex::{Regex, RegexBuilder};
use serde_json::Value;

use super::data::As;
use super::fault::ConditionFault;
use super::operator::Operator;
use super::typed::{Typed, text};
use crate::expression::quoted;

/// The longest pattern, in bytes.
const LONGEST_PATTERN: usize = 500;

/// What a pattern may take when it is compiled, in bytes; matching takes time in proportion to the text.
const LARGEST_PATTERN: usize = 262_144;

/// Whether two values compare so. `right` is a list where the operator takes several.
pub(crate) fn compare(
    op: Operator,
    read_as: As,
    left: &Value,
    right: &Value,
    pattern: Option<&Regex>,
) -> Result<bool, ConditionFault> {
    let left = Typed::read(left, read_as)?;
    match op {
        Operator::Equals => same(&left, read_as, right),
        Operator::NotEquals => same(&left, read_as, right).map(|same| !same),
        Operator::Greater | Operator::After => {
            order(op, &left, read_as, right).map(Ordering::is_gt)
        }
        Operator::AtLeast => order(op, &left, read_as, right).map(Ordering::is_ge),
        Operator::Less | Operator::Before => order(op, &left, read_as, right).map(Ordering::is_lt),
        Operator::AtMost => order(op, &left, read_as, right).map(Ordering::is_le),
        Operator::OneOf => one_of(op, &left, read_as, right),
        Operator::NotOneOf => one_of(op, &left, read_as, right).map(|found| !found),
        Operator::Contains => contains(op, &left, right),
        Operator::NotContains => contains(op, &left, right).map(|found| !found),
        Operator::StartsWith => part(op, &left, right, |text, part| text.starts_with(part)),
        Operator::EndsWith => part(op, &left, right, |text, part| text.ends_with(part)),
        Operator::Matches => matches(&left, right, pattern),
        Operator::IsEmpty
        | Operator::IsNotEmpty
        | Operator::Exists
        | Operator::NotExists
        | Operator::Changed => Err(ConditionFault::RightUnused { op }),
    }
}

fn same(left: &Typed, read_as: As, right: &Value) -> Result<bool, ConditionFault> {
    let right = Typed::read(right, read_as)?;
    Ok(match (left, &right) {
        (Typed::List(left), Typed::List(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(one, other)| alike(one, other))
        }
        (left, right) => left == right,
    })
}

fn order(
    op: Operator,
    left: &Typed,
    read_as: As,
    right: &Value,
) -> Result<Ordering, ConditionFault> {
    match (left, Typed::read(right, read_as)?) {
        (Typed::Number(left), Typed::Number(right)) => Ok(left.cmp(&right)),
        (Typed::Date(left), Typed::Date(right)) => Ok(left.cmp(&right)),
        _ => Err(ConditionFault::Unfit { op, read_as }),
    }
}

fn one_of(op: Operator, left: &Typed, read_as: As, right: &Value) -> Result<bool, ConditionFault> {
    let several = right.as_array().ok_or(ConditionFault::NoList { op })?;
    for one in several {
        if same(left, read_as, one)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A part of a text, or an item of a list.
fn contains(op: Operator, left: &Typed, right: &Value) -> Result<bool, ConditionFault> {
    if let Typed::List(items) = left {
        return Ok(items.iter().any(|item| alike(item, right)));
    }
    part(op, left, right, |text, part| text.contains(part))
}

/// Items of lists have no type of their own: a number and the text of it are alike.
pub(crate) fn alike(one: &Value, other: &Value) -> bool {
    let numbers = [one, other].map(|value| Typed::read(value, As::Number));
    if let [Ok(one), Ok(other)] = &numbers {
        return one == other;
    }
    one == other || (text(one).is_some() && text(one) == text(other))
}

fn part(
    op: Operator,
    left: &Typed,
    right: &Value,
    holds: impl Fn(&str, &str) -> bool,
) -> Result<bool, ConditionFault> {
    match (left, Typed::read(right, As::Text)?) {
        (Typed::Text(left), Typed::Text(right)) => Ok(holds(left, &right)),
        _ => Err(ConditionFault::Unfit {
            op,
            read_as: As::Text,
        }),
    }
}

fn matches(left: &Typed, right: &Value, known: Option<&Regex>) -> Result<bool, ConditionFault> {
    if let Some(known) = known {
        return part(Operator::Matches, left, right, |text, _| {
            known.is_match(text)
        });
    }
    let read = pattern(&text(right).unwrap_or_default())?;
    part(Operator::Matches, left, right, |text, _| {
        read.is_match(text)
    })
}

/// Reads a pattern, within bounds.
pub(crate) fn pattern(written: &str) -> Result<Regex, ConditionFault> {
    let unfit = || ConditionFault::NotAPattern {
        pattern: quoted(written),
    };
    if written.is_empty() || written.len() > LONGEST_PATTERN {
        return Err(unfit());
    }
    let mut builder = RegexBuilder::new(written);
    builder
        .size_limit(LARGEST_PATTERN)
        .dfa_size_limit(LARGEST_PATTERN);
    builder.build().map_err(|_| unfit())
}
