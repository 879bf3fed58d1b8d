//! An app's callback URLs, and what BigCommerce calls at them.

use patchbay_bigcommerce::signed_payload::{self, SignedPayload};
use patchbay_connector::{Callback, CallbackKind as Kind, Symptom};
use patchbay_gateway::Page;
use patchbay_ledger::{App, Proof, Store, StoreChange, StoreState};
use patchbay_vault::Key;

use crate::accounts::is_account;
use crate::diagnosis::words::rule;
use crate::error::Result;
use crate::pages::Notice;
use crate::patchbay::{Patchbay, connector_of, id, practises};
use crate::view::{CallbackKind, CallbackView, Millis, MovedCallbacks, StoreNoteKind};

/// The parameters of a callback.
pub(crate) type Query = [(String, String)];

pub(crate) fn parameter<'a>(query: &'a Query, name: &str) -> Option<&'a str> {
    query
        .iter()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.as_str())
}

/// Whether BigCommerce called at another address than today's, and nowhere at today's.
pub(crate) fn are_moved(callbacks: &[CallbackView]) -> bool {
    let called = || {
        let seen = |callback: &&CallbackView| callback.last_seen_at.is_some();
        callbacks.iter().filter(seen)
    };
    called().next().is_some() && called().all(|callback| callback.moved)
}

impl Patchbay {
    /// The app whose callback URLs carry a key. BigCommerce calls none of an API account.
    pub(crate) async fn called_app(&self, key: &str) -> Result<Option<App>> {
        let app = self.0.ledger.app_by_key(key).await?;
        Ok(app.filter(|app| !is_account(app)))
    }

    /// The callback URLs to paste, and when each was last called.
    pub(crate) async fn callback_views(&self, app: &App) -> Result<Vec<CallbackView>> {
        if is_account(app) {
            return Ok(Vec::new());
        }
        let base = self.base_of(app).unwrap_or_default();
        let today = self.callback_url(app);
        let seen = self.0.ledger.callbacks(app.id).await?;
        let view = |callback: &Callback| {
            let seen = seen.iter().find(|seen| seen.kind == word(callback.kind));
            CallbackView {
                kind: kind(callback.kind),
                portal_field: callback.portal_field.clone(),
                old_portal_field: callback.old_portal_field.clone(),
                url: match base.as_str() {
                    "" => String::new(),
                    base => format!("{base}/c/{}{}", app.key, callback.suffix),
                },
                required: callback.required,
                last_seen_at: seen.map(|seen| Millis(seen.at)),
                moved: seen
                    .zip(today.as_ref())
                    .is_some_and(|(seen, today)| seen.url != *today),
            }
        };
        Ok(connector_of(app)?.callbacks.iter().map(view).collect())
    }

    /// The apps whose callback URLs BigCommerce last called at another address than today's, and at
    /// today's not yet: only their owner can change them, in the developer portal.
    ///
    /// # Errors
    /// Those of the ledger.
    pub async fn moved_callbacks(&self) -> Result<Vec<MovedCallbacks>> {
        let mut moved = Vec::new();
        for app in self.0.ledger.apps().await? {
            let callbacks = self.callback_views(&app).await?;
            if are_moved(&callbacks) && self.base_of(&app).is_some() {
                moved.push(MovedCallbacks {
                    app: id(app.id),
                    name: app.name,
                    callbacks,
                });
            }
        }
        Ok(moved)
    }

    /// The one URL for Auth and Load.
    pub(crate) fn callback_url(&self, app: &App) -> Option<String> {
        self.base_of(app)
            .map(|base| format!("{base}/c/{}", app.key))
    }

    pub(crate) async fn saw(&self, app: &App, kind: Kind) {
        let url = self.callback_url(app).unwrap_or_default();
        let seen = self
            .0
            .ledger
            .saw_callback(app.id, word(kind), self.now(), &url)
            .await;
        if let Err(error) = seen {
            tracing::warn!(error.message = %error, "a callback was not noted");
        }
        self.touch();
    }

    /// The origin that may frame our pages besides BigCommerce's own.
    pub(crate) fn framer(&self, app: &App) -> Option<String> {
        practises(app)
            .then(|| self.0.practice.control_panel_origin())
            .flatten()
    }

