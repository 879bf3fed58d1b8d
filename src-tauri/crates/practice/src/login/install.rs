//! The install link, `/app/{client_id}/install`, which works for approved apps only, and the two
//! pages an app sends the browser to once it is done.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use minijinja::context;

use super::consent_page::{self, Question};
use crate::Practice;
use crate::pages::Page;

/// Asks which store to install on, and for consent.
pub(super) async fn ask(
    State(practice): State<Practice>,
    Path(client_id): Path<String>,
) -> Response {
    let (app, stores) = practice.read(|world| {
        let stores = world.stores.keys().cloned().collect();
        (world.app_by_client_id(&client_id).cloned(), stores)
    });
    match app.filter(|app| app.approved) {
        Some(app) => {
            let scopes = app.confirmed.clone();
            let question = Question {
                stores,
                scopes,
                external: true,
                state: None,
            };
            consent_page::ask(&practice, &app, &question)
        }
        None => unavailable(&practice),
    }
}

fn unavailable(practice: &Practice) -> Response {
    let about = "A draft is installed from the control panel of one of your own stores, under \
                 Apps › Develop. To try this link, mark the app as approved in the developer portal.";
    Page::refusal(
        StatusCode::NOT_FOUND,
        "This app is not available for installation",
        about,
    )
    .answer(practice)
}

/// The app said that the install went well.
pub(super) async fn succeeded(
    State(practice): State<Practice>,
    Path(client_id): Path<String>,
) -> Response {
    outcome(&practice, &client_id, true)
}

/// The app said that it did not.
pub(super) async fn failed(
    State(practice): State<Practice>,
    Path(client_id): Path<String>,
) -> Response {
    outcome(&practice, &client_id, false)
}

fn outcome(practice: &Practice, client_id: &str, good: bool) -> Response {
    let name = practice.read(|world| {
        world
            .app_by_client_id(client_id)
            .map(|app| app.name.clone())
    });
    let Some(name) = name else {
        let about = "No app has that client ID.";
        return Page::refusal(StatusCode::NOT_FOUND, "There is no such app", about)
            .answer(practice);
    };
    Page::new("login/outcome.html", context! { name, good })
        .framed_by(&practice.addresses().control_panel)
        .answer(practice)
}
