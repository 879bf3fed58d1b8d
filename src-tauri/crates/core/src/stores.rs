//! Stores: their tokens proved, held ones confirmed, others let go.

use patchbay_bigcommerce::{ApiError, StoreApi, StoreHash};
use patchbay_ledger::{App, Profile, Store, StoreChange, StoreState};
use patchbay_vault::Key;

use crate::error::{Error, Result, problem_of_api};
use crate::patchbay::{Patchbay, connector_of, id};
use crate::release::Release;
use crate::view::{Millis, Removal, StoreProfile, StoreView};
use crate::{history, scopes, words};

impl Patchbay {
    /// The stores of one app, or of all.
    pub async fn stores(&self, app_id: Option<u32>) -> Result<Vec<StoreView>> {
        let apps = self.0.ledger.apps().await?;
        let mut views = Vec::new();
        for store in self.0.ledger.stores(app_id.map(i64::from)).await? {
            if let Some(app) = apps.iter().find(|app| app.id == store.app_id) {
                views.push(self.store_view(app, &store).await?);
            }
        }
        Ok(views)
    }

    /// Proves a store's token and reads its hooks.
    pub async fn check_store(&self, store_id: u32) -> Result<StoreView> {
        let (app, store) = self.app_and_store(store_id).await?;
        let store = self.prove_store(&app, &store).await?;
        if store.state == StoreState::Connected {
            self.settle_hooks(&app, &store).await;
        }
        let store = self.ledger_store(store.id).await?;
        self.touch();
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
        self.note(Some(app.id), "store confirmed", &history::store(&store))
            .await;
        self.check_store(store_id).await
    }

    /// Removes a store's hooks at BigCommerce, its token, and all the ledger has of it.
    pub async fn remove_store(&self, store_id: u32) -> Result<Removal> {
        let (app, store) = self.app_and_store(store_id).await?;
        let mut release = Release::default();
        self.release_store(&app, &store, &mut release).await?;
        self.0.ledger.remove_store(store.id).await?;
        self.note(Some(app.id), "store removed", &history::store(&store))
            .await;
        self.touch();
        Ok(release.removal())
    }

    /// Reads the store's profile with its token and writes down what that shows.
    pub(crate) async fn prove_store(&self, app: &App, store: &Store) -> Result<Store> {
        let change = match self.store_api(app, store).await {
            Ok(api) => match profile(&api).await {
                Ok(found) => proved(found, self.now()),
                Err(error) => disproved(&error),
            },
            Err(error) => StoreChange {
                problem: Some(Some(words::keep("no_token", &error.problem()))),
                ..StoreChange::default()
            },
        };
        Ok(self.0.ledger.update_store(store.id, change).await?)
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
            remedy: "Install the app on the store again.",
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
        let connector = connector_of(app)?;
        let hooks = self.0.ledger.hooks(Some(store.id)).await?;
        let active = hooks
            .iter()
            .filter(|hook| hook.active && hook.problem.is_none())
            .count();
        let wanted = scopes::wanted_triggers(connector, app).count();
        Ok(StoreView {
            id: id(store.id),
            app_id: id(app.id),
            app_name: app.name.clone(),
            hash: store.hash.clone(),
            state: words::store_state(store.state),
            profile: store.profile.as_ref().map(profile_view),
            installed_by: store.installed_by.clone(),
            installed_at: Millis(store.installed_at),
            proved_at: store.proved_at.map(Millis),
            scopes: scopes::compare(connector, app, &store.granted),
            hooks_active: u32::try_from(active).unwrap_or(u32::MAX),
            hooks_wanted: match store.state {
                StoreState::Connected => u32::try_from(wanted).unwrap_or(u32::MAX),
                StoreState::Held | StoreState::Uninstalled | StoreState::Revoked => 0,
            },
            last_event_at: store.last_event_at.map(Millis),
            problem: store.problem.as_ref().map(words::kept),
        })
    }
}

/// The store's profile; `None` where the token works but may not read it.
async fn profile(api: &StoreApi) -> Result<Option<Profile>, ApiError> {
    match api.store().await {
        Ok(store) => Ok(Some(Profile {
            name: store.name,
            domain: store.domain,
            plan: store.plan,
            currency: store.currency,
            timezone: store.timezone,
        })),
        Err(ApiError::ScopeMissing) => api.hooks().await.map(|_| None),
        Err(error) => Err(error),
    }
}

fn proved(profile: Option<Profile>, now: i64) -> StoreChange {
    StoreChange {
        profile,
        proved_at: Some(now),
        problem: Some(None),
        ..StoreChange::default()
    }
}

fn disproved(error: &ApiError) -> StoreChange {
    let dead = matches!(error, ApiError::TokenDead);
    StoreChange {
        state: dead.then_some(StoreState::Revoked),
        problem: Some(Some(words::keep(error.code(), &problem_of_api(error)))),
        ..StoreChange::default()
    }
}

fn profile_view(profile: &Profile) -> StoreProfile {
    StoreProfile {
        name: profile.name.clone(),
        domain: profile.domain.clone(),
        plan: profile.plan.clone(),
        currency: profile.currency.clone(),
        timezone: profile.timezone.clone(),
    }
}
