//! The token endpoint's body, which is JSON from today's clients and a form from older ones.

use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use serde::Deserialize;

use super::refusal::Refusal;

/// The documented fields. All strings; unknown ones are ignored, as clients send `account_uuid`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Body {
    pub(super) client_id: Option<String>,
    pub(super) client_secret: Option<String>,
    pub(super) code: Option<String>,
    pub(super) scope: Option<String>,
    pub(super) context: Option<String>,
    pub(super) grant_type: Option<String>,
    pub(super) redirect_uri: Option<String>,
}

impl Body {
    /// Reads it by its content type.
    pub(super) fn read(headers: &HeaderMap, bytes: &[u8]) -> Result<Self, Refusal> {
        let kind = headers
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        let kind = kind
            .and_then(|value| value.split(';').next())
            .map(str::trim);
        match kind {
            Some("application/json") => {
                serde_json::from_slice(bytes).map_err(|_| Refusal::Unreadable)
            }
            Some("application/x-www-form-urlencoded") => Ok(Self::from_form(bytes)),
            Some(_) | None => Err(Refusal::Unreadable),
        }
    }

    fn from_form(bytes: &[u8]) -> Self {
        let mut body = Self::default();
        for (name, value) in url::form_urlencoded::parse(bytes) {
            let field = match &*name {
                "client_id" => &mut body.client_id,
                "client_secret" => &mut body.client_secret,
                "code" => &mut body.code,
                "scope" => &mut body.scope,
                "context" => &mut body.context,
                "grant_type" => &mut body.grant_type,
                "redirect_uri" => &mut body.redirect_uri,
                _ => continue,
            };
            *field = Some(value.into_owned());
        }
        body
    }
}
