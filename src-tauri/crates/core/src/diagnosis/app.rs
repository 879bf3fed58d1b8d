//! What is registered at BigCommerce: the credentials, the callback URLs, the scopes.

use patchbay_connector::Symptom;
use patchbay_gateway::probe_callback;
use patchbay_ledger::{App, Proof};
use url::Url;

use super::difference::difference;
use super::outcome::Outcome;
use super::words::explained;
use crate::accounts::is_account;
use crate::callbacks;
use crate::error::Result;
use crate::patchbay::{Patchbay, id};
use crate::view::{CallbackView, FindingKind, Mend, Problem, ScopeFinding, ScopeTable, StoreRow};
use crate::words::counted;

impl Patchbay {
    pub(super) async fn check_credentials(&self, app: &App) -> Result<Outcome> {
        if app.client_id.is_none() || self.credentials(app).await.is_err() {
            return Ok(self.without_credentials(app).await);
        }
        let at = app.proof_at;
        let outcome = match app.proof {
            Proof::Exchange => Outcome::fine("BigCommerce exchanged a code for them.").fact_at(
                "Proved",
                "by a code exchange",
                at,
            ),
            Proof::Signature => Outcome::fine("BigCommerce signed with the secret.").fact_at(
                "Proved",
                "by a signature",
                at,
            ),
            Proof::NotYet => Outcome::doubts(&of_kind(app, "credentials_unproved")),
            Proof::Refused => {
                Outcome::fails(&of_kind(app, "credentials_refused")).fact_at("Refused", "", at)
            }
        };
        let outcome = match app.client_id.as_deref() {
            Some(client_id) => outcome.fact("Client ID", client_id),
            None => outcome,
        };
        Ok(self.with_refused_callback(app, outcome))
    }

    /// There are none, or the keychain does not give them.
    async fn without_credentials(&self, app: &App) -> Outcome {
        let key = patchbay_vault::Key::app_secret(&app.key);
        match self.0.secrets.get(app.mode, &key).await {
            Err(error) => Outcome::failing(error.problem()),
            Ok(_) => Outcome::fails(&Symptom::new("credentials_none")),
        }
    }

    /// A callback whose signature was wrong after the secret was last proved speaks against it.
    fn with_refused_callback(&self, app: &App, outcome: Outcome) -> Outcome {
        match self.0.strays.refused(app.id) {
            Some((at, code)) if app.proof_at.is_none_or(|proved| proved < at) => {
                let refused = Outcome::fails(&Symptom::new(code));
                Outcome {
                    facts: outcome.facts,
                    ..refused
                }
                .fact_at("Refused", "a signed callback", Some(at))
            }
            _ => outcome,
        }
    }

    /// A request goes out to the Callback URL and has to come back in.
    pub(super) async fn check_callback(&self, app: &App) -> Outcome {
        let url = self.callback_url(app).and_then(|url| Url::parse(&url).ok());
        let (Some(url), Some(probes)) = (url, self.probes().await) else {
            return Outcome::fails(&Symptom::detailed("callback_unreached", "none"));
        };
        let found = probe_callback(&probes, &url).await;
        if found.is_up() {
            return Outcome::fine(found.meaning());
        }
        Outcome::fails(&Symptom::new("callback_unreached")).fact("Seen", found.meaning())
    }

    /// What stands in the portal cannot be asked: only what BigCommerce called tells it.
    pub(super) async fn check_callback_urls(&self, app: &App) -> Result<Outcome> {
        let views = self.callback_views(app).await?;
        let seen = self.0.ledger.callbacks(app.id).await?;
        let called = |view: &CallbackView| view.last_seen_at.is_some();
        let stray = self.0.strays.last(app);
        let newest = seen.iter().map(|it| it.at).max().unwrap_or(0);
        let mut outcome = match stray.filter(|stray| stray.at > newest) {
            Some(stray) => {
                let by = difference(&stray.here, &stray.there);
                Outcome::fails(&stray.symptom).differs(&stray.field, &stray.there, by, stray.at)
            }
            None if callbacks::are_moved(&views) => moved(&views, &seen),
            None if !views.iter().any(called) => {
                Outcome::skipped("BigCommerce has called none of them yet.")
            }
            None => Outcome::fine("BigCommerce called at today’s."),
        };
        for view in &views {
            let at = view.last_seen_at.map(|at| at.0);
            let words = if at.is_some() {
                "called"
            } else {
                "not called yet"
            };
            outcome = outcome.fact_at(&view.portal_field, words, at);
        }
        Ok(outcome)
    }

