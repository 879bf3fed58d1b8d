//! Tests on their way: sent through the public address, awaited at the listener.
//!
//! Only a nonce made here marks a delivery as a test, so that nobody else can pass one off.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tokio::sync::oneshot;

/// The header that carries the nonce.
pub(crate) const HEADER: &str = "X-Patchbay-Test";

#[derive(Debug, Default)]
pub(crate) struct Proofs(Mutex<HashMap<String, oneshot::Sender<()>>>);

impl Proofs {
    /// Awaits the test with this nonce.
    pub fn expect(&self, nonce: &str) -> oneshot::Receiver<()> {
        let (arrived, wait) = oneshot::channel();
        self.pending().insert(nonce.to_owned(), arrived);
        wait
    }

    /// Whether a test with this nonce is on its way.
    pub fn expects(&self, nonce: &str) -> bool {
        self.pending().contains_key(nonce)
    }

    /// It arrived and is stored.
    pub fn arrived(&self, nonce: &str) {
        if let Some(waiting) = self.pending().remove(nonce) {
            let _ = waiting.send(());
        }
    }

    /// Nobody waits for it any more.
    pub fn give_up(&self, nonce: &str) {
        self.pending().remove(nonce);
    }

    fn pending(&self) -> std::sync::MutexGuard<'_, HashMap<String, oneshot::Sender<()>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
