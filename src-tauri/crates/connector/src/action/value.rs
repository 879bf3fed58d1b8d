//! From what a person filled in to what is sent: one value.
//!
//! Amounts and numbers may come as texts, because a form has nothing else and a text is exact. A
//! number is sent with the digits it was given, which a JSON number keeps up to fifteen of them.

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::fault::Why;
use super::input::{DateForm, Input, Kind};

const MOST_DIGITS: usize = 15;
const MOST_DECIMALS: usize = 4;
const LONGEST_ID: usize = 128;

/// What is sent for one value of a kind.
pub(super) fn one(input: &Input, kind: Kind, value: &Value) -> Result<Value, Why> {
    match kind {
        Kind::Text | Kind::LongText => text(input, value),
        Kind::Email => formed(input, value, is_email, Why::NoEmail),
        Kind::Url => formed(input, value, is_url, Why::NoUrl),
        Kind::Id => id(value),
        Kind::Whole => whole(input, value),
        Kind::Number => decimal(input, value, Why::NoNumber),
        Kind::Money => decimal(input, value, Why::NoMoney),
        Kind::Switch => switch(value),
        Kind::Date => date(input, value),
        Kind::Choice => choice(input, value),
        Kind::Json => Ok(value.clone()),
        Kind::List | Kind::Object => Err(Why::NoObject),
    }
}

/// A text as it stands, a number by its digits.
fn written(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

fn text(input: &Input, value: &Value) -> Result<Value, Why> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
            return Err(Why::NoText);
        }
    };
    short(input, text)
}

fn formed(input: &Input, value: &Value, is: fn(&str) -> bool, why: Why) -> Result<Value, Why> {
    let text = written(value).filter(|text| is(text)).ok_or(why)?;
    short(input, text)
}

fn short(input: &Input, text: String) -> Result<Value, Why> {
    match input.most {
        Some(most) if text.chars().count() > most as usize => Err(Why::Most(most)),
        Some(_) | None => Ok(Value::String(text)),
    }
}

fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    let plain = |part: &str| !part.is_empty() && !part.contains([' ', '@']);
    parts.is_some_and(|(name, domain)| plain(name) && plain(domain) && domain.contains('.'))
}

fn is_url(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

/// Digits are a number, as the platform writes it; anything else is a text.
fn id(value: &Value) -> Result<Value, Why> {
    let text = written(value).ok_or(Why::NoId)?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if text.is_empty() || text.len() > LONGEST_ID || !text.bytes().all(plain) {
        return Err(Why::NoId);
    }
    let number = text.parse::<u64>().ok();
    let same = number.filter(|number| number.to_string() == text);
    Ok(same.map_or_else(|| json!(text), |number| json!(number)))
}

fn whole(input: &Input, value: &Value) -> Result<Value, Why> {
    let text = written(value).ok_or(Why::NoWhole)?;
    let number: i64 = text.parse().map_err(|_| Why::NoWhole)?;
    if let Some(least) = input.least.filter(|least| number < *least) {
        return Err(Why::Least(least));
    }
    Ok(number_or_text(input, json!(number)))
}

fn decimal(input: &Input, value: &Value, why: Why) -> Result<Value, Why> {
    let text = written(value).ok_or_else(|| why.clone())?;
    if !is_decimal(&text) {
        return Err(why);
    }
    let number: f64 = text.parse().map_err(|_| why.clone())?;
    if let Some(least) = input.least.filter(|least| number < *least as f64) {
        return Err(Why::Least(least));
    }
    if input.as_text {
        return Ok(json!(text));
    }
    match text.parse::<i64>() {
        Ok(whole) => Ok(json!(whole)),
        Err(_) => Ok(json!(number)),
    }
}

fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, behind) = match digits.split_once('.') {
        Some((whole, behind)) => (whole, Some(behind)),
        None => (digits, None),
    };
    let decimals = behind.map_or(0, str::len);
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole)
        && behind.is_none_or(all_digits)
        && decimals <= MOST_DECIMALS
        && whole.len() + decimals <= MOST_DIGITS
}

fn number_or_text(input: &Input, number: Value) -> Value {
    match input.as_text {
        true => json!(number.to_string()),
        false => number,
    }
}

fn switch(value: &Value) -> Result<Value, Why> {
    match value {
        Value::Bool(_) => Ok(value.clone()),
        Value::String(text) if text == "true" => Ok(json!(true)),
        Value::String(text) if text == "false" => Ok(json!(false)),
        Value::Null | Value::String(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            Err(Why::NoSwitch)
        }
    }
}

fn date(input: &Input, value: &Value) -> Result<Value, Why> {
    let text = written(value).ok_or(Why::NoDate)?;
    let at: Timestamp = text.parse().map_err(|_| Why::NoDate)?;
    match input.form {
        DateForm::Rfc3339 => Ok(json!(at.to_string())),
        DateForm::Rfc2822 => rfc2822::to_string(&at.to_zoned(TimeZone::UTC))
            .map(|text| json!(text))
            .map_err(|_| Why::NoDate),
    }
}

/// What is sent of a choice is as the set has it; a set that the store is asked for is not known here.
fn choice(input: &Input, value: &Value) -> Result<Value, Why> {
    if input.choices.is_empty() {
        return id(value).map_err(|_| Why::NoChoice);
    }
    let text = written(value).ok_or(Why::NoChoice)?;
    let known = input.choices.iter().any(|choice| choice.value == text);
    match known {
        true if input.as_text => Ok(json!(text)),
        true => Ok(text
            .parse::<i64>()
            .map_or_else(|_| json!(text), |it| json!(it))),
        false => Err(Why::NoChoice),
    }
}
