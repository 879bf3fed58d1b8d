//! What the user asks to be done with several stores at once, with its progress.

use patchbay_ledger::{App, Store, StoreState};

use super::AT_ONCE;
use super::check::{Found, Hurry};
use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, id};
use crate::several::each;
use crate::view::{
    OutcomeKind, StoreOutcome, StoreState as State, SweepProgress, SweepReport, SweepWork,
};
use crate::words;

impl Patchbay {
    /// Checks several stores, or writes their hooks anew, and tells how far it is after each. Letting
    /// go of the watch that the progress names cancels it; another one ends this one.
    ///
    /// # Errors
    /// None at present: what goes wrong with a store stands beside it.
    pub async fn sweep_stores(
        &self,
        store_ids: &[u32],
        work: SweepWork,
        mut tell: impl FnMut(SweepProgress) + Send + 'static,
    ) -> Result<SweepReport> {
        let (watch, until) = self.begin_watch("sweep");
        let total = words::count_of(store_ids.len());
        let mut outcomes: Vec<StoreOutcome> = Vec::new();
        let mut progress = |latest: Option<StoreOutcome>, done: usize| {
            tell(SweepProgress {
                watch,
                done: words::count_of(done),
                total,
                latest,
            });
        };
        progress(None, 0);
        let stores = store_ids.iter().copied().map(i64::from).collect();
        let sweep = |it: Self, store| async move { it.sweep_store(store, work).await };
        let left = each(self, stores, AT_ONCE, &until, sweep, |outcome| {
            outcomes.extend(outcome.clone());
            progress(outcome, outcomes.len());
            true
        })
        .await;
        self.unwatch(watch);
        self.count_hooks().await;
        self.touch();
        Ok(SweepReport {
            outcomes,
            left: words::count_of(left),
        })
    }

    /// What came of one store; `None` where it is not there any more.
    async fn sweep_store(&self, store: i64, work: SweepWork) -> Option<StoreOutcome> {
        let (app, store) = self.app_and_store(id(store)).await.ok()?;
        if store.state != StoreState::Connected {
            return Some(outcome(
                &store,
                OutcomeKind::PassedOver,
                passed_over(&store),
            ));
        }
        let found = match work {
            SweepWork::Check => self.check_health(&app, &store, Hurry::Several).await,
            SweepWork::Register => self.register_store(&app, &store).await,
        };
        let (kind, words) = shown(&found.unwrap_or_else(Found::Failed));
        Some(outcome(&store, kind, words))
    }

    async fn register_store(&self, app: &App, store: &Store) -> Result<Found> {
        if !self.may_settle(app) {
            return Err(Error::NoAddress);
        }
        self.doubt_store_hooks(store).await?;
        self.settle_store(app, store).await;
        self.check_health(app, &self.ledger_store(store.id).await?, Hurry::Several)
            .await
    }
}

fn outcome(store: &Store, kind: OutcomeKind, words: String) -> StoreOutcome {
    StoreOutcome {
        store_id: id(store.id),
        name: words::store_name(store),
        kind,
        words,
    }
}

fn shown(found: &Found) -> (OutcomeKind, String) {
    match found {
        Found::Well(0) => (OutcomeKind::Well, "The token works.".into()),
        Found::Well(hooks) => (OutcomeKind::Well, format!("{} active.", count(*hooks))),
        Found::Mended(hooks) => (
            OutcomeKind::Mended,
            format!("{} off, active again now.", were(*hooks)),
        ),
        Found::Lacking(off, wanted) => (
            OutcomeKind::Lacking,
            format!("{off} of {} not active.", count(*wanted)),
        ),
        Found::Failed(error) => (OutcomeKind::Failed, error.problem().title),
    }
}

fn passed_over(store: &Store) -> String {
    match words::store_state(store.state) {
        State::Held => "Held until you confirm it.",
        State::Revoked => "Its token is refused: it needs a new one.",
        State::Uninstalled => "Its owner removed the app.",
        State::Connected => "",
    }
    .into()
}

fn count(hooks: usize) -> String {
    words::counted(hooks, "hook")
}

fn were(hooks: usize) -> String {
    let were = if hooks == 1 { "was" } else { "were" };
    format!("{} {were}", count(hooks))
}
