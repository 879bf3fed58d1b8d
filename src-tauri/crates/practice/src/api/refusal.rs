//! Errors as the API tells them: v3 in an object with a message for each field, v2 in an array.

use serde_json::{Map, Value, json};

use super::answer::{Answer, Body, Version};

/// What v3 errors give as `type`.
const STATUS_CODES: &str =
    "https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes";

/// What the whole API says to a token without the endpoint's scope; not in the documentation, but
/// verbatim in public reports.
const SCOPE_MISSING: &str = "You don't have a required scope to access the endpoint";

/// Why a call is refused.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// 401: no token, a dead one, or another store's.
    #[error("the token is not valid for this store")]
    TokenDead,
    /// 403: the token lacks every scope that would do.
    #[error("the token lacks the endpoint's scope")]
    ScopeMissing,
    /// 404 with v3's title.
    #[error("{0}")]
    NotFound(String),
    /// 400: malformed JSON or a value that cannot be.
    #[error("{0}")]
    Malformed(String),
    /// 405: no such operation on this resource.
    #[error("method not allowed")]
    Method,
    /// 409: someone else was faster.
    #[error("{0}")]
    Conflict(String),
    /// 422 with a message for each field.
    #[error("JSON data is missing or invalid")]
    Invalid(Vec<(String, String)>),
    /// 422 with a title alone.
    #[error("{0}")]
    Unprocessable(String),
    /// 422 with a title of the operation's own and a message for each field.
    #[error("{0}")]
    Failed(String, Vec<(String, String)>),
    /// 413: more than so many items at once.
    #[error("The request payload is too large. At most {0} items are taken at once.")]
    TooLarge(usize),
    /// 422 as refunds tell it: an array under `data`.
    #[error("{0}")]
    Refund(String),
    /// Any other status with a title of its own and a message for each field.
    #[error("{1}")]
    Told(u16, String, Vec<(String, String)>),
}

impl Refusal {
    /// 404 for a resource that is not there.
    pub fn missing(what: &str) -> Self {
        Self::NotFound(format!("{what} not found"))
    }

    /// 422 for one field.
    pub fn field(name: &str, message: &str) -> Self {
        Self::Invalid(vec![(name.to_owned(), message.to_owned())])
    }

    /// Any status for one field, whose message is the title too.
    pub fn told(status: u16, title: &str, field: &str) -> Self {
        let fields = vec![(field.to_owned(), title.to_owned())];
        Self::Told(status, title.to_owned(), fields)
    }

    /// The status code.
    pub fn status(&self) -> u16 {
        match self {
            Self::Malformed(_) => 400,
            Self::TokenDead => 401,
            Self::ScopeMissing => 403,
            Self::NotFound(_) => 404,
            Self::Method => 405,
            Self::Conflict(_) => 409,
            Self::Told(status, ..) => *status,
            Self::TooLarge(_) => 413,
            Self::Invalid(_) | Self::Failed(..) | Self::Unprocessable(_) | Self::Refund(_) => 422,
        }
    }

    /// The answer in the form of the version that was called.
    pub fn answer(&self, version: Version) -> Answer {
        let body = match (version, self) {
            (_, Self::ScopeMissing) => v3_error(403, SCOPE_MISSING, &[]),
            (_, Self::Refund(title)) => json!({"data": [v3_bare(422, title)]}),
            (Version::V2, _) => v2_error(self),
            (Version::V3, Self::TokenDead) => v3_bare(401, &self.title()),
            (Version::V3, Self::Told(status, title, fields)) => v3_error(*status, title, fields),
            (Version::V3, Self::Invalid(fields) | Self::Failed(_, fields)) => {
                v3_error(422, &self.title(), fields)
            }
            (Version::V3, _) => v3_error(self.status(), &self.title(), &[]),
        };
        Answer {
            status: self.status(),
            body: Body::Json(body),
        }
    }

    fn title(&self) -> String {
        match self {
            Self::TokenDead => "Unauthorized - the v3 Auth client ID or token in the request are \
                                not a valid combination for this store."
                .to_owned(),
            Self::ScopeMissing => SCOPE_MISSING.to_owned(),
            Self::Method => "The requested method is not supported by this resource.".to_owned(),
            Self::NotFound(_)
            | Self::Malformed(_)
            | Self::Conflict(_)
            | Self::Invalid(_)
            | Self::Failed(..)
            | Self::TooLarge(_)
            | Self::Unprocessable(_)
            | Self::Refund(_)
            | Self::Told(..) => self.to_string(),
        }
    }
}

/// A v3 error without fields.
pub(super) fn v3_bare(status: u16, title: &str) -> Value {
    json!({"status": status, "title": title, "type": STATUS_CODES})
}

fn v3_error(status: u16, title: &str, fields: &[(String, String)]) -> Value {
    let errors: Map<String, Value> = fields
        .iter()
        .map(|(name, message)| (name.clone(), json!(message)))
        .collect();
    json!({"status": status, "title": title, "type": STATUS_CODES, "errors": errors})
}

fn v2_error(refusal: &Refusal) -> Value {
    match refusal {
        Refusal::TokenDead => v2_bare(401, "Invalid OAuth Token"),
        Refusal::NotFound(_) => v2_bare(404, "The requested resource was not found."),
        Refusal::Invalid(fields) => v2_fields(fields),
        Refusal::ScopeMissing
        | Refusal::Malformed(_)
        | Refusal::Method
        | Refusal::Conflict(_)
        | Refusal::Failed(..)
        | Refusal::TooLarge(_)
        | Refusal::Unprocessable(_)
        | Refusal::Refund(_)
        | Refusal::Told(..) => v2_bare(refusal.status(), &refusal.title()),
    }
}

fn v2_bare(status: u16, message: &str) -> Value {
    json!([{"status": status, "message": message}])
}

fn v2_fields(fields: &[(String, String)]) -> Value {
    let errors = fields.iter().map(|(name, why)| {
        let message = format!("The field '{name}' is invalid.");
        json!({"status": 422, "message": message, "details": {"invalid_reason": why}})
    });
    Value::Array(errors.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json_of(answer: Answer) -> Value {
        match answer.body {
            Body::Json(value) => value,
            Body::Empty | Body::Html(_) => Value::Null,
        }
    }

    #[test]
    fn v2_errors_are_arrays() {
        let body = json_of(Refusal::missing("Order").answer(Version::V2));
        assert_eq!(body[0]["status"], 404);
        assert_eq!(body[0]["message"], "The requested resource was not found.");
    }

    #[test]
    fn v3_errors_are_objects_with_a_message_a_field() {
        let refusal = Refusal::field("destination", "error.path.missing.");
        let body = json_of(refusal.answer(Version::V3));
        assert_eq!(body["title"], "JSON data is missing or invalid");
        assert_eq!(body["errors"]["destination"], "error.path.missing.");
    }

    #[test]
    fn the_missing_scope_reads_the_same_in_both() {
        let [v2, v3] = [Version::V2, Version::V3].map(|v| Refusal::ScopeMissing.answer(v));
        assert_eq!(v2, v3);
        assert_eq!(json_of(v3)["errors"], json!({}));
    }

    #[test]
    fn an_empty_v2_list_has_no_body() {
        assert_eq!(Answer::list(Vec::new()), Answer::empty());
    }
}
