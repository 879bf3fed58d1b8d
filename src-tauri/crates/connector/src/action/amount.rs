//! The money that an action moves, as far as that was filled in.

use serde_json::Value;

use super::Action;
use super::request::plain;

/// Decimals that are added up exactly.
const DECIMALS: usize = 4;

impl Action {
    /// The amounts that were filled in, added up; `None` where none was.
    pub fn amount_of(&self, given: &Value) -> Option<String> {
        let amounts = all_at(given, self.amount.as_ref()?);
        let amounts: Option<Vec<i64>> = amounts.iter().map(|it| exact(&plain(it)?)).collect();
        let amounts = amounts.filter(|amounts| !amounts.is_empty())?;
        let total = amounts
            .iter()
            .try_fold(0_i64, |sum, it| sum.checked_add(*it))?;
        Some(written(total))
    }
}

/// What a pointer leads to; a `*` stands for every element.
fn all_at<'v>(value: &'v Value, pointer: &str) -> Vec<&'v Value> {
    let mut found = vec![value];
    for token in pointer.split('/').skip(1) {
        let below = |it: &'v Value| -> Vec<&'v Value> {
            match token {
                "*" => it.as_array().into_iter().flatten().collect(),
                name => it.get(name).into_iter().collect(),
            }
        };
        found = found.into_iter().flat_map(below).collect();
    }
    found
}

/// A decimal in its smallest unit; `None` for what is none.
fn exact(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let (whole, behind) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(behind) || behind.len() > DECIMALS {
        return None;
    }
    let number: i64 = format!("{whole}{behind:0<DECIMALS$}").parse().ok()?;
    Some(sign * number)
}

/// At least two decimals.
fn written(exact: i64) -> String {
    let unit = 10_i64.pow(DECIMALS as u32);
    let (whole, behind) = (exact / unit, (exact % unit).abs());
    let sign = if exact < 0 && whole == 0 { "-" } else { "" };
    let behind = format!("{behind:0DECIMALS$}");
    let short = behind.trim_end_matches('0');
    format!("{sign}{whole}.{short:0<2}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_add_up_exactly() {
        for (texts, total) in [
            (vec!["0.1", "0.2"], "0.30"),
            (vec!["336.3200"], "336.32"),
            (vec!["12"], "12.00"),
            (vec!["0.0001", "0.1"], "0.1001"),
            (vec!["-0.5"], "-0.50"),
        ] {
            let sum = texts.iter().map(|text| exact(text).unwrap()).sum();
            assert_eq!(written(sum), total);
        }
        for text in ["", "1e3", "1.00001", "a", "1.-2"] {
            assert_eq!(exact(text), None, "{text}");
        }
    }
}
