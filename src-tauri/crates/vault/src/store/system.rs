//! The keychains of macOS and Windows, which are always there and never go stale.

use std::error::Error as StdError;

use keyring::{Entry, Error};

use crate::VaultError;

/// The entry of an item.
pub(crate) fn entry(service: &str, account: &str) -> Result<Entry, Error> {
    Entry::new(service, account)
}

/// These stores hold no connection that could be lost.
pub(crate) fn is_stale(_: &Error) -> bool {
    false
}

/// Nothing to open again.
pub(crate) fn reopen() -> Result<(), Error> {
    Ok(())
}

/// What the system said when it refused access to an item.
pub(crate) fn classify_access(_: &(dyn StdError + Send + Sync + 'static)) -> VaultError {
    VaultError::Denied
}

/// What any other failure means.
pub(crate) fn classify(
    _: &(dyn StdError + Send + Sync + 'static),
    label: &'static str,
) -> VaultError {
    VaultError::Other { label }
}
