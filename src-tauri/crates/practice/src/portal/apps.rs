//! The list of apps, making one, approving one (practice only) and deleting one.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use minijinja::context;
use serde::Deserialize;

use super::{find, shown};
use crate::Practice;
use crate::model::{App, Callbacks, ScopeChoice, World, id};
use crate::pages::{Page, Refused};

/// The longest name, in characters.
const NAME_MOST: usize = 80;

/// Every app.
pub(super) async fn list(State(practice): State<Practice>) -> Response {
    let apps = practice.read(|world| world.apps.values().map(shown).collect::<Vec<_>>());
    Page::new("portal/apps.html", context! { apps }).answer(&practice)
}

/// *Create an app*: the dialog that asks for its name.
pub(super) async fn new(State(practice): State<Practice>) -> Response {
    Page::new("portal/new.html", context! { name => "" }).answer(&practice)
}

#[derive(Debug, Deserialize)]
pub(super) struct Named {
    name: String,
}

/// *Generate credentials*.
pub(super) async fn create(State(practice): State<Practice>, Form(form): Form<Named>) -> Response {
    let name = form.name.trim();
    if name.is_empty() || name.chars().count() > NAME_MOST {
        let error = format!("Enter a name of at most {NAME_MOST} characters");
        return Page::new("portal/new.html", context! { name, error })
            .status(StatusCode::UNPROCESSABLE_ENTITY)
            .answer(&practice);
    }
    let id = practice.change(|world| add(world, name));
    Redirect::to(&format!("/my/apps/{id}/created")).into_response()
}

fn add(world: &mut World, name: &str) -> u64 {
    let app = App {
        id: id::take(&mut world.counters.app),
        name: name.to_owned(),
        client_id: id::lowercase(31),
        client_secret: id::secret(),
        account_uuid: world.account.uuid.clone(),
        callbacks: Callbacks::default(),
        choice: ScopeChoice::default(),
        confirmed: Vec::new(),
        approved: false,
        created_ms: world.now_ms,
    };
    let id = app.id;
    world.apps.insert(id, app);
    id
}

#[derive(Debug, Deserialize)]
pub(super) struct Approval {
    #[serde(default)]
    approved: Option<String>,
}

/// The practice-only switch in place of the marketplace's review.
pub(super) async fn approve(
    State(practice): State<Practice>,
    Path(id): Path<u64>,
    Form(form): Form<Approval>,
) -> Response {
    practice.change(|world| {
        if let Some(app) = world.apps.get_mut(&id) {
            app.approved = form.approved.is_some();
        }
    });
    Redirect::to(&format!("/my/apps/{id}/information?saved=1")).into_response()
}

/// Asks whether to delete the app, naming what goes.
pub(super) async fn ask_delete(
    State(practice): State<Practice>,
    Path(id): Path<u64>,
) -> Result<Response, Refused> {
    let app = find(&practice, id)?;
    let (stores, hooks) = practice.read(|world| {
        let stores = world
            .installs
            .iter()
            .filter(|install| install.app_id == id)
            .count();
        (
            stores,
            world
                .hooks
                .values()
                .filter(|hook| hook.app_id == id)
                .count(),
        )
    });
    let context = context! { app => shown(&app), stores, hooks };
    Ok(Page::new("portal/delete.html", context).answer(&practice))
}

/// Deletes it. Its credentials cannot be had back.
pub(super) async fn delete(State(practice): State<Practice>, Path(id): Path<u64>) -> Redirect {
    practice.change(|world| world.delete_app(id));
    Redirect::to("/my/apps")
}
