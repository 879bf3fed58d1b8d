//! `POST /oauth2/token`.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, HeaderValue};
use axum::response::{Html, IntoResponse, Response};

use super::body::Body;
use super::exchange;
use crate::Practice;

/// What a client gets that was sent to the login page instead: seen in the field.
const REDIRECTED: &str = "<!DOCTYPE html><html><head><title>Redirecting to /login</title></head>\
     <body>You are being <a href=\"/login\">redirected</a>.</body></html>";

/// Exchanges a code for a token.
pub(super) async fn exchange(
    State(practice): State<Practice>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Response {
    if practice.read(|world| world.faults.token_html) {
        return Html(REDIRECTED).into_response();
    }
    let exchanged = Body::read(&headers, &bytes)
        .and_then(|body| practice.change(|world| exchange::exchange(world, &body)));
    let mut response = match exchanged {
        Ok(grant) => Json(grant).into_response(),
        Err(refusal) => refusal.into_response(),
    };
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
