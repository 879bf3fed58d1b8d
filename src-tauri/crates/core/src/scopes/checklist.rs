//! The Permissions & scopes checklist of an app.

use patchbay_connector::{Connector, RowSetting, Scope};
use patchbay_ledger::{App, ScopeKind as Chosen, Store};

use super::advice::advice;
use super::uses::{Use, reasons, uses};
use super::{configured, three_way, words};
use crate::accounts::is_account;
use crate::view::{OpenedCalls, PortalRow, ScopeChecklist, ScopeFacts, ScopeKind, ScopeView};

/// What an app's scopes are judged by.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// Its stores.
    pub stores: &'a [Store],
    /// Whether resources are fetched as its events arrive.
    pub fetches: bool,
}

/// The checklist of an app.
pub fn checklist(connector: &Connector, app: &App, situation: Situation<'_>) -> ScopeChecklist {
    if is_account(app) {
        return ScopeChecklist::default();
    }
    let configured = configured(connector, app);
    let uses = uses(connector, app);
    let view = |id: &String| {
        let view = with_reasons(connector, (&configured, id), &uses, situation.fetches);
        ScopeView {
            kind: kind(connector, app, id),
            ..view
        }
    };
    ScopeChecklist {
        chosen: configured.iter().map(view).collect(),
        available: available(connector, &configured),
        rows: rows(connector, &configured),
        advice: advice(connector, app, &configured, &uses),
        comparison: three_way::of_app(connector, &configured, situation.stores),
    }
}

/// Everything that is known of a documented scope.
pub fn facts(connector: &Connector, id: &str) -> Option<ScopeFacts> {
    let scope = connector.scope(id)?;
    let opened = connector.opened_by(id);
    Some(ScopeFacts {
        id: scope.id.clone(),
        row: scope.row.clone(),
        old_row: scope.old_row().to_owned(),
        level: scope.level.word().into(),
        old_level: scope.level.old_word().into(),
        about: scope.about.clone(),
        note: words::note(scope),
        also_spelt: scope.also_spelt.clone(),
        includes: scope.implies.clone(),
        triggers: opened.triggers.iter().map(|it| it.name.clone()).collect(),
        endpoints: opened
            .endpoints
            .iter()
            .map(|it| OpenedCalls {
                name: it.name.clone(),
                calls: it.calls.clone(),
            })
            .collect(),
    })
}

/// A scope without what it is there for.
pub(super) fn plain(connector: &Connector, id: &str) -> ScopeView {
    match connector.scope(id) {
        Some(scope) => documented(scope),
        None => custom(id),
    }
}

/// The rows to set in the developer portal.
pub(super) fn rows(connector: &Connector, configured: &[String]) -> Vec<PortalRow> {
    let row = |setting: RowSetting| PortalRow {
        level: setting.level.word().into(),
        old_level: setting.level.old_word().into(),
        row: setting.row,
        old_row: setting.old_row,
        scopes: setting.scopes,
    };
    let rows = connector.portal_rows(configured);
    rows.into_iter().map(row).collect()
}

/// Those for stores first; the others are there to be found, and say why they cannot be had.
fn available(connector: &Connector, configured: &[String]) -> Vec<ScopeView> {
    let open = |scope: &&Scope| !configured.contains(&scope.id);
    let scopes = connector.scopes.iter().filter(open);
    let (ours, others): (Vec<_>, Vec<_>) = scopes.partition(|scope| scope.is_for_stores());
    ours.into_iter().chain(others).map(documented).collect()
}

fn with_reasons(
    connector: &Connector,
    (configured, id): (&[String], &str),
    uses: &[Use<'_>],
    fetches: bool,
) -> ScopeView {
    let mandatory = connector
        .is_mandatory(id)
        .then(|| format!("Mandatory for {}", connector.name));
    let served = reasons(connector, uses, (configured, id), fetches);
    ScopeView {
        reasons: mandatory.into_iter().chain(served).collect(),
        satisfied_by: stronger(connector, configured, id),
        ..plain(connector, id)
    }
}

/// Another configured scope that carries `id`, so that the token will not name `id` itself.
fn stronger(connector: &Connector, configured: &[String], id: &str) -> Option<String> {
    let others = configured.iter().filter(|other| *other != id);
    let others: Vec<String> = others.cloned().collect();
    connector.satisfies(&others, id)
}

fn documented(scope: &Scope) -> ScopeView {
    ScopeView {
        id: scope.id.clone(),
        row: scope.row.clone(),
        level: scope.level.word().into(),
        about: scope.about.clone(),
        note: words::note(scope),
        for_stores: scope.is_for_stores(),
        kind: ScopeKind::Additional,
        reasons: Vec::new(),
        satisfied_by: None,
    }
}

fn custom(id: &str) -> ScopeView {
    ScopeView {
        id: id.to_owned(),
        row: String::new(),
        level: String::new(),
        about: "A scope BigCommerce does not document.".into(),
        note: None,
        for_stores: true,
        kind: ScopeKind::Custom,
        reasons: Vec::new(),
        satisfied_by: None,
    }
}

fn kind(connector: &Connector, app: &App, id: &str) -> ScopeKind {
    let typed = |chosen: &&patchbay_ledger::ChosenScope| {
        chosen.scope == id && chosen.kind == Chosen::Custom
    };
    if connector.is_mandatory(id) {
        ScopeKind::Mandatory
    } else if app.scopes.iter().any(|chosen| typed(&chosen)) {
        ScopeKind::Custom
    } else {
        ScopeKind::Additional
    }
}
