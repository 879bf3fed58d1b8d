//! The request of the action whose inputs say method and path: `method`, `path`, `query`, `body`.
//!
//! A path is taken as it is pasted, with what stands behind it. Names and values are decoded there,
//! because whoever sends them encodes them.

use serde_json::Value;

use super::fault::{Fault, Why};
use super::request::{Request, plain};

pub(super) fn request(read: &Value) -> Result<Request, Vec<Fault>> {
    let text = |name: &str| read.get(name).and_then(plain).unwrap_or_default();
    let whole = text("path");
    let (path, behind) = whole.trim().split_once('?').unwrap_or((whole.trim(), ""));
    let path = path.strip_suffix('/').unwrap_or(path);
    if !is_path(path) {
        return Err(vec![Fault::new("path", Why::NoPath)]);
    }
    let mut query: Vec<(String, String)> = pairs(behind);
    query.extend(listed(read));
    Ok(Request {
        method: text("method"),
        path: path.to_owned(),
        query,
        body: read.get("body").cloned(),
    })
}

/// What cannot leave the store's API, whatever is done with it.
fn is_path(path: &str) -> bool {
    let below = path.strip_prefix("/v2/").or(path.strip_prefix("/v3/"));
    below.is_some_and(|below| below.split('/').all(is_plain))
}

fn is_plain(segment: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.,".contains(&byte);
    !segment.bytes().all(|byte| byte == b'.') && segment.bytes().all(plain)
}

fn listed(read: &Value) -> impl Iterator<Item = (String, String)> {
    let pairs = read.get("query").and_then(Value::as_array);
    pairs.into_iter().flatten().filter_map(|pair| {
        let text = |name: &str| pair.get(name).and_then(plain);
        Some((text("name")?, text("value").unwrap_or_default()))
    })
}

fn pairs(behind: &str) -> Vec<(String, String)> {
    let parts = behind.split('&').filter(|part| !part.is_empty());
    let pair = |part: &str| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        (decoded(name), decoded(value))
    };
    parts.map(pair).collect()
}

/// `mug%20%26+saucer` as `mug & saucer`. A `%` that begins no byte is left as it is.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        let byte = (*first == b'%').then(|| hexadecimal(behind)).flatten();
        rest = if byte.is_some() { &behind[2..] } else { behind };
        bytes.push(byte.unwrap_or(if *first == b'+' { b' ' } else { *first }));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hexadecimal(behind: &[u8]) -> Option<u8> {
    let digits = behind
        .get(..2)
        .filter(|it| it.iter().all(u8::is_ascii_hexdigit))?;
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}
