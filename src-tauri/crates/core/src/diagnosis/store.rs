//! One store: its token, scopes and hooks, asked of BigCommerce now, and what came from it lately.

use patchbay_connector::Symptom;
use patchbay_ledger::{App, Arrival, Store, StoreState, Verdict};

use super::app::of_table;
use super::outcome::Outcome;
use crate::accounts::problem_of;
use crate::error::Result;
use crate::health::{Found, Hurry};
use crate::patchbay::{Patchbay, id};
use crate::stores::proof::profile;
use crate::view::{GapState, QuotaView, StoreHealthView};
use crate::words::{self, counted};

const HOUR: i64 = 60 * 60 * 1000;

/// Signatures are judged by the deliveries of so many milliseconds.
const LATELY: i64 = 24 * HOUR;

impl Patchbay {
    /// `GET /v2/store` with its token.
    pub(super) async fn check_token(&self, app: &App, store: &Store) -> Result<Outcome> {
        match store.state {
            StoreState::Held => return Ok(Outcome::doubts(&Symptom::new("store_held"))),
            StoreState::Uninstalled => return Ok(Outcome::fails(&Symptom::new("store_gone"))),
            StoreState::Connected | StoreState::Revoked => {}
        }
        let api = self.store_api(app, store).await?;
        let outcome = match profile(&api).await {
            Ok(found) => {
                let store = self.proved(store, found).await?;
                Outcome::fine(format!("It opens {}.", words::store_name(&store)))
            }
            Err(error) => {
                self.disproved(store, &error).await?;
                Outcome::failing(problem_of(app.kind, &error))
            }
        };
        Ok(outcome
            .fact("Context", format!("stores/{}", store.hash))
            .fact_at("Token from", "", Some(store.installed_at)))
    }

    pub(super) async fn check_store_scopes(&self, store: &Store) -> Result<Outcome> {
        let scopes = self.store_scopes(id(store.id)).await?;
        Ok(of_table(scopes.table.as_ref()))
    }

    /// As BigCommerce lists them; those that are off are mended.
    pub(super) async fn check_hooks(&self, app: &App, store: &Store) -> Result<Outcome> {
        let store = self.ledger_store(store.id).await?;
        if store.state != StoreState::Connected {
            return Ok(Outcome::skipped("The store is not connected."));
        }
        let found = self.check_health(app, &store, Hurry::User).await?;
        self.count_hooks().await;
        let health = self.store_health(id(store.id)).await?;
        let outcome = match found {
            Found::Well(hooks) => Outcome::fine(format!(
                "BigCommerce lists {} as active and pointing here.",
                counted(hooks, "hook")
            )),
            Found::Mended(hooks) => {
                Outcome::fine(format!("{} off, active again now.", were(hooks)))
            }
            Found::Lacking(off, wanted) => {
                let said = format!(
                    "{off} of {} {}",
                    counted(wanted, "hook"),
                    if off == 1 { "is" } else { "are" }
                );
                Outcome::fails(&Symptom::new("hooks_off").fact("said", said))
            }
            Found::Failed(error) => return Ok(Outcome::failing(error.problem_for(app.kind))),
        };
        Ok(with_troubles(outcome, &health, self.now()))
    }

    pub(super) async fn check_signatures(&self, store: &Store) -> Result<Outcome> {
        let lately = self
            .0
            .ledger
            .arrivals(store.id, self.now() - LATELY)
            .await?;
        Ok(of_signatures(&lately))
    }

    pub(super) async fn check_deliveries(&self, store: &Store) -> Result<Outcome> {
        let store = self.ledger_store(store.id).await?;
        let lately = self.0.ledger.arrivals(store.id, self.now() - HOUR).await?;
        let Some(last) = store.last_event_at else {
            return Ok(Outcome::doubts(&Symptom::new("deliveries_none")));
        };
        let seen = match lately.len() {
            0 => "None in the last hour; nothing need have happened.".into(),
            1 => "1 in the last hour.".into(),
            many => format!("{many} in the last hour."),
        };
        Ok(Outcome::fine(seen).fact_at("The last", "", Some(last)))
    }

    pub(super) async fn check_missed(&self, store: &Store) -> Result<Outcome> {
        let known = self.store_watermarks(id(store.id)).await?;
        let last = known.gaps.first();
        let trouble = last.filter(|gap| matches!(gap.state, GapState::Failed | GapState::Waiting));
        let trouble = trouble.and_then(|gap| gap.problems.first());
        let outcome = match (trouble, last.map(|gap| gap.state)) {
            (Some(trouble), _) => Outcome::failing(trouble.problem.clone()),
            (None, Some(GapState::Running)) => Outcome::fine("BigCommerce is being asked."),
            (None, _) if known.marks.iter().any(|mark| mark.at.is_none()) => {
                Outcome::skipped("BigCommerce was not asked yet.")
            }
            (None, _) => Outcome::fine("All is known but what came just now."),
        };
        let marks = known.marks.iter();
        let outcome = marks.fold(outcome, |outcome, mark| {
            outcome.fact_at(&mark.trigger, "known up to", mark.at.map(|at| at.0))
        });
        let lost = known.lost.iter();
        Ok(lost.fold(outcome, |outcome, lost| {
            outcome.fact(&lost.trigger, lost.why.as_str())
        }))
    }

