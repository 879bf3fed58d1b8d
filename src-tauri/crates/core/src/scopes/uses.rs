//! What of an app is in use and needs scopes: the stores' profiles, and of the triggers that are on,
//! reading their resources and finding missed ones again.

use patchbay_connector::{Connector, Fetch, Trigger};
use patchbay_ledger::App;

use super::{wanted_triggers, words};

/// The endpoint that reads a store's profile.
const PROFILE: &str = "store_profile";

/// What something is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Profile,
    Reading,
    Recovery,
}

/// Something in use that needs any of some scopes.
#[derive(Debug)]
pub(super) struct Use<'a> {
    pub purpose: Purpose,
    /// The trigger's name; empty for the profile.
    pub name: &'a str,
    /// What its resource is, `cart`.
    pub resource: &'a str,
    pub needs_any: &'a [String],
}

/// Everything of an app that is in use.
pub(super) fn uses<'a>(connector: &'a Connector, app: &'a App) -> Vec<Use<'a>> {
    let profile = connector.endpoint(PROFILE).map(|endpoint| Use {
        purpose: Purpose::Profile,
        name: "",
        resource: "",
        needs_any: &endpoint.needs_any,
    });
    let reading = fetching(connector, app).map(|(trigger, fetch)| Use {
        purpose: Purpose::Reading,
        name: &trigger.name,
        resource: &fetch.resource,
        needs_any: &trigger.needs_any,
    });
    let recovery = fetching(connector, app).filter_map(|(trigger, fetch)| {
        let recovery = connector.recovery_of(&trigger.id)?;
        Some(Use {
            purpose: Purpose::Recovery,
            name: &trigger.name,
            resource: &fetch.resource,
            needs_any: &recovery.needs_any,
        })
    });
    profile.into_iter().chain(reading).chain(recovery).collect()
}

/// The triggers that are on whose resource can be fetched, and how.
fn fetching<'a>(
    connector: &'a Connector,
    app: &'a App,
) -> impl Iterator<Item = (&'a Trigger, &'a Fetch)> {
    wanted_triggers(connector, app).filter_map(|trigger| Some((trigger, trigger.fetch.as_ref()?)))
}

/// What one of the configured scopes serves, a sentence a purpose. What several could serve, the
/// weakest does.
pub(super) fn reasons(
    connector: &Connector,
    uses: &[Use<'_>],
    (configured, id): (&[String], &str),
    fetches: bool,
) -> Vec<String> {
    let serves = |it: &&Use<'_>| connector.serving(configured, it.needs_any) == Some(id);
    let served: Vec<&Use<'_>> = uses.iter().filter(serves).collect();
    [Purpose::Profile, Purpose::Reading, Purpose::Recovery]
        .into_iter()
        .filter_map(|purpose| {
            let names = names_for(&served, purpose)?;
            Some(sentence(purpose, &names, fetches))
        })
        .collect()
}

fn names_for(served: &[&Use<'_>], purpose: Purpose) -> Option<Vec<String>> {
    let names: Vec<String> = served
        .iter()
        .filter(|it| it.purpose == purpose)
        .map(|it| it.name.to_owned())
        .collect();
    (!names.is_empty()).then_some(names)
}

fn sentence(purpose: Purpose, names: &[String], fetches: bool) -> String {
    let listed = words::listed(names);
    match (purpose, names.len(), fetches) {
        (Purpose::Profile, ..) => "Shows a store’s name, plan and currency".into(),
        (Purpose::Reading, 1, false) => format!("{listed} reads its resource with it"),
        (Purpose::Reading, _, false) => format!("{listed} read their resources with it"),
        (Purpose::Reading, 1, true) => format!("{listed} fetches its resource as it arrives"),
        (Purpose::Reading, _, true) => format!("{listed} fetch their resources as they arrive"),
        (Purpose::Recovery, ..) => format!("Finds missed {listed} again"),
    }
}
