//! `GET /oauth2/authorize`, which the documentation does not mention and official client code
//! uses: consent that the app itself asks for, for a store it names.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::consent_page::{self, Question};
use crate::Practice;
use crate::model::scope::{IMPLICIT, carries};
use crate::model::{App, World};
use crate::pages::Page;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    client_id: String,
    redirect_uri: String,
    response_type: String,
    scope: String,
    context: String,
    state: Option<String>,
}

/// Why the page does not ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
enum Refused {
    #[error("No app has that client_id.")]
    Client,
    #[error("Parameter redirect_uri does not match registered URI")]
    Redirect,
    #[error("response_type must be code.")]
    ResponseType,
    #[error("context must be stores/ and the hash of a store.")]
    Context,
    #[error("scope goes beyond what the app has confirmed in the developer portal.")]
    Scope,
}

/// Asks the store's owner for consent.
pub(super) async fn ask(State(practice): State<Practice>, Query(asked): Query<Asked>) -> Response {
    match practice.read(|world| question(world, &asked)) {
        Ok((app, question)) => consent_page::ask(&practice, &app, &question),
        Err(refused) => Page::refusal(
            StatusCode::BAD_REQUEST,
            "The app's request was refused",
            &refused.to_string(),
        )
        .answer(&practice),
    }
}

fn question(world: &World, asked: &Asked) -> Result<(App, Question), Refused> {
    let app = world
        .app_by_client_id(&asked.client_id)
        .ok_or(Refused::Client)?;
    if app.callbacks.auth.is_empty() || asked.redirect_uri != app.callbacks.auth {
        return Err(Refused::Redirect);
    }
    if asked.response_type != "code" {
        return Err(Refused::ResponseType);
    }
    let store = asked
        .context
        .strip_prefix("stores/")
        .and_then(|hash| world.store(hash));
    let store = store.ok_or(Refused::Context)?;
    let scopes = scopes(app, &asked.scope)?;
    let (stores, state) = (vec![store.hash.clone()], asked.state.clone());
    Ok((
        app.clone(),
        Question {
            stores,
            scopes,
            external: false,
            state,
        },
    ))
}

/// The confirmed scopes that carry what is asked for; all of them when nothing is.
fn scopes(app: &App, asked: &str) -> Result<Vec<String>, Refused> {
    let asked: Vec<&str> = asked
        .split_whitespace()
        .filter(|scope| !IMPLICIT.contains(scope))
        .collect();
    if asked.iter().any(|wanted| !carries(&app.confirmed, wanted)) {
        return Err(Refused::Scope);
    }
    let serves = |own: &&String| {
        let alone = std::slice::from_ref(*own);
        asked.is_empty() || asked.iter().any(|wanted| carries(alone, wanted))
    };
    Ok(app.confirmed.iter().filter(serves).cloned().collect())
}
