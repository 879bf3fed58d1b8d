//! What a hook's fields may be, told field by field as the documented 422 tells it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::api::call::Call;
use crate::api::refusal::Refusal;
use crate::delivery::{destination, scope};

/// The fields a caller sent; those it left out are absent.
#[derive(Debug, Default)]
pub struct Input {
    /// `scope`.
    pub scope: Option<String>,
    /// `destination`.
    pub destination: Option<String>,
    /// `is_active`.
    pub is_active: Option<bool>,
    /// `headers`; null is sent as `Some(None)`.
    pub headers: Option<Option<BTreeMap<String, String>>>,
}

/// Reads the body.
///
/// # Errors
/// 400 for no JSON object or an unknown scope, 422 for fields of the wrong form.
pub fn read(call: &Call) -> Result<Input, Refusal> {
    let Value::Object(body) = call.object()? else {
        return Err(Refusal::Malformed("Input is invalid.".to_owned()));
    };
    let input = Input {
        scope: text(&body, "scope")?,
        destination: text(&body, "destination")?,
        is_active: boolean(&body, "is_active")?,
        headers: headers(&body)?,
    };
    if input
        .scope
        .as_deref()
        .is_some_and(|scope| !scope::known(scope))
    {
        return Err(Refusal::Malformed("Input is invalid.".to_owned()));
    }
    if let Some(destination) = &input.destination {
        destination::check(destination)
            .map_err(|unfit| Refusal::field("destination", &unfit.to_string()))?;
    }
    Ok(input)
}

impl Input {
    /// Whether nothing was sent.
    pub fn is_empty(&self) -> bool {
        self.scope.is_none()
            && self.destination.is_none()
            && self.is_active.is_none()
            && self.headers.is_none()
    }
}

fn text(body: &Map<String, Value>, name: &str) -> Result<Option<String>, Refusal> {
    match body.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(Refusal::field(name, "error.expected.jsstring")),
    }
}

fn boolean(body: &Map<String, Value>, name: &str) -> Result<Option<bool>, Refusal> {
    match body.get(name) {
        None => Ok(None),
        Some(Value::Bool(flag)) => Ok(Some(*flag)),
        Some(_) => Err(Refusal::field(name, "error.expected.jsboolean")),
    }
}

type Headers = Option<BTreeMap<String, String>>;

fn headers(body: &Map<String, Value>) -> Result<Option<Headers>, Refusal> {
    match body.get("headers") {
        None => Ok(None),
        Some(Value::Null) => Ok(Some(None)),
        Some(value) => serde_json::from_value(value.clone())
            .map(|headers| Some(Some(headers)))
            .map_err(|_| Refusal::field("headers", "error.expected.jsobject")),
    }
}
