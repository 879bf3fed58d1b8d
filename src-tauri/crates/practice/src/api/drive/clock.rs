//! `POST /practice/clock`: puts the world's clock forward, as if time had passed: what waits for its
//! next attempt comes due, and orders that are placed from then on are of that time.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Response};
use serde::Deserialize;
use serde_json::json;

use crate::Practice;

/// The furthest it goes at once, in milliseconds: a year.
const FURTHEST_MS: i64 = 365 * 24 * 60 * 60 * 1_000;

#[derive(Debug, Deserialize)]
pub(super) struct Forward {
    by_ms: i64,
}

pub(super) async fn put_forward(
    State(practice): State<Practice>,
    Json(Forward { by_ms }): Json<Forward>,
) -> Response {
    if !(0..=FURTHEST_MS).contains(&by_ms) {
        let error = "by_ms is from 0 to a year in milliseconds";
        return (
            StatusCode::UNPROCESSABLE_ENTITY,
            Json(json!({"error": error})),
        )
            .into_response();
    }
    practice.change(|world| world.ahead_ms += by_ms);
    Json(json!({"now_ms": practice.now_ms()})).into_response()
}
