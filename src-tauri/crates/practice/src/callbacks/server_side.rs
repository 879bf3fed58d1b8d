//! Uninstall and Remove User: sent once, from the server, never again, whatever the answer. What
//! came of each is kept for the app's page, because the real BigCommerce tells nobody.

use std::time::Duration;

use crate::Practice;
use crate::callbacks::address::signed;
use crate::callbacks::signed_payload;
use crate::model::callback::{CallbackKind, Called};
use crate::model::{App, Store, User};

/// How long a page waits for the answer before it is shown without it.
const PATIENCE: Duration = Duration::from_secs(2);

/// A callback that is due.
struct Notice {
    kind: CallbackKind,
    app_id: u64,
    store: String,
    /// The URL in *App information*.
    callback: String,
    payload: String,
}

/// Tells the app that it was uninstalled from the store, by `user`, or that `user` was taken away;
/// waits a little for its answer. An empty callback URL is not called.
pub(crate) async fn tell(
    practice: &Practice,
    kind: CallbackKind,
    app: &App,
    store: &Store,
    user: &User,
) {
    let callback = match kind {
        CallbackKind::Uninstall => &app.callbacks.uninstall,
        CallbackKind::RemoveUser => &app.callbacks.remove_user,
    };
    if callback.is_empty() {
        return;
    }
    let notice = Notice {
        kind,
        app_id: app.id,
        store: store.hash.clone(),
        callback: callback.clone(),
        payload: signed_payload(app, store, user, practice.now_ms()),
    };
    let call = tokio::spawn(call(practice.clone(), notice));
    let _ = tokio::time::timeout(PATIENCE, call).await;
}

async fn call(practice: Practice, notice: Notice) {
    let at_ms = practice.now_ms();
    let answer = match signed(&notice.callback, &notice.payload) {
        Ok(url) => get(&practice, url).await,
        Err(error) => error.to_string(),
    };
    let called = Called {
        kind: notice.kind,
        app_id: notice.app_id,
        store: notice.store,
        at_ms,
        answer,
    };
    practice.change(|world| world.log_callback(called));
}

async fn get(practice: &Practice, url: url::Url) -> String {
    match practice
        .http()
        .get(url)
        .header("Accept", "application/json")
        .send()
        .await
    {
        Ok(answer) => format!("answered {}", answer.status()),
        Err(error) if error.is_timeout() => "no answer in time".to_owned(),
        Err(error) if error.is_connect() => "nothing listens there".to_owned(),
        Err(error) => error.without_url().to_string(),
    }
}
