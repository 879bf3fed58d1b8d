//! A key of the app's own.

use russh::keys::ssh_key::LineEnding;
use russh::keys::{Algorithm, PrivateKey};
use secrecy::{ExposeSecret, SecretString};

use crate::tunnel::Fault;

const COMMENT: &str = "patchbay";

/// An ed25519 key that was made here, in OpenSSH's form.
#[derive(Clone, Debug)]
pub struct OwnKey(SecretString);

impl OwnKey {
    /// Makes one.
    ///
    /// # Errors
    /// When the system has no random numbers to give.
    pub fn generate() -> Result<Self, Fault> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|error| unusable(&error))?;
        let pair = russh::keys::ssh_key::private::Ed25519Keypair::from_seed(&seed);
        let mut key = PrivateKey::from(pair);
        key.set_comment(COMMENT);
        let text = key
            .to_openssh(LineEnding::LF)
            .map_err(|error| unusable(&error))?;
        Ok(Self(SecretString::from(text.as_str())))
    }

    /// One that was made earlier.
    pub fn of(text: SecretString) -> Self {
        Self(text)
    }

    /// What the vault keeps of it.
    pub fn secret(&self) -> &SecretString {
        &self.0
    }

    /// The line for `~/.ssh/authorized_keys` on the server.
    ///
    /// # Errors
    /// When what the vault kept is no key.
    pub fn public(&self) -> Result<String, Fault> {
        let key = self.private()?;
        key.public_key()
            .to_openssh()
            .map_err(|error| unusable(&error))
    }

    pub(super) fn private(&self) -> Result<PrivateKey, Fault> {
        let key = PrivateKey::from_openssh(self.0.expose_secret());
        let key = key.map_err(|error| unusable(&error))?;
        if key.algorithm() == Algorithm::Ed25519 {
            Ok(key)
        } else {
            Err(unusable(&"it is not the one that was made"))
        }
    }
}

fn unusable(why: &impl ToString) -> Fault {
    Fault::KeyUnusable {
        key: "that Patchbay made".to_owned(),
        why: why.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_kept_and_read_again() {
        let made = OwnKey::generate().unwrap();
        let line = made.public().unwrap();
        assert!(
            line.starts_with("ssh-ed25519 AAAA") && line.ends_with(" patchbay"),
            "{line}"
        );
        let kept = SecretString::from(made.secret().expose_secret());
        assert_eq!(OwnKey::of(kept).public().unwrap(), line);
        assert_ne!(OwnKey::generate().unwrap().public().unwrap(), line);
    }

    #[test]
    fn its_debug_form_shows_nothing() {
        let made = OwnKey::generate().unwrap();
        assert!(!format!("{made:?}").contains("PRIVATE"));
    }

    #[test]
    fn a_spoilt_one_is_named() {
        let spoilt = OwnKey::of(SecretString::from("no key"));
        assert!(matches!(spoilt.public(), Err(Fault::KeyUnusable { .. })));
    }
}