    pub(super) async fn check_quota(&self, store: &Store) -> Result<Outcome> {
        let health = self.store_health(id(store.id)).await?;
        Ok(of_quota(health.quota))
    }
}

/// What BigCommerce told of an app's hooks beyond those that are ours.
fn with_troubles(outcome: Outcome, health: &StoreHealthView, now: i64) -> Outcome {
    let blocked = health.blocked.iter().find(|it| it.ours && it.until.0 > now);
    let theirs = health.hooks.iter().filter(|hook| hook.trigger.is_none());
    let wild = theirs.clone().find(|hook| hook.scope.contains('*'));
    let facts = outcome.facts.clone();
    let outcome = match (blocked, wild) {
        (Some(block), _) => {
            let symptom = Symptom::new("hooks_blocked").fact("said", block.domain.as_str());
            Outcome::fails(&symptom).fact_at("Until", "", Some(block.until.0))
        }
        (None, Some(hook)) if outcome.problem.is_none() => {
            Outcome::doubts(&Symptom::new("hooks_wildcard").fact("said", hook.scope.as_str()))
        }
        (None, _) => outcome,
    };
    let outcome = facts.into_iter().fold(outcome, |outcome, fact| {
        outcome.fact_at(&fact.label, fact.value, fact.at.map(|at| at.0))
    });
    match theirs.count() {
        0 => outcome,
        others => outcome.fact("Of the same Client ID, not ours", counted(others, "hook")),
    }
}

fn of_signatures(lately: &[Arrival]) -> Outcome {
    let count = |verdict| lately.iter().filter(|it| it.verdict == verdict).count();
    let Some(newest) = lately.first() else {
        return Outcome::skipped("No delivery came within a day.");
    };
    let (wrong, unsigned) = (count(Verdict::Quarantined), count(Verdict::ByHeader));
    let good = count(Verdict::Verified) + count(Verdict::VerifiedStale);
    let outcome = if newest.verdict == Verdict::Quarantined {
        Outcome::fails(&Symptom::new("signature_mismatch"))
    } else if good == 0 && unsigned > 0 {
        Outcome::doubts(&Symptom::new("deliveries_unsigned"))
    } else if good == 0 {
        Outcome::skipped("The keychain was locked when they came.")
    } else {
        Outcome::fine("The latest was signed with this app’s Client Secret.")
    };
    let facts = [
        ("Signed, within a day", good),
        ("Without a signature", unsigned),
        ("Kept apart", wrong),
    ];
    let facts = facts.into_iter().filter(|(_, count)| *count > 0);
    facts.fold(outcome, |outcome, (label, count)| {
        outcome.fact(label, count.to_string())
    })
}

fn of_quota(quota: Option<QuotaView>) -> Outcome {
    let Some(QuotaView { left, of }) = quota else {
        return Outcome::skipped("BigCommerce has not told it.");
    };
    let said = match of {
        Some(of) => format!("{left} of {of} requests"),
        None => counted(usize::try_from(left).unwrap_or(usize::MAX), "request"),
    };
    match of {
        Some(of) if left < of / 10 => {
            Outcome::doubts(&Symptom::new("quota_low").fact("said", said))
        }
        _ => Outcome::fine(format!("{said} left when it was last told.")),
    }
}

fn were(hooks: usize) -> String {
    let were = if hooks == 1 { "was" } else { "were" };
    format!("{} {were}", counted(hooks, "hook"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::CheckState;

    fn came(verdicts: &[Verdict]) -> Vec<Arrival> {
        let at = |verdict: &Verdict| Arrival {
            at: 0,
            verdict: *verdict,
        };
        verdicts.iter().map(at).collect()
    }

    #[test]
    fn the_newest_signature_tells_whether_the_secret_is_right() {
        for (verdicts, state) in [
            (&[][..], CheckState::Skipped),
            (&[Verdict::Verified, Verdict::Quarantined], CheckState::Fine),
            (
                &[Verdict::Quarantined, Verdict::Verified],
                CheckState::Failing,
            ),
            (
                &[Verdict::ByHeader, Verdict::ByHeader],
                CheckState::Doubtful,
            ),
            (&[Verdict::Unverified], CheckState::Skipped),
        ] {
            assert_eq!(of_signatures(&came(verdicts)).state, state, "{verdicts:?}");
        }
    }

    #[test]
    fn a_quota_is_low_below_a_tenth() {
        let of = |left, of| of_quota(Some(QuotaView { left, of })).state;
        assert_eq!(of(14, Some(150)), CheckState::Doubtful);
        assert_eq!(of(15, Some(150)), CheckState::Fine);
        assert_eq!(of(1, None), CheckState::Fine);
        assert_eq!(of_quota(None).state, CheckState::Skipped);
    }
}
