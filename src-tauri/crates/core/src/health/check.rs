//! One check of a store: its profile, its hooks as BigCommerce tells of them, and what is to be
//! mended of these.

use std::slice;

use patchbay_bigcommerce::api::HooksAdmin;
use patchbay_bigcommerce::{ApiError, StoreApi};
use patchbay_ledger::{
    App, ProblemRecord, Profile, RecoveryCause, Store, StoreHealth, StoreState, Told,
};

use super::rounds::next_at;
use super::told;
use crate::accounts::problem_of;
use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, connector_of};
use crate::stores::proof::profile;
use crate::view::StoreNoteKind;
use crate::{scopes, words};

/// Who waits for a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hurry {
    /// The user, for this store.
    User,
    /// The user, for several; a part of each store's quota is left to other work.
    Several,
    /// Nobody. That BigCommerce cannot be reached says nothing of the store then.
    Nobody,
}

/// How a store was found.
#[derive(Debug)]
pub(crate) enum Found {
    /// As it should be, with so many hooks.
    Well(usize),
    /// So many hooks were off, and are active again.
    Mended(usize),
    /// So many hooks of so many are off.
    Lacking(usize, usize),
    /// BigCommerce answered with a refusal, or could not be asked.
    Failed(Error),
}

/// What BigCommerce answers to a check.
struct Answer {
    profile: Option<Profile>,
    admin: HooksAdmin,
}

impl Patchbay {
    /// Asks BigCommerce how a store and its hooks are, keeps what it tells, and mends the hooks that
    /// are off.
    ///
    /// # Errors
    /// Those of the ledger.
    pub(crate) async fn check_health(
        &self,
        app: &App,
        store: &Store,
        hurry: Hurry,
    ) -> Result<Found> {
        let _turn = self.0.check_turns.of(store.id).await;
        let api = match self.store_api(app, store).await {
            Ok(api) if hurry == Hurry::User => api,
            Ok(api) => api.sparing(),
            Err(error) => return self.not_asked(app, store, hurry, error).await,
        };
        match ask(&api).await {
            Ok(answer) => self.take_in(app, store, &api, answer).await,
            Err(error) => self.check_refused(store, hurry, error).await,
        }
    }

    /// There is no token, or it cannot be read. The latter says nothing of the store.
    async fn not_asked(
        &self,
        app: &App,
        store: &Store,
        hurry: Hurry,
        error: Error,
    ) -> Result<Found> {
        let absent = matches!(error, Error::Conflict { .. });
        if absent || hurry == Hurry::User {
            self.prove_store(app, store).await?;
        }
        if absent {
            self.keep_failure(store, words::keep("no_token", &error.problem()))
                .await?;
        }
        Ok(Found::Failed(error))
    }

    async fn check_refused(&self, store: &Store, hurry: Hurry, error: ApiError) -> Result<Found> {
        if hurry != Hurry::Nobody || !is_silence(&error) {
            self.disproved(store, &error).await?;
            let problem = problem_of(self.kind_of(store).await, &error);
            let problem = words::keep(error.code(), &problem);
            self.keep_failure(store, problem).await?;
        }
        Ok(Found::Failed(error.into()))
    }

    async fn keep_failure(&self, store: &Store, problem: ProblemRecord) -> Result<()> {
        let known = self.0.ledger.health(store.id).await?;
        let failures = known.map_or(0, |health| health.failures) + 1;
        self.keep_found(store, failures, Some(problem), None).await
    }

