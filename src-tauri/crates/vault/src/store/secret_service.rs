//! The Secret Service over D-Bus: GNOME Keyring, KWallet, KeePassXC.

use std::error::Error as StdError;
use std::sync::{Mutex, PoisonError};

use keyring::{Entry, Error};
use secret_service::Error as ServiceError;
use zbus_secret_service_keyring_store::Store;

use crate::VaultError;

/// Only one thread opens a store at a time: each opening is a connection to the bus.
static OPENING: Mutex<()> = Mutex::new(());

/// The entry of an item, in whichever store is open.
pub(crate) fn entry(service: &str, account: &str) -> Result<Entry, Error> {
    match Entry::new(service, account) {
        Err(Error::NoDefaultStore) => {
            keyring_core::Entry::new(service, account).map(|inner| Entry { inner })
        }
        other => other,
    }
}

/// Whether a fresh connection might fare better: no store was ever opened, or the one that was
/// has lost its bus or its session with the service.
pub(crate) fn is_stale(error: &Error) -> bool {
    matches!(error, Error::NoDefaultStore | Error::PlatformFailure(_))
}

/// Connects to the bus and makes that connection the store from here on.
pub(crate) fn reopen() -> Result<(), Error> {
    let _one_at_a_time = OPENING.lock().unwrap_or_else(PoisonError::into_inner);
    keyring_core::set_default_store(Store::new()?);
    Ok(())
}

/// What the service said when it refused access to an item.
pub(crate) fn classify_access(cause: &(dyn StdError + 'static)) -> VaultError {
    match classify(cause, "no access") {
        VaultError::Other { .. } => VaultError::Locked,
        known => known,
    }
}

/// What a failure of the service or the bus means.
pub(crate) fn classify(cause: &(dyn StdError + 'static), label: &'static str) -> VaultError {
    match cause.downcast_ref::<ServiceError>() {
        Some(ServiceError::Unavailable) => VaultError::NoBus,
        Some(
            ServiceError::Locked
            | ServiceError::NoResult
            | ServiceError::Prompt
            | ServiceError::PromptDisconnected,
        ) => VaultError::Locked,
        Some(ServiceError::Zbus(error)) => of_bus(error, label),
        Some(ServiceError::ZbusFdo(error)) => of_answer(error, label),
        Some(_) | None => VaultError::Other { label },
    }
}

fn of_bus(error: &zbus::Error, label: &'static str) -> VaultError {
    match error {
        zbus::Error::Address(_)
        | zbus::Error::Connection(..)
        | zbus::Error::InputOutput(_)
        | zbus::Error::Handshake(_) => VaultError::NoBus,
        zbus::Error::FDO(answer) => of_answer(answer, label),
        zbus::Error::MethodError(name, ..) => of_name(name.as_str(), label),
        _ => VaultError::Other { label },
    }
}

fn of_answer(answer: &zbus::fdo::Error, label: &'static str) -> VaultError {
    use zbus::fdo::Error;
    match answer {
        Error::ZBus(error) => of_bus(error, label),
        Error::ServiceUnknown(_)
        | Error::NameHasNoOwner(_)
        | Error::SpawnServiceNotFound(_)
        | Error::SpawnExecFailed(_)
        | Error::SpawnChildExited(_) => VaultError::NoStore,
        Error::Disconnected(_) | Error::NoServer(_) => VaultError::NoBus,
        Error::AccessDenied(_) => VaultError::Denied,
        _ => VaultError::Other { label },
    }
}

/// Errors the bus and the service send by name (Secret Service API, "Errors").
fn of_name(name: &str, label: &'static str) -> VaultError {
    match name {
        "org.freedesktop.DBus.Error.ServiceUnknown"
        | "org.freedesktop.DBus.Error.NameHasNoOwner"
        | "org.freedesktop.DBus.Error.Spawn.ServiceNotFound"
        | "org.freedesktop.DBus.Error.Spawn.ChildExited"
        | "org.freedesktop.DBus.Error.Spawn.ExecFailed" => VaultError::NoStore,
        "org.freedesktop.DBus.Error.AccessDenied" => VaultError::Denied,
        "org.freedesktop.Secret.Error.IsLocked" => VaultError::Locked,
        _ => VaultError::Other { label },
    }
}
