//! What a draft is checked against: what there is to refer to, with the stores that it is for.

use patchbay_connector::{Action, Connector, Danger, Input, Kind, Trigger, TriggerKind, bundled};
use patchbay_ledger::{App, Orchestration, Store};
use patchbay_orchestration::check::{
    self, Finding, Fits, Known, KnownAction, KnownInput, KnownTrigger, Unmet, check,
};
use patchbay_orchestration::document::Document;
use serde_json::json;

use crate::accounts::is_account;
use crate::error::Result;
use crate::patchbay::Patchbay;
use crate::words;

impl Patchbay {
    /// What stands in the way of publishing a draft, and what is odd.
    pub(super) async fn findings(
        &self,
        of: &Orchestration,
        draft: &Document,
    ) -> Result<Vec<Finding>> {
        let known = self.known(of).await?;
        Ok(check(draft, &known))
    }

    pub(super) async fn known(&self, of: &Orchestration) -> Result<Known> {
        let stores = self.stores_of(of).await?;
        let addresses = self.0.ledger.forward_addresses().await?;
        let addresses: Vec<String> = addresses.iter().map(|it| it.id.to_string()).collect();
        let all = bundled().iter();
        let actions = all.clone().flat_map(|it| actions(it, &stores));
        Ok(Known {
            actions: actions.collect(),
            triggers: all.flat_map(|it| triggers(it, &stores)).collect(),
            origins: addresses.clone(),
            addresses,
            stores: stores.iter().map(|(_, it)| words::store_name(it)).collect(),
            schedule: json!({ "scheduled_at": "2026-03-01T08:30:00Z" }),
        })
    }

    async fn stores_of(&self, of: &Orchestration) -> Result<Vec<(App, Store)>> {
        let apps = self.0.ledger.apps().await?;
        let mut stores = self.0.ledger.stores(None).await?;
        stores.retain(|store| of.stores.contains(&store.id));
        let with_app = stores.into_iter().filter_map(|store| {
            let app = apps.iter().find(|app| app.id == store.app_id)?;
            Some((app.clone(), store))
        });
        Ok(with_app.collect())
    }
}

fn actions(connector: &Connector, stores: &[(App, Store)]) -> Vec<KnownAction> {
    let known = connector.actions.iter().map(|action| KnownAction {
        connector: connector.id.clone(),
        id: action.id.clone(),
        danger: danger(action.danger),
        changes: changes(connector, action),
        inputs: action.inputs.iter().map(input).collect(),
        sample: action.sampled(),
        unmet: unmet(connector, &action.needs_any, stores),
    });
    known.collect()
}

/// What an action changes that has triggers: what stands first in its path.
fn changes(connector: &Connector, action: &Action) -> Option<String> {
    let (method, path) = action.method_and_path()?;
    let kinds = connector.triggers.iter().map(|it| &it.subject.resource);
    let named = |kind: &&String| path.split('/').any(|part| part == format!("{kind}s"));
    (method != "GET" && action.danger != Danger::Reads)
        .then(|| kinds.filter(|kind| named(kind)).min().cloned())
        .flatten()
}

fn triggers(connector: &Connector, stores: &[(App, Store)]) -> Vec<KnownTrigger> {
    let known = connector.every_trigger().map(|trigger| KnownTrigger {
        connector: connector.id.clone(),
        id: trigger.id.clone(),
        scope: trigger.scope.clone(),
        resource: trigger.subject.resource.clone(),
        of_changes: trigger.kind == TriggerKind::Updated,
        sample: seen(connector, trigger),
        unmet: unmet(connector, &trigger.needs_any, stores),
    });
    known.collect()
}

/// What expressions see of a trigger, by the samples of what it is made of.
pub(super) fn seen(connector: &Connector, trigger: &Trigger) -> serde_json::Value {
    let mut seen = connector.sample_data(trigger);
    seen["event"] = json!({
        "id": 1, "trigger": trigger.id, "origin": "live", "at": "2026-03-01T12:00:00Z",
        "scope": trigger.scope,
    });
    seen
}

fn unmet(connector: &Connector, needs: &[String], stores: &[(App, Store)]) -> Vec<Unmet> {
    let known = stores.iter().filter(|(app, _)| !is_account(app));
    known
        .filter_map(|(_, store)| {
            Some(Unmet {
                store: words::store_name(store),
                scope: connector.unmet(needs, &store.granted)?.to_owned(),
            })
        })
        .collect()
}

fn danger(danger: Danger) -> check::Danger {
    match danger {
        Danger::Reads => check::Danger::Reads,
        Danger::Writes => check::Danger::Writes,
        Danger::Destructive => check::Danger::Destructive,
        Danger::Money => check::Danger::Money,
    }
}

fn input(input: &Input) -> KnownInput {
    KnownInput {
        id: input.id.clone(),
        fits: fits(input.kind),
        of: input.of.map(fits),
        fields: input.fields.iter().map(self::input).collect(),
        required: input.required,
        one_of: input.one_of.clone(),
        choices: input.choices.iter().map(|it| it.value.clone()).collect(),
    }
}

fn fits(kind: Kind) -> Fits {
    match kind {
        Kind::Text | Kind::LongText => Fits::Text,
        Kind::Email => Fits::Email,
        Kind::Url => Fits::Url,
        Kind::Id => Fits::Id,
        Kind::Whole => Fits::Whole,
        Kind::Number => Fits::Number,
        Kind::Money => Fits::Money,
        Kind::Switch => Fits::Switch,
        Kind::Date => Fits::Date,
        Kind::Choice => Fits::Choice,
        Kind::List => Fits::List,
        Kind::Object => Fits::Object,
        Kind::Json => Fits::Json,
    }
}
