//! What the user chooses and types: checked before it is taken.

use patchbay_connector::Connector;
use patchbay_ledger::{ChosenScope, ScopeKind};

use super::words;
use crate::error::{Error, Field, Result};
use crate::view::CustomScopeCheck;

const LONGEST_LIST: usize = 100;

/// What is found of a scope somebody types.
pub fn check(connector: &Connector, typed: &str) -> CustomScopeCheck {
    let found = connector.check_custom(typed.trim());
    let documented = found
        .documented
        .as_deref()
        .and_then(|id| connector.scope(id));
    let message = match (documented, &found.did_you_mean, found.well_formed) {
        (_, _, false) => "A scope has only small letters, digits and underscores.".into(),
        (Some(scope), ..) => words::not_for_stores(scope.holder).map_or_else(
            || format!("{} is a documented scope: add it from the list.", scope.id),
            str::to_owned,
        ),
        (None, Some(near), _) => {
            format!("BigCommerce documents no such scope. Did you mean {near}?")
        }
        (None, None, true) => "BigCommerce documents no such scope. If it does not know it, \
                               the install fails with “invalid scope”."
            .into(),
    };
    CustomScopeCheck {
        well_formed: found.well_formed,
        for_stores: documented.is_none_or(|scope| scope.is_for_stores()),
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
        return Err(refused("That is more scopes than BigCommerce has."));
    }
    let mut chosen: Vec<ChosenScope> = Vec::new();
    for id in additional {
        let known = connector.scope(id).ok_or_else(|| unknown(id))?;
        add(connector, &mut chosen, &known.id)?;
    }
    for typed in custom.iter().map(|typed| typed.trim()) {
        let found = connector.check_custom(typed);
        if !found.well_formed {
            return Err(refused(check(connector, typed).message));
        }
        add(
            connector,
            &mut chosen,
            found.documented.as_deref().unwrap_or(typed),
        )?;
    }
    Ok(chosen)
}

fn add(connector: &Connector, chosen: &mut Vec<ChosenScope>, id: &str) -> Result<()> {
    let documented = connector.scope(id);
    if let Some(why) = documented.and_then(|scope| words::not_for_stores(scope.holder)) {
        return Err(refused(why));
    }
    if !connector.is_mandatory(id) && !chosen.iter().any(|other| other.scope == id) {
        chosen.push(ChosenScope {
            scope: id.to_owned(),
            kind: match documented {
                Some(_) => ScopeKind::Additional,
                None => ScopeKind::Custom,
            },
        });
    }
    Ok(())
}

fn unknown(id: &str) -> Error {
    refused(format!(
        "{id} is not a documented scope; add it as a custom one."
    ))
}

fn refused(message: impl Into<String>) -> Error {
    Error::invalid(Field::Scope, message)
}
