//! The operating system's keychain.
//!
//! `keyring` opens the platform's store once a process and remembers a failure for good, which
//! would make a keychain that is started or unlocked later invisible until Patchbay is
//! restarted. So a failed or stale store is opened afresh, once, before an error is believed.

use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use keyring::{Entry, Error};
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use crate::store::{self, classify};
use crate::{Key, Kind, Vault, VaultError};

const SERVICE: &str = "patchbay";

/// The operating system's keychain, under one service name.
#[derive(Clone, Debug)]
pub struct Keychain {
    service: String,
}

impl Keychain {
    /// The keychain under the service `patchbay`, or `patchbay-{namespace}` when data is kept
    /// elsewhere than in the usual folder, so that two sets of data never share an item.
    pub fn new(namespace: Option<&str>) -> Self {
        let service = match namespace {
            None => SERVICE.to_owned(),
            Some(namespace) => format!("{SERVICE}-{namespace}"),
        };
        Self { service }
    }

    /// The service name items are filed under.
    pub fn service(&self) -> &str {
        &self.service
    }

    /// Writes, reads and deletes a throw-away item: the only proof that secrets can be kept.
    ///
    /// # Errors
    /// The [`VaultError`] of the step that failed.
    pub fn probe(&self) -> Result<(), VaultError> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let key = Key::probe(&format!("{}-{count}", process::id()));
        let value = SecretString::from(format!("probe {count}"));
        self.put(&key, &value)?;
        let read = self.get(&key);
        self.delete(&key)?;
        match read? {
            Some(read) if read.expose_secret() == value.expose_secret() => Ok(()),
            _ => Err(VaultError::Other {
                label: "a written item did not read back",
            }),
        }
    }

    fn with<T>(
        &self,
        key: &Key,
        act: impl Fn(&Entry) -> Result<T, Error>,
    ) -> Result<T, VaultError> {
        let first = store::entry(&self.service, key.account()).and_then(|entry| act(&entry));
        let error = match first {
            Ok(done) => return Ok(done),
            Err(error) if store::is_stale(&error) => error,
            Err(error) => return Err(classify(error)),
        };
        tracing::debug!(vault.error = %classify(error), "opening the keychain afresh");
        store::reopen()
            .and_then(|()| store::entry(&self.service, key.account()))
            .and_then(|entry| act(&entry))
            .map_err(classify)
    }
}

impl Vault for Keychain {
    fn get(&self, key: &Key) -> Result<Option<SecretString>, VaultError> {
        let bytes = self.with(key, |entry| match entry.get_secret() {
            Ok(bytes) => Ok(Some(Zeroizing::new(bytes))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })?;
        bytes.map(|bytes| text(&bytes)).transpose()
    }

    fn put(&self, key: &Key, secret: &SecretString) -> Result<(), VaultError> {
        self.with(key, |entry| {
            entry.set_secret(secret.expose_secret().as_bytes())
        })
    }

    fn delete(&self, key: &Key) -> Result<(), VaultError> {
        self.with(key, |entry| match entry.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(error),
        })
    }

    fn kind(&self) -> Kind {
        Kind::Keychain
    }
}

fn text(bytes: &[u8]) -> Result<SecretString, VaultError> {
    let text = std::str::from_utf8(bytes).map_err(|_| VaultError::Other {
        label: "an item is not text",
    })?;
    Ok(SecretString::from(text.to_owned()))
}
