//! The merchant's consent: it makes the install and the code, and it is asked for again when what
//! the app wants has changed.

use crate::model::{App, Code, Install, World, id};

/// Expired codes are forgotten after this time, in milliseconds.
const KEEP_MS: i64 = 3_600_000;

/// What the merchant said yes to.
#[derive(Debug, Clone)]
pub(crate) struct Consent {
    /// The app.
    pub(crate) app_id: u64,
    /// The store's hash.
    pub(crate) store: String,
    /// The scopes shown.
    pub(crate) scopes: Vec<String>,
    /// Who said it.
    pub(crate) user_id: u64,
}

/// Records the consent and gives the code for it, accepted for `lifetime_ms`.
pub(crate) fn record(world: &mut World, consent: Consent, lifetime_ms: i64) -> Code {
    let code = Code {
        code: id::lowercase(16),
        app_id: consent.app_id,
        store: consent.store.clone(),
        scopes: consent.scopes.clone(),
        user_id: consent.user_id,
        expires_ms: world.now_ms + lifetime_ms,
        used: false,
    };
    let oldest = world.now_ms - KEEP_MS;
    world.codes.retain(|old| old.expires_ms > oldest);
    world.codes.push(code.clone());
    install(world, consent);
    code
}

fn install(world: &mut World, consent: Consent) {
    let now_ms = world.now_ms;
    let multiple_users = world
        .apps
        .get(&consent.app_id)
        .is_some_and(|app| app.callbacks.multiple_users);
    let known = world
        .installs
        .iter_mut()
        .find(|install| install.app_id == consent.app_id && install.store == consent.store);
    match known {
        Some(install) => {
            install.consented = consent.scopes;
            install.multiple_users = multiple_users;
        }
        None => world.installs.push(Install {
            app_id: consent.app_id,
            store: consent.store,
            consented: consent.scopes,
            installed_by: consent.user_id,
            installed_ms: now_ms,
            multiple_users,
            users: Vec::new(),
        }),
    }
}

/// Whether the next launch asks the merchant again: the scopes changed, or multiple users was
/// turned on since.
pub(crate) fn is_stale(app: &App, install: &Install) -> bool {
    install.consented != app.confirmed || (app.callbacks.multiple_users && !install.multiple_users)
}
