//! The login host: the token endpoint, install links, authorize, and the page that asks the
//! merchant for consent.
#![allow(clippy::unused_async, reason = "axum takes async functions only")]

mod authorize;
mod body;
pub(crate) mod consent;
mod consent_page;
mod exchange;
mod install;
mod refusal;
mod token;

use axum::Router;
use axum::extract::State;
use axum::response::Redirect;
use axum::routing::{get, post};

use crate::{Practice, pages};

/// What is for browsers.
pub(crate) fn pages() -> Router<Practice> {
    Router::new()
        .merge(pages::assets())
        .route("/deep-links/manage/marketplace/apps/develop", get(develop))
        .route("/oauth2/authorize", get(authorize::ask))
        .route("/app/{client_id}/install", get(install::ask))
        .route(
            "/app/{client_id}/install/succeeded",
            get(install::succeeded),
        )
        .route("/app/{client_id}/install/failed", get(install::failed))
        .route("/consent", post(consent_page::confirm))
}

/// What is for apps.
pub(crate) fn endpoint() -> Router<Practice> {
    Router::new().route("/oauth2/token", post(token::exchange))
}

async fn develop(State(practice): State<Practice>) -> Redirect {
    Redirect::to(&practice.addresses().control_panel)
}
