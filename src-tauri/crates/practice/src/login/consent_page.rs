//! The consent page for installs that do not begin in the control panel.

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use minijinja::context;
use serde::Deserialize;

use super::consent::{self, Consent};
use crate::Practice;
use crate::callbacks::{auth_address, checked};
use crate::model::{App, scope};
use crate::pages::Page;

/// What is asked of the merchant.
#[derive(Debug, Clone, Default)]
pub(super) struct Question {
    /// The stores to choose from; one when the app named it.
    pub(super) stores: Vec<String>,
    /// The scopes asked for.
    pub(super) scopes: Vec<String>,
    /// Whether it came by an install link.
    pub(super) external: bool,
    /// To be handed back to the app.
    pub(super) state: Option<String>,
}

/// The page that asks it.
pub(super) fn ask(practice: &Practice, app: &App, question: &Question) -> Response {
    let Ok(callback) = checked(&app.callbacks.auth) else {
        return no_auth_callback(practice);
    };
    let stores = practice.read(|world| {
        let known = question.stores.iter().filter_map(|hash| world.store(hash));
        known
            .map(|store| context! { hash => store.hash.as_str(), name => store.name.as_str() })
            .collect::<Vec<_>>()
    });
    let words: Vec<String> = question
        .scopes
        .iter()
        .map(|own| scope::in_words(own))
        .collect();
    let context = context! {
        app => context! { name => app.name.as_str(), client_id => app.client_id.as_str() },
        stores,
        words,
        scope => question.scopes.join(" "),
        external => question.external,
        state => question.state.as_deref(),
    };
    Page::new("login/consent.html", context)
        .leads_to(&callback)
        .answer(practice)
}

/// The page for an app that has nowhere to send the code.
pub(super) fn no_auth_callback(practice: &Practice) -> Response {
    let about = "Fill in the Auth callback URL under App information in the developer portal.";
    Page::refusal(
        StatusCode::CONFLICT,
        "The app has no Auth callback URL",
        about,
    )
    .answer(practice)
}

#[derive(Debug, Deserialize)]
pub(super) struct Answer {
    client_id: String,
    store: String,
    scope: String,
    #[serde(default)]
    external: bool,
    #[serde(default)]
    state: Option<String>,
}

/// The merchant said yes: sends the browser to the Auth callback.
pub(super) async fn confirm(
    State(practice): State<Practice>,
    Form(answer): Form<Answer>,
) -> Response {
    let scopes: Vec<String> = answer.scope.split_whitespace().map(str::to_owned).collect();
    let lifetime_ms = practice.tuning().code_lifetime_ms;
    let decided = practice.change(|world| {
        let app = world.app_by_client_id(&answer.client_id)?.clone();
        let user_id = world.store(&answer.store)?.owner()?.id;
        if !scopes.iter().all(|own| app.confirmed.contains(own)) {
            return None;
        }
        checked(&app.callbacks.auth).ok()?;
        let consent = Consent {
            app_id: app.id,
            store: answer.store.clone(),
            scopes,
            user_id,
        };
        Some((consent::record(world, consent, lifetime_ms), app))
    });
    let mut extra = Vec::new();
    if answer.external {
        extra.push(("external_install", "true"));
    }
    if let Some(state) = answer.state.as_deref().filter(|state| !state.is_empty()) {
        extra.push(("state", state));
    }
    match decided.and_then(|(code, app)| auth_address(&app, &code, &extra).ok()) {
        Some(url) => Redirect::to(url.as_str()).into_response(),
        None => Page::refusal(
            StatusCode::CONFLICT,
            "The app was changed meanwhile",
            "Go back and start the install again.",
        )
        .answer(&practice),
    }
}
