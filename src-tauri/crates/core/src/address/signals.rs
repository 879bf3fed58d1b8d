//! What was observed of the public address, and the state that follows from it: the worst.

use patchbay_gateway::ProbeResult;
use patchbay_gateway::tunnel::Fault;

use super::success::{Danger, Share};
use crate::view::{
    AddressSignal, AddressState as State, HooksProgress, Mend, Millis, Problem, SignalKind,
};

/// What the tunnel itself tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Transport {
    /// It is being opened, for the first time or after this fault.
    #[default]
    Opening,
    /// Again, after it was not to be had.
    Reopening(Fault),
    /// It is open; `None` where somebody else keeps it so.
    Open {
        /// Through whom.
        by: Option<String>,
    },
    /// It is open, and works on being of use again.
    Faltering(Fault),
    /// It is not to be had, and tried again by itself.
    Closed(Fault),
    /// It is not to be had before the user has done something.
    Stuck(Fault),
    /// The listener does not listen.
    NotListening,
}

/// A probe, when it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Probed {
    pub result: ProbeResult,
    pub at: i64,
}

/// What was last observed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Signals {
    pub transport: Transport,
    /// When that was.
    pub transport_at: i64,
    pub probe: Option<Probed>,
    pub hooks: HooksProgress,
    /// What became of the latest deliveries, of the app that fares worst.
    pub answers: Share,
}

/// What follows from one signal or all.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Standing {
    pub state: State,
    pub reason: String,
    pub problem: Option<Problem>,
}

impl Signals {
    /// The worst of them, with its reason. `listener` is where this app listens.
    pub fn standing(&self, listener: &str) -> Standing {
        let all = [
            self.transport(),
            self.probe(listener),
            self.listed(),
            self.answered(),
        ];
        all.into_iter()
            .flatten()
            .rev()
            .max_by_key(|standing| badness(standing.state))
            .unwrap_or_else(|| well(State::Connecting, "Not probed yet."))
    }

