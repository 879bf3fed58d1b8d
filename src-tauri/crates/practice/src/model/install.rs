//! What ties an app to a store: the consent, the code on its way to the app, the token.

use serde::{Deserialize, Serialize};

/// An app that a store's user consented to.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Install {
    /// The app.
    pub app_id: u64,
    /// The store's hash.
    pub store: String,
    /// The scopes the merchant consented to.
    pub consented: Vec<String>,
    /// The user who installed it.
    pub installed_by: u64,
    /// When, in milliseconds since the epoch.
    pub installed_ms: i64,
    /// Whether *multiple users* was on when the merchant consented.
    pub multiple_users: bool,
    /// Further users who may launch it.
    pub users: Vec<u64>,
}

/// An authorization code, given to the app by way of the browser.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Code {
    /// The code.
    pub code: String,
    /// The app it is for.
    pub app_id: u64,
    /// The store's hash.
    pub store: String,
    /// The scopes consented to.
    pub scopes: Vec<String>,
    /// The user who consented.
    pub user_id: u64,
    /// When it ceases to be accepted, in milliseconds since the epoch.
    pub expires_ms: i64,
    /// Whether it was presented once.
    pub used: bool,
}

/// An access token. A store has one per app or API account: the next kills it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Token {
    /// The token.
    pub token: String,
    /// The app or API account it was given to.
    pub app_id: u64,
    /// The store's hash; absent for the unbound token a wrong `context` gets, which opens nothing.
    pub store: Option<String>,
    /// The scopes it carries, the implicit ones included.
    pub scopes: Vec<String>,
    /// When it was given, in milliseconds since the epoch.
    pub issued_ms: i64,
}
