//! Apps › Develop, and the page of one app in a store.

use axum::extract::{Path, State};
use axum::response::Response;
use minijinja::{Value, context};

use super::{find_app, find_store, shown, shown_user};
use crate::Practice;
use crate::login::consent::is_stale;
use crate::model::{App, CallbackKind, Install, Role, Store, World, scope};
use crate::pages::{Page, Refused};

/// Apps › Develop: the apps of the developer account, which owns the practice stores.
pub(super) async fn develop(
    State(practice): State<Practice>,
    Path(hash): Path<String>,
) -> Result<Response, Refused> {
    let store = find_store(&practice, &hash)?;
    let apps = practice.read(|world| {
        let shown = |app: &App| {
            let installed = world.install(app.id, &hash).is_some();
            context! { id => app.id, name => app.name.as_str(), approved => app.approved, installed }
        };
        world.apps.values().map(shown).collect::<Vec<_>>()
    });
    let context = context! { store => shown(&store), apps, tab => "develop" };
    Ok(Page::new("control_panel/develop.html", context).answer(&practice))
}

/// One app: install it, or launch it, manage its users, uninstall it.
pub(super) async fn show(
    State(practice): State<Practice>,
    Path((hash, id)): Path<(String, u64)>,
) -> Result<Response, Refused> {
    let (store, app) = (find_store(&practice, &hash)?, find_app(&practice, id)?);
    let context = practice.read(|world| {
        let install = world.install(id, &hash);
        context! {
            store => shown(&store),
            app => shown_app(&app),
            install => install.map(|install| shown_install(world, &app, install)),
            launchers => people(&store, |user| install.is_some_and(|i| may_launch(&app, i, user))),
            installers => people(&store, |user| user.role != Role::User),
            called => called(world, id, &hash),
            tab => "develop",
        }
    });
    Ok(Page::new("control_panel/app.html", context).answer(&practice))
}

/// Whether a user may launch an installed app: plain users need multiple users on, and access.
pub(super) fn may_launch(app: &App, install: &Install, user: &crate::model::User) -> bool {
    match user.role {
        Role::Owner | Role::Authorized => true,
        Role::User => app.callbacks.multiple_users && install.users.contains(&user.id),
    }
}

fn shown_app(app: &App) -> Value {
    context! {
        id => app.id,
        name => app.name.as_str(),
        approved => app.approved,
        has_auth => !app.callbacks.auth.is_empty(),
        has_scopes => !app.confirmed.is_empty(),
        multiple_users => app.callbacks.multiple_users,
    }
}

fn shown_install(world: &World, app: &App, install: &Install) -> Value {
    let words: Vec<String> = install
        .consented
        .iter()
        .map(|own| scope::in_words(own))
        .collect();
    let token = world.tokens.values().any(|token| {
        token.app_id == app.id && token.store.as_deref() == Some(install.store.as_str())
    });
    let users = world.store(&install.store).map(|store| {
        people(store, |user| {
            user.role == Role::User && install.users.contains(&user.id)
        })
    });
    let others = world.store(&install.store).map(|store| {
        people(store, |user| {
            user.role == Role::User && !install.users.contains(&user.id)
        })
    });
    context! {
        at => install.installed_ms,
        words,
        token,
        stale => is_stale(app, install),
        users,
        others,
    }
}

fn people(store: &Store, wanted: impl Fn(&crate::model::User) -> bool) -> Vec<Value> {
    store
        .users
        .iter()
        .filter(|user| wanted(user))
        .map(shown_user)
        .collect()
}

fn called(world: &World, app_id: u64, hash: &str) -> Vec<Value> {
    let own = world
        .callbacks
        .iter()
        .rev()
        .filter(|c| c.app_id == app_id && c.store == hash);
    own.take(10)
        .map(|called| {
            let kind = match called.kind {
                CallbackKind::Uninstall => "Uninstall",
                CallbackKind::RemoveUser => "Remove user",
            };
            context! { kind, at => called.at_ms, answer => called.answer.as_str() }
        })
        .collect()
}