    pub(super) async fn check_scopes(&self, app: &App) -> Result<Outcome> {
        let view = self.app(id(app.id)).await?;
        Ok(of_table(view.scopes.comparison.as_ref()))
    }

    /// All of them by what is known, without asking.
    pub(super) async fn check_stores(&self, app: &App) -> Result<Outcome> {
        let mut rows = self.store_rows().await?;
        rows.retain(|row| row.app_id == id(app.id));
        if rows.is_empty() {
            return Ok(Outcome::doubts(&Symptom::new("no_store")));
        }
        let troubled: Vec<&StoreRow> = rows.iter().filter(|row| row.attention.is_some()).collect();
        if troubled.is_empty() {
            let all = counted(rows.len(), "store");
            return Ok(Outcome::fine(format!("{all}, none of which needs you.")));
        }
        let names = troubled
            .iter()
            .take(5)
            .map(|row| row.name.as_deref().unwrap_or(&row.hash));
        let names = names.collect::<Vec<_>>().join(", ");
        Ok(Outcome::failing(Problem {
            title: format!(
                "{} of {} need you",
                troubled.len(),
                counted(rows.len(), "store")
            ),
            meaning: "What is wrong with each is said in the list and on its page.".into(),
            remedy: "Open the list of stores, those that need attention first.".into(),
            mend: Some(Mend::Stores),
        })
        .fact("Among them", names))
    }
}

/// The credentials of an API account are proved otherwise.
fn of_kind(app: &App, code: &'static str) -> Symptom {
    match is_account(app) {
        true => Symptom::detailed(code, "account"),
        false => Symptom::new(code),
    }
}

/// The findings of a comparison, the gravest first.
pub(super) fn of_table(table: Option<&ScopeTable>) -> Outcome {
    let Some(table) = table else {
        return Outcome::skipped("No store has granted anything yet.");
    };
    let Some(gravest) = table.findings.first() else {
        return Outcome::fine(
            "What is asked for here, ticked in the portal and granted is the same.",
        );
    };
    let problem = of_finding(gravest);
    let outcome = match gravest.kind {
        FindingKind::Wider => Outcome::doubtful(problem),
        FindingKind::ScopesMissing | FindingKind::InvalidScope | FindingKind::ConsentDue => {
            Outcome::failing(problem)
        }
    };
    let others = table.findings.iter().skip(1);
    others.fold(outcome, |outcome, other| {
        outcome.fact("Also", other.title.as_str())
    })
}

fn of_finding(finding: &ScopeFinding) -> Problem {
    Problem {
        title: finding.title.clone(),
        meaning: finding.meaning.clone(),
        remedy: finding.remedy.clone(),
        mend: Some(Mend::Scopes),
    }
}

fn moved(views: &[CallbackView], seen: &[patchbay_ledger::CallbackSeen]) -> Outcome {
    let here = views
        .first()
        .map(|view| view.url.clone())
        .unwrap_or_default();
    let Some(last) = seen.iter().max_by_key(|it| it.at) else {
        return Outcome::fails(&Symptom::new("callback_moved"));
    };
    let symptom = Symptom::new("callback_moved")
        .fact("here", here.as_str())
        .fact("there", last.url.as_str());
    Outcome::failing(explained(&symptom)).differs(
        "Last called",
        &last.url,
        difference(&here, &last.url),
        last.at,
    )
}
