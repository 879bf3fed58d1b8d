//! Finding things in the world, and the few rules that hold between its parts.

use url::Url;

use crate::callbacks::is_loopback;

use super::{App, Attempt, Called, Install, Store, Token, World};

impl World {
    /// The app with that client id.
    pub fn app_by_client_id(&self, client_id: &str) -> Option<&App> {
        self.apps.values().find(|app| app.client_id == client_id)
    }

    /// A store by hash.
    pub fn store(&self, hash: &str) -> Option<&Store> {
        self.stores.get(hash)
    }

    /// A store by hash, to change.
    pub fn store_mut(&mut self, hash: &str) -> Option<&mut Store> {
        self.stores.get_mut(hash)
    }

    /// The install of an app on a store.
    pub fn install(&self, app_id: u64, store: &str) -> Option<&Install> {
        self.installs
            .iter()
            .find(|install| install.app_id == app_id && install.store == store)
    }

    /// A living token.
    pub fn token(&self, token: &str) -> Option<&Token> {
        self.tokens.get(token)
    }

    /// Gives a token, killing the one that the same app had for the same store.
    pub fn issue(&mut self, token: Token) {
        self.tokens
            .retain(|_, old| old.app_id != token.app_id || old.store != token.store);
        self.tokens.insert(token.token.clone(), token);
    }

    /// Kills an app's token for a store; says whether there was one.
    pub fn revoke(&mut self, app_id: u64, store: &str) -> bool {
        let before = self.tokens.len();
        self.tokens
            .retain(|_, t| t.app_id != app_id || t.store.as_deref() != Some(store));
        self.tokens.len() < before
    }

    /// Forgets an app on a store: install, token, codes, hooks and what was queued for them.
    pub fn forget_install(&mut self, app_id: u64, store: &str) {
        self.revoke(app_id, store);
        self.installs
            .retain(|i| i.app_id != app_id || i.store != store);
        self.codes
            .retain(|c| c.app_id != app_id || c.store != store);
        self.hooks
            .retain(|_, h| h.app_id != app_id || h.store != store);
        let hooks = &self.hooks;
        self.queue
            .retain(|pending| hooks.contains_key(&pending.hook_id));
    }

    /// Adds to the log of attempts, dropping the oldest beyond what is kept.
    pub fn log_attempt(&mut self, attempt: Attempt) {
        self.attempts.push_back(attempt);
        while self.attempts.len() > super::ATTEMPTS_KEPT {
            self.attempts.pop_front();
        }
    }

    /// Adds to the log of server-side callbacks, dropping the oldest beyond what is kept.
    pub fn log_callback(&mut self, called: Called) {
        self.callbacks.push_back(called);
        while self.callbacks.len() > super::CALLBACKS_KEPT {
            self.callbacks.pop_front();
        }
    }

    /// Deletes an app with everything of it, its credentials included.
    pub fn delete_app(&mut self, app_id: u64) {
        let stores: Vec<String> = self.stores.keys().cloned().collect();
        for store in stores {
            self.forget_install(app_id, &store);
        }
        self.tokens.retain(|_, token| token.app_id != app_id);
        self.callbacks.retain(|called| called.app_id != app_id);
        self.apps.remove(&app_id);
    }

    /// Whether any callback or hook leads away from this machine.
    pub fn calls_outside(&self) -> bool {
        let callbacks = self.apps.values().flat_map(|app| {
            let urls = &app.callbacks;
            [&urls.auth, &urls.load, &urls.uninstall, &urls.remove_user]
        });
        callbacks
            .chain(self.hooks.values().map(|hook| &hook.destination))
            .filter_map(|text| Url::parse(text).ok())
            .any(|url| !is_loopback(&url))
    }
}
