use serde::Serialize;
use specta::Type;

use super::{AppKind, AppMode, Millis, StoreState};

/// A store as a list of many shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StoreRow {
    /// Its id.
    pub id: u32,
    /// The app it installed.
    pub app_id: u32,
    /// That app's name.
    pub app_name: String,
    /// What stands behind that app.
    pub kind: AppKind,
    /// Which BigCommerce the app belongs to.
    pub mode: AppMode,
    /// Its hash at BigCommerce.
    pub hash: String,
    /// Its name, once it is known.
    pub name: Option<String>,
    /// Its domain, once it is known.
    pub domain: Option<String>,
    /// Its plan, once it is known.
    pub plan: Option<String>,
    /// Who installed it: an e-mail address.
    pub installed_by: Option<String>,
    /// Whether it can be used.
    pub state: StoreState,
    /// The most pressing thing that somebody should look at.
    pub attention: Option<Attention>,
    /// When it got its token.
    pub installed_at: Millis,
    /// When its last event arrived.
    pub last_event_at: Option<Millis>,
    /// Hooks that are registered and active.
    pub hooks_active: u32,
    /// Hooks that should be.
    pub hooks_wanted: u32,
    /// Scopes that the app asks for and the store did not grant.
    pub scopes_missing: u32,
    /// When BigCommerce was last asked how it is.
    pub checked_at: Option<Millis>,
    /// The last thing that went wrong.
    pub last_error: Option<LastError>,
}

/// Why somebody should look at a store.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Attention {
    /// What it is.
    pub kind: AttentionKind,
    /// Until when, or when it will be, where that is known.
    pub at: Option<Millis>,
}

/// What a store needs attention for, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum AttentionKind {
    /// It waits to be confirmed.
    Held,
    /// BigCommerce refuses its token.
    Revoked,
    /// It is closed, suspended or in maintenance.
    Down,
    /// Something else is wrong, which `last_error` tells.
    Problem,
    /// Hooks are missing or not active.
    HooksOff,
    /// BigCommerce delivers to some domain no more for a while.
    Blocked,
    /// A hook that carried nothing for long is about to be switched off.
    Lapsing,
    /// It did not grant a scope that the app asks for.
    ScopesMissing,
}

/// Something that went wrong with a store.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LastError {
    /// What, in a sentence.
    pub title: String,
    /// When it was last seen, where that is known.
    pub at: Option<Millis>,
    /// Whether it is over.
    pub over: bool,
}
