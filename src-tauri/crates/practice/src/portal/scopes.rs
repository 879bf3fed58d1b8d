//! *Scopes*: one level a row, or *Modify all*; *Save changes*, then *Confirm new scopes*. Installs
//! ask for what was confirmed; stores that have the app are asked again at the next launch.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use minijinja::{Value, context};
use serde::Deserialize;

use super::{find, shown};
use crate::Practice;
use crate::model::scope::{self, ROWS, Row};
use crate::model::{App, ScopeChoice};
use crate::pages::{Page, Refused};

#[derive(Debug, Deserialize)]
pub(super) struct Confirmed {
    #[serde(default)]
    confirmed: Option<String>,
}

/// The tab.
pub(super) async fn edit(
    State(practice): State<Practice>,
    Path(id): Path<u64>,
    Query(query): Query<Confirmed>,
) -> Result<Response, Refused> {
    let app = find(&practice, id)?;
    let rows: Vec<Value> = ROWS.iter().map(|row| shown_row(row, &app.choice)).collect();
    let context = context! {
        app => shown(&app),
        rows,
        modify_all => app.choice.modify_all,
        confirmed => query.confirmed.is_some(),
        tab => "scopes",
    };
    Ok(Page::new("portal/scopes.html", context).answer(&practice))
}

fn shown_row(row: &Row, choice: &ScopeChoice) -> Value {
    let levels: Vec<Value> = row
        .levels
        .iter()
        .map(|level| context! { id => level.id, word => level.word, parameter => level.parameter })
        .collect();
    let chosen = choice.levels.get(row.id);
    context! { id => row.id, name => row.name, levels, chosen }
}

/// *Save changes*: `mode` is `manual` or `all`; every row has a field `scope-{row id}` with a level
/// id, or nothing for None.
pub(super) async fn save(
    State(practice): State<Practice>,
    Path(id): Path<u64>,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<Response, Refused> {
    find(&practice, id)?;
    let choice = choice(&fields);
    let waits = practice.change(|world| {
        let app = world.apps.get_mut(&id)?;
        app.choice = choice;
        Some(app.awaits_confirmation())
    });
    let next = if waits == Some(true) {
        "scopes/confirm"
    } else {
        "scopes?confirmed=1"
    };
    Ok(Redirect::to(&format!("/my/apps/{id}/{next}")).into_response())
}

fn choice(fields: &BTreeMap<String, String>) -> ScopeChoice {
    let level = |row: &Row| {
        let wanted = fields.get(&format!("scope-{}", row.id))?;
        let level = row.levels.iter().find(|level| level.id == wanted)?;
        Some((row.id.to_owned(), level.id.to_owned()))
    };
    ScopeChoice {
        modify_all: fields.get("mode").is_some_and(|mode| mode == "all"),
        levels: ROWS.iter().filter_map(level).collect(),
    }
}

/// The dialog *Confirm new scopes*.
pub(super) async fn ask(
    State(practice): State<Practice>,
    Path(id): Path<u64>,
) -> Result<Response, Refused> {
    let app = find(&practice, id)?;
    let installs = practice.read(|world| {
        world
            .installs
            .iter()
            .filter(|install| install.app_id == id)
            .count()
    });
    let (added, removed) = difference(&app);
    let context = context! { app => shown(&app), added, removed, installs };
    Ok(Page::new("portal/confirm.html", context).answer(&practice))
}

fn difference(app: &App) -> (Vec<String>, Vec<String>) {
    let chosen = app.chosen();
    let words = |own: &[String], other: &[String]| {
        own.iter()
            .filter(|own| !other.contains(own))
            .map(|own| scope::in_words(own))
            .collect()
    };
    (
        words(&chosen, &app.confirmed),
        words(&app.confirmed, &chosen),
    )
}

/// The new scopes are confirmed.
pub(super) async fn confirm(
    State(practice): State<Practice>,
    Path(id): Path<u64>,
) -> Result<Response, Refused> {
    find(&practice, id)?;
    practice.change(|world| {
        if let Some(app) = world.apps.get_mut(&id) {
            app.confirmed = app.chosen();
        }
    });
    Ok(Redirect::to(&format!("/my/apps/{id}/scopes?confirmed=1")).into_response())
}
