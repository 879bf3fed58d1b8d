//! An app as the developer portal keeps it: what was typed, what was saved and what was confirmed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One app in the developer portal.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct App {
    /// The number in the editor's address.
    pub id: u64,
    /// The name given in *Create an app*.
    pub name: String,
    /// *Client ID*: 31 characters of `a-z0-9`.
    pub client_id: String,
    /// *Client Secret*: 64 hex digits; never changes.
    pub client_secret: String,
    /// *Account UUID*.
    pub account_uuid: String,
    /// *App information*.
    pub callbacks: Callbacks,
    /// *Scopes* as last saved.
    pub choice: ScopeChoice,
    /// The scopes behind *Confirm new scopes*: what an install asks the merchant for.
    pub confirmed: Vec<String>,
    /// Practice only: whether the app passed the marketplace's review. A draft cannot be
    /// installed from outside the control panel.
    pub approved: bool,
    /// When it was created, in milliseconds since the epoch.
    pub created_ms: i64,
}

/// The URLs BigCommerce calls; empty when not filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Callbacks {
    /// *Auth*: also the only `redirect_uri` the token endpoint accepts.
    pub auth: String,
    /// *Load*.
    pub load: String,
    /// *Uninstall*.
    pub uninstall: String,
    /// *Enable multiple users*.
    pub multiple_users: bool,
    /// *Remove user*; used only with multiple users.
    pub remove_user: String,
}

/// The state of the *Scopes* tab.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScopeChoice {
    /// *Modify all* instead of *Set manually*.
    pub modify_all: bool,
    /// Row id to level id, as in [`super::scope::ROWS`]; rows at None are left out.
    pub levels: BTreeMap<String, String>,
}

impl App {
    /// What the saved choice asks for, in the table's order.
    pub fn chosen(&self) -> Vec<String> {
        super::scope::parameters(&self.choice)
    }

    /// Whether saved scopes wait for *Confirm new scopes*.
    pub fn awaits_confirmation(&self) -> bool {
        self.chosen() != self.confirmed
    }
}
