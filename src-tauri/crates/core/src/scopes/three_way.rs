//! Configured here, ticked in the portal, held by each store's token: compared in one pass. Stores
//! that were granted the same are looked at once.

use std::collections::HashMap;

use patchbay_connector::{Connector, Scope};
use patchbay_ledger::{App, Store, StoreState};

use super::cells::{Subject, cell, subjects};
use super::differing::differing;
use super::findings::findings;
use super::{configured, told};
use crate::view::{HeldCell, Millis, ScopeCell, ScopeLine, ScopeTable, ScopesTold};
use crate::words;

/// Stores that were granted the same.
pub(super) struct Alike<'a> {
    pub stores: Vec<&'a Store>,
    /// What they hold, a cell a line of the table.
    pub cells: Vec<ScopeCell>,
}

/// The comparison of an app's connected stores; `None` before BigCommerce granted anything.
pub(super) fn of_app(
    connector: &Connector,
    configured: &[String],
    stores: &[Store],
) -> Option<ScopeTable> {
    let told = told::newest(stores)?;
    let connected = stores
        .iter()
        .filter(|store| store.state == StoreState::Connected);
    Some(table(connector, configured, told, connected))
}

/// The same of one store of an app whose stores are given; `None` while it has no token.
pub fn of_store(
    connector: &Connector,
    app: &App,
    stores: &[Store],
    store: &Store,
) -> Option<ScopeTable> {
    if store.state == StoreState::Uninstalled {
        return None;
    }
    let told = told::newest(stores).unwrap_or(store);
    let configured = configured(connector, app);
    Some(table(connector, &configured, told, std::iter::once(store)))
}

fn table<'a>(
    connector: &Connector,
    configured: &[String],
    told: &Store,
    stores: impl Iterator<Item = &'a Store>,
) -> ScopeTable {
    let grants = by_grant(stores);
    let mut lists: Vec<&[String]> = vec![configured, &told.granted];
    lists.extend(grants.iter().map(|(granted, _)| *granted));
    let subjects = subjects(connector, &lists);
    let cells = |scopes: &[String]| -> Vec<ScopeCell> {
        let of = |subject: &Subject<'_>| cell(connector, *subject, scopes, configured);
        subjects.iter().map(of).collect()
    };
    let alike: Vec<Alike<'a>> = grants
        .into_iter()
        .map(|(granted, stores)| Alike {
            cells: cells(granted),
            stores,
        })
        .collect();
    let lines: Vec<ScopeLine> = subjects
        .iter()
        .zip(cells(configured).into_iter().zip(cells(&told.granted)))
        .enumerate()
        .map(|(at, (subject, (here, portal)))| ScopeLine {
            stores: held(&alike, at),
            ..line(connector, *subject, here, portal)
        })
        .collect();
    let (differing, differing_total) = differing(&lines, &alike);
    ScopeTable {
        told: ScopesTold {
            at: Millis(told.installed_at),
            store: words::store_name(told),
        },
        stores: words::count_of(alike.iter().map(|it| it.stores.len()).sum()),
        findings: findings(connector, configured, &lines, &alike),
        lines,
        differing,
        differing_total,
    }
}

/// Stores by what they were granted, most stores first.
fn by_grant<'a>(stores: impl Iterator<Item = &'a Store>) -> Vec<(&'a [String], Vec<&'a Store>)> {
    let mut found: HashMap<&[String], Vec<&Store>> = HashMap::new();
    for store in stores {
        found.entry(&store.granted).or_default().push(store);
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(_, stores)| {
        let oldest = stores.iter().map(|store| store.id).min();
        (usize::MAX - stores.len(), oldest)
    });
    found
}

fn line(
    connector: &Connector,
    subject: Subject<'_>,
    here: ScopeCell,
    portal: ScopeCell,
) -> ScopeLine {
    let (row, old_row, custom) = match subject {
        Subject::Row(row) => (row, old_row(connector, row), false),
        Subject::Custom(scope) => (scope, String::new(), true),
    };
    ScopeLine {
        row: row.to_owned(),
        old_row,
        custom,
        here,
        portal,
        stores: Vec::new(),
    }
}

fn old_row(connector: &Connector, row: &str) -> String {
    let scope = connector.scopes.iter().find(|scope| scope.row == row);
    scope.map(Scope::old_row).unwrap_or_default().to_owned()
}

/// What the stores hold of a line; those that hold the same are one.
fn held(alike: &[Alike<'_>], line: usize) -> Vec<HeldCell> {
    let mut held: Vec<HeldCell> = Vec::new();
    for it in alike {
        let (Some(cell), stores) = (it.cells.get(line), words::count_of(it.stores.len())) else {
            continue;
        };
        match held.iter_mut().find(|known| known.cell == *cell) {
            Some(known) => known.stores = known.stores.saturating_add(stores),
            None => held.push(HeldCell {
                cell: cell.clone(),
                stores,
            }),
        }
    }
    held
}
