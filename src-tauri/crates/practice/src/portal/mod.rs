//! The developer portal, in the words of today's: apps, their credentials, *App information* and
//! *Scopes*.
#![allow(clippy::unused_async, reason = "axum takes async functions only")]

mod apps;
mod credentials;
mod information;
mod scopes;

use axum::Router;
use axum::http::StatusCode;
use axum::response::Redirect;
use axum::routing::{get, post};
use minijinja::{Value, context};

use crate::Practice;
use crate::model::App;
use crate::pages::{self, Page, Refused};

/// Every page of it.
pub(crate) fn router() -> Router<Practice> {
    Router::new()
        .merge(pages::assets())
        .route("/", get(|| async { Redirect::to("/my/apps") }))
        .route("/my/apps", get(apps::list).post(apps::create))
        .route("/my/apps/new", get(apps::new))
        .route("/my/apps/{id}", get(information::to_editor))
        .route("/my/apps/{id}/created", get(credentials::created))
        .route("/my/apps/{id}/credentials", get(credentials::view))
        .route(
            "/my/apps/{id}/information",
            get(information::edit).post(information::save),
        )
        .route("/my/apps/{id}/scopes", get(scopes::edit).post(scopes::save))
        .route(
            "/my/apps/{id}/scopes/confirm",
            get(scopes::ask).post(scopes::confirm),
        )
        .route("/my/apps/{id}/approval", post(apps::approve))
        .route(
            "/my/apps/{id}/delete",
            get(apps::ask_delete).post(apps::delete),
        )
}

/// The app, or the page that says there is none.
fn find(practice: &Practice, id: u64) -> Result<App, Refused> {
    practice
        .read(|world| world.apps.get(&id).cloned())
        .ok_or_else(|| {
            let about = "It may have been deleted; its credentials are gone with it.";
            Page::refusal(StatusCode::NOT_FOUND, "There is no such app", about).refuse(practice)
        })
}

/// What every page of an app's editor shows.
fn shown(app: &App) -> Value {
    context! {
        id => app.id,
        name => app.name.as_str(),
        client_id => app.client_id.as_str(),
        approved => app.approved,
        awaits_confirmation => app.awaits_confirmation(),
    }
}
