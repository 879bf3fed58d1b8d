//! The secret header of a hook: derived, so that one item in the keychain serves all hooks of an
//! app and a lost ledger loses none.

use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::error::{Error, Result};

/// The header that carries it.
pub const HEADER: &str = "X-Patchbay-Hook";

/// What a hook's deliveries carry in [`HEADER`].
#[derive(Clone, Debug)]
pub struct HookSecret(SecretString);

impl HookSecret {
    /// HMAC-SHA256 of the hook's id under the app's hook key, as hex digits.
    pub fn derive(hook_key: &SecretString, hook_id: &str) -> Result<Self> {
        let mut mac = Hmac::<Sha256>::new_from_slice(hook_key.expose_secret().as_bytes())
            .map_err(|_| Error::Internal("a hook key has no length".into()))?;
        mac.update(hook_id.as_bytes());
        Ok(Self(hex::encode(mac.finalize().into_bytes()).into()))
    }

    /// Whether this is it, in constant time.
    pub fn matches(&self, given: &[u8]) -> bool {
        self.0.expose_secret().as_bytes().ct_eq(given).into()
    }

    /// For BigCommerce, when the hook is created.
    pub fn secret(&self) -> SecretString {
        self.0.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hook_has_its_own() {
        let key: SecretString = "k".repeat(64).into();
        let one = HookSecret::derive(&key, "one").unwrap();
        let two = HookSecret::derive(&key, "two").unwrap();
        assert!(one.matches(one.secret().expose_secret().as_bytes()));
        assert!(!one.matches(two.secret().expose_secret().as_bytes()));
        assert!(!one.matches(b""));
    }
}
