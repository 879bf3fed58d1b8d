//! The switches for what goes wrong, for every store or one.

use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use minijinja::{Value, context};
use serde::Deserialize;

use crate::Practice;
use crate::faults::{Faults, TooMany};
use crate::pages::Page;

#[derive(Debug, Deserialize)]
pub(super) struct Saved {
    #[serde(default)]
    saved: Option<String>,
}

/// The switches as they stand.
pub(super) async fn show(State(practice): State<Practice>, Query(query): Query<Saved>) -> Response {
    let context = practice.read(|world| {
        let stores = world.stores.values();
        let stores = stores
            .map(|store| context! { hash => store.hash.as_str(), name => store.name.as_str() });
        context! {
            faults => Value::from(minijinja::value::Serde(&world.faults)),
            scopes => world.faults.scopes.as_ref().map(|scopes| scopes.join(" ")),
            any => world.faults.any(),
            stores => stores.collect::<Vec<_>>(),
            saved => query.saved.is_some(),
        }
    });
    Page::new("control_panel/faults.html", context).answer(&practice)
}

/// The form: numbers and lists as typed, empty for off.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Switches {
    store: String,
    answers: String,
    slow_ms: String,
    server_error: String,
    too_many: TooMany,
    no_rate_headers: Option<String>,
    api_html: Option<String>,
    token_html: Option<String>,
    revoked_tokens: Option<String>,
    scopes_changed: Option<String>,
    scopes: String,
    lost_answers: String,
    lost_path: String,
    wrong_signature: Option<String>,
    unsigned: Option<String>,
    nobody: Option<String>,
    duplicates: String,
    reordered: Option<String>,
}

impl Switches {
    fn faults(&self) -> Faults {
        let scopes = || self.scopes.split_whitespace().map(str::to_owned).collect();
        Faults {
            store: Some(self.store.clone()).filter(|store| !store.is_empty()),
            answers: self.answers.trim().parse().ok(),
            slow_ms: self.slow_ms.trim().parse().unwrap_or_default(),
            server_error: self.server_error.trim().parse().ok(),
            too_many: self.too_many,
            no_rate_headers: self.no_rate_headers.is_some(),
            api_html: self.api_html.is_some(),
            token_html: self.token_html.is_some(),
            revoked_tokens: self.revoked_tokens.is_some(),
            scopes: self.scopes_changed.as_ref().map(|_| scopes()),
            lost_answers: self.lost_answers.trim().parse().unwrap_or_default(),
            lost_path: Some(self.lost_path.trim().to_owned()).filter(|part| !part.is_empty()),
            wrong_signature: self.wrong_signature.is_some(),
            unsigned: self.unsigned.is_some(),
            nobody: self.nobody.is_some(),
            duplicates: self.duplicates.trim().parse().unwrap_or_default(),
            reordered: self.reordered.is_some(),
        }
    }
}

/// *Save*; an empty form switches everything off.
pub(super) async fn save(State(practice): State<Practice>, Form(form): Form<Switches>) -> Response {
    practice.change(|world| world.faults = form.faults());
    Redirect::to("/faults?saved=1").into_response()
}
