//! Which hooks a connected store should have: one for each trigger that the app wants, and one by
//! which BigCommerce tells of deliveries by the others that failed.

use patchbay_connector::Connector;
use patchbay_ledger::{App, Hook, HookKind, Store};

use crate::error::Result;
use crate::random::random_hex;
use crate::scopes;

/// A hook that a store should have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'w> {
    pub kind: HookKind,
    /// The trigger, by id; empty where it carries none.
    pub trigger: &'w str,
    /// The webhook scope.
    pub scope: &'w str,
}

impl<'w> Wanted<'w> {
    /// Every hook that a store of an app should have.
    pub fn of(connector: &'w Connector, app: &'w App) -> Vec<Self> {
        let triggers = scopes::wanted_triggers(connector, app).map(|trigger| Self {
            kind: HookKind::Trigger,
            trigger: &trigger.id,
            scope: &trigger.scope,
        });
        let exceptions = connector.exceptions.iter().map(|exceptions| Self {
            kind: HookKind::Exceptions,
            trigger: "",
            scope: &exceptions.scope,
        });
        triggers.chain(exceptions).collect()
    }

    /// The one of these that is it, or a new one.
    pub fn among(self, known: &[Hook], store: &Store) -> Result<Hook> {
        let is_it = |hook: &&Hook| hook.kind == self.kind && hook.trigger == self.trigger;
        match known.iter().find(is_it) {
            Some(hook) => Ok(hook.clone()),
            None => self.anew(store),
        }
    }

    fn anew(self, store: &Store) -> Result<Hook> {
        Ok(Hook {
            id: random_hex::<16>()?,
            store_id: store.id,
            kind: self.kind,
            trigger: self.trigger.to_owned(),
            remote_id: None,
            destination: String::new(),
            active: false,
            checked_at: None,
            proved_at: None,
            last_delivery_at: None,
            quiet_since: None,
            problem: None,
        })
    }
}
