//! What is ticked in the developer portal, as far as that is known: it has no API, but every grant
//! says what was ticked and confirmed when it was given.

use patchbay_ledger::{Store, StoreState};

/// The newest of the stores' grants. One that nobody confirmed yet is no evidence: it came unasked.
pub(super) fn newest(stores: &[Store]) -> Option<&Store> {
    stores
        .iter()
        .filter(|store| store.state != StoreState::Held && !store.granted.is_empty())
        .max_by_key(|store| store.installed_at)
}
