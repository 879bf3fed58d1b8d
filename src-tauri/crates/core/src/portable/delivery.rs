//! One request as it stands in a file: text where it is text, Base64 where it is not.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use jiff::Timestamp;
use patchbay_ledger::{Answer, Origin, Verdict, WholeDelivery};
use serde::{Deserialize, Serialize};

use super::time;
use crate::inbox::MASK;
use crate::redact;

/// A delivery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PortableDelivery {
    pub received_at: Timestamp,
    pub verdict: Verdict,
    pub origin: Origin,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub webhook_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub webhook_timestamp: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<PortableAnswer>,
    pub method: String,
    pub path: String,
    pub headers: Vec<Header>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body_base64: Option<String>,
}

/// What a delivery was answered, when the user asked for something else than 200.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PortableAnswer {
    pub status: u16,
    pub delay_ms: u32,
}

impl From<Answer> for PortableAnswer {
    fn from(Answer { status, delay_ms }: Answer) -> Self {
        Self { status, delay_ms }
    }
}

impl From<PortableAnswer> for Answer {
    fn from(PortableAnswer { status, delay_ms }: PortableAnswer) -> Self {
        Self { status, delay_ms }
    }
}

/// A header, in the case it had. One of `value` and `base64`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Header {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base64: Option<String>,
}

impl PortableDelivery {
    /// A delivery of the ledger's.
    pub fn of(whole: &WholeDelivery) -> Self {
        let delivery = &whole.delivery;
        let (body, body_base64) = text_of(&whole.body);
        let headers = delivery.headers.iter();
        Self {
            received_at: time(delivery.received_at),
            verdict: delivery.verdict,
            origin: delivery.origin,
            webhook_id: delivery.webhook_id.clone(),
            webhook_timestamp: delivery
                .webhook_timestamp_s
                .and_then(|at| Timestamp::from_second(at).ok()),
            answer: delivery.answer.map(PortableAnswer::from),
            method: delivery.method.clone(),
            path: redact::redact(&delivery.path).into_owned(),
            headers: headers
                .map(|(name, value)| Header::of(name, value))
                .collect(),
            body,
            body_base64,
        }
    }

    /// The body's bytes; `None` when the Base64 is none.
    pub fn body(&self) -> Option<Vec<u8>> {
        match (&self.body, &self.body_base64) {
            (None, None) => Some(Vec::new()),
            (text, base64) => bytes_of(text.as_deref(), base64.as_deref()),
        }
    }

    /// The first header of that name whose value is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        let same = |header: &&Header| header.name.eq_ignore_ascii_case(name);
        self.headers.iter().find(same)?.value.as_deref()
    }
}

impl Header {
    /// A header, masked if it is one that keeps a secret.
    pub fn of(name: &str, value: &[u8]) -> Self {
        let (value, base64) = match redact::is_secret(name) {
            true => (Some(MASK.to_owned()), None),
            false => text_of(value),
        };
        Self {
            name: name.to_owned(),
            value,
            base64,
        }
    }

    /// The value's bytes; `None` when the Base64 is none.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        bytes_of(self.value.as_deref(), self.base64.as_deref())
    }
}

/// Bytes as text when they are UTF-8, or else as Base64.
fn text_of(bytes: &[u8]) -> (Option<String>, Option<String>) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Some(text.to_owned()), None),
        Err(_) => (None, Some(BASE64_STANDARD.encode(bytes))),
    }
}

/// The bytes of either; `None` when there is neither, or the Base64 is none.
fn bytes_of(text: Option<&str>, base64: Option<&str>) -> Option<Vec<u8>> {
    match text {
        Some(text) => Some(text.as_bytes().to_vec()),
        None => BASE64_STANDARD.decode(base64?).ok(),
    }
}
