use serde::{Deserialize, Serialize};
use specta::Type;

use super::Millis;

/// What stands behind an app at BigCommerce.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum AppKind {
    /// An OAuth app of the developer portal, which stores install.
    Oauth,
    /// An API account that one store made for itself.
    StoreAccount,
}

/// What is typed of a store's API account, its secrets apart.
#[derive(Clone, Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AccountSpec {
    /// The name the user gives it.
    pub name: String,
    /// The API path that the control panel shows, or the store's hash.
    pub api_path: String,
    /// The Client ID.
    pub client_id: String,
}

/// A store's API account, in the place of an app.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AccountView {
    /// Its store.
    pub store_id: u32,
    /// That store's name, or its hash.
    pub store: String,
    /// That store's hash at BigCommerce.
    pub hash: String,
    /// When its token was given.
    pub token_given_at: Millis,
    /// When its token was last seen to work.
    pub token_proved_at: Option<Millis>,
    /// Whether BigCommerce refuses the token.
    pub token_refused: bool,
}

/// What an account's token was seen to open. BigCommerce does not tell its scopes.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AccessView {
    /// When it was tried.
    pub tried_at: Option<Millis>,
    /// A line for each thing that needs a scope.
    pub lines: Vec<AccessLine>,
}

/// Something that needs a scope.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AccessLine {
    /// What it is.
    pub what: String,
    /// The scopes any of which opens it.
    pub needs_any: Vec<String>,
    /// What was seen.
    pub standing: AccessStanding,
}

/// Whether a token opens something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum AccessStanding {
    /// BigCommerce answered.
    Open,
    /// BigCommerce said that a scope is missing.
    Refused,
    /// Nothing was seen that says it.
    NotTold,
}
