//! Whether a store's token works, and what the store says of itself with it.
//!
//! A refused token is taken down once, and nobody asks with it again: only the user, or a new
//! install, brings the store back.

use patchbay_bigcommerce::{ApiError, StoreApi};
use patchbay_ledger::{App, ProblemRecord, Profile, Store, StoreChange, StoreState};

use crate::accounts::problem_of;
use crate::error::{Error, Result};
use crate::patchbay::Patchbay;
use crate::view::StoreNoteKind;
use crate::words;

/// The code of the problem of a store that is closed, suspended or in maintenance.
const DOWN: &str = "api_store_down";

impl Patchbay {
    /// Reads the store's profile with its token and writes down what that shows.
    pub(crate) async fn prove_store(&self, app: &App, store: &Store) -> Result<Store> {
        match self.store_api(app, store).await {
            Ok(api) => match profile(&api).await {
                Ok(found) => self.proved(store, found).await,
                Err(error) => self.disproved(store, &error).await,
            },
            Err(error) => self.unproved(store, &error).await,
        }
    }

    /// The token worked: what was wrong with the store is over.
    pub(crate) async fn proved(&self, store: &Store, profile: Option<Profile>) -> Result<Store> {
        self.resume_runs_of(store.id).await;
        for (kind, detail) in news(store, profile.as_ref()) {
            self.note_store(store, kind, &detail).await;
        }
        let change = StoreChange {
            state: (store.state == StoreState::Revoked).then_some(StoreState::Connected),
            profile,
            proved_at: Some(self.now()),
            problem: Some(None),
            ..StoreChange::default()
        };
        Ok(self.0.ledger.update_store(store.id, change).await?)
    }

    /// BigCommerce did not answer with what was asked for.
    pub(crate) async fn disproved(&self, store: &Store, error: &ApiError) -> Result<Store> {
        if matches!(error, ApiError::TokenDead) {
            self.token_refused(store).await;
            return self.ledger_store(store.id).await;
        }
        if matches!(error, ApiError::StoreDown { .. }) && !is_down(store) {
            self.note_store(store, StoreNoteKind::Down, &error.to_string())
                .await;
        }
        let problem = problem_of(self.kind_of(store).await, error);
        let problem = words::keep(error.code(), &problem);
        self.has_problem(store, problem).await
    }

    /// BigCommerce could not be asked: there is no token, or it cannot be read.
    async fn unproved(&self, store: &Store, error: &Error) -> Result<Store> {
        self.has_problem(store, words::keep("no_token", &error.problem()))
            .await
    }

    /// Something is wrong with the store.
    pub(crate) async fn has_problem(&self, store: &Store, problem: ProblemRecord) -> Result<Store> {
        let change = StoreChange {
            problem: Some(Some(problem)),
            ..StoreChange::default()
        };
        Ok(self.0.ledger.update_store(store.id, change).await?)
    }

    /// BigCommerce refuses the token that the store had when it was read from the ledger.
    pub(crate) async fn token_refused(&self, store: &Store) {
        let error = ApiError::TokenDead;
        let problem = problem_of(self.kind_of(store).await, &error);
        let problem = words::keep(error.code(), &problem);
        let ledger = &self.0.ledger;
        match ledger
            .revoke_store(store.id, store.installed_at, problem)
            .await
        {
            Ok(true) => {
                self.note_store(store, StoreNoteKind::Revoked, "").await;
                self.touch();
            }
            Ok(false) => {}
            Err(error) => tracing::warn!(error.message = %error, "a dead token was not noted"),
        }
    }

    /// Who owns a store, as BigCommerce just said it. A new owner may have to open the app before its
    /// token goes on working.
    pub(crate) async fn owner_told(&self, store: &Store, owner: Option<&str>) {
        let Some(owner) = owner.filter(|owner| store.owner.as_deref() != Some(*owner)) else {
            return;
        };
        if let Some(before) = &store.owner {
            let detail = from_to(before, owner);
            self.note_store(store, StoreNoteKind::OwnerChanged, &detail)
                .await;
        }
        let change = StoreChange {
            owner: Some(owner.to_owned()),
            ..StoreChange::default()
        };
        if let Err(error) = self.0.ledger.update_store(store.id, change).await {
            tracing::warn!(error.message = %error, "a store's owner was not noted");
        }
    }
}

/// The store's profile; `None` where the token works but may not read it.
pub(crate) async fn profile(api: &StoreApi) -> Result<Option<Profile>, ApiError> {
    match api.store().await {
        Ok(store) => Ok(Some(Profile {
            name: store.name,
            domain: store.domain,
            plan: store.plan,
            currency: store.currency,
            timezone: store.timezone,
            status: store.status,
            admin_email: store.admin_email,
        })),
        Err(ApiError::ScopeMissing) => api.hooks().await.map(|_| None),
        Err(error) => Err(error),
    }
}

/// Whether BigCommerce last said that the store is not available.
pub(crate) fn is_down(store: &Store) -> bool {
    let problem = store.problem.as_ref();
    problem.is_some_and(|problem| problem.code == DOWN)
}

/// What a store says of itself that it did not say before.
fn news(store: &Store, profile: Option<&Profile>) -> Vec<(StoreNoteKind, String)> {
    let mut news = Vec::new();
    if store.state == StoreState::Revoked {
        news.push((StoreNoteKind::Works, String::new()));
    }
    if is_down(store) {
        news.push((StoreNoteKind::Up, String::new()));
    }
    if let Some((before, now)) = store.profile.as_ref().zip(profile) {
        let facts = [
            (
                StoreNoteKind::AdminChanged,
                &before.admin_email,
                &now.admin_email,
            ),
            (StoreNoteKind::PlanChanged, &before.plan, &now.plan),
            (StoreNoteKind::StatusChanged, &before.status, &now.status),
        ];
        let changed = facts
            .into_iter()
            .filter(|(_, before, now)| before != now && !before.is_empty() && !now.is_empty());
        news.extend(changed.map(|(kind, before, now)| (kind, from_to(before, now))));
    }
    news
}

fn from_to(before: &str, now: &str) -> String {
    format!("{before} → {now}")
}
