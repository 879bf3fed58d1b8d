//! The list of stores: light rows of one query, with what somebody should look at.

use patchbay_connector::Connector;
use patchbay_ledger::{App, Store, StoreRow as Row, StoreState};

use super::{hooks_wanted, proof};
use crate::error::Result;
use crate::health::{is_near, lapses_at};
use crate::patchbay::{Patchbay, connector_of, id};
use crate::view::{Attention, AttentionKind, LastError, Millis, StoreRow};
use crate::{scopes, words};

/// States of a store in which it sells, or is about to. Which others there are is not documented.
const OPEN: &[&str] = &["", "live", "prelaunch"];

impl Patchbay {
    /// Every store as the list shows it.
    ///
    /// # Errors
    /// Those of the ledger.
    pub async fn store_rows(&self) -> Result<Vec<StoreRow>> {
        let apps = self.0.ledger.apps().await?;
        let (mut rows, now) = (Vec::new(), self.now());
        for row in self.0.ledger.store_rows().await? {
            if let Some(app) = apps.iter().find(|app| app.id == row.store.app_id) {
                rows.push(shown(connector_of(app)?, app, &row, now));
            }
        }
        Ok(rows)
    }
}

fn shown(connector: &Connector, app: &App, row: &Row, now: i64) -> StoreRow {
    let store = &row.store;
    let facts = Facts {
        hooks_active: words::count(row.hooks_active),
        hooks_wanted: hooks_wanted(connector, app, store),
        scopes_missing: scopes_missing(connector, app, store),
    };
    let profile = store.profile.as_ref();
    StoreRow {
        id: id(store.id),
        app_id: id(app.id),
        app_name: app.name.clone(),
        kind: words::kind(app.kind),
        mode: words::mode(app.mode),
        hash: store.hash.clone(),
        name: profile.map(|profile| profile.name.clone()),
        domain: profile.map(|profile| profile.domain.clone()),
        plan: profile.map(|profile| profile.plan.clone()),
        installed_by: store.installed_by.clone(),
        state: words::store_state(store.state),
        attention: attention(row, &facts, now),
        installed_at: Millis(store.installed_at),
        last_event_at: store.last_event_at.map(Millis),
        hooks_active: facts.hooks_active,
        hooks_wanted: facts.hooks_wanted,
        scopes_missing: facts.scopes_missing,
        checked_at: row.checked_at.map(Millis),
        last_error: last_error(row),
    }
}

fn scopes_missing(connector: &Connector, app: &App, store: &Store) -> u32 {
    let configured = scopes::configured(connector, app);
    words::count_of(connector.compare(&configured, &store.granted).missing.len())
}

/// What is counted of a store.
struct Facts {
    hooks_active: u32,
    hooks_wanted: u32,
    scopes_missing: u32,
}

fn attention(row: &Row, facts: &Facts, now: i64) -> Option<Attention> {
    let of = |kind, at: Option<i64>| {
        Some(Attention {
            kind,
            at: at.map(Millis),
        })
    };
    let store = &row.store;
    match store.state {
        StoreState::Held => return of(AttentionKind::Held, None),
        StoreState::Revoked => return of(AttentionKind::Revoked, None),
        StoreState::Uninstalled => return None,
        StoreState::Connected => {}
    }
    let status = store.profile.as_ref().map_or("", |it| it.status.as_str());
    let blocked = row.blocked_until.filter(|until| *until > now);
    let lapses = row.quiet_since.map(lapses_at);
    let lapses = lapses.filter(|at| is_near(*at, now));
    if proof::is_down(store) || !OPEN.contains(&status) {
        of(AttentionKind::Down, None)
    } else if store.problem.is_some() {
        of(AttentionKind::Problem, None)
    } else if facts.hooks_active < facts.hooks_wanted {
        of(AttentionKind::HooksOff, None)
    } else if blocked.is_some() {
        of(AttentionKind::Blocked, blocked)
    } else if lapses.is_some() {
        of(AttentionKind::Lapsing, lapses)
    } else if facts.scopes_missing > 0 {
        of(AttentionKind::ScopesMissing, None)
    } else {
        None
    }
}

/// What is wrong with the store, or the last thing that was.
fn last_error(row: &Row) -> Option<LastError> {
    let seen = row.error.as_ref();
    if let Some(problem) = &row.store.problem {
        let at = seen.filter(|(_, error)| error.code == problem.code);
        return Some(LastError {
            title: words::kept(problem).title,
            at: at.map(|(at, _)| Millis(*at)),
            over: false,
        });
    }
    seen.map(|(at, error)| LastError {
        title: words::kept(error).title,
        at: Some(Millis(*at)),
        over: true,
    })
}
