//! Where an arriving request belongs, kept in memory: the path to an acknowledgement reads neither
//! the ledger nor the keychain. Emptied whenever the set-up changes.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use patchbay_bigcommerce::webhook::SigningKey;
use patchbay_connector::Connector;
use patchbay_ledger::{HookKind, Mode};
use patchbay_vault::Key;

use crate::credentials::is_unproved;
use crate::error::Result;
use crate::hook_secret::HookSecret;
use crate::patchbay::{Patchbay, connector_of};

/// The hook a delivery came by, with what it is checked against.
#[derive(Debug)]
pub(crate) struct HookRoute {
    pub hook_id: String,
    pub app_id: i64,
    /// Whether it is BigCommerce itself that calls.
    pub live: bool,
    pub store_id: i64,
    pub store_hash: String,
    pub kind: HookKind,
    /// The trigger that it carries, by id; empty where it carries none.
    pub trigger: String,
    pub connector: &'static Connector,
    /// Whether its first good signature would prove the app's secret.
    pub unproved: bool,
    /// `None` while the keychain is locked.
    pub secrets: Option<HookSecrets>,
}

/// What deliveries of a hook are checked against.
#[derive(Debug)]
pub(crate) struct HookSecrets {
    pub signing: SigningKey,
    pub header: HookSecret,
}

#[derive(Debug, Default)]
pub(crate) struct Routes(RwLock<HashMap<String, Arc<HookRoute>>>);

impl Routes {
    fn get(&self, key: &str) -> Option<Arc<HookRoute>> {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(key)
            .cloned()
    }

    fn keep(&self, route: &Arc<HookRoute>) {
        let mut routes = self.0.write().unwrap_or_else(PoisonError::into_inner);
        routes.insert(route.hook_id.clone(), route.clone());
    }

    /// Forgets every route; the next request looks anew.
    pub fn clear(&self) {
        self.0
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}

impl Patchbay {
    /// The hook with this key, `None` when there is none.
    pub(crate) async fn hook_route(&self, key: &str) -> Result<Option<Arc<HookRoute>>> {
        if let Some(route) = self.0.routes.get(key) {
            return Ok(Some(route));
        }
        let Some(route) = self.look_up(key).await? else {
            return Ok(None);
        };
        let route = Arc::new(route);
        if route.secrets.is_some() {
            self.0.routes.keep(&route);
        }
        Ok(Some(route))
    }

    async fn look_up(&self, key: &str) -> Result<Option<HookRoute>> {
        let ledger = &self.0.ledger;
        let Some(hook) = ledger.hook(key).await? else {
            return Ok(None);
        };
        let Some(store) = ledger.store(hook.store_id).await? else {
            return Ok(None);
        };
        let Some(app) = ledger.app(store.app_id).await? else {
            return Ok(None);
        };
        Ok(Some(HookRoute {
            secrets: self.hook_secrets(app.mode, &app.key, &hook.id).await,
            hook_id: hook.id,
            unproved: is_unproved(&app),
            app_id: app.id,
            live: app.mode == Mode::Live,
            store_id: store.id,
            store_hash: store.hash,
            kind: hook.kind,
            trigger: hook.trigger,
            connector: connector_of(&app)?,
        }))
    }

    async fn hook_secrets(&self, mode: Mode, app_key: &str, hook_id: &str) -> Option<HookSecrets> {
        let client_secret = self
            .0
            .secrets
            .get(mode, &Key::app_secret(app_key))
            .await
            .ok()??;
        let hook_key = self
            .0
            .secrets
            .get(mode, &Key::hook_key(app_key))
            .await
            .ok()??;
        let header = HookSecret::derive(&hook_key, hook_id).ok()?;
        Some(HookSecrets {
            signing: SigningKey::new(&client_secret),
            header,
        })
    }
}
