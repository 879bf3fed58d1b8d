//! Uninstall and Remove User: sent once, from the server, never again, whatever the answer. What
//! came of each is kept for the app's page, because the real BigCommerce tells nobody.

use std::time::Duration;

use crate::Practice;
use crate::callbacks::address::signed;
use crate::model::callback::{CallbackKind, Called};

/// How long a page waits for the answer before it is shown without it.
const PATIENCE: Duration = Duration::from_secs(2);

/// A callback that is due.
#[derive(Debug)]
pub(crate) struct Notice {
    /// Which one.
    pub(crate) kind: CallbackKind,
    /// The app.
    pub(crate) app_id: u64,
    /// The store's hash.
    pub(crate) store: String,
    /// The URL in *App information*.
    pub(crate) callback: String,
    /// The signed payload.
    pub(crate) payload: String,
}

/// Calls the app, and waits a little for its answer. An empty callback URL is not called.
pub(crate) async fn send(practice: &Practice, notice: Notice) {
    if notice.callback.is_empty() {
        return;
    }
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
