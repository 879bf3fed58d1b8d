//! What one store's token carries, against what its app asks for.

use std::collections::HashSet;

use patchbay_connector::Connector;
use patchbay_ledger::{App, Store, StoreState};

use super::checklist::plain;
use super::configured;
use crate::view::{GrantedScope, ScopeComparison};

/// The scopes granted to a store, compared with those configured.
pub fn compare(connector: &Connector, app: &App, granted: &[String]) -> ScopeComparison {
    let found = connector.compare(&configured(connector, app), granted);
    let view = |id: &String| plain(connector, id);
    ScopeComparison {
        matching: found
            .matching
            .iter()
            .map(|(id, by)| GrantedScope {
                scope: view(id),
                by: by.clone(),
            })
            .collect(),
        missing: found.missing.iter().map(view).collect(),
        wider: found.wider.iter().map(view).collect(),
        extra: found.extra.iter().map(view).collect(),
    }
}

/// How many of the configured scopes the connected store with the fewest of them lacks. Stores that
/// were granted the same are looked at once.
pub fn missing(connector: &Connector, app: &App, stores: &[Store]) -> usize {
    let configured = configured(connector, app);
    let grants: HashSet<&[String]> = stores
        .iter()
        .filter(|store| store.state == StoreState::Connected)
        .map(|store| store.granted.as_slice())
        .collect();
    let missing = |granted: &[String]| connector.compare(&configured, granted).missing.len();
    grants.into_iter().map(missing).max().unwrap_or_default()
}
