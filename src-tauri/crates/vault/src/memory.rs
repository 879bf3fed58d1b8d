//! A vault in memory, for the practice BigCommerce on a computer without a keychain, and tests.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use secrecy::{ExposeSecret, SecretString};

use crate::{Key, Kind, Vault, VaultError};

/// Keeps secrets in this process's memory, wiped as they are dropped.
#[derive(Default)]
pub struct Memory {
    items: Mutex<HashMap<Key, SecretString>>,
}

impl Memory {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    fn items(&self) -> MutexGuard<'_, HashMap<Key, SecretString>> {
        self.items.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory")
            .field("items", &self.items().len())
            .finish()
    }
}

impl Vault for Memory {
    fn get(&self, key: &Key) -> Result<Option<SecretString>, VaultError> {
        Ok(self.items().get(key).cloned())
    }

    fn put(&self, key: &Key, secret: &SecretString) -> Result<(), VaultError> {
        let copy = SecretString::from(secret.expose_secret().to_owned());
        self.items().insert(key.clone(), copy);
        Ok(())
    }

    fn delete(&self, key: &Key) -> Result<(), VaultError> {
        self.items().remove(key);
        Ok(())
    }

    fn kind(&self) -> Kind {
        Kind::Memory
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_replaces_and_forgets() {
        let vault = Memory::new();
        let key = Key::app_secret("a");
        vault.put(&key, &SecretString::from("one")).unwrap();
        vault.put(&key, &SecretString::from("two")).unwrap();
        let kept = vault.get(&key).unwrap().unwrap();
        assert_eq!(
            kept.expose_secret(),
            "two",
            "the later value replaces the earlier"
        );
        vault.delete(&key).unwrap();
        vault.delete(&key).unwrap();
        assert!(
            vault.get(&key).unwrap().is_none(),
            "what was deleted is gone"
        );
    }

    #[test]
    fn debug_leaks_nothing() {
        let vault = Memory::new();
        vault
            .put(&Key::app_secret("a"), &SecretString::from("canary-7"))
            .unwrap();
        assert!(!format!("{vault:?}").contains("canary-7"));
    }
}
