//! *Uninstall*: the token dies and the hooks go at once; then the app is told, if it asked to be.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;

use super::{done, find_app, find_store};
use crate::Practice;
use crate::callbacks::tell;
use crate::model::CallbackKind;
use crate::pages::Refused;

#[derive(Debug, Deserialize)]
pub(super) struct By {
    #[serde(default, rename = "as")]
    user: Option<u64>,
}

/// Uninstalls the app from the store.
pub(super) async fn uninstall(
    State(practice): State<Practice>,
    Path((hash, id)): Path<(String, u64)>,
    Form(by): Form<By>,
) -> Result<Response, Refused> {
    let (store, app) = (find_store(&practice, &hash)?, find_app(&practice, id)?);
    let installed = practice.change(|world| {
        let installed = world.install(id, &hash).is_some();
        world.forget_install(id, &hash);
        installed
    });
    let user = by
        .user
        .and_then(|id| store.user(id))
        .or_else(|| store.owner());
    if let (true, Some(user)) = (installed, user) {
        tell(&practice, CallbackKind::Uninstall, &app, &store, user).await;
    }
    Ok(done(
        &hash,
        &format!("marketplace/apps/{id}"),
        "uninstalled",
        id,
    ))
}
