//! Store-level API accounts: what a store's owner makes in its control panel where no app can be made
//! for it. The account stands for an app with that one store, so that hooks, deliveries, health and
//! recovery know nothing of the difference. Its credentials come by hand, and are kept only once
//! BigCommerce accepted the token.

mod access;
mod adding;
mod api_path;
mod given;
mod proving;
mod replacing;
mod words;

use patchbay_ledger::{App, AppKind, Store};

use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, id};
use crate::view::{AccountView, Millis, Removal};

pub(crate) use access::access_view;
pub(crate) use words::{hook_problem_of, problem_of};

/// Whether an app is a store's own API account.
pub(crate) fn is_account(app: &App) -> bool {
    app.kind == AppKind::StoreAccount
}

/// What only an app of the developer portal can be asked for.
pub(crate) fn refuse_account(app: &App) -> Result<()> {
    if !is_account(app) {
        return Ok(());
    }
    Err(Error::Conflict {
        message:
            "A store’s API account has no app to install, no callbacks and no scopes to ask for."
                .into(),
        remedy: "Replace its credentials in its settings, or connect an app of the developer portal.",
    })
}

impl Patchbay {
    /// The account behind an app; `None` for an app of the developer portal.
    pub(crate) fn account_view(&self, app: &App, stores: &[Store]) -> Option<AccountView> {
        let store = stores.first().filter(|_| is_account(app))?;
        Some(AccountView {
            store_id: id(store.id),
            store: crate::words::store_name(store),
            hash: store.hash.clone(),
            token_given_at: Millis(store.installed_at),
            token_proved_at: store.proved_at.map(Millis),
            token_refused: store.state == patchbay_ledger::StoreState::Revoked,
        })
    }

    /// Removes an account: it is nothing without its store.
    pub(crate) async fn remove_account(&self, app: &App) -> Result<Removal> {
        let removal = self.forget_app(app).await?;
        self.note(None, "API account removed", &app.name).await;
        self.touch();
        Ok(removal)
    }

    /// What stands behind the app of a store.
    pub(crate) async fn kind_of(&self, store: &Store) -> AppKind {
        match self.0.ledger.app(store.app_id).await {
            Ok(Some(app)) => app.kind,
            Ok(None) | Err(_) => AppKind::Oauth,
        }
    }
}
