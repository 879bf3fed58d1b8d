//! Why the vault did not answer, and what the person can do about it.
//!
//! Platform errors are classified once, here and in `secret_service`. Labels are stable English
//! words fit for a log; they never carry a secret or the platform's own text.

/// Why the vault could not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// There is no session bus to reach a keychain through (Linux).
    #[error("There is no session bus (D-Bus) to reach the keychain through.")]
    NoBus,
    /// There is a bus, but no keychain service answers on it.
    #[error("No keychain service answers on this computer.")]
    NoStore,
    /// The keychain is locked and was not unlocked, or has no default keyring.
    #[error("The keychain is locked.")]
    Locked,
    /// The secret is longer than the platform keeps.
    #[error("The value is too long for the keychain (limit {limit}).")]
    TooLong {
        /// The platform's limit, in its own unit (characters or bytes).
        limit: u32,
    },
    /// The platform refused access.
    #[error("The keychain refused access.")]
    Denied,
    /// Anything else.
    #[error("The keychain failed ({label}).")]
    Other {
        /// A stable English label for the log and for support.
        label: &'static str,
    },
}

impl VaultError {
    /// A stable word for the page to decide by.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoBus => "vault_no_bus",
            Self::NoStore => "vault_no_store",
            Self::Locked => "vault_locked",
            Self::TooLong { .. } => "vault_too_long",
            Self::Denied => "vault_denied",
            Self::Other { .. } => "vault_other",
        }
    }

    /// What happened, in a sentence for the person.
    pub fn meaning(&self) -> &'static str {
        match self {
            Self::NoBus => {
                "Secrets are kept in the system keychain, and this session has no D-Bus session \
                 bus to reach it through."
            }
            Self::NoStore => {
                "Secrets are kept in the system keychain, and none is running in this session."
            }
            Self::Locked => {
                "The system keychain is locked, or has no default keyring, so its secrets cannot \
                 be read."
            }
            Self::TooLong { .. } => "The system keychain cannot keep a value this long.",
            Self::Denied => "The system keychain refused to let Patchbay read or write its item.",
            Self::Other { .. } => "The system keychain answered with an error.",
        }
    }

    /// What the person can do, in a sentence or two.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::NoBus => {
                "Start Patchbay from a desktop session, or from a shell under dbus-run-session, \
                 and try again."
            }
            Self::NoStore => {
                "Install and start a keychain service (GNOME Keyring, KWallet or KeePassXC with \
                 Secret Service turned on), then try again. Patchbay need not be restarted."
            }
            Self::Locked => {
                "Unlock your login keyring (for example in Passwords and Keys), or make a default \
                 one, then try again."
            }
            Self::TooLong { .. } => "Check that the right value was pasted: secrets are short.",
            Self::Denied => "Allow Patchbay to use its keychain item when the system asks.",
            Self::Other { .. } => {
                "Try again. If it keeps failing, check the keychain with the system's own tool."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_error_has_its_own_code_and_a_remedy() {
        let all = [
            VaultError::NoBus,
            VaultError::NoStore,
            VaultError::Locked,
            VaultError::TooLong { limit: 1 },
            VaultError::Denied,
            VaultError::Other { label: "x" },
        ];
        let codes: BTreeSet<_> = all.iter().map(VaultError::code).collect();
        assert_eq!(codes.len(), all.len(), "a code names one error");
        for error in all {
            assert!(error.meaning().ends_with('.'), "{error:?} explains itself");
            assert!(error.remedy().ends_with('.'), "{error:?} has a remedy");
        }
    }
}
