//! Who else may open an app. Taking a user away tells the app, if it has multiple users on.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;

use super::{done, find_app, find_store};
use crate::Practice;
use crate::callbacks::tell;
use crate::model::{CallbackKind, World};
use crate::pages::Refused;

#[derive(Debug, Deserialize)]
pub(super) struct Chosen {
    user: u64,
}

/// Gives a user access.
pub(super) async fn add(
    State(practice): State<Practice>,
    Path((hash, id)): Path<(String, u64)>,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Refused> {
    let store = find_store(&practice, &hash)?;
    if store.user(chosen.user).is_some() {
        practice.change(|world| {
            let users = users(world, id, &hash)?;
            if !users.contains(&chosen.user) {
                users.push(chosen.user);
            }
            Some(())
        });
    }
    Ok(done(
        &hash,
        &format!("marketplace/apps/{id}"),
        "added",
        chosen.user,
    ))
}

/// Takes it away again.
pub(super) async fn remove(
    State(practice): State<Practice>,
    Path((hash, id)): Path<(String, u64)>,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Refused> {
    let (store, app) = (find_store(&practice, &hash)?, find_app(&practice, id)?);
    let had = practice.change(|world| {
        let users = users(world, id, &hash)?;
        let before = users.len();
        users.retain(|user| *user != chosen.user);
        Some(users.len() < before)
    });
    if let (Some(true), true, Some(user)) =
        (had, app.callbacks.multiple_users, store.user(chosen.user))
    {
        tell(&practice, CallbackKind::RemoveUser, &app, &store, user).await;
    }
    Ok(done(
        &hash,
        &format!("marketplace/apps/{id}"),
        "removed",
        chosen.user,
    ))
}

fn users<'w>(world: &'w mut World, app_id: u64, hash: &str) -> Option<&'w mut Vec<u64>> {
    let install = world
        .installs
        .iter_mut()
        .find(|i| i.app_id == app_id && i.store == hash)?;
    Some(&mut install.users)
}
