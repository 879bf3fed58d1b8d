//! Comparing values in an expression. A number and a text are never alike, which would silently be
//! false: that is an error. Null is like nothing but null.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use serde_json::{Number, Value};

use super::decimal::{of_number, of_text};
use super::error::Problem;
use super::fuel::Fuel;
use super::kind::Kind;
use super::term::Term;
use super::tree::Comparison;

pub(crate) fn compare(
    fuel: &mut Fuel,
    by: Comparison,
    left: &Term<'_>,
    right: &Term<'_>,
) -> Result<bool, Problem> {
    match by {
        Comparison::Equal => equal(left, right),
        Comparison::Unequal => equal(left, right).map(|alike| !alike),
        Comparison::Less => order(left, right).map(Ordering::is_lt),
        Comparison::AtMost => order(left, right).map(Ordering::is_le),
        Comparison::Greater => order(left, right).map(Ordering::is_gt),
        Comparison::AtLeast => order(left, right).map(Ordering::is_ge),
        Comparison::In => within(fuel, left, right),
        Comparison::NotIn => within(fuel, left, right).map(|inside| !inside),
    }
}

pub(crate) fn equal(left: &Term<'_>, right: &Term<'_>) -> Result<bool, Problem> {
    match (left.plain(), right.plain()) {
        (Some(Value::Null), other) | (other, Some(Value::Null)) => {
            Ok(other.is_some_and(Value::is_null))
        }
        (Some(Value::Number(left)), Some(Value::Number(right))) => {
            Ok(order_of_numbers(left, right).is_eq())
        }
        (Some(left), Some(right)) => {
            alike(Kind::of(left), Kind::of(right))?;
            Ok(left == right)
        }
        _ => {
            alike(left.kind(), right.kind())?;
            Ok(left.clone().into_value() == right.clone().into_value())
        }
    }
}

pub(crate) fn order(left: &Term<'_>, right: &Term<'_>) -> Result<Ordering, Problem> {
    match (left.plain(), right.plain()) {
        (Some(Value::Number(left)), Some(Value::Number(right))) => {
            Ok(order_of_numbers(left, right))
        }
        (Some(Value::String(left)), Some(Value::String(right))) => {
            if of_text(left).is_some() && of_text(right).is_some() {
                return Err(Problem::NumbersAsText);
            }
            Ok(left.cmp(right))
        }
        _ => {
            alike(left.kind(), right.kind())?;
            Err(Problem::Unordered { kind: left.kind() })
        }
    }
}

pub(crate) fn order_of_numbers(left: &Number, right: &Number) -> Ordering {
    if let (Some(left), Some(right)) = (left.as_i64(), right.as_i64()) {
        return left.cmp(&right);
    }
    match (of_number(left), of_number(right)) {
        (Ok(left), Ok(right)) => Decimal::cmp(&left, &right),
        _ => {
            let double = |number: &Number| number.as_f64().unwrap_or_default();
            double(left).total_cmp(&double(right))
        }
    }
}

/// Among the items of a list, the characters of a text or the names of an object's fields.
fn within(fuel: &mut Fuel, left: &Term<'_>, right: &Term<'_>) -> Result<bool, Problem> {
    match right.kind() {
        Kind::List => {
            fuel.spend(right.length().unwrap_or_default())?;
            let items = right.clone().into_items().unwrap_or_default();
            for item in &items {
                if equal(left, item)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        Kind::Text => {
            let part = left
                .as_text()
                .ok_or_else(|| left.unfit("in", "text in a text"))?;
            Ok(right.as_text().unwrap_or_default().contains(part))
        }
        Kind::Object => {
            let name = left
                .as_text()
                .ok_or_else(|| left.unfit("in", "the name of a field"))?;
            Ok(right.field(name).is_some())
        }
        Kind::Nothing | Kind::Boolean | Kind::Number => {
            Err(right.unfit("in", "a list, text or an object"))
        }
    }
}

fn alike(left: Kind, right: Kind) -> Result<(), Problem> {
    if left == right {
        Ok(())
    } else {
        Err(Problem::Unlike { left, right })
    }
}
