//! Apps: created, renamed, set up and deleted.

use std::collections::HashMap;

use patchbay_ledger::{
    App, AppChange, AppKind, ChosenScope, Hook, NewApp, ScopeKind, Store, StoreState,
};
use patchbay_vault::Key;

use crate::callbacks::are_moved;
use crate::error::{Error, Field, Result};
use crate::patchbay::{Patchbay, connector, connector_of, id};
use crate::random::random_hex;
use crate::release::Release;
use crate::scopes::Situation;
use crate::steps::{self, Facts};
use crate::view::{AppMode, AppView, CredentialsView, DeletionPreview, Millis, Removal};
use crate::{scopes, words};

const LONGEST_NAME: usize = 80;

impl Patchbay {
    /// Creates an app of a connector. It starts with the scope that shows a store's name.
    pub async fn create_app(
        &self,
        connector_id: &str,
        mode: AppMode,
        name: &str,
    ) -> Result<AppView> {
        let connector = connector(connector_id)?;
        let app = NewApp {
            connector: connector.id.clone(),
            kind: AppKind::Oauth,
            mode: words::ledger_mode(mode),
            name: checked_name(name)?,
            key: random_hex::<16>()?,
            created_at: self.now(),
        };
        let app = self.0.ledger.add_app(app).await?;
        let scopes = vec![ChosenScope {
            scope: scopes::PROFILE_SCOPE.into(),
            kind: ScopeKind::Additional,
        }];
        let change = AppChange {
            scopes: Some(scopes),
            ..AppChange::default()
        };
        let app = self.0.ledger.update_app(app.id, change).await?;
        self.note(Some(app.id), "app created", &app.name).await;
        self.touch();
        self.app_view(&app).await
    }

    /// An app with all its set-up.
    pub async fn app(&self, id: u32) -> Result<AppView> {
        let app = self.ledger_app(id).await?;
        self.app_view(&app).await
    }

    /// Sends the app's view at once and at each change, until `sink` answers `false` or the watch is
    /// let go of.
    pub fn watch_app(
        &self,
        id: u32,
        mut sink: impl FnMut(AppView) -> bool + Send + 'static,
    ) -> u32 {
        let it = self.clone();
        self.watch(&format!("app {id}"), async move {
            let mut changed = it.0.changed.subscribe();
            let mut events = it.0.ledger.changes();
            while let Ok(view) = it.app(id).await {
                if !sink(view) || !Self::any_change(&mut changed, &mut events).await {
                    return;
                }
            }
        })
    }

    /// Gives an app another name.
    pub async fn rename_app(&self, id: u32, name: &str) -> Result<AppView> {
        let app = self.ledger_app(id).await?;
        let change = AppChange {
            name: Some(checked_name(name)?),
            ..AppChange::default()
        };
        let names = format!("{} → {}", app.name, name.trim());
        let app = self.change_app(&app, change, "renamed", &names).await?;
        self.app_view(&app).await
    }

    /// What deleting an app would take with it.
    pub async fn deletion_preview(&self, id: u32) -> Result<DeletionPreview> {
        let app = self.ledger_app(id).await?;
        let counts = self.0.ledger.count_app(app.id).await?;
        let stores = self.0.ledger.stores(Some(app.id)).await?;
        let left_hooks = self.hooks_to_leave(&stores).await?;
        let left: u32 = left_hooks.iter().map(|left| left.hooks).sum();
        let own = u32::from(app.client_id.is_some()) + 1;
        Ok(DeletionPreview {
            kind: words::kind(app.kind),
            name: app.name,
            secrets: own + u32::try_from(stores.len()).unwrap_or(u32::MAX),
            stores: stores.iter().map(words::store_name).collect(),
            hooks: words::count(counts.hooks).saturating_sub(left),
            left_hooks,
            events: words::count(counts.events),
        })
    }

    /// Deletes an app with everything of it: hooks at BigCommerce as far as they can be reached,
    /// secrets, and all it has in the ledger. `typed_name` must be its name.
    pub async fn delete_app(&self, id: u32, typed_name: &str) -> Result<Removal> {
        let app = self.ledger_app(id).await?;
        if typed_name.trim() != app.name {
            return Err(Error::invalid(
                Field::Name,
                "Type the app’s name exactly to delete it.",
            ));
        }
        let removal = self.forget_app(&app).await?;
        self.note(None, "app deleted", &app.name).await;
        self.touch();
        Ok(removal)
    }

