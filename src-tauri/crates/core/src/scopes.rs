//! The Permissions & scopes checklist: which scopes an app asks for, why, and what to set for them
//! in the developer portal.

use patchbay_connector::{Connector, Scope, Trigger};
use patchbay_ledger::{App, ChosenScope, ScopeKind as ScopeOrigin};

use crate::error::{Error, Field, Result};
use crate::view::{
    CustomScopeCheck, GrantedScope, PortalRow, ScopeAdvice, ScopeChecklist, ScopeComparison,
    ScopeKind, ScopeView,
};

/// Lets `GET /v2/store` answer; new apps start with it, and the user may take it away.
pub const PROFILE_SCOPE: &str = "store_v2_information_read_only";

const LONGEST_LIST: usize = 100;

/// Every scope an app asks for: mandatory, additional, custom.
pub fn configured(connector: &Connector, app: &App) -> Vec<String> {
    let chosen = app.scopes.iter().map(|chosen| chosen.scope.clone());
    connector.mandatory.iter().cloned().chain(chosen).collect()
}

/// The checklist of an app.
pub fn checklist(connector: &Connector, app: &App) -> ScopeChecklist {
    let configured = configured(connector, app);
    ScopeChecklist {
        chosen: configured
            .iter()
            .map(|id| chosen(connector, app, &configured, id))
            .collect(),
        available: available(connector, &configured),
        rows: rows(connector, &configured),
        advice: advice(connector, app, &configured),
    }
}

/// The scopes granted to a store, compared with those configured.
pub fn compare(connector: &Connector, app: &App, granted: &[String]) -> ScopeComparison {
    let configured = configured(connector, app);
    let found = connector.compare(&configured, granted);
    let view = |id: &String| chosen(connector, app, &configured, id);
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
        extra: found.extra.iter().map(view).collect(),
    }
}

/// What is found of a scope somebody types.
pub fn check(connector: &Connector, typed: &str) -> CustomScopeCheck {
    let found = connector.check_custom(typed.trim());
    let message = match (&found.documented, &found.did_you_mean, found.well_formed) {
        (_, _, false) => "A scope has only small letters, digits and underscores.".into(),
        (Some(id), _, _) => format!("{id} is a documented scope: add it from the list."),
        (None, Some(near), _) => {
            format!("BigCommerce documents no such scope. Did you mean {near}?")
        }
        (None, None, true) => "BigCommerce documents no such scope. If it does not know it, \
                               the install fails with “invalid scope”."
            .into(),
    };
    CustomScopeCheck {
        well_formed: found.well_formed,
        documented: found.documented,
        did_you_mean: found.did_you_mean,
        message,
    }
}

/// What the user chose, checked and without doubles.
pub fn choose(
    connector: &Connector,
    additional: &[String],
    custom: &[String],
) -> Result<Vec<ChosenScope>> {
    if additional.len() + custom.len() > LONGEST_LIST {
        return Err(Error::invalid(
            Field::Scope,
            "That is more scopes than BigCommerce has.",
        ));
    }
    let mut chosen: Vec<ChosenScope> = Vec::new();
    for id in additional {
        let known = connector.scope(id).ok_or_else(|| unknown(id))?;
        push(connector, &mut chosen, &known.id, ScopeOrigin::Additional);
    }
    for typed in custom.iter().map(|typed| typed.trim()) {
        let found = connector.check_custom(typed);
        if !found.well_formed {
            return Err(Error::invalid(
                Field::Scope,
                check(connector, typed).message,
            ));
        }
        let origin = if found.documented.is_some() {
            ScopeOrigin::Additional
        } else {
            ScopeOrigin::Custom
        };
        push(
            connector,
            &mut chosen,
            found.documented.as_deref().unwrap_or(typed),
            origin,
        );
    }
    Ok(chosen)
}

fn push(connector: &Connector, chosen: &mut Vec<ChosenScope>, id: &str, kind: ScopeOrigin) {
    let mandatory = connector.mandatory.iter().any(|mandatory| mandatory == id);
    if !mandatory && !chosen.iter().any(|other| other.scope == id) {
        chosen.push(ChosenScope {
            scope: id.to_owned(),
            kind,
        });
    }
}

fn unknown(id: &str) -> Error {
    Error::invalid(
        Field::Scope,
        format!("{id} is not a documented scope; add it as a custom one."),
    )
}

