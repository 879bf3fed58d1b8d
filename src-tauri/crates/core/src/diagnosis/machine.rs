//! What everything stands on: the disk, the ledger, the keychain, the clock, and the way in.

use patchbay_bigcommerce::time_now;
use patchbay_connector::Symptom;
use patchbay_ledger::{App, Mode};

use super::outcome::Outcome;
use super::words::{explained, of_api};
use crate::address::is_certificate;
use crate::error::Result;
use crate::patchbay::Patchbay;
use crate::view::{AddressCheck, AddressState, Problem, VaultKind};

/// BigCommerce's payloads may be so many milliseconds off: more, and callbacks are refused.
const BORNE: i64 = 60_000;

/// What is nothing, in milliseconds: `Date` tells whole seconds, and an answer takes its time.
const NOTHING: i64 = 5_000;

/// The setting that is written to see whether the ledger takes writes.
const TRIED: &str = "ledger.tried";

impl Patchbay {
    pub(super) async fn check_disk(&self) -> Outcome {
        let free = self.look_at_disk().await;
        match (self.disk_problem(), free) {
            (Some(problem), _) => Outcome::failing(problem),
            (None, Some(free)) => Outcome::fine(format!("{} free.", bytes(free))),
            (None, None) => Outcome::skipped("The system does not say how much is free."),
        }
    }

    pub(super) async fn check_writes(&self) -> Result<Outcome> {
        let ledger = &self.0.ledger;
        ledger.set_setting(TRIED, &self.now().to_string()).await?;
        Ok(Outcome::fine("It takes writes."))
    }

    /// Practice can do without one.
    pub(super) async fn check_keychain(&self, app: Option<&App>) -> Outcome {
        let view = self.0.secrets.check().await;
        let real = app.is_some_and(|app| app.mode == Mode::Live);
        match view.problem {
            None if view.kind == VaultKind::Keychain => {
                Outcome::fine("An item was written, read back and deleted.")
            }
            None => Outcome::fine("Secrets are kept in memory."),
            Some(problem) if real => Outcome::failing(problem),
            Some(problem) => Outcome::doubtful(problem),
        }
    }

    pub(super) async fn check_listener(&self) -> Outcome {
        let view = self.listener_view().await;
        match view.problem {
            Some(problem) => Outcome::failing(problem),
            None => {
                let refused: u32 = view.refused.iter().map(|it| it.count).sum();
                let listens = Outcome::fine(format!("It listens on 127.0.0.1:{}.", view.port));
                let all = view
                    .refused
                    .iter()
                    .map(|it| format!("{} {}", it.count, it.reason));
                match refused {
                    0 => listens,
                    _ => listens.fact(
                        "Refused since the start",
                        all.collect::<Vec<_>>().join(", "),
                    ),
                }
            }
        }
    }

    /// The time of day here against BigCommerce's, which signs by it.
    pub(super) async fn check_clock(&self, app: Option<&App>) -> Outcome {
        let Some(app) = app else {
            return Outcome::skipped("There is no app yet, so nobody to ask.");
        };
        let endpoints = match self.endpoints(app.mode).await {
            Ok(endpoints) => endpoints,
            Err(error) => return Outcome::failing(error.problem()),
        };
        let before = self.now();
        match time_now(&self.0.http, &endpoints).await {
            Ok(Some(there)) => of_clock(i64::midpoint(before, self.now()) - there),
            Ok(None) => Outcome::skipped("What answered did not say what time it is."),
            Err(error) => Outcome::failing(explained(&of_api(&error))),
        }
    }

    pub(super) async fn check_address(&self) -> Outcome {
        let answered = self.probe_address().await;
        let view = self.0.address.view();
        let outcome = match (view.state, view.problem) {
            (AddressState::Off, _) => {
                Outcome::fails(&Symptom::detailed("callback_unreached", "none"))
            }
            (AddressState::Up, _) => Outcome::fine(answered.meaning()),
            (AddressState::Degraded, Some(problem)) => Outcome::doubtful(problem),
            (_, Some(problem)) => Outcome::failing(problem),
            (_, None) if answered.is_up() => Outcome::fine(answered.meaning()),
            (_, None) => Outcome::failing(Problem {
                title: "Nothing arrives through the public address".into(),
                meaning: view.reason,
                ..Problem::default()
            }),
        };
        let points = view.preflight.iter().filter(|point| !is_certificate(point));
        let outcome = match view.url {
            Some(url) => outcome.fact("Address", url),
            None => outcome,
        };
        points.fold(outcome, |outcome, point| {
            outcome.fact(&point.words, met(point))
        })
    }

    pub(super) fn check_certificate(&self) -> Outcome {
        let view = self.0.address.view();
        let Some(point) = view.preflight.iter().find(|point| is_certificate(point)) else {
            return Outcome::skipped("Nothing was reached that has one.");
        };
        match (point.met, &point.doubt) {
            (Some(true), None) => Outcome::fine("Trusted, for this name, with its full chain."),
            (Some(true), Some(doubt)) => Outcome::doubtful(Problem {
                title: "The certificate may not be trusted elsewhere".into(),
                meaning: doubt.clone(),
                remedy: "Use a certificate of a public authority.".into(),
                mend: Some(crate::view::Mend::Address),
            }),
            (Some(false), _) => view
                .problem
                .map_or_else(|| Outcome::skipped("It was refused."), Outcome::failing),
            (None, _) => Outcome::skipped("Nothing was reached that has one."),
        }
    }
}

fn of_clock(ahead: i64) -> Outcome {
    let (off, detail) = (ahead.abs(), if ahead > 0 { "fast" } else { "slow" });
    let symptom = || Symptom::detailed("clock_off", detail).fact("said", duration(off));
    if off <= NOTHING {
        Outcome::fine("It agrees with BigCommerce’s.")
    } else if off <= BORNE {
        Outcome::doubts(&symptom())
    } else {
        Outcome::fails(&symptom())
    }
}

/// "45 seconds", "12 minutes", "3 hours", "2 days".
fn duration(ms: i64) -> String {
    let of =
        |unit: i64, one: &str| crate::words::counted(usize::try_from(ms / unit).unwrap_or(0), one);
    match ms {
        ..120_000 => of(1_000, "second"),
        120_000..7_200_000 => of(60_000, "minute"),
        7_200_000..172_800_000 => of(3_600_000, "hour"),
        172_800_000.. => of(86_400_000, "day"),
    }
}

fn bytes(count: i64) -> String {
    match count / 1_000_000 {
        megabytes @ ..=9_999 => format!("{megabytes} MB are"),
        megabytes => format!("{} GB are", megabytes / 1_000),
    }
}

fn met(point: &AddressCheck) -> &str {
    match point.met {
        Some(true) => "Yes",
        Some(false) => "No",
        None => "Not reached",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::CheckState;

    #[test]
    fn a_clock_is_judged_by_what_bigcommerce_bears() {
        for (ahead, state, title) in [
            (900, CheckState::Fine, "It agrees"),
            (-5_000, CheckState::Fine, "It agrees"),
            (
                30_000,
                CheckState::Doubtful,
                "This computer’s clock is fast by 30 seconds",
            ),
            (
                -300_000,
                CheckState::Failing,
                "This computer’s clock is slow by 5 minutes",
            ),
            (
                21_600_000,
                CheckState::Failing,
                "This computer’s clock is fast by 6 hours",
            ),
        ] {
            let outcome = of_clock(ahead);
            assert_eq!(outcome.state, state, "{ahead}");
            assert!(outcome.seen.starts_with(title), "{}", outcome.seen);
        }
    }
}
