//! What an account's token opens. BigCommerce does not tell the scopes of an account, and making a hook
//! needs none; so what reads something is called once, and what it answered is all that is known.

use std::collections::BTreeMap;

use patchbay_bigcommerce::{ApiError, StoreApi};
use patchbay_connector::{Connector, Fetch, Trigger};
use patchbay_ledger::{Access, App, Store, StoreChange};

use crate::error::Result;
use crate::health::Hurry;
use crate::patchbay::{Patchbay, connector_of};
use crate::scopes;
use crate::view::{AccessLine, AccessStanding, AccessView, Millis};

/// The call that reads a store's profile.
const PROFILE: (&str, &str) = ("store_profile", "/v2/store");

impl Patchbay {
    /// Tries what the token opens, then asks how the store is.
    pub(super) async fn look_at_account(&self, app: &App, store: &Store) {
        if let Err(error) = self.try_access(app, store).await {
            tracing::warn!(error.message = %error, "what an account opens was not noted");
        }
        if let Err(error) = self.check_health(app, store, Hurry::Several).await {
            tracing::warn!(error.message = %error, "an account's store was not checked");
        }
        self.touch();
    }

    /// Calls once what Patchbay reads by itself, and keeps what it was answered, if it was at all.
    pub(crate) async fn try_access(&self, app: &App, store: &Store) -> Result<()> {
        let api = self.store_api(app, store).await?;
        let mut opened = BTreeMap::new();
        for (what, path, query) in calls(connector_of(app)?) {
            if let Some(is_open) = opens(&api, path, query).await {
                opened.insert(what.to_owned(), is_open);
            }
        }
        if opened.is_empty() {
            return Ok(());
        }
        let change = StoreChange {
            access: Some(Access {
                at: self.now(),
                opened,
            }),
            ..StoreChange::default()
        };
        self.0.ledger.update_store(store.id, change).await?;
        Ok(())
    }
}

type Call<'c> = (&'c str, &'c str, &'static [(&'static str, &'static str)]);

fn calls(connector: &Connector) -> impl Iterator<Item = Call<'_>> {
    let profile: Call<'_> = (PROFILE.0, PROFILE.1, &[]);
    let lists = connector.recoveries.iter();
    let lists = lists.map(|list| -> Call<'_> { (&list.id, &list.path, &[("limit", "1")]) });
    std::iter::once(profile).chain(lists)
}

/// Whether a call is answered; `None` where the answer says nothing of scopes.
async fn opens(api: &StoreApi, path: &str, query: &[(&str, &str)]) -> Option<bool> {
    match api.get_dated(path, query).await {
        Ok(_) => Some(true),
        Err(ApiError::ScopeMissing) => Some(false),
        Err(_) => None,
    }
}

/// What is known of an account's token, a line for each thing that needs a scope.
pub(crate) fn access_view(connector: &Connector, app: &App, store: &Store) -> AccessView {
    let access = store.access.as_ref();
    let standing = |what: &str| match access.and_then(|access| access.opened.get(what)) {
        Some(true) => AccessStanding::Open,
        Some(false) => AccessStanding::Refused,
        None => AccessStanding::NotTold,
    };
    let profile = connector.endpoint(PROFILE.0).map(|endpoint| AccessLine {
        what: "Name, plan and currency of the store".into(),
        needs_any: endpoint.needs_any.clone(),
        standing: standing(PROFILE.0),
    });
    let reading = scopes::wanted_triggers(connector, app).filter_map(|trigger| {
        Some(AccessLine {
            what: reads(trigger, trigger.fetch.as_ref()?),
            needs_any: trigger.needs_any.clone(),
            standing: list_of(connector, trigger).map_or(AccessStanding::NotTold, standing),
        })
    });
    AccessView {
        tried_at: access.map(|access| Millis(access.at)),
        lines: profile.into_iter().chain(reading).collect(),
    }
}

fn reads(trigger: &Trigger, fetch: &Fetch) -> String {
    format!("{}: its {}", trigger.name, fetch.resource)
}

/// The list that the same scopes open as a trigger's resource.
fn list_of<'c>(connector: &'c Connector, trigger: &Trigger) -> Option<&'c str> {
    let list = connector.recovery_of(&trigger.id)?;
    let same = list
        .needs_any
        .iter()
        .all(|scope| trigger.needs_any.contains(scope));
    same.then_some(list.id.as_str())
}