    /// A user opens the app in the control panel.
    pub(crate) async fn on_load(&self, app: &App, token: &str) -> Page {
        let framer = self.framer(app);
        let payload = match self.signed(app, token).await {
            Ok(payload) => payload,
            Err(notice) => return notice.page(framer.as_deref()),
        };
        self.saw(app, Kind::Load).await;
        let store = self
            .0
            .ledger
            .store_by_hash(app.id, payload.store.as_str())
            .await;
        if let Ok(Some(store)) = &store {
            self.owner_told(store, payload.owner.email.as_deref()).await;
        }
        let notice = match store {
            Ok(Some(store)) if store.state == StoreState::Connected => Notice::Opened,
            Ok(Some(store)) if store.state == StoreState::Held => Notice::Held,
            Ok(_) => Notice::NotConnected,
            Err(_) => Notice::Unavailable,
        };
        notice.page(framer.as_deref())
    }

    /// A store's owner removed the app, or a user lost access: an HTTP status for BigCommerce.
    pub(crate) async fn on_server_callback(&self, app: &App, kind: Kind, token: &str) -> u16 {
        let payload = match self.signed(app, token).await {
            Ok(payload) => payload,
            Err(Notice::Unavailable) => return 503,
            Err(_) => return 404,
        };
        let Ok(Some(store)) = self
            .0
            .ledger
            .store_by_hash(app.id, payload.store.as_str())
            .await
        else {
            return 404;
        };
        match self.first_time(&payload).await {
            Some(true) => {}
            Some(false) => return 404,
            None => return 503,
        }
        self.saw(app, kind).await;
        let done = match kind {
            Kind::Uninstall => self.uninstalled(app, &store).await,
            Kind::Auth | Kind::Load | Kind::RemoveUser => {
                let who = payload.user.email.unwrap_or_default();
                self.note_store(&store, StoreNoteKind::UserRemoved, &who)
                    .await;
                Ok(())
            }
        };
        if done.is_ok() { 200 } else { 503 }
    }

    /// `Some(false)` for a token that was used before, `None` when that cannot be told.
    async fn first_time(&self, payload: &SignedPayload) -> Option<bool> {
        let Some(jti) = payload.jti.as_deref() else {
            return Some(true);
        };
        self.0
            .ledger
            .remember_jti(jti, payload.exp.saturating_mul(1000))
            .await
            .ok()
    }

    async fn uninstalled(&self, app: &App, store: &Store) -> Result<()> {
        let change = StoreChange {
            state: Some(StoreState::Uninstalled),
            problem: Some(None),
            ..StoreChange::default()
        };
        self.0.ledger.update_store(store.id, change).await?;
        for hook in self.0.ledger.every_hook(Some(store.id)).await? {
            self.0.ledger.remove_hook(&hook.id).await?;
        }
        self.0
            .ledger
            .begin_watermarks(store.id, Vec::new(), self.now())
            .await?;
        self.0
            .secrets
            .delete(app.mode, &Key::store_token(&app.key, &store.hash))
            .await?;
        self.note_store(store, StoreNoteKind::Uninstalled, "").await;
        self.touch();
        Ok(())
    }

    /// What BigCommerce signed, or what to answer when it did not.
    async fn signed(&self, app: &App, token: &str) -> Result<SignedPayload, Notice> {
        let (client_id, secret) = self
            .credentials(app)
            .await
            .map_err(|_| Notice::Unavailable)?;
        let payload = signed_payload::verify(token, &client_id, &secret, self.0.clock.now_s())
            .map_err(|why| {
                let symptom = Symptom::new(why.code());
                tracing::warn!(callback.problem = %why, callback.diagnosis = rule(&symptom), "a signed callback was refused");
                self.0.strays.refuse(app.id, self.now(), why.code());
                Notice::NotForYou
            })?;
        self.prove_credentials(app, Proof::Signature).await;
        Ok(payload)
    }
}

/// The name a callback is remembered by.
pub(crate) fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Auth => "auth",
        Kind::Load => "load",
        Kind::Uninstall => "uninstall",
        Kind::RemoveUser => "remove_user",
    }
}

fn kind(kind: Kind) -> CallbackKind {
    match kind {
        Kind::Auth => CallbackKind::Auth,
        Kind::Load => CallbackKind::Load,
        Kind::Uninstall => CallbackKind::Uninstall,
        Kind::RemoveUser => CallbackKind::RemoveUser,
    }
}
