//! The vault: the only place a secret is kept.
//!
//! Client secrets, store tokens and the keys that hook secrets are derived from live in the
//! operating system's keychain and nowhere else: not in the ledger, not in a log, not in a file
//! of ours. What cannot be kept there is not kept; there is no fall-back to plain text.
//!
//! Every call blocks: on Linux it is a round trip over D-Bus, and it may wait for the person to
//! answer an unlock dialogue. Call it from `tokio::task::spawn_blocking`, never from a task. No
//! async runtime is needed on the thread that calls.

mod error;
mod key;
mod keychain;
mod memory;
mod store;

use std::fmt::Debug;

pub use error::VaultError;
pub use key::Key;
pub use keychain::Keychain;
pub use memory::Memory;
use secrecy::SecretString;

/// Where secrets are kept. Every method blocks; see the crate's documentation.
pub trait Vault: Send + Sync + Debug {
    /// The secret under `key`, or `None` when nothing is kept there.
    ///
    /// # Errors
    /// Any [`VaultError`]; a locked keychain is an error, never `None`.
    fn get(&self, key: &Key) -> Result<Option<SecretString>, VaultError>;

    /// Keeps `secret` under `key`, replacing what was there.
    ///
    /// # Errors
    /// Any [`VaultError`]; on error nothing is known to be kept.
    fn put(&self, key: &Key, secret: &SecretString) -> Result<(), VaultError>;

    /// Forgets what is under `key`. Nothing being there is a success.
    ///
    /// # Errors
    /// Any [`VaultError`].
    fn delete(&self, key: &Key) -> Result<(), VaultError>;

    /// What kind of place this is, for the page to say so.
    fn kind(&self) -> Kind;
}

/// What kind of place a vault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The operating system's keychain: survives a restart.
    Keychain,
    /// This process's memory: gone when it ends. For the practice BigCommerce only.
    Memory,
}
