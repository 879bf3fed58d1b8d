//! Secrets, read once from the vault and kept in memory while the app runs: an arriving trigger
//! must not wait for the keychain's bus.
//!
//! A real app's secrets go into the keychain or nowhere. The practice BigCommerce's may stay in
//! memory where there is no keychain, and the status says so.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use patchbay_ledger::Mode;
use patchbay_vault::{Key, Keychain, Memory, Vault, VaultError};
use secrecy::SecretString;

use crate::error::Result;
use crate::view::{Mend, Problem, VaultKind, VaultView};

/// A locked keychain asks its user; the start does not wait for the answer.
const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Debug)]
pub(crate) struct Secrets {
    keychain: Arc<Keychain>,
    memory: Memory,
    known: Mutex<HashMap<Key, SecretString>>,
    problem: Mutex<Option<Problem>>,
}

impl Secrets {
    pub fn new(namespace: Option<&str>) -> Self {
        Self {
            keychain: Arc::new(Keychain::new(namespace)),
            memory: Memory::default(),
            known: Mutex::default(),
            problem: Mutex::default(),
        }
    }

    /// Tries the keychain with a throw-away item and remembers what it said.
    pub async fn check(&self) -> VaultView {
        let outcome = self.on_keychain(|keychain| keychain.probe()).await;
        *self.problem.lock().unwrap_or_else(PoisonError::into_inner) =
            outcome.err().map(|error| problem(&error));
        self.view()
    }

    /// Where secrets are kept, as the status shows it.
    pub fn view(&self) -> VaultView {
        let problem = self
            .problem
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let kind = if problem.is_some() {
            VaultKind::Memory
        } else {
            VaultKind::Keychain
        };
        VaultView { kind, problem }
    }

    /// Where this app's secrets are kept.
    pub fn kind_for(&self, mode: Mode) -> VaultKind {
        if mode == Mode::Practice {
            self.view().kind
        } else {
            VaultKind::Keychain
        }
    }

    pub async fn get(&self, mode: Mode, key: &Key) -> Result<Option<SecretString>> {
        if let Some(secret) = self.known().get(key) {
            return Ok(Some(secret.clone()));
        }
        let found = match self.read(key.clone()).await {
            Ok(found) => found,
            Err(_) if mode == Mode::Practice => self.memory.get(key)?,
            Err(error) => return Err(error.into()),
        };
        if let Some(secret) = &found {
            self.known().insert(key.clone(), secret.clone());
        }
        Ok(found)
    }

    pub async fn put(&self, mode: Mode, key: &Key, secret: SecretString) -> Result<()> {
        let (item, value) = (key.clone(), secret.clone());
        let kept = self
            .on_keychain(move |keychain| keychain.put(&item, &value))
            .await;
        match kept {
            Ok(()) => {}
            Err(_) if mode == Mode::Practice => self.memory.put(key, &secret)?,
            Err(error) => return Err(error.into()),
        }
        self.known().insert(key.clone(), secret);
        Ok(())
    }

    pub async fn delete(&self, mode: Mode, key: &Key) -> Result<()> {
        self.known().remove(key);
        self.memory.delete(key)?;
        let item = key.clone();
        match self
            .on_keychain(move |keychain| keychain.delete(&item))
            .await
        {
            Err(error) if mode == Mode::Live => Err(error.into()),
            _ => Ok(()),
        }
    }

    async fn read(&self, key: Key) -> Result<Option<SecretString>, VaultError> {
        self.on_keychain(move |keychain| keychain.get(&key)).await
    }

    async fn on_keychain<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Keychain) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let keychain = self.keychain.clone();
        let work = tokio::task::spawn_blocking(move || work(&keychain));
        match tokio::time::timeout(PATIENCE, work).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) | Err(_) => Err(VaultError::Locked),
        }
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<Key, SecretString>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn problem(error: &VaultError) -> Problem {
    Problem {
        title: error.to_string(),
        meaning: "A real app cannot keep its Client Secret. Practice works: its secrets stay in \
                  memory until you close the app."
            .into(),
        remedy: error.remedy().into(),
        mend: Some(Mend::Keychain),
    }
}
