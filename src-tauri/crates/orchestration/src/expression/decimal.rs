//! Numbers as they are written. Amounts come as text with their cents ("336.3200"), and arithmetic of
//! machines would lose them: everything that counts does so in decimals of 28 digits.

use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Number, Value};

use super::error::Problem;
use super::kind::Kind;
use super::quoted::quoted;

/// Places after the point that a division is carried to.
const PLACES_OF_QUOTIENT: u32 = 12;

/// A number, and whether it is written as text, in which it keeps its places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Exact {
    pub value: Decimal,
    pub as_text: bool,
}

impl Exact {
    /// What stands as number or text; `by` names who asks.
    pub fn read(value: &Value, by: &str) -> Result<Self, Problem> {
        match value {
            Value::Number(number) => Ok(Self {
                value: of_number(number)?,
                as_text: false,
            }),
            Value::String(text) => Ok(Self {
                value: of_text(text).ok_or_else(|| Problem::NotANumber { text: quoted(text) })?,
                as_text: true,
            }),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
                Err(Problem::WrongKind {
                    by: by.to_owned(),
                    wanted: "a number or an amount".into(),
                    kind: Kind::of(value),
                })
            }
        }
    }

    /// As it was written: text where it was text.
    pub fn write(self) -> Result<Value, Problem> {
        if self.as_text {
            Ok(Value::String(self.value.to_string()))
        } else {
            to_number(self.value)
        }
    }
}

/// A number of JSON. Whole ones are exact, or refused; others have the digits of a double.
pub(crate) fn of_number(number: &Number) -> Result<Decimal, Problem> {
    let written = number.to_string();
    written
        .parse()
        .or_else(|_| Decimal::from_scientific(&written))
        .map_err(|_| Problem::TooLarge)
}

/// A number as people write one: `336.3200`, `-5`; no thousands, no currency.
pub(crate) fn of_text(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let plain = digits.bytes().all(|it| it.is_ascii_digit() || it == b'.');
    let ends = digits.starts_with('.') || digits.ends_with('.');
    if !plain || ends {
        return None;
    }
    text.parse().ok()
}

/// The decimal as a number of JSON.
pub(crate) fn to_number(value: Decimal) -> Result<Value, Problem> {
    let value = value.normalize();
    let written = value.to_string();
    let number = if value.scale() == 0 {
        let whole = written.parse::<i64>().map(Number::from);
        whole
            .or_else(|_| written.parse::<u64>().map(Number::from))
            .ok()
    } else {
        written.parse().ok().and_then(Number::from_f64)
    };
    number.map(Value::Number).ok_or(Problem::TooLarge)
}

/// The quotient, carried to twelve places.
pub(crate) fn quotient(dividend: Decimal, divisor: Decimal) -> Result<Decimal, Problem> {
    if divisor.is_zero() {
        return Err(Problem::ByZero);
    }
    let quotient = dividend.checked_div(divisor).ok_or(Problem::TooLarge)?;
    Ok(rounded(quotient, PLACES_OF_QUOTIENT).normalize())
}

/// Rounded as people round money: half away from zero.
pub(crate) fn rounded(value: Decimal, places: u32) -> Decimal {
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ids_and_amounts_stay_what_they_are() {
        for value in [
            json!(9007199254740993_i64),
            json!(u64::MAX),
            json!(0.1),
            json!(-12.5),
            json!("336.3200"),
        ] {
            let exact = Exact::read(&value, "add").unwrap();
            assert_eq!(exact.write().unwrap(), value);
        }
    }

    #[test]
    fn a_text_is_a_number_only_where_a_person_would_read_one() {
        for text in [
            "", ".", "1,250.00", "12 USD", "0x10", "1e5", "--5", "5.", ".5", "NaN",
        ] {
            assert_eq!(of_text(text), None, "{text}");
        }
        assert_eq!(of_text(" +5.10 ").unwrap().to_string(), "5.10");
    }

    #[test]
    fn a_third_ends() {
        let third = quotient(Decimal::ONE, Decimal::from(3)).unwrap();
        assert_eq!(third.to_string(), "0.333333333333");
        assert_eq!(quotient(Decimal::ONE, Decimal::ZERO), Err(Problem::ByZero));
    }
}
