//! The checks, run one after the other and told of as they go.

use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;

use super::outcome::Outcome;
use super::plan::Planned;
use super::report::report;
use crate::error::Result;
use crate::patchbay::Patchbay;
use crate::view::{CheckKind, CheckState, DiagnosisAbout, DiagnosisCheck, DiagnosisView, Millis};

/// How long one check may take: a keychain that asks its user takes longest.
const PATIENCE: Duration = Duration::from_secs(90);

impl Patchbay {
    /// Runs every check of what is looked into, in order, and tells how far it is after each step.
    /// Letting go of the watch that it names stops it; another diagnosis stops this one.
    ///
    /// # Errors
    /// `NotFound`, and those of the ledger; what a check meets stands beside it.
    pub async fn diagnose(
        &self,
        about: DiagnosisAbout,
        mut tell: impl FnMut(&DiagnosisView) + Send,
    ) -> Result<DiagnosisView> {
        let plan = self.plan_checks(about).await?;
        let (watch, until) = self.begin_watch("diagnosis");
        let mut view = DiagnosisView {
            watch,
            began_at: Millis(self.now()),
            ended_at: None,
            checks: plan.iter().map(waiting).collect(),
            report: None,
        };
        for (at, planned) in plan.iter().enumerate() {
            view.checks[at].state = CheckState::Running;
            tell(&view);
            self.run_check(planned, &mut view.checks[at], &until).await;
        }
        view.ended_at = Some(Millis(self.now()));
        view.report = Some(report(&view, &self.unsaid().await?, &self.0.setup.version));
        self.unwatch(watch);
        self.touch();
        tell(&view);
        Ok(view)
    }

    async fn run_check(
        &self,
        planned: &Planned,
        view: &mut DiagnosisCheck,
        until: &CancellationToken,
    ) {
        let began = Instant::now();
        let check = tokio::time::timeout(PATIENCE, self.check(planned));
        let outcome = match until.run_until_cancelled(check).await {
            Some(Ok(Ok(outcome))) => outcome,
            Some(Ok(Err(error))) => Outcome::failing(error.problem()),
            Some(Err(_)) => Outcome::skipped("It took too long, and was given up."),
            None => Outcome::skipped("Stopped before it was run."),
        };
        view.state = outcome.state;
        view.seen = outcome.seen;
        view.problem = outcome.problem;
        view.facts = outcome.facts;
        view.took_ms = u32::try_from(began.elapsed().as_millis()).ok();
    }

    async fn check(&self, planned: &Planned) -> Result<Outcome> {
        let (app, store) = (planned.app.as_ref(), planned.store.as_ref());
        match (planned.kind, app, store) {
            (CheckKind::Disk, ..) => Ok(self.check_disk().await),
            (CheckKind::Ledger, ..) => self.check_writes().await,
            (CheckKind::Keychain, app, _) => Ok(self.check_keychain(app).await),
            (CheckKind::Listener, ..) => Ok(self.check_listener().await),
            (CheckKind::Clock, app, _) => Ok(self.check_clock(app).await),
            (CheckKind::Address, ..) => Ok(self.check_address().await),
            (CheckKind::Certificate, ..) => Ok(self.check_certificate()),
            (CheckKind::Credentials, Some(app), _) => self.check_credentials(app).await,
            (CheckKind::Callback, Some(app), _) => Ok(self.check_callback(app).await),
            (CheckKind::CallbackUrls, Some(app), _) => self.check_callback_urls(app).await,
            (CheckKind::Scopes, Some(app), _) => self.check_scopes(app).await,
            (CheckKind::Stores, Some(app), _) => self.check_stores(app).await,
            (CheckKind::Token, Some(app), Some(store)) => self.check_token(app, store).await,
            (CheckKind::StoreScopes, _, Some(store)) => self.check_store_scopes(store).await,
            (CheckKind::Hooks, Some(app), Some(store)) => self.check_hooks(app, store).await,
            (CheckKind::Signatures, _, Some(store)) => self.check_signatures(store).await,
            (CheckKind::Deliveries, _, Some(store)) => self.check_deliveries(store).await,
            (CheckKind::Missed, _, Some(store)) => self.check_missed(store).await,
            (CheckKind::Quota, _, Some(store)) => self.check_quota(store).await,
            _ => Ok(Outcome::skipped("There is nothing to look at.")),
        }
    }
}

fn waiting(planned: &Planned) -> DiagnosisCheck {
    DiagnosisCheck {
        kind: planned.kind,
        group: planned.group.clone(),
        app: planned.app_id().filter(|_| !is_of_machine(planned.kind)),
        store: planned.store_id(),
        state: CheckState::Waiting,
        seen: String::new(),
        problem: None,
        facts: Vec::new(),
        took_ms: None,
    }
}

fn is_of_machine(kind: CheckKind) -> bool {
    matches!(
        kind,
        CheckKind::Disk
            | CheckKind::Ledger
            | CheckKind::Keychain
            | CheckKind::Listener
            | CheckKind::Clock
            | CheckKind::Address
            | CheckKind::Certificate
    )
}
