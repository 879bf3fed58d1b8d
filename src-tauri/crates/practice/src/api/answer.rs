//! Answers as the API gives them. v2 and v3 differ in everything but the status: v3 wraps data in
//! an envelope and tells errors in an object, v2 gives bare data and tells errors in an array.

use serde_json::{Value, json};

use super::refusal::v3_bare;

/// One answer, before the rate-limit headers.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The body.
    pub body: Body,
}

/// The body of an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// None at all.
    Empty,
    /// `application/json`.
    Json(Value),
    /// `text/html`.
    Html(&'static str),
}

/// Which half of the API was called, and so which form errors take.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Version {
    /// `/v2/`.
    #[default]
    V2,
    /// `/v3/`.
    V3,
}

impl Answer {
    /// 200 with bare data, as v2 gives it.
    pub fn bare(data: Value) -> Self {
        Self {
            status: 200,
            body: Body::Json(data),
        }
    }

    /// A v2 list: 204 without a body when it is empty.
    pub fn list(items: Vec<Value>) -> Self {
        if items.is_empty() {
            Self::empty()
        } else {
            Self::bare(Value::Array(items))
        }
    }

    /// 200 with v3's envelope.
    pub fn data(data: Value) -> Self {
        Self::enveloped(200, data, json!({}))
    }

    /// Any status with v3's envelope.
    pub fn enveloped(status: u16, data: Value, meta: Value) -> Self {
        Self {
            status,
            body: Body::Json(json!({"data": data, "meta": meta})),
        }
    }

    /// The same answer with another status.
    pub fn with_status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// 204.
    pub fn empty() -> Self {
        Self {
            status: 204,
            body: Body::Empty,
        }
    }
}

/// What the platform says when it limits; the same for both versions.
pub fn too_many() -> Answer {
    let body = v3_bare(429, "The request quota has been exceeded. Try again later.");
    Answer {
        status: 429,
        body: Body::Json(body),
    }
}

/// A 5xx answer.
pub fn server_error(status: u16) -> Answer {
    let body = v3_bare(status, "The server encountered an error. Try again later.");
    Answer {
        status,
        body: Body::Json(body),
    }
}