fn available(connector: &Connector, configured: &[String]) -> Vec<ScopeView> {
    connector
        .scopes
        .iter()
        .filter(|scope| scope.store_level && !configured.contains(&scope.id))
        .map(|scope| documented(scope, ScopeKind::Additional))
        .collect()
}

fn documented(scope: &Scope, kind: ScopeKind) -> ScopeView {
    ScopeView {
        id: scope.id.clone(),
        row: scope.row.clone(),
        level: scope.level.word().into(),
        about: scope.about.clone(),
        kind,
        reasons: Vec::new(),
        satisfied_by: None,
    }
}

fn chosen(connector: &Connector, app: &App, configured: &[String], id: &str) -> ScopeView {
    let kind = kind(connector, app, id);
    let mut view = match connector.scope(id) {
        Some(scope) => documented(scope, kind),
        None => custom(id),
    };
    view.reasons = reasons(connector, app, kind, id);
    view.satisfied_by =
        stronger(connector, configured, id).filter(|_| configured.iter().any(|other| other == id));
    view
}

/// Another configured scope that carries `id`, so that the token will not name `id` itself.
fn stronger(connector: &Connector, configured: &[String], id: &str) -> Option<String> {
    let others: Vec<String> = configured
        .iter()
        .filter(|other| *other != id)
        .cloned()
        .collect();
    connector.satisfies(&others, id)
}

fn custom(id: &str) -> ScopeView {
    ScopeView {
        id: id.to_owned(),
        row: String::new(),
        level: String::new(),
        about: "A scope BigCommerce does not document.".into(),
        kind: ScopeKind::Custom,
        reasons: Vec::new(),
        satisfied_by: None,
    }
}

fn kind(connector: &Connector, app: &App, id: &str) -> ScopeKind {
    if connector.mandatory.iter().any(|mandatory| mandatory == id) {
        return ScopeKind::Mandatory;
    }
    let typed = app
        .scopes
        .iter()
        .any(|chosen| chosen.scope == id && chosen.kind == ScopeOrigin::Custom);
    if typed {
        ScopeKind::Custom
    } else {
        ScopeKind::Additional
    }
}

fn reasons(connector: &Connector, app: &App, kind: ScopeKind, id: &str) -> Vec<String> {
    let mandatory =
        (kind == ScopeKind::Mandatory).then(|| format!("Mandatory for {}", connector.name));
    let profile =
        (id == PROFILE_SCOPE).then(|| "Shows a store’s name, plan and currency".to_owned());
    let readers: Vec<&str> = wanted_triggers(connector, app)
        .filter(|trigger| trigger.needs_any.iter().any(|need| need == id))
        .map(|trigger| trigger.name.as_str())
        .collect();
    mandatory
        .into_iter()
        .chain(profile)
        .chain(reading(&readers))
        .collect()
}

/// "Order Created and Refund Created read their resources with it".
fn reading(triggers: &[&str]) -> Option<String> {
    match triggers {
        [] => None,
        [only] => Some(format!("{only} reads its resource with it")),
        [first @ .., last] => Some(format!(
            "{} and {last} read their resources with it",
            first.join(", ")
        )),
    }
}

/// The triggers of an app that the user did not switch off.
pub fn wanted_triggers<'a>(
    connector: &'a Connector,
    app: &'a App,
) -> impl Iterator<Item = &'a Trigger> {
    connector
        .triggers
        .iter()
        .filter(|trigger| !app.triggers_off.contains(&trigger.id))
}

fn rows(connector: &Connector, configured: &[String]) -> Vec<PortalRow> {
    connector
        .portal_rows(configured)
        .into_iter()
        .map(|setting| PortalRow {
            level: setting.level.word().into(),
            old_level: setting.level.old_word().into(),
            row: setting.row,
            scopes: setting.scopes,
        })
        .collect()
}

fn advice(connector: &Connector, app: &App, configured: &[String]) -> Vec<ScopeAdvice> {
    let triggers = wanted_triggers(connector, app).filter_map(|trigger| {
        let add = connector.unmet(trigger, configured)?;
        Some(ScopeAdvice {
            message: format!(
                "{} arrives without it, but reading the {} needs {add}, which is not among the mandatory scopes.",
                trigger.name, trigger.subject.resource
            ),
            add: add.to_owned(),
        })
    });
    let profile = connector
        .satisfies(configured, PROFILE_SCOPE)
        .is_none()
        .then(|| ScopeAdvice {
            message: "Without it a store shows by its hash only: no name, plan or currency.".into(),
            add: PROFILE_SCOPE.into(),
        });
    triggers.chain(profile).collect()
}
