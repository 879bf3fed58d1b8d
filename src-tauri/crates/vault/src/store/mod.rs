//! Opening the platform's store, and telling its errors apart.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "the errors matched here are others' and grow"
)]

#[cfg(not(any(target_os = "macos", target_os = "windows")))]
mod secret_service;
#[cfg(any(target_os = "macos", target_os = "windows"))]
mod system;

#[cfg(not(any(target_os = "macos", target_os = "windows")))]
use secret_service as platform;
#[cfg(any(target_os = "macos", target_os = "windows"))]
use system as platform;

use keyring::Error;
pub(crate) use platform::{entry, is_stale, reopen};
use zeroize::Zeroize;

use crate::VaultError;

/// Says what a platform error means, wiping any secret bytes it carries.
pub(crate) fn classify(error: Error) -> VaultError {
    match error {
        Error::NoDefaultStore => VaultError::NoStore,
        Error::PlatformFailure(cause) => platform::classify(cause.as_ref(), "platform failure"),
        Error::NoStorageAccess(cause) => platform::classify_access(cause.as_ref()),
        Error::TooLong(_, limit) => VaultError::TooLong { limit },
        Error::BadEncoding(mut bytes) | Error::BadDataFormat(mut bytes, _) => {
            bytes.zeroize();
            VaultError::Other {
                label: "an item is damaged",
            }
        }
        other => VaultError::Other {
            label: label(&other),
        },
    }
}

fn label(error: &Error) -> &'static str {
    match error {
        Error::NoEntry => "no such item",
        Error::Ambiguous(_) => "several items have the same name",
        Error::Invalid(..) => "a name was refused",
        Error::BadStoreFormat(_) => "the store is damaged",
        Error::NotSupportedByStore(_) => "not supported by the store",
        _ => "unknown",
    }
}
