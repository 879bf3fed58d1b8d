//! Reading what tells something out of a resource, in a form that can be kept and compared.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::resource::{Fact, FactKind, Resource};

/// The longest text that is kept of a fact, in characters.
const LONGEST: usize = 60;

/// Currencies that have no smaller unit.
const WHOLE_CURRENCIES: &[&str] = &["CLP", "ISK", "JPY", "KRW", "VND"];

/// What a resource said when it was read: values by the id of their fact, as a person reads them.
/// What is missing or empty is not among them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Facts(pub(crate) BTreeMap<String, String>);

impl Facts {
    /// The currency of the first amount that has one.
    pub fn currency(&self) -> Option<&str> {
        let code = |value: &'_ str| -> Option<usize> {
            let (amount, code) = value.rsplit_once(' ')?;
            let is_code = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
            (is_code && amount.parse::<f64>().is_ok()).then_some(amount.len() + 1)
        };
        self.0.values().find_map(|value| value.get(code(value)?..))
    }
}

impl Resource {
    /// Reads an answer of the platform. An amount whose currency it does not say is in `currency`.
    pub fn read(&self, answer: &Value, currency: Option<&str>) -> Facts {
        let inside = answer.get("data").and_then(|data| match data {
            Value::Object(_) => Some(data),
            Value::Array(items) => items.first(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
        });
        let resource = inside.unwrap_or(answer);
        let read = |fact: &Fact| Some((fact.id.clone(), fact.read(resource, currency)?));
        Facts(self.facts.iter().filter_map(read).collect())
    }
}

impl Fact {
    fn read(&self, resource: &Value, currency: Option<&str>) -> Option<String> {
        let found = all_at(resource, &self.at);
        match self.kind {
            FactKind::Text => text(found.first()?),
            FactKind::Count => count(&found),
            FactKind::Whole => whole(found.first()?),
            FactKind::Money => {
                let own = self.currency.as_deref().and_then(|at| resource.pointer(at));
                let code = own.and_then(Value::as_str).or(currency);
                money(found.first()?, code.unwrap_or_default())
            }
        }
    }
}

/// What a pointer leads to, in order.
fn all_at<'v>(value: &'v Value, pointer: &str) -> Vec<&'v Value> {
    let mut found = vec![value];
    for token in pointer.split('/').skip(1) {
        found = found.into_iter().flat_map(|it| below(it, token)).collect();
    }
    found
}

fn below<'v>(value: &'v Value, token: &str) -> Vec<&'v Value> {
    match (value, token) {
        (Value::Array(items), "*") => items.iter().collect(),
        (Value::Object(members), "*") => members.values().collect(),
        (Value::Object(members), name) => members.get(name).into_iter().collect(),
        (
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_),
            _,
        ) => Vec::new(),
    }
}

fn text(value: &Value) -> Option<String> {
    let text = value.as_str()?.split_whitespace().collect::<Vec<_>>();
    let text = text.join(" ");
    if text.chars().count() <= LONGEST {
        return (!text.is_empty()).then_some(text);
    }
    let cut: String = text.chars().take(LONGEST - 1).collect();
    Some(format!("{}…", cut.trim_end()))
}

fn count(values: &[&Value]) -> Option<String> {
    let numbers: Vec<i64> = values.iter().filter_map(|it| whole_number(it)).collect();
    let sum = |all: i64, one: &i64| all.checked_add(*one);
    let sum = numbers.iter().try_fold(0, sum)?;
    (!numbers.is_empty()).then(|| sum.to_string())
}

fn whole_number(value: &Value) -> Option<i64> {
    let written = value.as_str().and_then(|text| text.parse().ok());
    written.or_else(|| value.as_i64())
}

/// `120.0000` or `120` as `120.00 USD`.
fn money(value: &Value, currency: &str) -> Option<String> {
    let written = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    let amount: f64 = written.parse().ok().filter(|it: &f64| it.is_finite())?;
    let places = if WHOLE_CURRENCIES.contains(&currency) {
        0
    } else {
        2
    };
    let short: String = currency.chars().take(8).collect();
    Some(format!("{amount:.places$} {short}").trim_end().to_owned())
}

/// Something to compare by that says nothing itself; nothing for what is empty.
fn whole(value: &Value) -> Option<String> {
    let empty = match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    };
    (!empty).then(|| format!("{:016x}", fnv1a(&value.to_string())))
}

/// FNV-1a, which stays the same over versions and machines.
fn fnv1a(text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}
