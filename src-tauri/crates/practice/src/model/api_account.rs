//! Store-level API accounts: credentials that a store makes for itself in its control panel. They
//! never change; whoever needs others deletes the account and makes another.

use serde::{Deserialize, Serialize};

use super::scope::{self, Row};
use super::{Token, World, id};

/// A store's API account. Its number is drawn with those of the apps, so that a token or a hook is of
/// one of either.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ApiAccount {
    /// Its number.
    pub id: u64,
    /// The hash of the store that made it.
    pub store: String,
    /// The name given to it.
    pub name: String,
    /// *Client ID*.
    pub client_id: String,
    /// *Client secret*.
    pub client_secret: String,
    /// The scopes chosen as it was made.
    pub scopes: Vec<String>,
    /// Whether its credentials were shown, which they are once.
    pub shown: bool,
    /// When it was made, in milliseconds since the epoch.
    pub created_ms: i64,
}

/// What a token or a hook was made with: an app's credentials, or an API account's.
#[derive(Debug, Clone, Copy)]
pub struct Holder<'w> {
    /// The number of either.
    pub id: u64,
    /// Its name.
    pub name: &'w str,
    /// *Client ID*.
    pub client_id: &'w str,
    /// *Client Secret*, which signs what is delivered.
    pub client_secret: &'w str,
}

/// The rows an account can choose from: all but those that only an app can hold.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    scope::ROWS.iter().filter(|row| !scope::is_app_only(row))
}

impl World {
    /// Whose number that is.
    pub fn holder(&self, id: u64) -> Option<Holder<'_>> {
        let app = self.apps.get(&id).map(|app| Holder {
            id,
            name: &app.name,
            client_id: &app.client_id,
            client_secret: &app.client_secret,
        });
        app.or_else(|| {
            self.api_accounts.get(&id).map(|account| Holder {
                id,
                name: &account.name,
                client_id: &account.client_id,
                client_secret: &account.client_secret,
            })
        })
    }

    /// Makes an account of a store, with its token; the number of it.
    pub fn add_api_account(&mut self, store: &str, name: &str, scopes: Vec<String>) -> u64 {
        let number = id::take(&mut self.counters.app);
        let account = ApiAccount {
            id: number,
            store: store.to_owned(),
            name: name.to_owned(),
            client_id: id::lowercase(31),
            client_secret: id::secret(),
            scopes: scopes.clone(),
            shown: false,
            created_ms: self.now_ms,
        };
        self.api_accounts.insert(number, account);
        let implicit = scope::IMPLICIT[0].to_owned();
        let token = Token {
            token: id::lowercase(31),
            app_id: number,
            store: Some(store.to_owned()),
            scopes: scopes.into_iter().chain([implicit]).collect(),
            issued_ms: self.now_ms,
        };
        self.issue(token);
        number
    }

    /// An account's token.
    pub fn token_of(&self, id: u64) -> Option<&str> {
        let mut tokens = self.tokens.values();
        tokens
            .find(|token| token.app_id == id)
            .map(|token| token.token.as_str())
    }

    /// Deletes an account: its token and its hooks are dead at once.
    pub fn delete_api_account(&mut self, id: u64) {
        if let Some(account) = self.api_accounts.remove(&id) {
            self.forget_install(id, &account.store);
        }
    }
}