    async fn take_in(
        &self,
        app: &App,
        store: &Store,
        api: &StoreApi,
        answer: Answer,
    ) -> Result<Found> {
        let store = self.proved(store, answer.profile).await?;
        let told = self.take_down(app, &store, api, &answer.admin).await?;
        if store.state != StoreState::Connected {
            self.keep_found(&store, 0, None, Some(told)).await?;
            return Ok(Found::Well(0));
        }
        let before = self.hooks_off(app, &store).await?;
        let lacks = before > 0 || self.lacks_exceptions(app, &store, Some(&told)).await?;
        if !lacks || !self.may_settle(app) {
            self.keep_found(&store, 0, None, Some(told)).await?;
            return self.found_hooks(app, before, before);
        }
        self.settle_store(app, &store).await;
        let told = match api.hooks_admin().await {
            Ok(admin) => self.take_down(app, &store, api, &admin).await?,
            Err(_) => told,
        };
        let after = self.hooks_off(app, &store).await?;
        self.note_mended(&store, before.saturating_sub(after)).await;
        self.keep_found(&store, 0, None, Some(told)).await?;
        self.found_hooks(app, before, after)
    }

    fn found_hooks(&self, app: &App, before: usize, after: usize) -> Result<Found> {
        let wanted = scopes::wanted_triggers(connector_of(app)?, app).count();
        Ok(match (before, after) {
            (0, _) => Found::Well(wanted),
            (off, 0) => Found::Mended(off),
            (_, off) => Found::Lacking(off, wanted),
        })
    }

    /// Notes what was told of the hooks; what there is to keep of it.
    async fn take_down(
        &self,
        app: &App,
        store: &Store,
        api: &StoreApi,
        admin: &HooksAdmin,
    ) -> Result<Told> {
        let known = self.0.ledger.every_hook(Some(store.id)).await?;
        let now = self.now();
        let base = self.base_of(app);
        let of_hooks = told::of_hooks(admin, &known, base.as_deref(), now);
        self.0.ledger.hooks_told(of_hooks, now).await?;
        Ok(told::told(admin, &known, api.quota_left(), now))
    }

    /// How many hooks that should carry triggers do not.
    pub(super) async fn hooks_off(&self, app: &App, store: &Store) -> Result<usize> {
        let hooks = self.0.ledger.hooks(Some(store.id)).await?;
        let is_on = |id: &str| hooks.iter().any(|hook| hook.trigger == id && hook.active);
        let wanted = scopes::wanted_triggers(connector_of(app)?, app);
        Ok(wanted.filter(|trigger| !is_on(&trigger.id)).count())
    }

    async fn note_mended(&self, store: &Store, hooks: usize) {
        if hooks > 0 {
            let detail = hooks.to_string();
            self.note_store(store, StoreNoteKind::HooksMended, &detail)
                .await;
            self.hooks_were_off(store).await;
        }
    }

    /// What they did not carry since they were last told to be on is looked for.
    async fn hooks_were_off(&self, store: &Store) {
        if let Some(since) = self.last_told(store).await {
            let gap = Some((since, self.now()));
            self.may_have_missed(slice::from_ref(store), RecoveryCause::Hooks, gap);
        }
    }

    /// When BigCommerce last told how a store's hooks are, in milliseconds since the epoch.
    pub(crate) async fn last_told(&self, store: &Store) -> Option<i64> {
        let known = self.0.ledger.health(store.id).await.ok().flatten();
        known.and_then(|health| health.told).map(|(at, _)| at)
    }

    async fn keep_found(
        &self,
        store: &Store,
        failures: i64,
        error: Option<ProblemRecord>,
        told: Option<Told>,
    ) -> Result<()> {
        let now = self.now();
        let health = StoreHealth {
            store_id: store.id,
            checked_at: now,
            next_at: next_at(now, failures),
            failures,
            error: error.map(|error| (now, error)),
            told: told.map(|told| (now, told)),
        };
        Ok(self.0.ledger.put_health(health).await?)
    }
}

async fn ask(api: &StoreApi) -> Result<Answer, ApiError> {
    Ok(Answer {
        profile: profile(api).await?,
        admin: api.hooks_admin().await?,
    })
}

/// Whether nobody answered, which says nothing of the store.
pub(crate) fn is_silence(error: &ApiError) -> bool {
    matches!(error, ApiError::Unreachable | ApiError::Timeout)
}
