//! The request of the action whose inputs say method and path: `method`, `path`, `query`, `body`.

use serde_json::Value;

use super::fault::{Fault, Why};
use super::request::{Request, plain};

pub(super) fn request(read: &Value) -> Result<Request, Vec<Fault>> {
    let text = |name: &str| read.get(name).and_then(plain).unwrap_or_default();
    let whole = text("path");
    let (path, behind) = whole.split_once('?').unwrap_or((&whole, ""));
    if !(path.starts_with("/v2/") || path.starts_with("/v3/")) || path.contains("..") {
        return Err(vec![Fault::new("path", Why::NoPath)]);
    }
    let mut query: Vec<(String, String)> = pairs(behind);
    query.extend(listed(read));
    Ok(Request {
        method: text("method"),
        path: path.trim_end_matches('/').to_owned(),
        query,
        body: read.get("body").cloned(),
    })
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
        (name.to_owned(), value.to_owned())
    };
    parts.map(pair).collect()
}
