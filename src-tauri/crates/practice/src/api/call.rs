//! One call as the operations see it: free of HTTP, so that they are plain functions.

use std::str::FromStr;

use bytes::Bytes;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::answer::Version;
use super::refusal::Refusal;
use super::times;

/// A call to `/stores/{hash}/{version}/…`.
#[derive(Debug, Clone, Default)]
pub struct Call {
    /// The method, upper case.
    pub method: String,
    /// The store's hash from the path.
    pub store: String,
    /// Which half of the API.
    pub version: Version,
    /// The path's segments after the version, decoded.
    pub path: Vec<String>,
    /// The query, decoded, in order.
    pub query: Vec<(String, String)>,
    /// `X-Auth-Token`.
    pub token: Option<String>,
    /// The body.
    pub body: Bytes,
    /// The API's own address, for links in answers.
    pub base: String,
    /// When it came, in milliseconds since the epoch.
    pub now_ms: i64,
}

impl Call {
    /// The path from the version on: `/v2/orders/101`.
    pub fn route(&self) -> String {
        let version = match self.version {
            Version::V2 => "v2",
            Version::V3 => "v3",
        };
        format!("/{version}/{}", self.path.join("/"))
    }

    /// A query parameter; the last one of that name counts, an empty one does not.
    pub fn param(&self, name: &str) -> Option<&str> {
        let (_, value) = self.query.iter().rev().find(|(key, _)| key == name)?;
        Some(value.as_str()).filter(|value| !value.is_empty())
    }

    /// A query parameter of some type.
    ///
    /// # Errors
    /// 422 naming the parameter when it is there and cannot be parsed.
    pub fn parsed<T: FromStr>(&self, name: &str) -> Result<Option<T>, Refusal> {
        self.param(name)
            .map(|value| {
                value
                    .parse()
                    .map_err(|_| Refusal::field(name, "error.type."))
            })
            .transpose()
    }

    /// A query parameter that is a time, in milliseconds since the epoch.
    ///
    /// # Errors
    /// 422 naming the parameter when it is no time.
    pub fn time(&self, name: &str) -> Result<Option<i64>, Refusal> {
        let read = |text| times::read(text).ok_or_else(|| Refusal::field(name, "error.date."));
        self.param(name).map(read).transpose()
    }

    /// A comma-separated query parameter.
    ///
    /// # Errors
    /// 422 naming the parameter when an item cannot be parsed.
    pub fn listed<T: FromStr>(&self, name: &str) -> Result<Option<Vec<T>>, Refusal> {
        let items = self
            .param(name)
            .map(|value| value.split(',').map(str::trim));
        let parsed = items.map(|items| items.map(str::parse).collect::<Result<Vec<T>, _>>());
        parsed
            .transpose()
            .map_err(|_| Refusal::field(name, "error.type."))
    }

    /// The body as a JSON object.
    ///
    /// # Errors
    /// 400 when it is not JSON or not an object.
    pub fn object(&self) -> Result<Value, Refusal> {
        serde_json::from_slice::<Value>(&self.body)
            .ok()
            .filter(Value::is_object)
            .ok_or_else(|| Refusal::Malformed("Input is invalid.".to_owned()))
    }

    /// The body as a list of so many items at most.
    ///
    /// # Errors
    /// 400 when it is not JSON, 413 when there are more, 422 when it is no list or an empty one.
    pub fn list(&self, most: usize) -> Result<Vec<Value>, Refusal> {
        let body = serde_json::from_slice::<Value>(&self.body)
            .map_err(|_| Refusal::Malformed("Input is invalid.".to_owned()))?;
        match body {
            Value::Array(items) if items.is_empty() => Err(Refusal::field("", "error.minItems.")),
            Value::Array(items) if items.len() > most => Err(Refusal::TooLarge(most)),
            Value::Array(items) => Ok(items),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Object(_) => Err(Refusal::field("", "error.expected.jsarray.")),
        }
    }

    /// A checked value as some type.
    ///
    /// # Errors
    /// 422 with the reason when it does not fit after all.
    pub fn read<T: DeserializeOwned>(value: Value) -> Result<T, Refusal> {
        serde_json::from_value(value).map_err(|why| Refusal::field("body", &why.to_string()))
    }

    /// The body as some type.
    ///
    /// # Errors
    /// 400 when it is no JSON object, 422 with the reason when a field does not fit.
    pub fn body<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        Self::read(self.object()?)
    }
}
