//! The scopes of an app, set and looked at.

use patchbay_ledger::AppChange;

use crate::accounts::{is_account, refuse_account};
use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, connector, connector_of};
use crate::view::{AppView, CustomScopeCheck, ScopeFacts, StoreScopes};
use crate::{history, scopes, words};

impl Patchbay {
    /// Sets the additional and custom scopes.
    pub async fn set_scopes(
        &self,
        id: u32,
        additional: &[String],
        custom: &[String],
    ) -> Result<AppView> {
        let app = self.ledger_app(id).await?;
        refuse_account(&app)?;
        let chosen = scopes::choose(connector_of(&app)?, additional, custom)?;
        let change = AppChange {
            scopes: Some(chosen),
            ..AppChange::default()
        };
        let changed = self.0.ledger.update_app(app.id, change).await?;
        for (what, scope) in history::of_scopes(&app.scopes, &changed.scopes) {
            self.note(Some(app.id), what, &scope).await;
        }
        self.touch();
        self.app_view(&changed).await
    }

    /// Everything that is known of a documented scope.
    pub fn scope_facts(&self, connector_id: &str, scope: &str) -> Result<ScopeFacts> {
        scopes::facts(connector(connector_id)?, scope).ok_or(Error::NotFound("scope"))
    }

    /// One store's scopes: configured, ticked in the portal, held by its token.
    pub async fn store_scopes(&self, store_id: u32) -> Result<StoreScopes> {
        let (app, store) = self.app_and_store(store_id).await?;
        let stores = self.0.ledger.stores(Some(app.id)).await?;
        Ok(StoreScopes {
            mode: words::mode(app.mode),
            table: scopes::of_store(connector_of(&app)?, &app, &stores, &store)
                .filter(|_| !is_account(&app)),
        })
    }

    /// Looks at a scope somebody types.
    pub fn check_scope(&self, connector_id: &str, typed: &str) -> Result<CustomScopeCheck> {
        Ok(scopes::check(connector(connector_id)?, typed))
    }
}