    /// Lets an app's stores, secrets and rows go.
    pub(crate) async fn forget_app(&self, app: &App) -> Result<Removal> {
        let mut release = Release::default();
        for store in self.0.ledger.stores(Some(app.id)).await? {
            self.release_store(app, &store, &mut release).await?;
        }
        self.0
            .secrets
            .delete(app.mode, &Key::app_secret(&app.key))
            .await?;
        self.0
            .secrets
            .delete(app.mode, &Key::hook_key(&app.key))
            .await?;
        self.0.ledger.delete_app(app.id).await?;
        Ok(release.removal())
    }

    /// Writes a change of an app, with its line in the history.
    pub(crate) async fn change_app(
        &self,
        app: &App,
        change: AppChange,
        what: &str,
        detail: &str,
    ) -> Result<App> {
        let app = self.0.ledger.update_app(app.id, change).await?;
        self.note(Some(app.id), what, detail).await;
        self.touch();
        Ok(app)
    }

    /// A line in the history of changes. The change itself stands even where this cannot be kept.
    pub(crate) async fn note(&self, app: Option<i64>, what: &str, detail: &str) {
        if let Err(error) = self
            .0
            .ledger
            .note_change(app, self.now(), what, detail)
            .await
        {
            tracing::warn!(error.message = %error, "a change was not noted");
        }
    }

    pub(crate) async fn app_view(&self, app: &App) -> Result<AppView> {
        let connector = connector_of(app)?;
        let stores = self.0.ledger.stores(Some(app.id)).await?;
        let hooks = self.hooks_of(&stores).await?;
        let credentials = self.credentials_view(app).await;
        let fetches = self.0.ledger.fetching().await?.contains_key(&app.id);
        let address = self.0.address.view();
        let callbacks = self.callback_views(app).await?;
        let steps = steps::steps(&Facts {
            app,
            address: self.is_outside(app).then_some(&address),
            has_secret: credentials.has_secret,
            stores: &stores,
            hooks: &hooks,
            triggers_wanted: scopes::wanted_triggers(connector, app).count(),
            scopes_missing: scopes::missing(connector, app, &stores),
            address_changed: are_moved(&callbacks),
        });
        Ok(AppView {
            id: id(app.id),
            connector: app.connector.clone(),
            kind: words::kind(app.kind),
            name: app.name.clone(),
            mode: words::mode(app.mode),
            account: self.account_view(app, &stores),
            state: steps::state(&steps),
            current_step: steps::current(&steps),
            steps,
            callbacks,
            scopes: scopes::checklist(
                connector,
                app,
                Situation {
                    stores: &stores,
                    fetches,
                },
            ),
            credentials,
            created_at: Millis(app.created_at),
            fetches,
        })
    }

    async fn hooks_of(&self, stores: &[Store]) -> Result<Vec<Hook>> {
        let connected: HashMap<i64, ()> = stores
            .iter()
            .filter(|store| store.state == StoreState::Connected)
            .map(|store| (store.id, ()))
            .collect();
        let hooks = self.0.ledger.hooks(None).await?;
        Ok(hooks
            .into_iter()
            .filter(|hook| connected.contains_key(&hook.store_id))
            .collect())
    }

    async fn credentials_view(&self, app: &App) -> CredentialsView {
        let secret = self
            .0
            .secrets
            .get(app.mode, &Key::app_secret(&app.key))
            .await;
        CredentialsView {
            client_id: app.client_id.clone(),
            has_secret: matches!(secret, Ok(Some(_))),
            proof: steps::proof(app),
            proved_at: app.proof_at.map(Millis),
            kept_in: self.0.secrets.kind_for(app.mode),
        }
    }
}

pub(crate) fn checked_name(name: &str) -> Result<String> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::invalid(Field::Name, "Give the app a name."));
    }
    if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(Error::invalid(
            Field::Name,
            "Use a name of at most 80 ordinary characters.",
        ));
    }
    Ok(name.to_owned())
}
