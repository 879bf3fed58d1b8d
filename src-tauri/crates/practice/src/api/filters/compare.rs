//! What filters compare, and how.

use std::cmp::Ordering;

use serde_json::Value;

use crate::api::times;

/// What a parameter compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Numbers.
    Number,
    /// Texts, whatever their case.
    Text,
    /// `true` and `false`, or `1` and `0`.
    Flag,
    /// Times.
    Time,
}

/// How it compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// `field`.
    Is,
    /// `field:in`.
    In,
    /// `field:not`.
    Not,
    /// `field:not_in`.
    NotIn,
    /// `field:min`.
    Min,
    /// `field:max`.
    Max,
    /// `field:greater`.
    Greater,
    /// `field:less`.
    Less,
    /// `field:like`.
    Like,
}

impl By {
    /// What the parameter's name ends in.
    pub(super) fn suffix(self) -> &'static str {
        match self {
            Self::Is => "",
            Self::In => ":in",
            Self::Not => ":not",
            Self::NotIn => ":not_in",
            Self::Min => ":min",
            Self::Max => ":max",
            Self::Greater => ":greater",
            Self::Less => ":less",
            Self::Like => ":like",
        }
    }

    /// Whether its operand is a list.
    pub(super) fn takes_many(self) -> bool {
        matches!(self, Self::In | Self::NotIn)
    }

    /// Whether an order of value and operand is the one asked for.
    pub(super) fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Is | Self::In | Self::Like => order.is_eq(),
            Self::Not | Self::NotIn => order.is_ne(),
            Self::Min => order.is_ge(),
            Self::Max => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::Less => order.is_lt(),
        }
    }
}

/// What a parameter's text says; nothing when it cannot be read.
pub(super) fn operands(text: &str, of: Of, by: By, now_ms: i64) -> Option<Vec<Value>> {
    if by.takes_many() {
        let items = text.split(',').map(str::trim);
        return items.map(|item| operand(item, of, now_ms)).collect();
    }
    if of == Of::Time && matches!(by, By::Is | By::Not) && is_date(text) {
        return Some(vec![text.into()]);
    }
    operand(text, of, now_ms).map(|operand| vec![operand])
}

fn operand(text: &str, of: Of, now_ms: i64) -> Option<Value> {
    match of {
        Of::Number => text.parse::<f64>().ok().map(Value::from),
        Of::Text => Some(text.into()),
        Of::Flag => match text {
            "true" | "1" => Some(true.into()),
            "false" | "0" => Some(false.into()),
            _ => None,
        },
        Of::Time => time(text, now_ms).map(Value::from),
    }
}

/// A date without a time gets the time of the request, as documented of products.
fn time(text: &str, now_ms: i64) -> Option<i64> {
    const DAY_MS: i64 = 86_400_000;
    let read = times::read(text)?;
    let read = if is_date(text) {
        read + now_ms % DAY_MS
    } else {
        read
    };
    Some(read / 1_000)
}

fn is_date(text: &str) -> bool {
    text.len() == 10 && text.contains('-') && times::read(text).is_some()
}

/// How a shown value stands to an operand; nothing when it is of another kind.
pub(super) fn compare(of: Of, value: &Value, operand: &Value) -> Option<Ordering> {
    match of {
        Of::Number => value.as_f64()?.partial_cmp(&operand.as_f64()?),
        Of::Text => Some(folded(value)?.cmp(&folded(operand)?)),
        Of::Flag => Some(value.as_bool()?.cmp(&operand.as_bool()?)),
        Of::Time => match operand.as_str() {
            Some(day) => Some(value.as_str()?.get(..10)?.cmp(day)),
            None => Some((times::read(value.as_str()?)? / 1_000).cmp(&operand.as_i64()?)),
        },
    }
}

/// Whether a shown text has the other in it.
pub(super) fn holds_text(value: &Value, part: &Value) -> bool {
    match (folded(value), folded(part)) {
        (Some(value), Some(part)) => value.contains(&part),
        (None, _) | (_, None) => false,
    }
}

fn folded(value: &Value) -> Option<String> {
    value.as_str().map(str::to_lowercase)
}
