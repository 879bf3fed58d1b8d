//! *App information*: the callback URLs and *Enable multiple users*. A draft may leave every field
//! empty.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use minijinja::context;
use serde::Deserialize;

use super::{find, shown};
use crate::Practice;
use crate::callbacks::checked;
use crate::model::{App, Callbacks};
use crate::pages::{Page, Refused};

/// An app's own address leads to its first tab.
pub(super) async fn to_editor(Path(id): Path<u64>) -> Redirect {
    Redirect::to(&format!("/my/apps/{id}/information"))
}

#[derive(Debug, Deserialize)]
pub(super) struct Saved {
    #[serde(default)]
    saved: Option<String>,
}

/// The tab.
pub(super) async fn edit(
    State(practice): State<Practice>,
    Path(id): Path<u64>,
    Query(query): Query<Saved>,
) -> Result<Response, Refused> {
    let app = find(&practice, id)?;
    let errors = BTreeMap::new();
    Ok(tab(&app, &app.callbacks, &errors, query.saved.is_some()).answer(&practice))
}

#[derive(Debug, Deserialize)]
pub(super) struct Fields {
    auth: String,
    load: String,
    #[serde(default)]
    uninstall: String,
    #[serde(default)]
    multiple_users: Option<String>,
    #[serde(default)]
    remove_user: String,
}

impl Fields {
    fn callbacks(&self) -> Callbacks {
        Callbacks {
            auth: self.auth.trim().to_owned(),
            load: self.load.trim().to_owned(),
            uninstall: self.uninstall.trim().to_owned(),
            multiple_users: self.multiple_users.is_some(),
            remove_user: self.remove_user.trim().to_owned(),
        }
    }
}

/// *Save changes*.
pub(super) async fn save(
    State(practice): State<Practice>,
    Path(id): Path<u64>,
    Form(fields): Form<Fields>,
) -> Result<Response, Refused> {
    let app = find(&practice, id)?;
    let callbacks = fields.callbacks();
    let errors = errors(&callbacks);
    if !errors.is_empty() {
        return Ok(tab(&app, &callbacks, &errors, false)
            .status(StatusCode::UNPROCESSABLE_ENTITY)
            .answer(&practice));
    }
    practice.change(|world| {
        if let Some(app) = world.apps.get_mut(&id) {
            app.callbacks = callbacks;
        }
    });
    Ok(Redirect::to(&format!("/my/apps/{id}/information?saved=1")).into_response())
}

fn errors(callbacks: &Callbacks) -> BTreeMap<&'static str, String> {
    [
        ("auth", &callbacks.auth),
        ("load", &callbacks.load),
        ("uninstall", &callbacks.uninstall),
        ("remove_user", &callbacks.remove_user),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .filter_map(|(field, text)| Some((field, checked(text).err()?.to_string())))
    .collect()
}

fn tab(
    app: &App,
    callbacks: &Callbacks,
    errors: &BTreeMap<&'static str, String>,
    saved: bool,
) -> Page {
    let callbacks = minijinja::Value::from(minijinja::value::Serde(callbacks));
    let context = context! { app => shown(app), callbacks, errors, saved, tab => "information" };
    Page::new("portal/information.html", context)
}
