//! The server's host key: learnt the first time, demanded from then on.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The fingerprint that a server must show, `SHA256:…` as OpenSSH writes it. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Pin(Arc<Mutex<Option<String>>>);

impl Pin {
    /// None yet: the first that is shown is taken.
    pub fn none() -> Self {
        Self::default()
    }

    /// This one and no other.
    pub fn of(fingerprint: &str) -> Self {
        Self(Arc::new(Mutex::new(Some(fingerprint.to_owned()))))
    }

    /// The fingerprint, once it is known.
    pub fn known(&self) -> Option<String> {
        self.lock().clone()
    }

    /// Whether this fingerprint may be shown.
    ///
    /// # Errors
    /// The one that is demanded instead.
    pub(super) fn check(&self, offered: &str) -> Result<(), String> {
        let mut known = self.lock();
        match known.as_deref() {
            None => *known = Some(offered.to_owned()),
            Some(known) if known == offered => {}
            Some(known) => return Err(known.to_owned()),
        }
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Option<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_key_is_learnt_and_demanded() {
        let pin = Pin::none();
        assert_eq!(pin.check("SHA256:one"), Ok(()));
        assert_eq!(pin.check("SHA256:one"), Ok(()));
        assert_eq!(pin.check("SHA256:two"), Err("SHA256:one".to_owned()));
        assert_eq!(pin.known().as_deref(), Some("SHA256:one"));
    }
}
