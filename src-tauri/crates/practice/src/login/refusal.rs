//! The token endpoint's refusals. BigCommerce documents no schema: the message about the redirect
//! URI is known from the field, the other words are RFC 6749's.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// Why no token is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("the body is neither JSON nor a form")]
    Unreadable,
    #[error("{0} is missing")]
    Missing(&'static str),
    #[error("grant_type must be authorization_code")]
    GrantType,
    #[error("the client id or secret is wrong, or not in the body")]
    Client,
    #[error("the code is unknown, expired, used before, or another app's")]
    Code,
    #[error("the scope goes beyond what the merchant consented to")]
    Scope,
    #[error("Parameter redirect_uri does not match registered URI")]
    Redirect,
}

impl Refusal {
    fn status(self) -> StatusCode {
        match self {
            Self::Client => StatusCode::UNAUTHORIZED,
            Self::Unreadable
            | Self::Missing(_)
            | Self::GrantType
            | Self::Code
            | Self::Scope
            | Self::Redirect => StatusCode::BAD_REQUEST,
        }
    }

    fn error(self) -> String {
        match self {
            Self::Unreadable | Self::Missing(_) => "invalid_request".to_owned(),
            Self::GrantType => "unsupported_grant_type".to_owned(),
            Self::Client => "invalid_client".to_owned(),
            Self::Code => "invalid_grant".to_owned(),
            Self::Scope => "invalid_scope".to_owned(),
            Self::Redirect => self.to_string(),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = match self {
            Self::Redirect => json!({ "error": self.error() }),
            Self::Unreadable
            | Self::Missing(_)
            | Self::GrantType
            | Self::Client
            | Self::Code
            | Self::Scope => {
                json!({ "error": self.error(), "error_description": self.to_string() })
            }
        };
        (self.status(), Json(body)).into_response()
    }
}
