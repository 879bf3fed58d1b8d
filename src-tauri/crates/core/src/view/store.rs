use serde::Serialize;
use specta::Type;

use super::{AccessView, AppKind, Millis, Problem, ScopeComparison};

/// A store that installed an app.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StoreView {
    /// Its id.
    pub id: u32,
    /// The app it installed.
    pub app_id: u32,
    /// That app's name.
    pub app_name: String,
    /// What stands behind that app.
    pub kind: AppKind,
    /// Its hash at BigCommerce.
    pub hash: String,
    /// Whether it can be used.
    pub state: StoreState,
    /// Its details, once `GET /v2/store` has answered.
    pub profile: Option<StoreProfile>,
    /// Who installed it: an e-mail address.
    pub installed_by: Option<String>,
    /// Its owner, as BigCommerce last said it: an e-mail address.
    pub owner: Option<String>,
    /// When it was last installed.
    pub installed_at: Millis,
    /// When its token was last seen to work.
    pub proved_at: Option<Millis>,
    /// Granted against configured scopes; nothing of an API account, whose scopes are not told.
    pub scopes: ScopeComparison,
    /// What its token was seen to open, where BigCommerce does not tell what it grants.
    pub access: Option<AccessView>,
    /// Hooks that are registered and active.
    pub hooks_active: u32,
    /// Hooks that should be.
    pub hooks_wanted: u32,
    /// When its last event arrived.
    pub last_event_at: Option<Millis>,
    /// What is wrong with it.
    pub problem: Option<Problem>,
}

/// Whether a store can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum StoreState {
    /// It arrived while nobody was waiting: confirm it, or not. No hooks, no runs until then.
    Held,
    /// Token works.
    Connected,
    /// Its owner removed the app.
    Uninstalled,
    /// BigCommerce refuses the token.
    Revoked,
}

/// What `GET /v2/store` says.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StoreProfile {
    /// The store's name.
    pub name: String,
    /// Its domain.
    pub domain: String,
    /// Its plan, "Plus".
    pub plan: String,
    /// Its currency, "USD".
    pub currency: String,
    /// Its time zone's name.
    pub timezone: String,
    /// What the store is doing, "live"; empty where BigCommerce did not say.
    pub status: String,
    /// The administrator's e-mail address; empty where BigCommerce did not say.
    pub admin_email: String,
}
