//! The practice's own endpoints on the control panel's host: what a test needs in order to press
//! the control panel's buttons, switch faults and read the deliveries without a browser. They are
//! no part of BigCommerce.

mod calls;
mod clock;
mod deliveries;
mod faults;
mod hooks;
mod quota;
mod stores;

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{get, post};
use serde_json::json;

use crate::Practice;
use crate::commerce::CommerceError;

/// Everything under `/practice`. The host in front checks `Host` and `Origin`.
pub fn router() -> Router<Practice> {
    Router::new()
        .route("/practice/faults", get(faults::show).put(faults::set))
        .route("/practice/calls", get(calls::list).delete(calls::forget))
        .route("/practice/quota", get(quota::show).put(quota::set))
        .route("/practice/clock", post(clock::put_forward))
        .route("/practice/deliveries", get(deliveries::list))
        .route("/practice/stores", get(stores::list))
        .route("/practice/stores/{store}/orders", post(stores::place_order))
        .route(
            "/practice/stores/{store}/orders/{order}/status",
            post(stores::change_status),
        )
        .route(
            "/practice/stores/{store}/orders/{order}/refund",
            post(stores::refund),
        )
        .route("/practice/stores/{store}/carts", post(stores::create_cart))
        .route(
            "/practice/stores/{store}/carts/{cart}/change",
            post(stores::change_cart),
        )
        .route(
            "/practice/stores/{store}/carts/{cart}/abandon",
            post(stores::abandon_cart),
        )
        .route("/practice/stores/{store}/burst", post(stores::burst))
        .route("/practice/stores/{store}/revoke", post(stores::revoke))
        .route("/practice/stores/{store}/owner", post(stores::change_owner))
        .route(
            "/practice/stores/{store}/hooks/give-up",
            post(hooks::give_up),
        )
        .route("/practice/stores/{store}/hooks/block", post(hooks::block))
}

fn refused(error: &CommerceError) -> Response {
    let status = match error {
        CommerceError::NoStore(_) | CommerceError::NoOrder(_) | CommerceError::NoCart(_) => {
            StatusCode::NOT_FOUND
        }
        CommerceError::NoGoods
        | CommerceError::NoProduct(_)
        | CommerceError::NoLine(_)
        | CommerceError::NoStatus(_)
        | CommerceError::NothingToRefund(_)
        | CommerceError::BadRefund(_)
        | CommerceError::GuestCredit
        | CommerceError::BadShipment(_)
        | CommerceError::Stale(_)
        | CommerceError::TooMany => StatusCode::UNPROCESSABLE_ENTITY,
    };
    (status, Json(json!({"error": error.to_string()}))).into_response()
}
