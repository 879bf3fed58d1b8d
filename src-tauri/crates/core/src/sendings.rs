//! What Patchbay itself is sending to its listener: tests and replays, on their way.
//!
//! Only a nonce made here marks a delivery as one of them, so that nobody else can pass one off.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use patchbay_ledger::Origin;
use tokio::sync::oneshot;

/// The header that carries the nonce.
pub(crate) const HEADER: &str = "X-Patchbay-Sent";

/// What is being sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sending {
    /// A test of a trigger.
    Test,
    /// An event sent again, by its row id.
    Replay(i64),
}

impl Sending {
    /// How the event that comes of it came to be known.
    pub fn origin(self) -> Origin {
        match self {
            Self::Test => Origin::Test,
            Self::Replay(_) => Origin::Replayed,
        }
    }

    /// The event it replays.
    pub fn replay_of(self) -> Option<i64> {
        match self {
            Self::Test => None,
            Self::Replay(source) => Some(source),
        }
    }
}

#[derive(Debug)]
struct Expected {
    sending: Sending,
    arrived: oneshot::Sender<i64>,
}

#[derive(Debug, Default)]
pub(crate) struct Sendings(Mutex<HashMap<String, Expected>>);

impl Sendings {
    /// Awaits what is sent with this nonce: the event it became.
    pub fn expect(&self, nonce: &str, sending: Sending) -> oneshot::Receiver<i64> {
        let (arrived, wait) = oneshot::channel();
        let expected = Expected { sending, arrived };
        self.pending().insert(nonce.to_owned(), expected);
        wait
    }

    /// What is on its way with this nonce.
    pub fn of(&self, nonce: &str) -> Option<Sending> {
        self.pending().get(nonce).map(|expected| expected.sending)
    }

    /// It arrived and is stored as this event.
    pub fn arrived(&self, nonce: &str, event_id: i64) {
        if let Some(expected) = self.pending().remove(nonce) {
            let _nobody_waits_any_more = expected.arrived.send(event_id);
        }
    }

    /// Nobody waits for it any more.
    pub fn give_up(&self, nonce: &str) {
        self.pending().remove(nonce);
    }

    fn pending(&self) -> std::sync::MutexGuard<'_, HashMap<String, Expected>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
