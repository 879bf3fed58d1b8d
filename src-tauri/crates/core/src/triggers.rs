//! Triggers: wanted or not, their hooks shown, and proved by a signed test that takes the whole way.

use patchbay_connector::Trigger;
use patchbay_ledger::{App, AppChange, Hook, Store, StoreState};

use crate::accounts::is_account;
use crate::error::{Error, Result};
use crate::patchbay::{Patchbay, connector_of, id};
use crate::view::{HookState, HookView, Millis, TriggerView};
use crate::{scopes, words};

impl Patchbay {
    /// The triggers of an app, with their hooks.
    pub async fn triggers(&self, app_id: u32) -> Result<Vec<TriggerView>> {
        let app = self.ledger_app(app_id).await?;
        let connector = connector_of(&app)?;
        let configured = scopes::configured(connector, &app);
        let stores = self.0.ledger.stores(Some(app.id)).await?;
        let hooks = self.0.ledger.hooks(None).await?;
        let view = |trigger: &Trigger| TriggerView {
            id: trigger.id.clone(),
            name: trigger.name.clone(),
            group: trigger.group.clone(),
            other: trigger.fetch.is_none(),
            scope: trigger.scope.clone(),
            about: trigger.about.clone(),
            enabled: scopes::is_wanted(trigger, &app),
            missing_scope: connector
                .unmet(&trigger.needs_any, &configured)
                .filter(|_| trigger.fetch.is_some() && !is_account(&app))
                .map(str::to_owned),
            hooks: match trigger.fetch.is_some() || scopes::is_wanted(trigger, &app) {
                true => hook_views(trigger, &stores, &hooks),
                false => Vec::new(),
            },
        };
        Ok(connector.every_trigger().map(view).collect())
    }

    /// Wants a trigger, or no longer; its hooks follow.
    pub async fn set_trigger(
        &self,
        app_id: u32,
        trigger: &str,
        enabled: bool,
    ) -> Result<Vec<TriggerView>> {
        let app = self.ledger_app(app_id).await?;
        let trigger = connector_of(&app)?
            .trigger(trigger)
            .ok_or(Error::NotFound("trigger"))?;
        let what = if enabled {
            "trigger switched on"
        } else {
            "trigger switched off"
        };
        let change = chosen(&app, trigger, enabled);
        let app = self.change_app(&app, change, what, &trigger.name).await?;
        self.settle_all_hooks(&app).await?;
        self.triggers(app_id).await
    }

    /// Creates the hooks that are missing and mends those that are off.
    pub async fn register_hooks(&self, app_id: u32) -> Result<Vec<TriggerView>> {
        let app = self.ledger_app(app_id).await?;
        self.settle_all_hooks(&app).await?;
        self.triggers(app_id).await
    }

    /// Sends a signed test through the public address and waits for it to be stored.
    pub async fn prove_hook(&self, store_id: u32, trigger: &str) -> Result<HookView> {
        let (app, store) = self.app_and_store(store_id).await?;
        let trigger = connector_of(&app)?
            .trigger(trigger)
            .ok_or(Error::NotFound("trigger"))?;
        let hook = self.hook_of(&store, trigger).await?;
        let outcome = self.prove(&app, &store, trigger, &hook).await?;
        let hook = match outcome {
            None => Hook {
                proved_at: Some(self.now()),
                problem: None,
                ..self.hook_of(&store, trigger).await?
            },
            Some(problem) => Hook {
                problem: Some(words::keep("test", &problem)),
                ..hook
            },
        };
        self.0.ledger.put_hook(hook.clone()).await?;
        self.touch();
        Ok(hook_view(&store, Some(&hook)))
    }

    pub(crate) async fn hook_of(&self, store: &Store, trigger: &Trigger) -> Result<Hook> {
        let hooks = self.0.ledger.hooks(Some(store.id)).await?;
        hooks
            .into_iter()
            .find(|hook| hook.trigger == trigger.id)
            .ok_or(Error::NotFound("hook"))
    }
}

/// Only what differs from a new app is kept, so that an app is asked nothing about triggers that come
/// with a later version.
fn chosen(app: &App, trigger: &Trigger, enabled: bool) -> AppChange {
    let of = |list: &[String]| {
        let mut list = list.to_vec();
        list.retain(|other| *other != trigger.id);
        if enabled != trigger.default_on {
            list.push(trigger.id.clone());
        }
        Some(list)
    };
    let (triggers_off, triggers_on) = match trigger.default_on {
        true => (of(&app.triggers_off), None),
        false => (None, of(&app.triggers_on)),
    };
    AppChange {
        triggers_off,
        triggers_on,
        ..AppChange::default()
    }
}

fn hook_views(trigger: &Trigger, stores: &[Store], hooks: &[Hook]) -> Vec<HookView> {
    let connected = stores
        .iter()
        .filter(|store| store.state == StoreState::Connected);
    connected
        .map(|store| {
            let own = |hook: &&Hook| hook.store_id == store.id && hook.trigger == trigger.id;
            hook_view(store, hooks.iter().find(own))
        })
        .collect()
}

fn hook_view(store: &Store, hook: Option<&Hook>) -> HookView {
    HookView {
        store_id: id(store.id),
        store_name: words::store_name(store),
        state: state(hook),
        remote_id: hook.and_then(|hook| hook.remote_id).map(id),
        destination: hook
            .map(|hook| masked(&hook.destination, &hook.id))
            .unwrap_or_default(),
        checked_at: hook.and_then(|hook| hook.checked_at).map(Millis),
        proved_at: hook.and_then(|hook| hook.proved_at).map(Millis),
        last_delivery_at: hook.and_then(|hook| hook.last_delivery_at).map(Millis),
        problem: hook.and_then(|hook| hook.problem.as_ref()).map(words::kept),
    }
}

/// How a hook is, as it was last seen.
pub(crate) fn state(hook: Option<&Hook>) -> HookState {
    match hook {
        None => HookState::Missing,
        Some(hook) if hook.problem.is_some() => HookState::Failing,
        Some(hook) if hook.active => HookState::Active,
        Some(hook) if hook.remote_id.is_some() => HookState::Inactive,
        Some(_) => HookState::Missing,
    }
}

/// A destination, with all but the beginning of the hook's id masked: who knows it can knock there.
pub(crate) fn masked(destination: &str, hook_id: &str) -> String {
    destination.replace(hook_id, &format!("{}…", &hook_id[..hook_id.len().min(4)]))
}
