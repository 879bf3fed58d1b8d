use serde::Serialize;
use specta::Type;

use super::{Millis, Problem};

/// A trigger of an app, with its hook on each store.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TriggerView {
    /// Its id in the manifest, `order_created`.
    pub id: String,
    /// Its name, "Order Created".
    pub name: String,
    /// What it is listed under, "Orders".
    pub group: String,
    /// Whether it is one of the webhooks of which only name and payload are known: nothing of it is
    /// fetched or found again.
    pub other: bool,
    /// The webhook scope, `store/order/created`.
    pub scope: String,
    /// When it fires, in one sentence.
    pub about: String,
    /// Whether the user wants it.
    pub enabled: bool,
    /// Scopes that fetching its resource needs and the app does not ask for.
    pub missing_scope: Option<String>,
    /// One per connected store; none of another webhook that is off.
    pub hooks: Vec<HookView>,
}

/// The hook that carries a trigger from one store.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HookView {
    /// The store.
    pub store_id: u32,
    /// Its name or hash.
    pub store_name: String,
    /// Its state at BigCommerce, as last seen.
    pub state: HookState,
    /// BigCommerce's id of it.
    pub remote_id: Option<u32>,
    /// Where it points, the unguessable part masked.
    pub destination: String,
    /// When its state was last read.
    pub checked_at: Option<Millis>,
    /// When a signed test came through the public address.
    pub proved_at: Option<Millis>,
    /// When a delivery last arrived by it.
    pub last_delivery_at: Option<Millis>,
    /// What is wrong with it.
    pub problem: Option<Problem>,
}

/// The state of a hook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum HookState {
    /// Not created yet.
    Missing,
    /// Created and active.
    Active,
    /// Inactive at BigCommerce.
    Inactive,
    /// BigCommerce refused to create it, or it points elsewhere.
    Failing,
}
