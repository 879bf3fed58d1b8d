//! *Uninstall*: the token dies and the hooks go at once; then the app is told, if it asked to be.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;

use super::{done, find_app, find_store};
use crate::Practice;
use crate::callbacks::{Notice, send, signed_payload};
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
        let payload = signed_payload(&app, &store, user, practice.now_ms());
        let kind = CallbackKind::Uninstall;
        let callback = app.callbacks.uninstall;
        send(
            &practice,
            Notice {
                kind,
                app_id: id,
                store: hash.clone(),
                callback,
                payload,
            },
        )
        .await;
    }
    Ok(done(
        &hash,
        &format!("marketplace/apps/{id}"),
        "uninstalled",
        id,
    ))
}
