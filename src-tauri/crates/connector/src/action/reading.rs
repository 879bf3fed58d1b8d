//! From what a person filled in to what is sent: one value.
//!
//! Amounts and numbers may come as texts, because a form has nothing else and a text is exact. A
//! number is sent with the digits it was given, which a JSON number keeps up to fifteen of them.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::fault::{Fault, Why};
use super::input::{Input, Kind};

type Read = Result<Value, Vec<Fault>>;

const MOST_DIGITS: usize = 15;
const MOST_DECIMALS: usize = 4;
const LONGEST_ID: usize = 128;

/// Whether nothing is filled in.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// What is sent for an input that is filled in.
pub(super) fn read(input: &Input, value: &Value) -> Read {
    match input.kind {
        Kind::List => list(input, value),
        Kind::Object => members(&input.fields, value),
        Kind::Json => Ok(value.clone()),
        Kind::Text
        | Kind::LongText
        | Kind::Email
        | Kind::Url
        | Kind::Id
        | Kind::Whole
        | Kind::Number
        | Kind::Money
        | Kind::Switch
        | Kind::Date
        | Kind::Choice => one(input, input.kind, value).map_err(|why| vec![Fault::new("", why)]),
    }
}

/// The members of an object: those that are required are there, no other is.
pub(super) fn members(fields: &[Input], value: &Value) -> Read {
    let Some(given) = value.as_object() else {
        return Err(vec![Fault::new("", Why::NoObject)]);
    };
    let mut faults = unknown(fields, given);
    faults.extend(groups(fields, given));
    let mut members = Map::new();
    for field in fields {
        let value = given.get(&field.id).filter(|value| !is_empty(value));
        match value.map(|value| read(field, value)) {
            Some(Ok(value)) => drop(members.insert(field.sent_as().to_owned(), value)),
            Some(Err(found)) => faults.extend(found.into_iter().map(|it| it.within(&field.id))),
            None if field.required => faults.push(Fault::new(&field.id, Why::Missing)),
            None => {}
        }
    }
    match faults.is_empty() {
        true => Ok(Value::Object(members)),
        false => Err(faults),
    }
}

fn unknown(fields: &[Input], given: &Map<String, Value>) -> Vec<Fault> {
    let known = |id: &str| fields.iter().any(|field| field.id == id);
    let strange = given.keys().filter(|id| !known(id));
    strange.map(|id| Fault::new(id, Why::Unknown)).collect()
}

/// Groups of which exactly one is to be filled in, and is not.
pub(super) fn groups(fields: &[Input], given: &Map<String, Value>) -> Vec<Fault> {
    let mut names: Vec<&String> = fields.iter().filter_map(|it| it.one_of.as_ref()).collect();
    names.dedup();
    let of = |name: &String| {
        let of_group = |it: &&Input| it.one_of.as_ref() == Some(name);
        let group: Vec<&Input> = fields.iter().filter(of_group).collect();
        let filled = |it: &&&Input| given.get(&it.id).is_some_and(|value| !is_empty(value));
        let labels = || group.iter().map(|it| it.name.clone()).collect();
        let place = group.first().map(|it| it.id.clone()).unwrap_or_default();
        match group.iter().filter(filled).count() {
            0 => Some(Fault::new(place, Why::OneOf(labels()))),
            1 => None,
            _ => Some(Fault::new(place, Why::OnlyOne(labels()))),
        }
    };
    names.into_iter().filter_map(of).collect()
}

fn list(input: &Input, value: &Value) -> Read {
    let Some(items) = value.as_array() else {
        return Err(vec![Fault::new("", Why::NoList)]);
    };
    if let Some(most) = input.most.filter(|most| items.len() > *most as usize) {
        return Err(vec![Fault::new("", Why::Most(most))]);
    }
    let mut sent = Vec::new();
    let mut faults = Vec::new();
    for (index, item) in items.iter().enumerate() {
        match self::item(input, item) {
            Ok(value) => sent.push(value),
            Err(found) => {
                faults.extend(found.into_iter().map(|it| it.within(&index.to_string())));
            }
        }
    }
    match faults.is_empty() {
        true => Ok(Value::Array(sent)),
        false => Err(faults),
    }
}

fn item(input: &Input, value: &Value) -> Read {
    match input.of {
        Some(_) if is_empty(value) => Err(vec![Fault::new("", Why::Missing)]),
        Some(kind) => {
            let one_of_many = Input {
                most: None,
                ..input.clone()
            };
            one(&one_of_many, kind, value).map_err(|why| vec![Fault::new("", why)])
        }
        None => members(&input.fields, value),
    }
}

fn one(input: &Input, kind: Kind, value: &Value) -> Result<Value, Why> {
    match kind {
        Kind::Text | Kind::LongText => text(input, value),
        Kind::Email => formed(value, is_email, Why::NoEmail),
        Kind::Url => formed(value, is_url, Why::NoUrl),
        Kind::Id => id(value),
        Kind::Whole => whole(input, value),
        Kind::Number => decimal(input, value, Why::NoNumber),
        Kind::Money => decimal(input, value, Why::NoMoney),
        Kind::Switch => switch(value),
        Kind::Date => date(value),
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
    match input.most {
        Some(most) if text.chars().count() > most as usize => Err(Why::Most(most)),
        Some(_) | None => Ok(Value::String(text)),
    }
}

fn formed(value: &Value, is: fn(&str) -> bool, why: Why) -> Result<Value, Why> {
    let text = written(value).filter(|text| is(text));
    text.map(Value::String).ok_or(why)
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
    let (whole, behind) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole)
        && all_digits(behind)
        && behind.len() <= MOST_DECIMALS
        && whole.len() + behind.len() <= MOST_DIGITS
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

fn date(value: &Value) -> Result<Value, Why> {
    let text = written(value).ok_or(Why::NoDate)?;
    let at: Timestamp = text.parse().map_err(|_| Why::NoDate)?;
    Ok(json!(at.to_string()))
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
