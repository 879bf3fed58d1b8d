//! How long it is worth to go on with a way that does not work.

use std::time::Duration;

use patchbay_gateway::ProbeResult;
use patchbay_gateway::tunnel::Fault;
use tokio::time::Instant;

/// An address that was given away answers for somebody else: after so many such probes another one is
/// asked for.
const BY_OTHERS: u32 = 3;
/// After so many probes that nobody answers. A new name may take minutes to be known everywhere.
const BY_NOBODY: u32 = 14;

/// An open tunnel whose address may be taken back without a word.
#[derive(Debug, Default)]
pub(super) struct Trial {
    was_up: bool,
    by_others: u32,
    by_nobody: u32,
}

impl Trial {
    /// Notes what came of a probe.
    pub fn note(&mut self, result: &ProbeResult) {
        match result {
            ProbeResult::Up { .. } => {
                *self = Self {
                    was_up: true,
                    ..Self::default()
                }
            }
            ProbeResult::Unreachable { .. } | ProbeResult::Timeout => self.by_nobody += 1,
            ProbeResult::WrongServer
            | ProbeResult::Redirected { .. }
            | ProbeResult::Tls { .. }
            | ProbeResult::Status(_)
            | ProbeResult::TooManyHeaders { .. } => {
                self.by_others += u32::from(self.was_up);
                self.by_nobody += 1;
            }
        }
    }

    /// Whether the address is to be taken for lost.
    pub fn is_over(&self) -> bool {
        self.by_others >= BY_OTHERS || self.by_nobody >= BY_NOBODY
    }
}

/// How often a way was refused.
#[derive(Debug, Default)]
pub(super) struct Refusals {
    opened: bool,
    since: Option<Instant>,
}

impl Refusals {
    /// It opened.
    pub fn opened(&mut self) {
        *self = Self {
            opened: true,
            since: None,
        };
    }

    /// The network or the user changed something.
    pub fn forgive(&mut self) {
        self.since = None;
    }

    /// Whether trying again by itself can help.
    pub fn may_pass(&mut self, fault: &Fault) -> bool {
        if !fault.is_fatal() {
            self.since = None;
            return true;
        }
        let within = fault.may_pass_within(self.opened);
        let since = self.since.get_or_insert_with(Instant::now);
        within > Duration::ZERO && since.elapsed() < within
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn up() -> ProbeResult {
        ProbeResult::Up {
            rtt: Duration::from_millis(1),
            only_here: false,
        }
    }

    fn over_after(results: &[ProbeResult]) -> bool {
        let mut trial = Trial::default();
        results.iter().for_each(|result| trial.note(result));
        trial.is_over()
    }

    #[test]
    fn an_address_that_others_answer_at_is_soon_lost() {
        let other = ProbeResult::Status(404);
        let run = |times| [vec![up()], vec![other.clone(); times]].concat();
        assert!(!over_after(&run(2)));
        assert!(over_after(&run(3)));
        assert!(!over_after(&[run(2), run(2)].concat()), "it was up between");
    }

    #[test]
    fn a_name_that_is_not_known_yet_is_waited_for() {
        let nobody = ProbeResult::Unreachable {
            why: "the name could not be found".into(),
        };
        assert!(!over_after(&vec![nobody.clone(); 13]));
        assert!(over_after(&vec![nobody; 14]));
        let early = ProbeResult::Status(530);
        assert!(!over_after(&vec![early; 13]), "never up so far");
    }

    fn refused() -> Fault {
        Fault::LoginRefused {
            host: "vps".into(),
            user: "me".into(),
            tried: "no key".into(),
        }
    }

    fn taken() -> Fault {
        Fault::NameTaken {
            service: "ngrok",
            name: "a.ngrok.app".into(),
            said: "taken".into(),
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_took_us_before_is_tried_for_minutes() {
        let mut refusals = Refusals::default();
        assert!(
            !refusals.may_pass(&refused()),
            "a new way asks the user at once"
        );
        refusals.opened();
        assert!(refusals.may_pass(&refused()));
        tokio::time::advance(Duration::from_secs(599)).await;
        assert!(refusals.may_pass(&refused()));
        tokio::time::advance(Duration::from_secs(2)).await;
        assert!(!refusals.may_pass(&refused()));
        refusals.forgive();
        assert!(refusals.may_pass(&refused()));
    }

    #[tokio::test(start_paused = true)]
    async fn a_name_that_a_dead_session_holds_is_waited_for() {
        let mut refusals = Refusals::default();
        assert!(refusals.may_pass(&taken()));
        tokio::time::advance(Duration::from_secs(121)).await;
        assert!(!refusals.may_pass(&taken()));
        let token = Fault::TokenRefused {
            service: "ngrok",
            said: String::new(),
        };
        refusals.opened();
        assert!(!refusals.may_pass(&token), "a bad token stays one");
    }
}
