//! Scopes: which ones an app asks for and why, what to set for them in the developer portal, and how
//! that compares with what BigCommerce granted.

mod advice;
mod cells;
mod checklist;
mod choosing;
mod compare;
mod differing;
mod findings;
mod setting;
mod three_way;
mod told;
mod uses;
mod words;

use patchbay_connector::{Connector, Trigger};
use patchbay_ledger::{App, Hook};

use crate::accounts::is_account;
use crate::patchbay::connector_of;

pub use checklist::{Situation, checklist, facts};
pub use choosing::{check, choose};
pub use compare::{compare, missing};
pub use three_way::of_store;

/// Lets `GET /v2/store` answer; new apps start with it, and the user may take it away.
pub const PROFILE_SCOPE: &str = "store_v2_information_read_only";

/// Every scope an app asks for: mandatory, additional, custom. An API account asks for none: its scopes
/// were chosen as it was made.
pub fn configured(connector: &Connector, app: &App) -> Vec<String> {
    if is_account(app) {
        return Vec::new();
    }
    let chosen = app.scopes.iter().map(|chosen| chosen.scope.clone());
    connector.mandatory.iter().cloned().chain(chosen).collect()
}

/// Whether an app listens to a trigger: as a new app does, unless the user chose otherwise.
pub fn is_wanted(trigger: &Trigger, app: &App) -> bool {
    match trigger.default_on {
        true => !app.triggers_off.contains(&trigger.id),
        false => app.triggers_on.contains(&trigger.id),
    }
}

/// Whether a hook carries a trigger that its app does not listen to.
pub fn is_left(app: &App, hook: &Hook) -> bool {
    let trigger = connector_of(app)
        .ok()
        .and_then(|it| it.trigger(&hook.trigger));
    trigger.is_some_and(|trigger| !is_wanted(trigger, app))
}

/// The triggers that an app listens to.
pub fn wanted_triggers<'a>(
    connector: &'a Connector,
    app: &'a App,
) -> impl Iterator<Item = &'a Trigger> {
    connector
        .every_trigger()
        .filter(|trigger| is_wanted(trigger, app))
}

#[cfg(test)]
mod tests;
