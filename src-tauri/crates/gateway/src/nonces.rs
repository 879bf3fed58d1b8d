//! Nonces of probes that are under way: proof that what answers a public address is this listener.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

const LIFE: Duration = Duration::from_secs(30);

/// The probes under way. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Probes(Arc<Mutex<HashMap<String, Nonce>>>);

#[derive(Debug)]
struct Nonce {
    expires: Instant,
    seen: bool,
}

impl Probes {
    /// No probe under way.
    pub fn new() -> Self {
        Self::default()
    }

    /// A new nonce of 128 bits in hex, good for one request within 30 seconds. `None` when the
    /// system has no randomness to give.
    pub(crate) fn issue(&self) -> Option<String> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).ok()?;
        let nonce = hex::encode(bytes);
        let now = Instant::now();
        let mut nonces = self.lock();
        nonces.retain(|_, nonce| nonce.expires > now);
        nonces.insert(
            nonce.clone(),
            Nonce {
                expires: now + LIFE,
                seen: false,
            },
        );
        Some(nonce)
    }

    /// Whether the nonce was issued, has not expired and comes for the first time.
    pub(crate) fn redeem(&self, nonce: &str) -> bool {
        self.redeem_at(nonce, Instant::now())
    }

    fn redeem_at(&self, nonce: &str, now: Instant) -> bool {
        match self.lock().get_mut(nonce) {
            Some(found) if !found.seen && found.expires > now => {
                found.seen = true;
                true
            }
            Some(_) | None => false,
        }
    }

    /// Ends the probe: whether the listener saw its nonce.
    pub(crate) fn finish(&self, nonce: &str) -> bool {
        self.lock().remove(nonce).is_some_and(|nonce| nonce.seen)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Nonce>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nonce_is_good_for_one_request() {
        let probes = Probes::new();
        let nonce = probes.issue().unwrap();
        assert!(probes.redeem(&nonce));
        assert!(!probes.redeem(&nonce));
        assert!(probes.finish(&nonce));
        assert!(!probes.finish(&nonce));
    }

    #[test]
    fn an_unknown_or_expired_one_is_good_for_none() {
        let probes = Probes::new();
        let nonce = probes.issue().unwrap();
        assert!(!probes.redeem("00000000000000000000000000000000"));
        assert!(!probes.redeem_at(&nonce, Instant::now() + LIFE));
        assert!(!probes.finish(&nonce));
    }
}
