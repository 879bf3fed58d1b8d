//! Consent in the control panel, and the page that shows the app in a frame: at the Auth callback
//! after a consent, at the Load callback otherwise.

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use minijinja::context;
use serde::Deserialize;
use url::Url;

use super::app::may_launch;
use super::{base, find_app, find_store, shown, shown_user};
use crate::Practice;
use crate::callbacks::{auth_address, checked, load_address};
use crate::login::consent::{self, Consent, is_stale};
use crate::model::{App, Role, Store, User, scope};
use crate::pages::{Page, Refused};

/// Who acts; the owner when nobody is named.
#[derive(Debug, Deserialize)]
pub(super) struct Acting {
    #[serde(default, rename = "as")]
    user: Option<u64>,
    #[serde(default)]
    code: Option<String>,
}

impl Acting {
    fn user<'s>(&self, store: &'s Store) -> Option<&'s User> {
        self.user.map_or_else(|| store.owner(), |id| store.user(id))
    }
}

/// The consent page: the scopes in words.
pub(super) async fn ask(
    State(practice): State<Practice>,
    Path((hash, id)): Path<(String, u64)>,
    Query(acting): Query<Acting>,
) -> Result<Response, Refused> {
    let (store, app) = (find_store(&practice, &hash)?, find_app(&practice, id)?);
    let user = installer(&practice, &store, &acting)?;
    if checked(&app.callbacks.auth).is_err() {
        return Err(lacks(&practice, "Auth"));
    }
    let again = practice.read(|world| world.install(id, &hash).is_some());
    let words: Vec<String> = app
        .confirmed
        .iter()
        .map(|own| scope::in_words(own))
        .collect();
    let context = context! {
        app => context! { id => app.id, name => app.name, client_id => app.client_id },
        store => shown(&store),
        user => shown_user(user),
        words,
        again,
    };
    Ok(Page::new("login/consent.html", context).answer(&practice))
}

/// *Confirm*: the merchant consents, and the app is opened at its Auth callback.
pub(super) async fn confirm(
    State(practice): State<Practice>,
    Path((hash, id)): Path<(String, u64)>,
    Form(acting): Form<Acting>,
) -> Result<Response, Refused> {
    let (store, app) = (find_store(&practice, &hash)?, find_app(&practice, id)?);
    let user_id = installer(&practice, &store, &acting)?.id;
    if checked(&app.callbacks.auth).is_err() {
        return Err(lacks(&practice, "Auth"));
    }
    let lifetime_ms = practice.tuning().code_lifetime_ms;
    let consent = Consent {
        app_id: id,
        store: hash.clone(),
        scopes: app.confirmed,
        user_id,
    };
    let code = practice.change(|world| consent::record(world, consent, lifetime_ms));
    let to = format!("{}/app/{id}?as={user_id}&code={}", base(&hash), code.code);
    Ok(Redirect::to(&to).into_response())
}

fn installer<'s>(
    practice: &Practice,
    store: &'s Store,
    acting: &Acting,
) -> Result<&'s User, Refused> {
    acting
        .user(store)
        .filter(|user| user.role != Role::User)
        .ok_or_else(|| {
            let about = "Only the store's owner and authorized users install apps.";
            Page::refusal(
                StatusCode::FORBIDDEN,
                "This user may not install apps",
                about,
            )
            .refuse(practice)
        })
}

/// The app in its frame.
pub(super) async fn launch(
    State(practice): State<Practice>,
    Path((hash, id)): Path<(String, u64)>,
    Query(acting): Query<Acting>,
) -> Result<Response, Refused> {
    let (store, app) = (find_store(&practice, &hash)?, find_app(&practice, id)?);
    let source = match fresh_code(&practice, &app, &hash, &acting) {
        Some(url) => url,
        None => match load(&practice, &store, &app, &acting)? {
            Some(url) => url,
            None => return Ok(reconsent(&hash, id, &acting)),
        },
    };
    let context = context! {
        app => context! { id => app.id, name => app.name },
        store => shown(&store),
        source => source.as_str(),
        tab => "develop",
    };
    let mut page = Page::new("control_panel/frame.html", context).frames(&source);
    if let Ok(login) = Url::parse(&practice.addresses().login) {
        page = page.frames(&login);
    }
    Ok(page.answer(&practice))
}

fn fresh_code(practice: &Practice, app: &App, hash: &str, acting: &Acting) -> Option<Url> {
    let wanted = acting.code.as_deref()?;
    practice.read(|world| {
        let code = world.codes.iter().find(|code| {
            code.code == wanted && code.app_id == app.id && code.store == hash && !code.used
        })?;
        auth_address(app, code, &[]).ok()
    })
}

/// The Load callback; nothing when the merchant must consent first.
fn load(
    practice: &Practice,
    store: &Store,
    app: &App,
    acting: &Acting,
) -> Result<Option<Url>, Refused> {
    let install = practice.read(|world| world.install(app.id, &store.hash).cloned());
    let Some(install) = install.filter(|install| !is_stale(app, install)) else {
        return Ok(None);
    };
    let user = acting
        .user(store)
        .filter(|user| may_launch(app, &install, user));
    let user = user.ok_or_else(|| {
        let about = "Give the user access on the app's page; the app must have multiple users on.";
        Page::refusal(
            StatusCode::FORBIDDEN,
            "This user may not open the app",
            about,
        )
        .refuse(practice)
    })?;
    load_address(app, store, user, practice.now_ms())
        .map(Some)
        .map_err(|_| lacks(practice, "Load"))
}

fn reconsent(hash: &str, id: u64, acting: &Acting) -> Response {
    let who = acting
        .user
        .map(|user| format!("?as={user}"))
        .unwrap_or_default();
    let to = format!("{}/marketplace/apps/{id}/consent{who}", base(hash));
    Redirect::to(&to).into_response()
}

fn lacks(practice: &Practice, which: &str) -> Refused {
    let about = "Fill it in under App information in the developer portal.";
    let title = format!("The app has no {which} callback URL");
    Page::refusal(StatusCode::CONFLICT, &title, about).refuse(practice)
}