    /// Each for itself, the tunnel first; where somebody else keeps it open, nothing is known of it.
    pub fn views(&self, listener: &str) -> Vec<AddressSignal> {
        let view = |kind, at, standing: Option<Standing>| {
            standing.map(|standing| AddressSignal {
                kind,
                state: standing.state,
                words: standing.reason,
                at,
            })
        };
        let probed = self.probed().map(|probe| Millis(probe.at));
        let transport = Some(Millis(self.transport_at)).filter(|at| at.0 > 0);
        [
            view(SignalKind::Transport, transport, self.transport()),
            view(SignalKind::Probe, probed, self.probe(listener)),
            view(SignalKind::Hooks, self.hooks.looked_at, self.listed()),
            view(SignalKind::Answers, None, self.answered()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Whether the last probe arrived, whoever sent it.
    pub fn is_up(&self) -> bool {
        let probed = self.probed();
        probed.is_some_and(|probe| probe.result.is_up())
    }

    /// Whether what goes out can be expected to come back in.
    pub fn is_open(&self) -> bool {
        matches!(
            self.transport,
            Transport::Open { .. } | Transport::Faltering(_)
        )
    }

    /// Whether it is not known yet what becomes of it.
    pub fn is_tried(&self) -> bool {
        match self.transport {
            Transport::Opening | Transport::Reopening(_) => true,
            Transport::Open { .. } => self.probe.is_none(),
            Transport::Faltering(_)
            | Transport::Closed(_)
            | Transport::Stuck(_)
            | Transport::NotListening => false,
        }
    }

    /// Whether the server shows another host key than the one that was pinned.
    pub fn is_host_key_changed(&self) -> bool {
        matches!(
            self.transport,
            Transport::Stuck(Fault::HostKeyChanged { .. })
        )
    }

    /// The last probe. What came through a tunnel that is no longer open says nothing about now.
    pub fn probed(&self) -> Option<&Probed> {
        self.probe.as_ref().filter(|_| self.is_open())
    }

    /// The round trip of the last probe, in milliseconds.
    pub fn round_trip_ms(&self) -> Option<f64> {
        let ProbeResult::Up { rtt, .. } = &self.probed()?.result else {
            return None;
        };
        Some(rtt.as_secs_f64() * 1000.0)
    }

    fn transport(&self) -> Option<Standing> {
        Some(match &self.transport {
            Transport::Opening => well(State::Connecting, "The tunnel is being opened."),
            Transport::Open { by: None } => return None,
            Transport::Open { by: Some(by) } => {
                well(State::Up, &format!("The tunnel through {by} is open."))
            }
            Transport::Reopening(fault)
            | Transport::Faltering(fault)
            | Transport::Closed(fault) => closed(State::Down, fault),
            Transport::Stuck(fault) => closed(State::NeedsUser, fault),
            Transport::NotListening => bad(
                State::Down,
                "Patchbay itself is not listening.",
                "Give the listener a free port in Preferences.",
            ),
        })
    }

    fn probe(&self, listener: &str) -> Option<Standing> {
        let Some(Probed { result, .. }) = self.probed() else {
            return self
                .is_open()
                .then(|| well(State::Connecting, "Not probed yet."));
        };
        let state = match result {
            ProbeResult::Up { .. } => return Some(well(State::Up, &result.meaning())),
            ProbeResult::WrongServer | ProbeResult::Redirected { .. } | ProbeResult::Tls { .. } => {
                State::NeedsUser
            }
            ProbeResult::Status(_)
            | ProbeResult::TooManyHeaders { .. }
            | ProbeResult::Timeout
            | ProbeResult::Unreachable { .. } => State::Down,
        };
        Some(bad(state, &result.meaning(), &result.remedy(listener)))
    }

    /// Nothing while all is well: most hours nothing arrives.
    fn answered(&self) -> Option<Standing> {
        let Share { well: good, all } = self.answers;
        let seen =
            format!("{good} of {all} deliveries in the last two minutes were answered well.");
        match self.answers.danger() {
            Danger::None => None,
            Danger::Near => Some(well(State::Degraded, &seen)),
            Danger::Blocked => Some(Standing {
                problem: Some(Problem {
                    title: "BigCommerce may block this address".into(),
                    meaning: format!("{seen} Below 90 % it sends nothing for three minutes."),
                    remedy: "What it kept back comes later. The feed's chart says how the others \
                             were answered."
                        .into(),
                    mend: Some(Mend::Wait),
                }),
                ..well(State::Degraded, &seen)
            }),
        }
    }

    fn listed(&self) -> Option<Standing> {
        let HooksProgress {
            wanted,
            in_order,
            busy,
            ..
        } = self.hooks;
        let count = format!("{in_order} of {wanted} hooks");
        if wanted == 0 {
            None
        } else if in_order == wanted {
            Some(well(
                State::Up,
                &format!("BigCommerce lists {count} as active and pointing here."),
            ))
        } else if busy {
            Some(well(
                State::Degraded,
                &format!("{count} point here; the others are being pointed here."),
            ))
        } else {
            Some(Standing {
                problem: Some(Problem {
                    title: format!("Only {count} point here"),
                    meaning: "What the others would send does not arrive.".into(),
                    remedy:
                        "Patchbay goes on trying. The Triggers step of each app says what stands \
                             in the way."
                            .into(),
                    mend: Some(Mend::Triggers),
                }),
                ..well(
                    State::Degraded,
                    &format!("Only {count} are active and point here."),
                )
            })
        }
    }
}

/// How bad a state is, among those that signals have.
fn badness(state: State) -> u8 {
    match state {
        State::Off | State::Up => 0,
        State::Degraded => 1,
        State::Connecting => 2,
        State::Down => 3,
        State::NeedsUser => 4,
    }
}

fn well(state: State, reason: &str) -> Standing {
    Standing {
        state,
        reason: reason.to_owned(),
        problem: None,
    }
}

fn bad(state: State, meaning: &str, remedy: &str) -> Standing {
    let problem = Problem {
        title: "Nothing arrives through the public address".into(),
        meaning: meaning.to_owned(),
        remedy: remedy.to_owned(),
        mend: Some(Mend::Address),
    };
    Standing {
        problem: Some(problem),
        ..well(state, meaning)
    }
}

fn closed(state: State, fault: &Fault) -> Standing {
    bad(state, &fault.to_string(), fault.remedy())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const LISTENER: &str = "127.0.0.1:47800";

    fn lost() -> Fault {
        Fault::Lost {
            host: "vps.example.com".into(),
            why: "it no longer answers".into(),
        }
    }

    fn up() -> Option<Probed> {
        let rtt = Duration::from_millis(42);
        Some(Probed {
            result: ProbeResult::Up {
                rtt,
                only_here: false,
            },
            at: 1,
        })
    }

    fn open() -> Signals {
        Signals {
            transport: Transport::Open {
                by: Some("vps.example.com".into()),
            },
            probe: up(),
            ..Signals::default()
        }
    }

    fn hooks(in_order: u32, busy: bool) -> HooksProgress {
        HooksProgress {
            wanted: 7,
            in_order,
            busy,
            looked_at: None,
        }
    }

    #[test]
    fn it_is_up_only_when_all_that_is_known_says_so() {
        assert_eq!(open().standing(LISTENER).state, State::Up);
        let all = Signals {
            hooks: hooks(7, false),
            ..open()
        };
        assert_eq!(all.standing(LISTENER).state, State::Up);
        assert_eq!(
            all.standing(LISTENER).reason,
            open().standing(LISTENER).reason
        );
    }

    #[test]
    fn the_worst_decides_and_says_why() {
        for (signals, state, words) in [
            (Signals::default(), State::Connecting, "being opened"),
            (
                Signals {
                    probe: None,
                    ..open()
                },
                State::Connecting,
                "Not probed yet",
            ),
            (
                Signals {
                    transport: Transport::Closed(lost()),
                    ..open()
                },
                State::Down,
                "no longer answers",
            ),
            (
                Signals {
                    transport: Transport::Reopening(lost()),
                    ..open()
                },
                State::Down,
                "no longer answers",
            ),
            (
                Signals {
                    transport: Transport::NotListening,
                    ..open()
                },
                State::Down,
                "itself is not listening",
            ),
            (
                Signals {
                    hooks: hooks(5, false),
                    ..open()
                },
                State::Degraded,
                "Only 5 of 7",
            ),
            (
                Signals {
                    hooks: hooks(5, true),
                    ..open()
                },
                State::Degraded,
                "5 of 7",
            ),
            (
                Signals {
                    probe: Some(Probed {
                        result: ProbeResult::WrongServer,
                        at: 1,
                    }),
                    hooks: hooks(5, false),
                    ..open()
                },
                State::NeedsUser,
                "Another server",
            ),
            (
                Signals {
                    probe: Some(Probed {
                        result: ProbeResult::Timeout,
                        at: 1,
                    }),
                    ..open()
                },
                State::Down,
                "Nothing answered",
            ),
        ] {
            let standing = signals.standing(LISTENER);
            assert_eq!(standing.state, state, "{signals:?}");
            assert!(standing.reason.contains(words), "{}", standing.reason);
            let blamed = matches!(state, State::Down | State::NeedsUser);
            assert!(!blamed || standing.problem.is_some(), "{signals:?}");
        }
    }

    #[test]
    fn each_signal_is_shown_for_itself() {
        let kinds = |signals: Signals| -> Vec<_> {
            signals
                .views(LISTENER)
                .into_iter()
                .map(|view| (view.kind, view.state))
                .collect()
        };
        let one_off = Signals {
            hooks: hooks(6, false),
            ..open()
        };
        assert_eq!(
            kinds(one_off),
            [
                (SignalKind::Transport, State::Up),
                (SignalKind::Probe, State::Up),
                (SignalKind::Hooks, State::Degraded),
            ]
        );
        let own = Signals {
            transport: Transport::Open { by: None },
            ..open()
        };
        assert_eq!(kinds(own), [(SignalKind::Probe, State::Up)]);
    }
}
