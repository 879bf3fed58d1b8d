//! The rules a manifest must keep beyond its types.
//!
//! They hold at build, so that a bundled connector cannot be faulty, and at load, so that one a
//! user brings is refused with a message instead of half working.

use crate::form::{id, prefix, texts, unique};
use crate::manifest::ManifestError;
use crate::model::{Callback, CallbackKind, Connector};
use crate::scope::Scope;
use crate::{
    validate_action, validate_diagnosis, validate_endpoint, validate_exception, validate_hydration,
    validate_recovery, validate_resource, validate_trigger, validate_webhook,
};

type Checked = Result<(), ManifestError>;

const FORMAT: u32 = 1;

/// Every rule, the first broken one wins.
pub(crate) fn connector(connector: &Connector) -> Checked {
    if connector.manifest != FORMAT {
        return Err(ManifestError::Format(connector.manifest));
    }
    id("id", &connector.id)?;
    texts(
        "the connector",
        &[&connector.name, &connector.version, &connector.summary],
    )?;
    scopes(connector)?;
    callbacks(&connector.callbacks)?;
    validate_trigger::triggers(connector)?;
    validate_webhook::webhooks(connector)?;
    validate_endpoint::endpoints(connector)?;
    validate_action::actions(connector)?;
    validate_hydration::hydrations(connector)?;
    validate_diagnosis::diagnoses(&connector.diagnoses)?;
    validate_resource::resources(connector)?;
    validate_recovery::recoveries(connector)?;
    for recovery in &connector.recoveries {
        let place = format!("recovery `{}`: needs_any", recovery.id);
        known(connector, &place, &recovery.needs_any)?;
    }
    validate_exception::exceptions(connector)?;
    credentials(connector)?;
    links(connector)
}

fn scopes(connector: &Connector) -> Checked {
    let spellings = |scope: &Scope| {
        std::iter::once(scope.id.clone())
            .chain(scope.also_spelt.clone())
            .collect::<Vec<_>>()
    };
    unique("scopes", connector.scopes.iter().flat_map(spellings))?;
    let setting = |scope: &Scope| format!("{}: {}", scope.row, scope.level.word());
    unique("scope rows", connector.scopes.iter().map(setting))?;
    for scope in &connector.scopes {
        id("scopes", &scope.id)?;
        texts(
            &format!("scope `{}`", scope.id),
            &[&scope.row, &scope.about],
        )?;
        implied(connector, scope)?;
    }
    unique("mandatory", connector.mandatory.iter().cloned())?;
    known(connector, "mandatory", &connector.mandatory)
}

fn implied(connector: &Connector, scope: &Scope) -> Checked {
    known(
        connector,
        &format!("scope `{}`: implies", scope.id),
        &scope.implies,
    )?;
    for implied in connector
        .scopes
        .iter()
        .filter(|other| scope.implies.contains(&other.id))
    {
        if implied.row != scope.row {
            let (scope, implied) = (scope.id.clone(), implied.id.clone());
            return Err(ManifestError::OtherRow { scope, implied });
        }
    }
    acyclic(connector, scope, &mut vec![&scope.id])
}

fn acyclic<'a>(connector: &'a Connector, at: &'a Scope, path: &mut Vec<&'a str>) -> Checked {
    for next in &at.implies {
        let circle = path.contains(&next.as_str());
        path.push(next);
        if circle {
            return Err(ManifestError::Cycle(path.join(" → ")));
        }
        if let Some(scope) = connector.scopes.iter().find(|scope| scope.id == *next) {
            acyclic(connector, scope, path)?;
        }
        path.pop();
    }
    Ok(())
}

fn callbacks(callbacks: &[Callback]) -> Checked {
    let count = |kind| {
        callbacks
            .iter()
            .filter(|callback| callback.kind == kind)
            .count()
    };
    for (kind, name, required) in [
        (CallbackKind::Auth, "auth", true),
        (CallbackKind::Load, "load", true),
        (CallbackKind::Uninstall, "uninstall", false),
        (CallbackKind::RemoveUser, "remove_user", false),
    ] {
        let found = count(kind);
        if found > 1 || (required && found == 0) {
            return Err(ManifestError::Callback(name));
        }
    }
    callbacks.iter().try_for_each(callback)
}

fn callback(callback: &Callback) -> Checked {
    texts(
        "a callback",
        &[
            &callback.portal_field,
            &callback.old_portal_field,
            &callback.about,
        ],
    )?;
    let allowed = |c: char| c.is_ascii_lowercase() || c == '-';
    let segment = callback.suffix.strip_prefix('/');
    let good = callback.suffix.is_empty()
        || segment.is_some_and(|name| !name.is_empty() && name.chars().all(allowed));
    if good {
        Ok(())
    } else {
        Err(ManifestError::Suffix(callback.suffix.clone()))
    }
}

fn credentials(connector: &Connector) -> Checked {
    let fields = &connector.auth.credentials;
    unique("credentials", fields.iter().map(|field| field.id.clone()))?;
    fields.iter().try_for_each(|field| {
        id("credentials", &field.id)?;
        texts(
            &format!("credential `{}`", field.id),
            &[&field.label, &field.about],
        )
    })
}

fn links(connector: &Connector) -> Checked {
    let links = &connector.links;
    unique(
        "links.help",
        links.help.iter().map(|link| link.topic.clone()),
    )?;
    prefix("links.portal", &links.portal, "https://")?;
    prefix(
        "links.control_panel_develop",
        &links.control_panel_develop,
        "https://",
    )?;
    links.help.iter().try_for_each(|link| {
        id("links.help", &link.topic)?;
        texts("links.help", &[&link.title])?;
        prefix(
            &format!("links.help `{}`", link.topic),
            &link.url,
            "https://",
        )
    })
}

pub(crate) fn known(connector: &Connector, place: &str, scopes: &[String]) -> Checked {
    let missing = |scope: &&String| !connector.scopes.iter().any(|known| known.id == **scope);
    match scopes.iter().find(missing) {
        Some(scope) => Err(ManifestError::UnknownScope {
            place: place.to_owned(),
            scope: scope.clone(),
        }),
        None => Ok(()),
    }
}
