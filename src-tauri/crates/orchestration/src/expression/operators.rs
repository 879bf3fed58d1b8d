//! Operators between numbers, which count in decimals, and the one that joins texts. A text is never
//! taken for a number: what stands in the answers of BigCommerce as text has filters of its own.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::Value;

use super::decimal::{of_number, quotient, to_number};
use super::error::Problem;
use super::fuel::Fuel;
use super::term::Term;
use super::tree::Arithmetic;

/// Powers beyond this have more digits than are counted.
const LARGEST_POWER: u32 = 96;

pub(crate) fn count<'c>(
    by: Arithmetic,
    left: &Term<'_>,
    right: &Term<'_>,
) -> Result<Term<'c>, Problem> {
    let (left, right) = (number(by.sign(), left)?, number(by.sign(), right)?);
    let counted = match by {
        Arithmetic::Add => left.checked_add(right),
        Arithmetic::Sub => left.checked_sub(right),
        Arithmetic::Mul => left.checked_mul(right),
        Arithmetic::Div => Some(quotient(left, right)?),
        Arithmetic::FloorDiv => Some(quotient(left, right)?.floor()),
        Arithmetic::Rem => Some(remainder(left, right)?),
        Arithmetic::Pow => power(left, right),
    };
    to_number(counted.ok_or(Problem::TooLarge)?).map(Term::Made)
}

pub(crate) fn negate<'c>(of: &Term<'_>) -> Result<Term<'c>, Problem> {
    to_number(-number("-", of)?).map(Term::Made)
}

/// `~`: both as they stand in a text.
pub(crate) fn join<'c>(
    fuel: &mut Fuel,
    left: &Term<'_>,
    right: &Term<'_>,
) -> Result<Term<'c>, Problem> {
    let most = super::fuel::MOST_BYTES;
    fuel.make(left.weight(most) + right.weight(most))?;
    let mut joined = String::new();
    left.print(&mut joined);
    right.print(&mut joined);
    Ok(Term::text(joined))
}

fn number(operator: &str, term: &Term<'_>) -> Result<Decimal, Problem> {
    match term.plain() {
        Some(Value::Number(number)) => of_number(number),
        _ => Err(Problem::Arithmetic {
            operator: operator.to_owned(),
            kind: term.kind(),
        }),
    }
}

/// With the sign of the divisor, as Jinja has it.
fn remainder(left: Decimal, right: Decimal) -> Result<Decimal, Problem> {
    let rest = left.checked_rem(right).ok_or(Problem::ByZero)?;
    let other_side = !rest.is_zero() && rest.is_sign_negative() != right.is_sign_negative();
    Ok(if other_side { rest + right } else { rest })
}

/// Whole powers only, by multiplication.
fn power(base: Decimal, exponent: Decimal) -> Option<Decimal> {
    let whole = exponent.is_integer().then(|| exponent.to_u32()).flatten();
    let times = whole.filter(|times| *times <= LARGEST_POWER)?;
    (0..times).try_fold(Decimal::ONE, |product, _| product.checked_mul(base))
}
