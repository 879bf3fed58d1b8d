//! The vault: secrets in the OS keychain, behind a trait.
