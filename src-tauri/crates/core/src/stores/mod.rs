//! Stores: shown, held ones confirmed, others let go.

mod list;
mod notes;
pub(crate) mod proof;

use patchbay_bigcommerce::{StoreApi, StoreHash};
use patchbay_connector::Connector;
use patchbay_ledger::{App, Profile, Store, StoreChange, StoreState};
use patchbay_vault::Key;

use crate::accounts::{access_view, is_account};
use crate::error::{Error, Result};
use crate::health::Hurry;
use crate::patchbay::{Patchbay, connector_of, id};
use crate::release::Release;
use crate::view::{Millis, Removal, StoreNoteKind, StoreProfile, StoreView};
use crate::{history, scopes, words};

impl Patchbay {
    /// The stores of one app, or of all.
    pub async fn stores(&self, app_id: Option<u32>) -> Result<Vec<StoreView>> {
        let apps = self.0.ledger.apps().await?;
        let mut views = Vec::new();
        for row in self.0.ledger.store_rows().await? {
            let app = apps.iter().find(|app| app.id == row.store.app_id);
            if let Some(app) = app.filter(|app| app_id.is_none_or(|only| id(app.id) == only)) {
                views.push(view(app, &row.store, words::count(row.hooks_active))?);
            }
        }
        Ok(views)
    }

    /// One store.
    pub async fn store(&self, store_id: u32) -> Result<StoreView> {
        let (app, store) = self.app_and_store(store_id).await?;
        self.store_view(&app, &store).await
    }

    /// Asks BigCommerce how a store and its hooks are, and mends the hooks.
    pub async fn check_store(&self, store_id: u32) -> Result<StoreView> {
        let (app, store) = self.app_and_store(store_id).await?;
        self.check_health(&app, &store, Hurry::User).await?;
        if is_account(&app) {
            let _ = self.try_access(&app, &store).await;
        }
        self.count_hooks().await;
        self.touch();
        let store = self.ledger_store(store.id).await?;
        self.store_view(&app, &store).await
    }

    /// Accepts a store that arrived while no install was awaited.
    pub async fn confirm_store(&self, store_id: u32) -> Result<StoreView> {
        let (app, store) = self.app_and_store(store_id).await?;
        if store.state != StoreState::Held {
            return self.store_view(&app, &store).await;
        }
        let change = StoreChange {
            state: Some(StoreState::Connected),
            ..StoreChange::default()
        };
        self.0.ledger.update_store(store.id, change).await?;
        self.note_store(&store, StoreNoteKind::Confirmed, "").await;
        self.check_store(store_id).await
    }

    /// Removes a store's hooks at BigCommerce, its token, and all the ledger has of it; with its API
    /// account, where one stands for the app.
    pub async fn remove_store(&self, store_id: u32) -> Result<Removal> {
        let (app, store) = self.app_and_store(store_id).await?;
        if is_account(&app) {
            return self.remove_account(&app).await;
        }
        let mut release = Release::default();
        self.release_store(&app, &store, &mut release).await?;
        self.0.ledger.remove_store(store.id).await?;
        self.note(Some(app.id), "store removed", &history::store(&store))
            .await;
        self.touch();
        Ok(release.removal())
    }

    /// The API of a store, with its token.
    pub(crate) async fn store_api(&self, app: &App, store: &Store) -> Result<StoreApi> {
        let endpoints = self.endpoints(app.mode).await?;
        let hash = StoreHash::parse(&store.hash).map_err(|_| Error::NotFound("store"))?;
        let token = self
            .0
            .secrets
            .get(app.mode, &Key::store_token(&app.key, &store.hash))
            .await?;
        let token = token.ok_or_else(|| Error::Conflict {
            message: "The vault has no token for this store.".into(),
            remedy: if is_account(app) {
                "Replace the credentials of its API account."
            } else {
                "Install the app on the store again."
            },
        })?;
        let quota = self.0.quotas.of(&hash);
        Ok(StoreApi::new(self.0.http.clone(), &endpoints, hash, token).sharing(quota))
    }

    pub(crate) async fn ledger_store(&self, id: i64) -> Result<Store> {
        self.0
            .ledger
            .store(id)
            .await?
            .ok_or(Error::NotFound("store"))
    }

    pub(crate) async fn app_and_store(&self, store_id: u32) -> Result<(App, Store)> {
        let store = self.ledger_store(i64::from(store_id)).await?;
        let app = self
            .0
            .ledger
            .app(store.app_id)
            .await?
            .ok_or(Error::NotFound("app"))?;
        Ok((app, store))
    }

    async fn store_view(&self, app: &App, store: &Store) -> Result<StoreView> {
        let hooks = self.0.ledger.hooks(Some(store.id)).await?;
        let active = hooks
            .iter()
            .filter(|hook| hook.active && hook.problem.is_none());
        view(app, store, words::count_of(active.count()))
    }
}

fn view(app: &App, store: &Store, hooks_active: u32) -> Result<StoreView> {
    let connector = connector_of(app)?;
    Ok(StoreView {
        id: id(store.id),
        app_id: id(app.id),
        app_name: app.name.clone(),
        kind: words::kind(app.kind),
        hash: store.hash.clone(),
        state: words::store_state(store.state),
        profile: store.profile.as_ref().map(profile_view),
        installed_by: store.installed_by.clone(),
        owner: store.owner.clone(),
        installed_at: Millis(store.installed_at),
        proved_at: store.proved_at.map(Millis),
        scopes: scopes::compare(connector, app, &store.granted),
        access: is_account(app).then(|| access_view(connector, app, store)),
        hooks_active,
        hooks_wanted: hooks_wanted(connector, app, store),
        last_event_at: store.last_event_at.map(Millis),
        problem: store.problem.as_ref().map(words::kept),
    })
}

/// How many hooks a store should have.
pub(crate) fn hooks_wanted(connector: &Connector, app: &App, store: &Store) -> u32 {
    match store.state {
        StoreState::Connected => words::count_of(scopes::wanted_triggers(connector, app).count()),
        StoreState::Held | StoreState::Uninstalled | StoreState::Revoked => 0,
    }
}

fn profile_view(profile: &Profile) -> StoreProfile {
    StoreProfile {
        name: profile.name.clone(),
        domain: profile.domain.clone(),
        plan: profile.plan.clone(),
        currency: profile.currency.clone(),
        timezone: profile.timezone.clone(),
        status: profile.status.clone(),
        admin_email: profile.admin_email.clone(),
    }
}
